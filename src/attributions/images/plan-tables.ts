import { defineTable } from "#socle/regles/table/table.ts";
import type { EcarteeVue, LigneVue, ObjectifVu, VarianteVue } from "../lectures/plan/vue.ts";

/** The four lists of a proposal, on its page and in the PDF for the commission. */
export const OBJECTIFS_PLAN = defineTable<ObjectifVu>({
  code: "objectifs",
  titre: "Objectifs avant et après la proposition",
  colonnes: [
    {
      code: "objectif",
      titre: "Objectif",
      definition: "Ce que l’objectif demande.",
      part: 3,
      valeur: ({ libelle }) => libelle,
    },
    { code: "cible", titre: "Cible", valeur: ({ cible }) => cible },
    { code: "avant", titre: "Avant", part: 2, valeur: ({ avant }) => avant },
    { code: "apres", titre: "Après", part: 3, valeur: ({ apres }) => apres },
    { code: "verdict", titre: "Verdict", part: 1.5, valeur: ({ verdict }) => verdict },
    { code: "prix", titre: "Une attribution comptée de plus coûterait", part: 2.5, valeur: ({ prix }) => prix },
  ],
});

export const LOGEMENTS_PLAN = defineTable<LigneVue>({
  code: "logements",
  titre: "Ménage proposé et réserves de chaque logement",
  colonnes: [
    { code: "logement", titre: "Logement", part: 2.5, valeur: ({ logement }) => logement },
    { code: "menage", titre: "Ménage proposé", part: 1.5, valeur: ({ menage }) => menage ?? "personne" },
    { code: "pourquoi", titre: "Pourquoi", part: 4, valeur: ({ pourquoi }) => pourquoi },
    { code: "reserves", titre: "Réserves", part: 3.5, valeur: ({ reserves }) => reserves.join(" ; ") || "aucune" },
    { code: "passees", titre: "Demandes mieux placées sans logement", part: 2, valeur: ({ passees }) => passees },
  ],
});

export const VARIANTES_PLAN = defineTable<VarianteVue>({
  code: "variantes",
  titre: "La proposition, l’ordre d’ancienneté et l’ordre de cotation",
  colonnes: [
    { code: "facon", titre: "Façon", part: 2, valeur: ({ nom }) => nom },
    { code: "objectifs", titre: "Objectifs atteints", part: 1.5, valeur: ({ objectifs }) => objectifs },
    {
      code: "logements",
      titre: "Logements proposés",
      genre: "nombre",
      part: 1.5,
      valeur: ({ logements }) => logements,
    },
    { code: "attente", titre: "Attente moyenne des proposés", part: 2, valeur: ({ attente }) => attente },
    { code: "points", titre: "Points moyens des proposés", part: 2, valeur: ({ points }) => points },
    {
      code: "priorite",
      titre: "Logements où la priorité n’est pas suivie",
      genre: "nombre",
      part: 1.5,
      valeur: ({ prioriteNonSuivie }) => prioriteNonSuivie,
    },
    { code: "ecartees", titre: "Demandes écartées", genre: "nombre", part: 1.5, valeur: ({ ecartees }) => ecartees },
  ],
});

export const ECARTEES_PLAN = defineTable<EcarteeVue>({
  code: "ecartees",
  titre: "Demandes écartées, chacune avec sa raison",
  colonnes: [
    { code: "demande", titre: "Demande", part: 1.5, valeur: ({ menage }) => menage },
    { code: "place", titre: "Place", part: 1.5, valeur: ({ place }) => place },
    { code: "raison", titre: "Raison", part: 5, valeur: ({ raison }) => raison },
  ],
});
