import { situationsAt } from "#droit/regles/examen-triennal.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { csvOf, feuilleOf } from "#socle/documents/table.ts";
import type { Colonne } from "#socle/regles/table/table.ts";
import type { ExamensLus, LigneExamen } from "../lectures/examen-occupation/read-examens.ts";
import {
  LIBELLE_AVIS_OCCUPATION,
  LIBELLE_ETAT_EXAMEN,
  LIBELLE_PLAFOND_OCCUPATION,
  LIBELLE_SOURCE_BAIL,
  LIBELLE_SUITE_OCCUPATION,
} from "../regles/examen-occupation/examen-occupation.ts";

const CHAMPS: readonly Colonne<LigneExamen>[] = [
  { code: "reference", titre: "Référence du bail", largeur: 22, valeur: ({ bail }) => bail.reference },
  { code: "logement", titre: "Logement", largeur: 22, valeur: ({ bail }) => bail.cle },
  { code: "commune", titre: "Commune", largeur: 22, valeur: ({ bail }) => bail.nomCommune ?? bail.commune },
  { code: "typologie", titre: "Typologie", largeur: 22, valeur: ({ bail }) => bail.typologie },
  { code: "surface", titre: "Surface (m²)", largeur: 22, valeur: ({ bail }) => bail.surface },
  { code: "signe_le", titre: "Bail signé le", largeur: 22, valeur: ({ bail }) => bail.signeLe },
  { code: "source", titre: "Connu par", largeur: 22, valeur: ({ bail }) => LIBELLE_SOURCE_BAIL[bail.source] },
  { code: "etat", titre: "État", largeur: 22, valeur: ({ etat }) => LIBELLE_ETAT_EXAMEN[etat] },
  { code: "echeance_le", titre: "Prochain examen (à confirmer)", largeur: 22, valeur: ({ echeanceLe }) => echeanceLe },
  { code: "examine_le", titre: "Dernier examen", largeur: 22, valeur: ({ dernier }) => dernier?.examineLe ?? null },
  { code: "personnes", titre: "Occupants", largeur: 22, valeur: ({ dernier }) => dernier?.personnes ?? null },
  {
    code: "plafond",
    titre: "Ressources",
    largeur: 22,
    valeur: ({ dernier }) => (dernier ? LIBELLE_PLAFOND_OCCUPATION[dernier.plafond] : null),
  },
  { code: "situations", titre: "Situations", largeur: 22, valeur: sayDites },
  { code: "transmis_le", titre: "Transmis le", largeur: 22, valeur: ({ dernier }) => dernier?.transmisLe ?? null },
  {
    code: "avis",
    titre: "Avis de la commission",
    largeur: 22,
    valeur: ({ dernier }) => (dernier?.avis ? LIBELLE_AVIS_OCCUPATION[dernier.avis] : null),
  },
  { code: "avis_le", titre: "Avis du", largeur: 22, valeur: ({ dernier }) => dernier?.avisLe ?? null },
  { code: "notifie_le", titre: "Avis notifié le", largeur: 22, valeur: ({ dernier }) => dernier?.notifieLe ?? null },
  {
    code: "suite",
    titre: "Parcours résidentiel",
    largeur: 22,
    valeur: ({ dernier }) => (dernier?.suite ? LIBELLE_SUITE_OCCUPATION[dernier.suite] : null),
  },
  { code: "suite_le", titre: "Suite du", largeur: 22, valeur: ({ dernier }) => dernier?.suiteLe ?? null },
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

export function renderExamensCsv({ lignes }: ExamensLus): string {
  return csvOf({ colonnes: CHAMPS }, lignes, "tableur");
}

export function renderExamensXlsx({ lignes }: ExamensLus): Promise<Uint8Array> {
  return renderClasseur("Examen triennal de l’occupation", [["Baux suivis", feuilleOf({ colonnes: CHAMPS }, lignes)]]);
}
