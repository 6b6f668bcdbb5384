/** « d 7kq4 xm2r » to « D-7KQ4-XM2R »; null: ill-formed, as a name always is. */
export function readReference(saisie: string): string | null {
  const found = /^D[-\s]([0-9A-Z]{4})[-\s]?([0-9A-Z]{4})$/.exec(saisie.trim().toUpperCase());
  return found ? `D-${found[1]}-${found[2]}` : null;
}
