import { situationsAt } from "#droit/regles/examen-triennal.ts";
import { textes } from "#socle/documents/feuille.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { renderTableCsv } from "#socle/documents/table-csv.ts";
import type { Valeur } from "#socle/documents/valeur.ts";
import type { ExamensLus, LigneExamen } from "../lectures/examen-occupation/read-examens.ts";
import {
  LIBELLE_AVIS_OCCUPATION,
  LIBELLE_ETAT_EXAMEN,
  LIBELLE_PLAFOND_OCCUPATION,
  LIBELLE_SOURCE_BAIL,
  LIBELLE_SUITE_OCCUPATION,
} from "../regles/examen-occupation/examen-occupation.ts";

type Champ = readonly [cle: string, titre: string, read: (ligne: LigneExamen) => Valeur];

const CHAMPS: readonly Champ[] = [
  ["reference", "Référence du bail", ({ bail }) => bail.reference],
  ["logement", "Logement", ({ bail }) => bail.cle],
  ["commune", "Commune", ({ bail }) => bail.nomCommune ?? bail.commune],
  ["typologie", "Typologie", ({ bail }) => bail.typologie],
  ["surface", "Surface (m²)", ({ bail }) => bail.surface],
  ["signe_le", "Bail signé le", ({ bail }) => bail.signeLe],
  ["source", "Connu par", ({ bail }) => LIBELLE_SOURCE_BAIL[bail.source]],
  ["etat", "État", ({ etat }) => LIBELLE_ETAT_EXAMEN[etat]],
  ["echeance_le", "Prochain examen (à confirmer)", ({ echeanceLe }) => echeanceLe],
  ["examine_le", "Dernier examen", ({ dernier }) => dernier?.examineLe ?? null],
  ["personnes", "Occupants", ({ dernier }) => dernier?.personnes ?? null],
  ["plafond", "Ressources", ({ dernier }) => (dernier ? LIBELLE_PLAFOND_OCCUPATION[dernier.plafond] : null)],
  ["situations", "Situations", sayDites],
  ["transmis_le", "Transmis le", ({ dernier }) => dernier?.transmisLe ?? null],
  ["avis", "Avis de la commission", ({ dernier }) => (dernier?.avis ? LIBELLE_AVIS_OCCUPATION[dernier.avis] : null)],
  ["avis_le", "Avis du", ({ dernier }) => dernier?.avisLe ?? null],
  ["notifie_le", "Avis notifié le", ({ dernier }) => dernier?.notifieLe ?? null],
  ["suite", "Parcours résidentiel", ({ dernier }) => (dernier?.suite ? LIBELLE_SUITE_OCCUPATION[dernier.suite] : null)],
  ["suite_le", "Suite du", ({ dernier }) => dernier?.suiteLe ?? null],
];

/** Of the situation that is kept apart, only that there is one. */
function sayDites({ dernier }: LigneExamen): string | null {
  if (dernier === null) return null;
  const dites = situationsAt(dernier.examineLe)
    .filter(({ code }) => dernier.situations.includes(code))
    .map(({ libelle }) => libelle);
  const toutes = dernier.reservee ? [...dites, "Situation d’accès réservé"] : dites;
  return toutes.length === 0 ? "Aucune relevée" : toutes.join(" ; ");
}

function rowsOf({ lignes }: ExamensLus): readonly (readonly Valeur[])[] {
  return lignes.map((ligne) => CHAMPS.map(([, , read]) => read(ligne)));
}

export function renderExamensCsv(lus: ExamensLus): string {
  return renderTableCsv([CHAMPS.map(([cle]) => cle), ...rowsOf(lus)], "tableur");
}

export function renderExamensXlsx(lus: ExamensLus): Promise<Uint8Array> {
  const colonnes = textes(...CHAMPS.map(([, titre]) => [titre, 22] as const));
  return renderClasseur("Examen triennal de l’occupation", [["Baux suivis", { colonnes, lignes: rowsOf(lus) }]]);
}
