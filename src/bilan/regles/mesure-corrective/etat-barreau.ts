/** `inconnue`: nothing is proposed, and the figures that would open it are not this person's to read. */
export type EtatBarreau = "fermee" | "ouverte" | "proposee" | "retenue" | "ecartee" | "inconnue";

export const LIBELLE_ETAT_BARREAU: Readonly<Record<EtatBarreau, string>> = {
  fermee: "Fermée",
  ouverte: "Peut être proposée",
  proposee: "À décider",
  retenue: "Retenue",
  ecartee: "Écartée",
  inconnue: "Chiffres non ouverts",
};
