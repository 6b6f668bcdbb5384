import type { CategorieFormelle, CategorieLexicale } from "./categorie.ts";

/** For the writer: the name of the category in a sentence, and what to write instead. French, shown as is. */
export const CONSIGNE: Readonly<Record<CategorieLexicale | CategorieFormelle, { nom: string; remplacer: string }>> = {
  longueur: {
    nom: "un texte trop long",
    remplacer: "Gardez le fait et sa date ; le détail reste dans les pièces du dossier.",
  },
  nir: {
    nom: "un numéro de sécurité sociale",
    remplacer: "Supprimez-le : Blaise ne le reçoit jamais. Désignez le ménage par son numéro unique de demande.",
  },
  banque: {
    nom: "des coordonnées bancaires",
    remplacer:
      "Supprimez-les et écrivez « coordonnées bancaires reçues » : le numéro reste dans le dossier du bailleur.",
  },
  telephone: {
    nom: "un numéro de téléphone",
    remplacer: "Supprimez-le et écrivez « joindre le ménage » : le numéro se trouve dans la demande.",
  },
  courriel: {
    nom: "une adresse électronique",
    remplacer: "Supprimez-la et écrivez « écrire au ménage » : l’adresse se trouve dans la demande.",
  },
  sante: {
    nom: "la santé, le handicap ou une mesure de protection",
    remplacer:
      "Écrivez le besoin de logement, jamais sa cause : « logement accessible », « rez-de-chaussée ou ascenseur », « une chambre de plus », « proximité des transports ».",
  },
  religion: {
    nom: "la religion ou les convictions",
    remplacer: "Supprimez ce passage ; pour un souhait de lieu, écrivez la commune ou le secteur demandé.",
  },
  origine: {
    nom: "l’origine, la nationalité ou la langue",
    remplacer: "Supprimez ce passage ; pour le droit au séjour, écrivez « pièce à jour » ou « pièce manquante ».",
  },
  politique: {
    nom: "les opinions politiques ou l’appartenance syndicale",
    remplacer: "Supprimez ce passage ; il ne sert ni à classer ni à motiver une décision.",
  },
  sexualite: {
    nom: "la vie intime",
    remplacer: "Supprimez ce passage ; la composition du ménage suffit : « couple », « deux adultes et un enfant ».",
  },
  infraction: {
    nom: "une infraction, une peine ou des violences",
    remplacer:
      "Supprimez ce passage ; pour une priorité prévue par la loi, écrivez « prioritaire, article L. 441-1 », pour une dette, son montant et sa date.",
  },
  jugement: {
    nom: "une appréciation sur la personne",
    remplacer:
      "Écrivez un fait daté et vérifiable : « absent à la visite du 12 mars », « trois loyers impayés en 2025 », « pièce manquante ».",
  },
};
