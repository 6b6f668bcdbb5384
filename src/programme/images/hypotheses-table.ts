import { defineTable } from "#socle/regles/table/table.ts";
import type { VueSimulation } from "../lectures/simulation/vue.ts";

export const HYPOTHESES = defineTable<VueSimulation["hypotheses"][number]>({
  code: "hypotheses",
  titre: "Hypothèses de la simulation",
  colonnes: [
    {
      code: "hypothese",
      titre: "Hypothèse",
      definition: "Ce que la simulation suppose.",
      largeur: 44,
      valeur: ({ libelle }) => libelle,
    },
    { code: "valeur", titre: "Valeur", definition: "Valeur retenue.", largeur: 80, valeur: ({ valeur }) => valeur },
    { code: "source", titre: "Source", largeur: 70, valeur: ({ source }) => source, tri: true },
    {
      code: "surete",
      titre: "Sûreté",
      definition: "Ce qui fonde la valeur.",
      largeur: 18,
      valeur: ({ surete }) => surete,
      tri: true,
    },
  ],
});
