export const CHEMIN_DEMANDES = "demandes";
export const CHEMIN_NOUVELLE = "demandes/nouvelle";
export const CHEMIN_CHERCHER = "demandes/chercher";
export const CHEMIN_EXPORTER = "demandes/exporter";

export function cheminDemande(demandeur: string, suite = ""): string {
  return `${CHEMIN_DEMANDES}/${demandeur}${suite === "" ? "" : `/${suite}`}`;
}
