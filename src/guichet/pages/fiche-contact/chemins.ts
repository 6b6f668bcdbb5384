export const CHEMIN_FICHES = "demandes/fiches-contact";
export const CHEMIN_NOUVELLE_FICHE = `${CHEMIN_FICHES}/nouvelle`;
export const CHEMIN_COMPTES_FICHES = `${CHEMIN_FICHES}/comptes`;

export function cheminFiche(id: number, acte: "" | "/accuser" | "/suivre" | "/fiche.pdf" = ""): string {
  return `${CHEMIN_FICHES}/${id}${acte}`;
}
