/** « la loi ELAN », « le décret n° 2020-145 », « l’arrêté du 29 juillet 1987 »; « la loi » without a name. */
export function leTexte(texte: string | null): string {
  if (texte === null) return "la loi";
  if (/^(décret|code|règlement)\b/i.test(texte)) return `le ${texte}`;
  return /^[aeiouyéèêâîôœh]/i.test(texte) ? `l’${texte}` : `la ${texte}`;
}
