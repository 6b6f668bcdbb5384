import { MotManque } from "#socle/pages/design/manque.tsx";
import { Tag } from "#socle/pages/design/parts.tsx";
import { formatEuros, formatNombre } from "#socle/regles/shared/format.ts";
import type { BienCal, LogementSeance } from "../../actes/cal/ports.ts";
import { type EtatSeance, LIBELLE_ETAT_SEANCE } from "../../regles/cal/seance.ts";

const TON = { preparation: "neutre", convoquee: "neutre", ouverte: "alerte", close: "ok", notifiee: "ok" } as const;

export function TagSeance({ etat }: { etat: EtatSeance }) {
  return <Tag ton={TON[etat]}>{LIBELLE_ETAT_SEANCE[etat]}</Tag>;
}

export function TagLogement({ etat }: { etat: LogementSeance["etat"] }) {
  return <Tag ton={etat === "decide" ? "ok" : "neutre"}>{etat === "decide" ? "Décidé" : "À décider"}</Tag>;
}

/** Where the browser says what it has kept of a form (src/socle/pages/islands/brouillon.ts). */
export function Garde() {
  return <p class="aide" role="status" data-brouillon-dit="" />;
}

export function Inconnu() {
  return <MotManque manque="inconnu" />;
}

/** « T3, 64 m², 412 € ». */
export function sayBien({ typologie, surface, loyer, charges }: BienCal): string {
  const loyers = loyer === null ? "loyer inconnu" : formatEuros(loyer + (charges ?? 0));
  const reste = charges === null && loyer !== null ? " hors charges" : "";
  return [
    typologie ?? "type inconnu",
    surface === null ? "surface inconnue" : `${formatNombre(surface)}\u00A0m²`,
    `${loyers}${reste}`,
  ].join(", ");
}
