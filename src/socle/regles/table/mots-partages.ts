import type { Colonne } from "./table.ts";

/** Titles that mean the same in every table, and what they mean. */
const MOTS: Readonly<Record<string, string>> = {
  Action: "Action de la convention.",
  Année: "Année civile comptée.",
  Bailleur: "Organisme propriétaire ou gestionnaire du logement.",
  Code: "Code stable de la ligne, pour la retrouver d’un fichier à l’autre.",
  Commune: "Commune du logement, à son nom du jour.",
  Contingent: "Catégorie de réservataire, telle que le SNE l’écrit.",
  "Donnée de démonstration": "Oui, si la ligne est fabriquée pour montrer l’outil.",
  Lieu: "Partie du territoire sur laquelle porte l’objectif.",
  Logements: "Nombre de logements concernés.",
  Lot: "Numéro du fichier importé.",
  Mois: "Mois civil compté.",
  Numéro: "Numéro donné par Blaise, stable.",
  Porteur: "Organisme qui porte l’objectif.",
  Référence: "Référence stable, sans nom.",
  Réservataire: "Organisme qui désigne les candidats d’un logement réservé.",
  Résidence: "Ensemble de logements d’une même adresse ou d’un même programme.",
  SIREN: "Numéro à neuf chiffres de l’organisme dans le répertoire SIRENE.",
  Source: "Fichier, texte ou personne d’où vient l’information.",
  Typologie: "Nombre de pièces du logement, de T1 à T6 et plus.",
  Verdict: "Position face à l’objectif, que rien d’inconnu ne peut contredire, ou indécidable.",
  Échéance: "Dernier jour prévu.",
};

/** What a column means, its own words first; undefined: nobody wrote it. */
export function definitionOf({ titre, definition }: Pick<Colonne<never, unknown>, "titre" | "definition">) {
  return definition ?? MOTS[titre];
}
