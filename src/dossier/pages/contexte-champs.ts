import type { OptionListe } from "#socle/pages/design/formulaire.tsx";
import type { PersonneDossier } from "../regles/reponses.ts";
import type { LieuEtapes } from "./chemins.ts";

/** What the fields of a question show besides what was typed. */
export type ContexteChamps = LieuEtapes & {
  readonly communes: readonly OptionListe[];
  readonly secteurs: readonly string[];
  readonly bailleurs: readonly OptionListe[];
  readonly personnes: readonly PersonneDossier[];
  /** Sent: a telephone and an e-mail change by another page. */
  readonly deposee: boolean;
  readonly enregistree: boolean;
  /** Names and birth are as FranceConnect gave them. */
  readonly franceConnect: boolean;
  /** Years of the tax notices: that of two years ago, and the next one. */
  readonly annees: readonly [number, number];
};

export const JE_NE_SAIS_PAS: OptionListe = { code: "inconnu", libelle: "Je ne sais pas" };
export const OUI_NON: readonly OptionListe[] = [
  { code: "oui", libelle: "Oui" },
  { code: "non", libelle: "Non" },
];
export const OUI_NON_SAIS_PAS: readonly OptionListe[] = [...OUI_NON, JE_NE_SAIS_PAS];
