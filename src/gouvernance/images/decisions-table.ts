import { LIBELLE_ETAT_DECISION_INSTANCE } from "#socle/regles/gouvernance/reunion.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { DecisionLue } from "../lectures/decision-liste.ts";

/** Table of the page and of its files; the headers are plain French. */
export const DECISIONS = defineTable<DecisionLue>({
  code: "decisions",
  titre: "Décisions des instances",
  colonnes: [
    { code: "Numéro", titre: "Numéro", largeur: 18, valeur: ({ numero }) => numero, tri: true },
    {
      code: "Instance",
      titre: "Instance",
      definition: "Instance qui a décidé.",
      largeur: 36,
      valeur: ({ instanceNom }) => instanceNom,
      ecran: false,
    },
    {
      code: "Réunion du",
      titre: "Réunion du",
      definition: "Jour de la réunion.",
      largeur: 12,
      valeur: ({ jour }) => jour,
      ecran: false,
    },
    {
      code: "Décision",
      titre: "Décision",
      definition: "Ce que l’instance a décidé.",
      largeur: 80,
      valeur: ({ texte }) => texte,
    },
    {
      code: "Qui la porte",
      titre: "Qui la porte",
      definition: "Organisme chargé de la mettre en œuvre.",
      largeur: 36,
      valeur: ({ responsable }) => responsable,
      tri: true,
    },
    { code: "Échéance", titre: "Échéance", largeur: 12, valeur: ({ echeance }) => echeance, tri: true },
    {
      code: "État",
      titre: "État",
      definition: "Où en est la décision.",
      largeur: 14,
      valeur: ({ etat }) => LIBELLE_ETAT_DECISION_INSTANCE[etat],
      tri: true,
    },
    {
      code: "Jours de retard",
      titre: "Jours de retard",
      definition: "Jours écoulés depuis l’échéance.",
      genre: "nombre",
      valeur: ({ retard }) => retard,
      ecran: false,
    },
    {
      code: "Ce qu’elle fait d’autre",
      titre: "Ce qu’elle fait d’autre",
      definition: "Ce que la décision a changé dans Blaise : version, action ou cas.",
      largeur: 60,
      valeur: ({ suite }) => suite,
      ecran: false,
    },
    {
      code: "Publiée le",
      titre: "Publiée le",
      definition: "Jour où la décision a été rendue publique.",
      largeur: 12,
      valeur: ({ publieLe }) => publieLe,
      tri: true,
    },
  ],
});
