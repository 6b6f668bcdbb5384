import { findValeur, parametre } from "#droit/regles/parametre.ts";

/** A rubrique that the plan must write; `facultative`: the plan may say that nothing is decided. */
export type RubriquePpgdid = { readonly numero: number; readonly titre: string; readonly facultative: boolean };

/** CCH, art. R. 441-2-10, 1° à 13° (the 11° since the décret n° 2019-1378). */
const CONTENU = parametre.structure<readonly RubriquePpgdid[]>("contenu-ppgdid");

export function readContenu(jour: string): readonly RubriquePpgdid[] {
  return findValeur(CONTENU, jour).valeur;
}

/** What a plan writes under a rubrique; `nonDecidee`: it says that nothing is decided. */
export type RubriqueEcrite = { readonly numero: number; readonly texte: string; readonly nonDecidee: boolean };
