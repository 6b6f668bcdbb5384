export const CHEMIN_PLANS = "plans";

export function cheminPlan(id: number): string {
  return `${CHEMIN_PLANS}/${id}`;
}
