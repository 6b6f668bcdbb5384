export const CHEMIN_INSTANCES = "commission";
export const CHEMIN_REUNIONS = "commission/reunions";

export function cheminInstance(id: number, suite = ""): string {
  return `commission/instances/${id}${suite}`;
}

export function cheminMembre(instance: number, membre: number, suite = ""): string {
  return cheminInstance(instance, `/membres/${membre}${suite}`);
}

export function cheminReunion(id: number, suite = ""): string {
  return `${CHEMIN_REUNIONS}/${id}${suite}`;
}
