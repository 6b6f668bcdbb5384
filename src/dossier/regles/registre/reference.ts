/** « d 7kq4 xm2r » as « D-7KQ4-XM2R »; null: not the form of a reference, which a name never has. */
export function readReference(saisie: string): string | null {
  const found = /^D[-\s]([0-9A-Z]{4})[-\s]?([0-9A-Z]{4})$/.exec(saisie.trim().toUpperCase());
  return found ? `D-${found[1]}-${found[2]}` : null;
}
