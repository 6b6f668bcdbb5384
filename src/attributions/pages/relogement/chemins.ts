export const CHEMIN_IMMEUBLES = "relogement";
export const CHEMIN_MENAGES = "relogement/menages";

export function cheminImmeuble(operation: number, suite?: string): string {
  return `relogement/immeubles/${operation}${suite ? `/${suite}` : ""}`;
}

export function cheminMenage(id: number, suite?: string): string {
  return `${CHEMIN_MENAGES}/${id}${suite ? `/${suite}` : ""}`;
}
