/**
 * Fingerprint of a piece of text, 64 bits in 13 characters or so: two multiplicative hashes run together. It only tells apart
 * lines that share an identifier, where a cryptographic one would cost more than the reading of the line.
 */
export function hashTexte(texte: string, debut: number, fin: number): string {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  for (let i = debut; i < fin; i++) {
    const code = texte.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x5bd1e995) ^ (b >>> 15);
  }
  return (a >>> 0).toString(36) + (b >>> 0).toString(36).padStart(7, "0");
}
