import { LIBELLE_CONSTRUCTION, PERIODES_CONSTRUCTION } from "#droit/regles/patrimoine/construction.ts";

/** One class of a distribution of the stock: code in files and addresses, name on pages. */
export type ClasseParc = { readonly code: string; readonly libelle: string };

/**
 * Distributions stored for each résidence. Classes are in the order of the arrays of `residence_parc` (SQL function `residences_du_lot`); the last is
 * always the unknown.
 */
export const CLASSES_PARC = {
  /** TYPECONST. */
  types: [
    classe("collectif", "Collectif"),
    classe("individuel", "Individuel"),
    classe("etudiant", "Logement pour étudiants"),
    classe("inconnu", "Type non renseigné"),
  ],
  /** NBPIECE. */
  pieces: [
    classe("t1", "1 pièce"),
    classe("t2", "2 pièces"),
    classe("t3", "3 pièces"),
    classe("t4", "4 pièces"),
    classe("t5", "5 pièces"),
    classe("t6-plus", "6 pièces et plus"),
    classe("inconnu", "Nombre de pièces non renseigné"),
  ],
  /** SURFHAB, in square metres. The cuts are ours. */
  superficies: [
    classe("moins-30", "Moins de 30 m²"),
    classe("30-49", "30 à 49 m²"),
    classe("50-69", "50 à 69 m²"),
    classe("70-89", "70 à 89 m²"),
    classe("90-plus", "90 m² et plus"),
    classe("inconnu", "Surface non renseignée"),
  ],
  /** CONSTRUCT. */
  periodes: [
    ...PERIODES_CONSTRUCTION.map((code) => classe(code, LIBELLE_CONSTRUCTION[code])),
    classe("inconnu", "Année non renseignée"),
  ],
  /** FINAN, grouped: the groups are ours, after the headings of the list of codes. */
  financements: [
    classe("plai", "PLAI et assimilés"),
    classe("plus", "PLUS et PLA"),
    classe("pls", "PLS"),
    classe("pli", "PLI"),
    classe("autre-depuis-1977", "Autre financement depuis 1977"),
    classe("avant-1977", "Financement d’avant 1977"),
    classe("inconnu", "Financement non renseigné"),
  ],
  /** DPEENERGIE. */
  dpe: [
    ..."ABCDEFG".split("").map((lettre) => classe(lettre, `Étiquette ${lettre}`)),
    classe("inconnu", "Diagnostic non réalisé ou non renseigné"),
  ],
} as const satisfies Readonly<Record<string, readonly ClasseParc[]>>;
export type RepartitionParc = keyof typeof CLASSES_PARC;

function classe(code: string, libelle: string): ClasseParc {
  return { code, libelle };
}
