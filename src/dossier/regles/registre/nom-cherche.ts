/** Ignores case, accents, hyphens and apostrophes. The column `nom_cherche` of the database follows the same rule. */
export function normaliserNom(nom: string): string {
  return nom
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll("’", "'")
    .replaceAll("-", " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** « martin anne »: every way to split it into a name and the beginning of a first name, or a name alone. */
export function decouperNom(cherche: string): readonly { readonly nom: string; readonly prenom: string }[] {
  const mots = cherche.split(" ");
  return mots.slice(1).map((_, rang) => ({
    nom: mots.slice(0, rang + 1).join(" "),
    prenom: mots.slice(rang + 1).join(" "),
  }));
}
