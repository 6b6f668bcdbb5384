/** CGCT, art. L. 2511-1 and L. 2511-3: first and last code of the municipal arrondissements, and their commune. */
const VILLES = [
  { de: "75101", a: "75120", commune: "75056" },
  { de: "69381", a: "69389", commune: "69123" },
  { de: "13201", a: "13216", commune: "13055" },
] as const;

/** The commune of a municipal arrondissement; another code is unchanged. */
export function communeOf(code: string): string {
  return VILLES.find(({ de, a }) => de <= code && code <= a)?.commune ?? code;
}
