/** Printed on the first page of every document of a demonstration territory. */
export const BANDEAU_DEMONSTRATION =
  "Données de démonstration : les fichiers de ce territoire ont été fabriqués pour essayer Blaise. Ces chiffres ne décrivent aucune situation réelle.";

type Territoire = { readonly nom: string; readonly demonstration: boolean };

/** Page heads and first-page warning of a territory's document: those of a demonstration territory say so. */
export function cadreTerritoire(titre: string, { nom, demonstration }: Territoire) {
  return {
    territoire: nom,
    entete: [titre, nom, ...(demonstration ? ["données de démonstration"] : [])].join(" · "),
    bandeau: demonstration ? BANDEAU_DEMONSTRATION : null,
  };
}
