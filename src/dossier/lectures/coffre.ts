/**
 * Seals short texts (a number unique, sensitive answers) and draws keys. `usage` is bound to the sealed text: a text sealed for one use cannot be
 * opened for another. Opening throws on an altered text, or one sealed by another platform: a defect of ours, or a missing restored key.
 */
export type Coffre = {
  sceller(clair: string, usage: string): Uint8Array;
  ouvrir(scelle: Uint8Array, usage: string): string;
};
