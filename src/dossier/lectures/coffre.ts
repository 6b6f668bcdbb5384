/**
 * Seals short texts (a number unique, sensitive answers) and draws keys. `usage` is bound to what is sealed: what was sealed for one use is not
 * opened for another. Opening what was altered, or sealed by another platform, throws: it is our defect or a restored key that is missing.
 */
export type Coffre = {
  sceller(clair: string, usage: string): Uint8Array;
  ouvrir(scelle: Uint8Array, usage: string): string;
};
