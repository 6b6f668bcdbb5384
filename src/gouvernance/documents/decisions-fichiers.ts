import { nombres, textes } from "#socle/documents/feuille.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { type ProfilCsv, renderTableCsv } from "#socle/documents/table-csv.ts";
import { LIBELLE_ETAT_DECISION_INSTANCE } from "#socle/regles/gouvernance/reunion.ts";
import type { DecisionsLues } from "../lectures/decision-liste.ts";

const COLONNES = [
  ...textes(["Numéro", 18], ["Instance", 36], ["Réunion du", 12], ["Décision", 80], ["Qui la porte", 36]),
  ...textes(["Échéance", 12], ["État", 14]),
  ...nombres("Jours de retard"),
  ...textes(["Ce qu’elle fait d’autre", 60], ["Publiée le", 12]),
];

function rowsOf({ lignes }: DecisionsLues): readonly (readonly (string | number | null)[])[] {
  return lignes.map(({ numero, instanceNom, jour, texte, responsable, echeance, etat, retard, suite, publieLe }) => [
    numero,
    instanceNom,
    jour,
    texte,
    responsable,
    echeance,
    LIBELLE_ETAT_DECISION_INSTANCE[etat],
    retard,
    suite,
    publieLe,
  ]);
}

/** The decisions that the filters keep, in the order of the page; what is not known is an empty cell. */
export function renderDecisionsXlsx(lues: DecisionsLues): Promise<Uint8Array> {
  return renderClasseur(`Décisions, ${lues.nom}`, [["Décisions", { colonnes: COLONNES, lignes: rowsOf(lues) }]]);
}

export function renderDecisionsCsv(lues: DecisionsLues, profil: ProfilCsv): string {
  return renderTableCsv([COLONNES.map(({ titre }) => titre), ...rowsOf(lues)], profil);
}
