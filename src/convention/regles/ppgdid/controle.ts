import { findValeur, type Parametre } from "#droit/regles/parametre.ts";

/** `manque`: required and absent. `a-venir`: its deadline is near. `fait`: present. `inconnu`: Blaise cannot tell. */
export type EtatControlePpgdid = "manque" | "a-venir" | "fait" | "inconnu";

/** A requirement of the text, and whether the plan meets it. */
export type ControlePpgdid = {
  readonly code: string;
  readonly etat: EtatControlePpgdid;
  /** French sentence, shown as is. */
  readonly phrase: string;
  readonly article: string;
  /** true: nobody has read the value in its text yet. */
  readonly aConfirmer: boolean;
  /** ISO day of the deadline. Absent: the text gives none. */
  readonly echeance?: string;
};

/** The article and the confidence of a control are those of the value it reads. */
export function citing(valeur: Parametre<unknown>, jour: string): Pick<ControlePpgdid, "article" | "aConfirmer"> {
  const { article, source, confiance } = findValeur(valeur, jour);
  return { article: article ?? source, aConfirmer: confiance === "B" };
}
