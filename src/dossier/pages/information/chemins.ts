export const CHEMIN_ACCUEIL = "demandes/accueil";

export function cheminContenu(id: number, suite = ""): string {
  return `${CHEMIN_ACCUEIL}/contenus/${id}${suite === "" ? "" : `/${suite}`}`;
}

export function cheminGuichet(id: number, suite = ""): string {
  return `${CHEMIN_ACCUEIL}/guichets/${id}${suite === "" ? "" : `/${suite}`}`;
}
