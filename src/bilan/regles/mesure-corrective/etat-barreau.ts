/** `inconnue`: nothing is proposed, and this person may not read the figures that would open it. */
export type EtatBarreau = "fermee" | "ouverte" | "proposee" | "retenue" | "ecartee" | "inconnue";

export const LIBELLE_ETAT_BARREAU: Readonly<Record<EtatBarreau, string>> = {
  fermee: "Fermée",
  ouverte: "Peut être proposée",
  proposee: "À décider",
  retenue: "Retenue",
  ecartee: "Écartée",
  inconnue: "Chiffres non ouverts",
};
