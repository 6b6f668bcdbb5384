import { renderClasseur } from "#socle/documents/rendre.ts";
import { csvOf, feuilleOf } from "#socle/documents/table.ts";
import type { ProfilCsv } from "#socle/documents/table-csv.ts";
import { LIBELLE_ETAT_DECISION_INSTANCE } from "#socle/regles/gouvernance/reunion.ts";
import type { Colonne } from "#socle/regles/table/table.ts";
import type { DecisionsLues } from "../lectures/decision-liste.ts";

type LigneDecision = DecisionsLues["lignes"][number];

/** The files name their columns as a person does. */
const COLONNES: readonly Colonne<LigneDecision>[] = [
  texte("Numéro", 18, ({ numero }) => numero),
  texte("Instance", 36, ({ instanceNom }) => instanceNom),
  texte("Réunion du", 12, ({ jour }) => jour),
  texte("Décision", 80, ({ texte: decision }) => decision),
  texte("Qui la porte", 36, ({ responsable }) => responsable),
  texte("Échéance", 12, ({ echeance }) => echeance),
  texte("État", 14, ({ etat }) => LIBELLE_ETAT_DECISION_INSTANCE[etat]),
  { code: "Jours de retard", titre: "Jours de retard", genre: "nombre", valeur: ({ retard }) => retard },
  texte("Ce qu’elle fait d’autre", 60, ({ suite }) => suite),
  texte("Publiée le", 12, ({ publieLe }) => publieLe),
];

function texte(
  titre: string,
  largeur: number,
  valeur: (ligne: LigneDecision) => string | null,
): Colonne<LigneDecision> {
  return { code: titre, titre, largeur, valeur };
}

/** The decisions that the filters keep, in the order of the page; what is not known is an empty cell. */
export function renderDecisionsXlsx(lues: DecisionsLues): Promise<Uint8Array> {
  return renderClasseur(`Décisions, ${lues.nom}`, [["Décisions", feuilleOf({ colonnes: COLONNES }, lues.lignes)]]);
}

export function renderDecisionsCsv(lues: DecisionsLues, profil: ProfilCsv): string {
  return csvOf({ colonnes: COLONNES }, lues.lignes, profil);
}
