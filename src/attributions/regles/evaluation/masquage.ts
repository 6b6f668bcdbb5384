/**
 * May a count of households be read by everyone? None, or enough of them (`seuil`, first count that may be told).
 */
export function peutSePublier(nombre: number, seuil: number): boolean {
  return nombre === 0 || nombre >= seuil;
}

/**
 * May a share be read by everyone, with its two counts? Not when those who are in it, or those who are not, are few: 100 % of seven
 * households tells what each of them is. The base itself must be large enough.
 */
export function peutSePublierEnPart(part: number, base: number, seuil: number): boolean {
  return base >= seuil && peutSePublier(part, seuil) && peutSePublier(base - part, seuil);
}
