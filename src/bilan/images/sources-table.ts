import { defineTable } from "#socle/regles/table/table.ts";
import type { SourceCitee } from "../lectures/bilan.ts";

/** A report frozen before they were counted does not say. */
const connu = (nombre: number | undefined) => nombre ?? { manque: "inconnu" as const };

/** The published files behind the figures, for the page, the documents and the workbooks. */
export const SOURCES_CITEES = defineTable<SourceCitee>({
  code: "sources",
  titre: "Fichiers publiés utilisés",
  colonnes: [
    { code: "source", titre: "Source", largeur: 34, part: 2.8, valeur: ({ libelle }) => libelle, tri: true },
    {
      code: "periode",
      titre: "Période",
      definition: "Année ou trimestre que le fichier couvre.",
      largeur: 12,
      part: 1.7,
      valeur: ({ periode }) => periode,
      tri: true,
    },
    {
      code: "fichier",
      titre: "Fichier",
      definition: "Nom du fichier déposé.",
      largeur: 40,
      part: 3.4,
      valeur: ({ fichier }) => fichier,
    },
    { code: "lot", titre: "Lot", genre: "entier", part: 0.8, ecran: false, valeur: ({ lot }) => lot },
    {
      code: "lues",
      titre: "Lignes lues",
      definition: "Lignes du fichier, rejetées comprises.",
      genre: "nombre",
      part: 1.1,
      valeur: ({ lues }) => connu(lues),
      tri: true,
    },
    {
      code: "lignes",
      titre: "Comptées",
      definition: "Lignes acceptées, que les chiffres comptent.",
      genre: "nombre",
      part: 1.3,
      valeur: ({ lignes }) => lignes,
      tri: true,
    },
    {
      code: "rejetees",
      titre: "Rejetées",
      definition: "Lignes que le fichier ne permet pas de lire, chacune peut-être un bail de plus.",
      genre: "nombre",
      part: 1.2,
      valeur: ({ rejetees }) => connu(rejetees),
      tri: true,
    },
    {
      code: "ecartees",
      titre: "Dont mises de côté",
      definition: "Lignes rejetées dont quelqu’un a dit pourquoi elles ne comptent pas.",
      genre: "nombre",
      part: 1.3,
      valeur: ({ ecartees }) => connu(ecartees),
      tri: true,
    },
    {
      code: "publie_le",
      titre: "Publié le",
      definition: "Jour de la publication du lot.",
      genre: "jour",
      largeur: 26,
      part: 1.6,
      valeur: ({ publieLe }) => publieLe,
      tri: true,
    },
    { code: "empreinte", titre: "Empreinte", part: 1.8, valeur: ({ sha256 }) => sha256.slice(0, 12) },
    {
      code: "sha256",
      titre: "SHA-256",
      definition: "Empreinte du fichier : deux fichiers identiques ont la même.",
      largeur: 68,
      ecran: false,
      valeur: ({ sha256 }) => sha256,
    },
  ],
});
