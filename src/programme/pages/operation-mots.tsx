import {
  type EtatOperation,
  LIBELLE_ETAT_OPERATION,
  LIBELLE_PHASE_OPERATION,
} from "#donnees/regles/programme/operation.ts";
import { Tag } from "#socle/pages/design/parts.tsx";
import { formatCompte, formatJourCourt, formatNombre, INCONNU } from "#socle/regles/shared/format.ts";
import type { LigneRegistre } from "../lectures/registre.ts";
import type { Retard } from "../regles/retard.ts";

export const CHEMIN_OPERATIONS = "programme";

export function cheminOperation(id: number): string {
  return `programme/operations/${id}`;
}

const TON: Readonly<Record<EtatOperation, "ok" | "alerte" | "neutre">> = {
  deposee: "alerte",
  "a-completer": "alerte",
  prevue: "neutre",
  engagee: "neutre",
  "en-cours": "neutre",
  terminee: "ok",
  refusee: "neutre",
  abandonnee: "neutre",
};

export function TagEtat({ etat }: { etat: EtatOperation }) {
  return <Tag ton={TON[etat]}>{LIBELLE_ETAT_OPERATION[etat]}</Tag>;
}

/** « fin en retard de 214 jours ». */
export function sayEcart({ quoi, jours, acheve }: Retard): string {
  const bout = quoi === "fin" ? "fin" : "début";
  const combien = formatCompte(jours, "jour");
  return `${bout} ${acheve ? `${combien} après la date prévue` : `en retard de ${combien}`}`;
}

/** « Chantier : fin en retard de 214 jours ». */
export function sayRetard(retard: Retard): string {
  return `${LIBELLE_PHASE_OPERATION[retard.phase]} : ${sayEcart(retard)}`;
}

export function formatConnu(nombre: number | null): string {
  return nombre === null ? INCONNU : formatNombre(nombre);
}

export function formatLivraison({ livraison }: Pick<LigneRegistre, "livraison">): string {
  if (livraison === null) return INCONNU;
  return `${formatJourCourt(livraison.le)}${livraison.reelle ? "" : ", prévue"}`;
}
