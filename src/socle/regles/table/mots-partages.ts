import type { Colonne } from "./table.ts";

/** Titles that mean the same in every table, and what they mean. */
const MOTS: Readonly<Record<string, string>> = {
  Action: "Action de la convention.",
  Année: "Année civile comptée.",
  "Année de référence": "Année dont les attributions servent de base au nombre écrit.",
  "Attributions de référence": "Attributions de l’année de référence, dont le nombre écrit est une part.",
  Autre: "Logements d’un autre financement.",
  Bailleur: "Organisme propriétaire ou gestionnaire du logement.",
  Baux: "Nombre de baux signés.",
  Code: "Code stable de la ligne, pour la retrouver d’un fichier à l’autre.",
  Commune: "Commune du logement, à son nom du jour.",
  "Commune souhaitée": "Commune demandée par le ménage.",
  Contingent: "Catégorie de réservataire, telle que le SNE l’écrit.",
  "De qui": "Organisme ou personne qui a écrit l’évènement.",
  "Donnée de démonstration": "Oui, si la ligne est fabriquée pour montrer l’outil.",
  Échéance: "Dernier jour prévu.",
  Ensemble: "Total de la ligne, inconnus compris.",
  Financement: "Prêt qui a financé le logement et fixe ses plafonds de ressources.",
  Lieu: "Partie du territoire sur laquelle porte l’objectif.",
  Logements: "Nombre de logements concernés.",
  Lot: "Numéro du fichier importé.",
  Mois: "Mois civil compté.",
  "Nombre écrit": "Nombre d’attributions que la convention écrit.",
  Numéro: "Numéro donné par Blaise, stable.",
  "Période de construction": "Années de construction de l’immeuble, regroupées.",
  PLAI: "Logements financés par un prêt locatif aidé d’intégration.",
  PLS: "Logements financés par un prêt locatif social.",
  PLUS: "Logements financés par un prêt locatif à usage social.",
  Porteur: "Organisme qui porte l’objectif.",
  "Quartier prioritaire":
    "Logement dans un quartier prioritaire de la politique de la ville, ou hors de ces quartiers.",
  Référence: "Référence stable, sans nom.",
  Réservataire: "Organisme qui désigne les candidats d’un logement réservé.",
  Résidence: "Ensemble de logements d’une même adresse ou d’un même programme.",
  SIREN: "Numéro à neuf chiffres de l’organisme dans le répertoire SIRENE.",
  Source: "Fichier, texte ou personne d’où vient l’information.",
  "Taux écrit": "Part que la convention écrit, de 0 à 100 %.",
  Total: "Somme de la ligne, inconnus compris.",
  Typologie: "Nombre de pièces du logement, de T1 à T6 et plus.",
  Verdict: "Position face à l’objectif, que rien d’inconnu ne peut contredire, ou indécidable.",
};

/** What a column means, its own words first; undefined: nobody wrote it. */
export function definitionOf({ titre, definition }: Pick<Colonne<never, unknown>, "titre" | "definition">) {
  return definition ?? MOTS[titre];
}
