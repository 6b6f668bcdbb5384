/** Rank, from 0, of the class of a value between ascending cuts; a value equal to a cut is in the class above. */
export function classeOf(valeur: number, coupes: readonly number[]): number {
  return coupes.filter((coupe) => valeur >= coupe).length;
}
