import type { Parametre } from "../droit/parametre.ts";

/** Dwellings under which a résidence is left out of the reading of vacancy by age: one empty flat would already be a high rate. */
export const RESIDENCE_MIN: Parametre<number> = {
  nom: "taille d’une résidence à partir de laquelle sa vacance est lue selon son âge",
  valeurs: [
    {
      depuis: "2000-01-01",
      valeur: 20,
      source: "Document-cadre valant convention intercommunale d’attribution signé le 5 octobre 2018, § 2",
      confiance: "S",
    },
  ],
};

/** Where the State's own figures of the stock come from: its code, read, since no text writes these formulas. */
export const REFERENCE_ETAT = "Définitions lues dans le code publié des statistiques de l’État sur RPLS";
