/** A page as somebody asked for it, under a name of theirs. */
export type VueGardee = {
  readonly nom: string;
  /** Under the territory. */
  readonly chemin: string;
  /** Filters, order, columns: « annee=2018&etat=ouvert ». */
  readonly requete: string;
};
