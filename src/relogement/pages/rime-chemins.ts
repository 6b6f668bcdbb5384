export const CHEMIN_IMPORTER = "relogement/importer";
export const CHEMIN_EXPORTER = "relogement/exporter";

export function cheminDepotRime(depot: string, suite?: string): string {
  return `${CHEMIN_IMPORTER}/${depot}${suite ? `/${suite}` : ""}`;
}
