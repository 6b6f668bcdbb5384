import { LIBELLE_GENRE_OPERATION } from "#donnees/regles/programme/operation.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import { aUnFinancement } from "../regles/format-operation.ts";
import type { TotalGenre } from "../regles/totaux.ts";

const FINANCEMENTS: readonly Colonne<TotalGenre>[] = [
  { code: "plai", titre: "PLAI", genre: "nombre", valeur: ({ financements }) => financements.plai },
  { code: "plus", titre: "PLUS", genre: "nombre", valeur: ({ financements }) => financements.plus },
  { code: "pls", titre: "PLS", genre: "nombre", valeur: ({ financements }) => financements.pls },
  { code: "autre", titre: "Autre", genre: "nombre", valeur: ({ financements }) => financements.autre },
  {
    code: "sans_financement",
    titre: "Sans financement dit",
    definition: "Logements dont le financement n’est pas dit.",
    genre: "nombre",
    valeur: ({ sansFinancement }) => sansFinancement,
  },
];

/** Raw sums of the register, for its files. */
export const TOTAUX_PAR_GENRE = defineTable<TotalGenre>({
  code: "totaux",
  titre: "Totaux par genre, opérations au programme",
  colonnes: [
    {
      code: "genre",
      titre: "Genre",
      definition: "Construction, démolition, réhabilitation ou résidentialisation.",
      largeur: 32,
      valeur: ({ genre }) => LIBELLE_GENRE_OPERATION[genre],
    },
    {
      code: "operations",
      titre: "Opérations",
      definition: "Nombre d’opérations.",
      genre: "nombre",
      valeur: ({ operations }) => operations,
    },
    { code: "logements", titre: "Logements", genre: "nombre", valeur: ({ logements }) => logements },
    ...FINANCEMENTS,
    {
      code: "inconnues",
      titre: "Nombre inconnu",
      definition: "Opérations dont le nombre de logements n’est pas dit.",
      genre: "nombre",
      valeur: ({ inconnues }) => inconnues,
    },
    {
      code: "hors_programme",
      titre: "Hors programme",
      definition: "Opérations qui ne sont d’aucun programme.",
      genre: "nombre",
      valeur: ({ horsProgramme }) => horsProgramme,
    },
  ],
});

/** Sums for the page: the works on a stock show no financing of new dwellings, whatever the register holds. */
export const TOTAUX_LUS: typeof TOTAUX_PAR_GENRE = {
  ...TOTAUX_PAR_GENRE,
  colonnes: TOTAUX_PAR_GENRE.colonnes.map((colonne) =>
    FINANCEMENTS.includes(colonne)
      ? { ...colonne, valeur: (total) => (aUnFinancement(total) ? colonne.valeur(total) : { manque: "sans-objet" }) }
      : colonne,
  ),
};
