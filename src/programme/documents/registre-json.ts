import type { Registre } from "../lectures/registre.ts";

/** Register as `/api/v1` answers it, with the lines and totals of the page. null is « unknown », never 0. */
export function toRegistreJson({ territoire, nom, demonstration, lignes, totaux, phrases }: Registre) {
  return {
    territoire,
    nom,
    demonstration,
    phrases,
    totaux: totaux.map(({ genre, financements, ...total }) => ({ genre, ...financements, ...total })),
    operations: lignes.map(({ operation, commune, livraison, retard }) => {
      const { bailleur, financements, residences, typologies, premiersBaux, aReloger, etapes, ...reste } = operation;
      return {
        ...reste,
        nomCommune: commune,
        livraison,
        financements,
        residences,
        typologies,
        premiersBaux,
        aReloger,
        etapes,
        retard,
        bailleur: bailleur && { nom: bailleur.nom, siren: bailleur.siren },
      };
    }),
  };
}
