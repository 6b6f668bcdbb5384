export const CHEMIN_SIMULATION = "simulation";

export function cheminScenario(id: number, suite = ""): string {
  return `${CHEMIN_SIMULATION}/scenarios/${id}${suite}`;
}

export function cheminCalcul(id: string, suite = ""): string {
  return `${CHEMIN_SIMULATION}/calculs/${id}${suite}`;
}
