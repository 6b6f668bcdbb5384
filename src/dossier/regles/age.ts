/** Age in whole years on that day; null: the birth is unknown, or later. */
export function ageOn(naissance: string | null, jour: string): number | null {
  if (naissance === null || naissance > jour) return null;
  const years = Number(jour.slice(0, 4)) - Number(naissance.slice(0, 4));
  return jour.slice(5) < naissance.slice(5) ? years - 1 : years;
}
