import type { Parametre } from "../droit/parametre.ts";

/**
 * No text binds a local observatory to these values: they are those of the ministerial statistical service, taken as a policy until the
 * partners of the convention say otherwise.
 */
export const SEUIL_SECRET: Parametre<number> = {
  nom: "plus petit effectif de ménages publiable",
  valeurs: [
    {
      depuis: "2015-01-01",
      valeur: 11,
      source:
        "Manuel de protection des tableaux (Insee, règles du service statistique public) : données fiscales et sociales des personnes physiques",
      confiance: "B",
    },
  ],
};

/** Share of an amount that one bailleur may hold. */
export const SEUIL_DOMINANCE: Parametre<number> = {
  nom: "part d’un montant qu’un seul bailleur peut représenter",
  valeurs: [
    {
      depuis: "2015-01-01",
      valeur: 0.85,
      source:
        "Manuel de protection des tableaux (Insee, règles du service statistique public) : secret des entreprises",
      confiance: "B",
    },
  ],
};

export const CONTRIBUTEURS_MIN: Parametre<number> = {
  nom: "nombre de bailleurs sans lequel un montant n’est pas publié",
  valeurs: [
    {
      depuis: "2015-01-01",
      valeur: 3,
      source:
        "Manuel de protection des tableaux (Insee, règles du service statistique public) : secret des entreprises",
      confiance: "B",
    },
  ],
};
