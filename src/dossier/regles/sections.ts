import type { Reponses } from "./reponses.ts";

type Section<Nom extends "revenus" | "logementActuel" | "recherche"> = Required<Reponses>[Nom];

/** Maximum wished places. */
export const LIEUX_MAX = 6;

/** A step has several pages: returns the saved answers, completed with null. */
export function revenusOf({ revenus }: Reponses): Section<"revenus"> {
  return (
    revenus ?? {
      sources: [],
      mensuel: null,
      pensionVersee: null,
      rfr: null,
      rfrN1: null,
      profession: null,
      contratCourt: "inconnu",
      employeurSiret: null,
      employeurPlusDeDix: "inconnu",
    }
  );
}

export function logementActuelOf({ logementActuel }: Reponses): Section<"logementActuel"> {
  return (
    logementActuel ?? {
      mode: null,
      commune: null,
      bailleurSiren: null,
      depuis: null,
      loyer: null,
      charges: null,
      aide: null,
      personnes: null,
      surface: null,
      pieces: null,
      proprietaireAilleurs: "inconnu",
    }
  );
}

export function rechercheOf({ recherche }: Reponses): Section<"recherche"> {
  return (
    recherche ?? {
      motifs: [],
      typologies: [],
      genre: "indifferent",
      elargir: false,
      loyerMax: null,
      meuble: false,
      mobilite: null,
    }
  );
}
