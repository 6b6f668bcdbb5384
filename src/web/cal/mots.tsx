import type { BienCal, LogementSeance } from "#application/cal/ports.ts";
import { type EtatSeance, LIBELLE_ETAT_SEANCE } from "#domain/cal/seance.ts";
import { formatEuros, formatNombre } from "#domain/shared/format.ts";
import { MotManque } from "../design/manque.tsx";
import { Tag } from "../design/parts.tsx";

const TON = { preparation: "neutre", convoquee: "neutre", ouverte: "alerte", close: "ok", notifiee: "ok" } as const;

export function TagSeance({ etat }: { etat: EtatSeance }) {
  return <Tag ton={TON[etat]}>{LIBELLE_ETAT_SEANCE[etat]}</Tag>;
}

export function TagLogement({ etat }: { etat: LogementSeance["etat"] }) {
  return <Tag ton={etat === "decide" ? "ok" : "neutre"}>{etat === "decide" ? "Décidé" : "À décider"}</Tag>;
}

/** Where the browser says what it has kept of a form (src/web/islands/brouillon.ts). */
export function Garde() {
  return <p class="aide" role="status" data-brouillon-dit="" />;
}

export function Inconnu() {
  return <MotManque manque="inconnu" />;
}

/** « T3, 64 m², 412 € ». What nobody wrote is said unknown. */
export function sayBien({ typologie, surface, loyer, charges }: BienCal): string {
  const loyers = loyer === null ? "loyer inconnu" : formatEuros(loyer + (charges ?? 0));
  const reste = charges === null && loyer !== null ? " hors charges" : "";
  return [
    typologie ?? "type inconnu",
    surface === null ? "surface inconnue" : `${formatNombre(surface)}\u00A0m²`,
    `${loyers}${reste}`,
  ].join(", ");
}
