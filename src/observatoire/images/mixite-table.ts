import type { Colonne } from "#socle/regles/table/table.ts";
import { citeIndicateurs, LIBELLE_OCCUPATION } from "../regles/desequilibre/libelles.ts";
import type { LigneMixite } from "../regles/desequilibre/mixite.ts";

/** On the page and in the annex. */
export const MIXITE: readonly Colonne<LigneMixite>[] = [
  { code: "residence", titre: "Résidence", valeur: ({ nom }) => nom, tri: true, part: 2.2 },
  { code: "bailleur", titre: "Bailleur", valeur: ({ bailleurNom }) => bailleurNom, tri: true },
  { code: "commune", titre: "Commune", valeur: ({ commune }) => commune, tri: true, part: 1.6 },
  {
    code: "indicateurs",
    titre: "Sur-représentations établies",
    definition: "Indicateurs établis au-dessus du reste du territoire.",
    valeur: ({ indicateurs }) => citeIndicateurs(indicateurs),
    part: 3.4,
  },
  { code: "origine", titre: "Origine et motif", valeur: sayOrigine, tri: true, part: 2.6 },
];

function sayOrigine({ origine, motif }: LigneMixite): string {
  const said = origine === "methode" ? "Proposée par la méthode" : "Ajoutée";
  return motif ? `${said} : ${motif}` : said;
}

/** In the CSV and the workbook. */
export const MIXITE_BRUTE: readonly Colonne<LigneMixite>[] = [
  {
    code: "residence",
    titre: "Clé",
    definition: "Clé de la résidence, la même dans tous les fichiers.",
    largeur: 40,
    valeur: ({ cle }) => cle,
  },
  { code: "nom", titre: "Résidence", largeur: 30, valeur: ({ nom }) => nom },
  { code: "commune", titre: "Commune", largeur: 22, valeur: ({ commune }) => commune },
  { code: "bailleur", titre: "SIREN", largeur: 12, valeur: ({ bailleur }) => bailleur },
  { code: "bailleur_nom", titre: "Bailleur", largeur: 24, valeur: ({ bailleurNom }) => bailleurNom },
  {
    code: "indicateurs",
    titre: "Sur-représentations établies",
    definition: "Indicateurs établis au-dessus du reste du territoire.",
    largeur: 60,
    valeur: ({ indicateurs }) => indicateurs.map((code) => LIBELLE_OCCUPATION[code]).join(" ; "),
  },
  {
    code: "origine",
    titre: "Origine",
    definition: "Calculée par la méthode, ou ajoutée par une décision.",
    largeur: 12,
    valeur: ({ origine }) => origine,
  },
  {
    code: "motif",
    titre: "Motif",
    definition: "Raison dite, dans une liste fermée.",
    largeur: 60,
    valeur: ({ motif }) => motif,
  },
];
