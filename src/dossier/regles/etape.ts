/** The seven steps of the demande, in order; each is a segment of its URL. */
export const ETAPES = ["vous", "menage", "revenus", "logement-actuel", "recherche", "documents", "verifier"] as const;
export type Etape = (typeof ETAPES)[number];

export const TITRE_ETAPE: Readonly<Record<Etape, string>> = {
  vous: "Vous",
  menage: "Avec qui vous vivez",
  revenus: "Vos revenus",
  "logement-actuel": "Votre logement actuel",
  recherche: "Ce que vous cherchez",
  documents: "Vos documents",
  verifier: "Vérifier et envoyer",
};
