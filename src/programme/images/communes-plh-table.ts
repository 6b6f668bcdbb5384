import type { Colonne } from "#socle/regles/table/table.ts";
import type { CommunePlh } from "../lectures/regles/ports.ts";

/** Columns in the order and under the names that the import reads. */
export const COLONNES_COMMUNES: readonly Colonne<Omit<CommunePlh, "source" | "synthetique">>[] = [
  { code: "commune", titre: "Commune", valeur: ({ commune }) => commune },
  { code: "annee", titre: "Année", genre: "annee", valeur: ({ annee }) => annee },
  { code: "population", titre: "Habitants", genre: "nombre", valeur: ({ population }) => population },
  {
    code: "residences_principales",
    titre: "Résidences principales",
    genre: "nombre",
    valeur: ({ residencesPrincipales }) => residencesPrincipales,
  },
  {
    code: "logements_sociaux",
    titre: "Logements sociaux",
    genre: "nombre",
    valeur: ({ logementsSociaux }) => logementsSociaux,
  },
  {
    code: "construction_neuve",
    titre: "Construction neuve",
    genre: "nombre",
    valeur: ({ constructionNeuve }) => constructionNeuve,
  },
  { code: "contrainte", titre: "Contrainte", valeur: ({ contrainte }) => contrainte },
];
