/** `jusque` null: until a later record begins. */
type Jours = { readonly depuis: string; readonly jusque: string | null };

export function covers({ depuis, jusque }: Jours, jour: string): boolean {
  return depuis <= jour && (jusque === null || jour <= jusque);
}

/** An open record ends when the next begins: two overlap only when they begin together, or when a closed one ends after the other's beginning. */
export function overlaps(a: Jours, b: Jours): boolean {
  const [first, then] = a.depuis <= b.depuis ? [a, b] : [b, a];
  return first.depuis === then.depuis || (first.jusque !== null && then.depuis <= first.jusque);
}
