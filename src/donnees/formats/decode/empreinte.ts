/**
 * Fingerprint of a text, 64 bits in about 13 characters: two multiplicative hashes side by side. It only separates lines that share an identifier; a
 * cryptographic hash would cost more than reading the line.
 */
export function hashTexte(texte: string, debut: number, fin: number): string {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  // One hash takes the even characters, the other the odd ones: they run in parallel.
  let i = debut;
  for (; i + 1 < fin; i += 2) {
    a = Math.imul(a ^ texte.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ texte.charCodeAt(i + 1), 0x5bd1e995);
  }
  if (i < fin) a = Math.imul(a ^ texte.charCodeAt(i), 0x01000193);
  // A final mix makes each half depend on every character.
  a ^= b >>> 15;
  b ^= Math.imul(a, 0x5bd1e995);
  return (a >>> 0).toString(36) + (b >>> 0).toString(36).padStart(7, "0");
}
