/** Days of a record; `jusque` null: until a later one begins. */
type Jours = { readonly depuis: string; readonly jusque: string | null };

export function covers({ depuis, jusque }: Jours, jour: string): boolean {
  return depuis <= jour && (jusque === null || jour <= jusque);
}

/** One that nothing closes ends when the next begins: only two that begin together, or a closed one and what begins before its end, say two things of a day. */
export function overlaps(a: Jours, b: Jours): boolean {
  const [first, then] = a.depuis <= b.depuis ? [a, b] : [b, a];
  return first.depuis === then.depuis || (first.jusque !== null && then.depuis <= first.jusque);
}
