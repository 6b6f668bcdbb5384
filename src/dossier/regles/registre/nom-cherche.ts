/** Case, accents, hyphens and apostrophes do not make another name. The column `nom_cherche` of the database is made in the same way. */
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

/** « martin anne » : a name alone, or a name then the beginning of a first name, wherever the name ends. */
export function decouperNom(cherche: string): readonly { readonly nom: string; readonly prenom: string }[] {
  const mots = cherche.split(" ");
  return mots.slice(1).map((_, rang) => ({
    nom: mots.slice(0, rang + 1).join(" "),
    prenom: mots.slice(rang + 1).join(" "),
  }));
}
