import { defineTable } from "#socle/regles/table/table.ts";
import type { LigneRecoupement } from "../lectures/recoupement/read-recoupement.ts";
import { LIBELLE_ETAT_RECOUPEMENT, SENS_ETAT_RECOUPEMENT } from "../regles/recoupement/recoupement.ts";

/** Leases of Blaise beside those of the published files, for the page and the files. */
export const RECOUPEMENT = defineTable<LigneRecoupement>({
  code: "recoupement",
  titre: "Baux signés dans Blaise et fichiers publiés",
  colonnes: [
    {
      code: "etat",
      titre: "Où est ce bail",
      definition: "Dans Blaise, dans un fichier publié du SNE, ou dans les deux.",
      largeur: 26,
      valeur: ({ etat }) => LIBELLE_ETAT_RECOUPEMENT[etat],
      tri: true,
    },
    {
      code: "bailleur",
      titre: "Bailleur",
      largeur: 24,
      valeur: ({ nomBailleur }) => nomBailleur,
      tri: true,
    },
    {
      code: "commune",
      titre: "Commune",
      largeur: 22,
      valeur: ({ nomCommune }) => nomCommune,
      tri: true,
    },
    {
      code: "signe_blaise",
      titre: "Signé, dans Blaise",
      definition: "Jour de la signature du bail tel qu’il est écrit dans Blaise.",
      genre: "jour",
      valeur: ({ signeBlaise }) => signeBlaise ?? { manque: "sans-objet" },
      tri: true,
    },
    {
      code: "signe_fichier",
      titre: "Signé, dans le fichier",
      definition: "Jour de la signature du bail tel que le fichier du SNE l’écrit.",
      genre: "jour",
      valeur: ({ signeFichier }) => signeFichier ?? { manque: "sans-objet" },
      tri: true,
    },
    {
      code: "ecart",
      titre: "Diffèrent par",
      definition: "Faits connus des deux côtés, et différents.",
      largeur: 36,
      valeur: ({ ecart }) => ecart ?? { manque: "sans-objet" },
    },
    {
      code: "sens",
      titre: "Ce que cela change",
      definition: "Si le bail compte, et d’après quel fichier.",
      largeur: 60,
      ecran: false,
      valeur: ({ etat }) => SENS_ETAT_RECOUPEMENT[etat],
    },
    {
      code: "lot",
      titre: "Lot",
      genre: "entier",
      ecran: false,
      valeur: ({ lot }) => lot ?? { manque: "sans-objet" },
    },
    {
      code: "ligne",
      titre: "Ligne du lot",
      definition: "Rang de la ligne dans le fichier importé, en-tête compris.",
      genre: "entier",
      ecran: false,
      valeur: ({ ligne }) => ligne ?? { manque: "sans-objet" },
    },
  ],
});
