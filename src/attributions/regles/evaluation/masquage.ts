/** May a count of households be public? Only 0, or at least `seuil`. */
export function peutSePublier(nombre: number, seuil: number): boolean {
  return nombre === 0 || nombre >= seuil;
}

/**
 * May a share be public, with its two counts? Not when the households in it, or those out of it, are few: 100 % of seven
 * households reveals each of them. The base must be large enough too.
 */
export function peutSePublierEnPart(part: number, base: number, seuil: number): boolean {
  return base >= seuil && peutSePublier(part, seuil) && peutSePublier(base - part, seuil);
}
