import type { OptionListe } from "#socle/pages/design/formulaire.tsx";
import type { PersonneDossier } from "../regles/reponses.ts";
import type { LieuEtapes } from "./chemins.ts";

/** What the fields of a question need besides the input. */
export type ContexteChamps = LieuEtapes & {
  readonly communes: readonly OptionListe[];
  readonly secteurs: readonly string[];
  readonly bailleurs: readonly OptionListe[];
  readonly personnes: readonly PersonneDossier[];
  /** true: the demande is sent, and a telephone or an e-mail changes on another page. */
  readonly deposee: boolean;
  readonly enregistree: boolean;
  /** true: FranceConnect gave the names and the birth. */
  readonly franceConnect: boolean;
  /** Years of the tax notices asked: that of two years ago, and the next one. */
  readonly annees: readonly [number, number];
};

export const JE_NE_SAIS_PAS: OptionListe = { code: "inconnu", libelle: "Je ne sais pas" };
export const OUI_NON: readonly OptionListe[] = [
  { code: "oui", libelle: "Oui" },
  { code: "non", libelle: "Non" },
];
export const OUI_NON_SAIS_PAS: readonly OptionListe[] = [...OUI_NON, JE_NE_SAIS_PAS];
