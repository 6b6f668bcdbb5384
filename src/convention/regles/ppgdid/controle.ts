import { findValeur, type Parametre } from "#droit/regles/parametre.ts";

/** `manque`: the text asks for it and it is not there. `a-venir`: a day is near. `fait`: it is there. `inconnu`: nothing here tells. */
export type EtatControlePpgdid = "manque" | "a-venir" | "fait" | "inconnu";

/** What the text asks of a plan, and whether it is there. */
export type ControlePpgdid = {
  readonly code: string;
  readonly etat: EtatControlePpgdid;
  /** French, shown as is. */
  readonly phrase: string;
  readonly article: string;
  /** The value was not read in its text. */
  readonly aConfirmer: boolean;
  /** ISO day by which the text asks for it. Absent: it gives none. */
  readonly echeance?: string;
};

/** The article and the confidence of a control are those of the value that it reads. */
export function citing(valeur: Parametre<unknown>, jour: string): Pick<ControlePpgdid, "article" | "aConfirmer"> {
  const { article, source, confiance } = findValeur(valeur, jour);
  return { article: article ?? source, aConfirmer: confiance === "B" };
}
