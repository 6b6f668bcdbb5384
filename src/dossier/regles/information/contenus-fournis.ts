import type { ClePage, Contenu, RubriqueInformation } from "./contenu.ts";
import { GLOSSAIRE_FOURNI } from "./contenus-glossaire.ts";
import { QUESTIONS_FOURNIES } from "./contenus-questions.ts";

const PAGES: Readonly<Record<ClePage, readonly [titre: string, texte: string]>> = {
  accueil: [
    "Demander un logement social",
    "Un logement social coûte moins cher qu’un autre. Ici, vous préparez votre demande et vous la suivez. C’est gratuit.",
  ],
  conditions: [
    "Qui peut demander ?",
    `Il faut être français ou avoir un titre de séjour valable. Il faut aussi ne pas dépasser un plafond de revenus.

Vous pouvez demander même si vous habitez ailleurs. (Code de la construction et de l’habitation, articles R. 441-1 et R. 441-2-3.)`,
  ],
  guichets: ["Où aller ?", "Vous pouvez aller dans le guichet de votre choix. Apportez une pièce d’identité."],
  aide: [
    "Être aidé",
    `Quelqu’un peut remplir la demande avec vous, ou à votre place. C’est gratuit.

- Un guichet vous reçoit, sans internet.
- Une personne de confiance peut agir pour vous. Il faut votre accord, écrit et daté.
- Une assistante sociale peut vous aider. Demandez à votre mairie.

Vous êtes à la rue ce soir ? Appelez le 115. L’appel est gratuit, jour et nuit.

Vous êtes en danger chez vous ? Appelez le 3919, ou le 17 en urgence.`,
  ],
};

const FOURNIS: Readonly<Record<RubriqueInformation, readonly Contenu[]>> = {
  question: QUESTIONS_FOURNIES,
  glossaire: GLOSSAIRE_FOURNI,
  page: Object.entries(PAGES).map(([cle, [titre, texte]]) => ({ rubrique: "page", cle, titre, texte, falc: false })),
};

export function contenusFournis(rubrique: RubriqueInformation): readonly Contenu[] {
  return FOURNIS[rubrique];
}

/**
 * Texts of a part that the public reads. Questions and words: the EPCI's as soon as it publishes one, else the shipped ones. Pages: each one of the
 * EPCI
 * replaces the shipped one. An easy-to-read text stands beside the ordinary one, never instead.
 */
export function contenusPublics(rubrique: RubriqueInformation, ecrits: readonly Contenu[]): readonly Contenu[] {
  const propres = ecrits.filter((contenu) => contenu.rubrique === rubrique);
  const ordinaires = propres.filter(({ falc }) => !falc);
  if (rubrique !== "page") return ordinaires.length > 0 ? propres : [...FOURNIS[rubrique], ...propres];
  const restants = FOURNIS.page.filter(({ cle }) => !ordinaires.some((contenu) => contenu.cle === cle));
  return [...restants, ...propres];
}
