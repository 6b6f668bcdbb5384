/** Counts the letters added, removed, replaced, or swapped with a neighbour (optimal string alignment). */
export function distanceMots(a: string, b: string): number {
  let before: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, rang) => rang);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next.push(costAt({ a, b, i, j }, [before, last, next]));
    [before, last] = [last, next];
  }
  return last[b.length] ?? 0;
}

type Place = { readonly a: string; readonly b: string; readonly i: number; readonly j: number };
type Rows = readonly [before: readonly number[], last: readonly number[], next: readonly number[]];

function costAt({ a, b, i, j }: Place, [before, last, next]: Rows): number {
  const read = (row: readonly number[], rang: number) => row[rang] ?? Number.POSITIVE_INFINITY;
  const remplacer = read(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
  const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  const echanger = swapped ? read(before, j - 2) + 1 : Number.POSITIVE_INFINITY;
  return Math.min(remplacer, read(last, j) + 1, read(next, j - 1) + 1, echanger);
}

/** One typing error, two in a long word, none in a short one, where a letter makes another name: Léa and Léo. */
export function sontProches(a: string, b: string): boolean {
  const court = Math.min(a.length, b.length);
  if (court < 5) return false;
  return distanceMots(a, b) <= (court >= 9 ? 2 : 1);
}
