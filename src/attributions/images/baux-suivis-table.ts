import { situationsAt } from "#droit/regles/examen-triennal.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { LigneExamen } from "../lectures/examen-occupation/read-examens.ts";
import {
  LIBELLE_AVIS_OCCUPATION,
  LIBELLE_ETAT_EXAMEN,
  LIBELLE_PLAFOND_OCCUPATION,
  LIBELLE_SOURCE_BAIL,
  LIBELLE_SUITE_OCCUPATION,
} from "../regles/examen-occupation/examen-occupation.ts";

const COLONNES: readonly Colonne<LigneExamen>[] = [
  {
    code: "reference",
    titre: "Référence du bail",
    definition: "Référence stable du bail, sans nom.",
    valeur: ({ bail }) => bail.reference,
  },
  {
    code: "logement",
    titre: "Logement",
    definition: "Numéro RPLS du logement, ou celui du bailleur.",
    valeur: ({ bail }) => bail.cle,
  },
  { code: "commune", titre: "Commune", ecran: false, valeur: ({ bail }) => bail.nomCommune ?? bail.commune },
  { code: "typologie", titre: "Typologie", ecran: false, valeur: ({ bail }) => bail.typologie },
  {
    code: "surface",
    titre: "Surface (m²)",
    definition: "Surface habitable.",
    ecran: false,
    valeur: ({ bail }) => bail.surface,
  },
  {
    code: "signe_le",
    titre: "Bail signé le",
    definition: "Jour de la signature du bail.",
    genre: "jour",
    valeur: ({ bail }) => bail.signeLe,
  },
  {
    code: "source",
    titre: "Connu par",
    definition: "Fichier ou acte par lequel Blaise connaît ce bail.",
    ecran: false,
    valeur: ({ bail }) => LIBELLE_SOURCE_BAIL[bail.source],
  },
  {
    code: "examine_le",
    titre: "Dernier examen",
    definition: "Jour du dernier examen triennal de l’occupation.",
    genre: "jour",
    valeur: ({ dernier }) => dernier?.examineLe ?? null,
  },
  {
    code: "echeance_le",
    titre: "Prochain examen (à confirmer)",
    definition: "Jour avant lequel l’occupation est à examiner de nouveau.",
    genre: "jour",
    valeur: ({ echeanceLe }) => echeanceLe,
  },
  {
    code: "etat",
    titre: "État",
    definition: "Où en est l’examen de l’occupation.",
    valeur: ({ etat }) => LIBELLE_ETAT_EXAMEN[etat],
  },
  {
    code: "personnes",
    titre: "Occupants",
    definition: "Nombre d’occupants déclarés au dernier examen.",
    ecran: false,
    valeur: ({ dernier }) => dernier?.personnes ?? null,
  },
  {
    code: "plafond",
    titre: "Ressources",
    definition: "Classe de ressources du ménage, sans montant.",
    ecran: false,
    valeur: ({ dernier }) => (dernier ? LIBELLE_PLAFOND_OCCUPATION[dernier.plafond] : null),
  },
  {
    code: "situations",
    titre: "Situations",
    definition: "Situations que la loi fait relever, sans dire laquelle si elle est sensible.",
    ecran: false,
    valeur: sayDites,
  },
  {
    code: "transmis_le",
    titre: "Transmis le",
    definition: "Jour de la transmission à la commission.",
    genre: "jour",
    ecran: false,
    valeur: ({ dernier }) => dernier?.transmisLe ?? null,
  },
  {
    code: "avis",
    titre: "Avis de la commission",
    definition: "Avis rendu par la commission d’attribution.",
    ecran: false,
    valeur: ({ dernier }) => (dernier?.avis ? LIBELLE_AVIS_OCCUPATION[dernier.avis] : null),
  },
  {
    code: "avis_le",
    titre: "Avis du",
    definition: "Jour de l’avis.",
    ecran: false,
    valeur: ({ dernier }) => dernier?.avisLe ?? null,
  },
  {
    code: "notifie_le",
    titre: "Avis notifié le",
    definition: "Jour où l’avis a été envoyé au ménage.",
    genre: "jour",
    ecran: false,
    valeur: ({ dernier }) => dernier?.notifieLe ?? null,
  },
  {
    code: "suite",
    titre: "Parcours résidentiel",
    definition: "Suite donnée par le bailleur.",
    ecran: false,
    valeur: ({ dernier }) => (dernier?.suite ? LIBELLE_SUITE_OCCUPATION[dernier.suite] : null),
  },
  {
    code: "suite_le",
    titre: "Suite du",
    definition: "Jour de cette suite.",
    ecran: false,
    valeur: ({ dernier }) => dernier?.suiteLe ?? null,
  },
];

/** Leases in force: the page shows the first columns, the CSV and the workbook all. */
export const BAUX_SUIVIS = defineTable<LigneExamen>({
  code: "baux-suivis",
  titre: "Baux suivis",
  colonnes: COLONNES.map((colonne) => ({ ...colonne, largeur: 22 })),
});

/** Only says that a sensitive situation exists, not which one. */
function sayDites({ dernier }: LigneExamen): string | null {
  if (dernier === null) return null;
  const dites = situationsAt(dernier.examineLe)
    .filter(({ code }) => dernier.situations.includes(code))
    .map(({ libelle }) => libelle);
  const toutes = dernier.reservee ? [...dites, "Situation d’accès réservé"] : dites;
  return toutes.length === 0 ? "Aucune relevée" : toutes.join(" ; ");
}
