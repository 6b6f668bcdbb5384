/** On the first page of every document of a demonstration territory. */
export const BANDEAU_DEMONSTRATION =
  "Données de démonstration : les fichiers de ce territoire ont été fabriqués pour essayer Blaise. Ces chiffres ne décrivent aucune situation réelle.";

type Territoire = { readonly nom: string; readonly demonstration: boolean };

/** The head of each page of a territory's document, and the words of its first one: those of a demonstration say what it is. */
export function cadreTerritoire(titre: string, { nom, demonstration }: Territoire) {
  return {
    territoire: nom,
    entete: [titre, nom, ...(demonstration ? ["données de démonstration"] : [])].join(" · "),
    bandeau: demonstration ? BANDEAU_DEMONSTRATION : null,
  };
}
