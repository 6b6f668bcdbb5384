import { defineTable } from "#socle/regles/table/table.ts";
import type { listEtapes } from "../regles/comparaison-nationale/decomposition.ts";
import type { FAITS_NATIONAUX } from "../regles/comparaison-nationale/faits.ts";
import { formatEcart, formatMilliemes, formatPoints } from "../regles/comparaison-nationale/format-ecart.ts";

/** Steps are written as differences, both ends as values; for the page and the document. */
export const ETAPES = defineTable<ReturnType<typeof listEtapes>[number]>({
  code: "etapes",
  titre: "Du chiffre légal local au chiffre imprimé",
  colonnes: [
    {
      code: "etape",
      titre: "Étape",
      definition: "Fait changé entre deux façons de compter.",
      part: 4,
      valeur: ({ nom }) => nom,
    },
    {
      code: "numerateur",
      titre: "Numérateur",
      genre: "nombre",
      part: 1.4,
      valeur: ({ etape: { part }, ecart }) => (ecart ? formatEcart(part) : part),
    },
    {
      code: "base",
      titre: "Base",
      genre: "nombre",
      part: 1.4,
      valeur: ({ etape: { total }, ecart }) => (ecart ? formatEcart(total) : total),
    },
    {
      code: "part",
      titre: "Part",
      definition: "Part atteinte, de 0 à 100 %.",
      genre: "taux",
      part: 1.6,
      valeur: ({ etape: { milliemes }, ecart }) => (ecart ? formatPoints(milliemes) : formatMilliemes(milliemes)),
    },
  ],
});

/** Facts that describe the territory, for the document and the workbook. */
export const FAITS = defineTable<(typeof FAITS_NATIONAUX)[number]>({
  code: "reperes-nationaux",
  titre: "Repères nationaux",
  colonnes: [
    { code: "annee", titre: "Année", genre: "annee", valeur: ({ annee }) => annee },
    {
      code: "fait",
      titre: "Fait",
      definition: "Ce que la source écrit de ce territoire.",
      largeur: 90,
      part: 5,
      valeur: ({ texte }) => texte,
    },
    { code: "source", titre: "Source", largeur: 60, part: 3, valeur: ({ source }) => source },
  ],
});
