/** On the first page of every document of a demonstration territory. */
export const BANDEAU_DEMONSTRATION =
  "Données de démonstration : les fichiers de ce territoire ont été fabriqués pour essayer Blaise. Ces chiffres ne décrivent aucune situation réelle.";
