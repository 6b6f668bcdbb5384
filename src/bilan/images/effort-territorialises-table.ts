import { formatObjectif, formatReste, splitChances } from "#engagements/regles/convention/format-objectif.ts";
import { capitalize, formatCompte, formatRealise, LIBELLE_VERDICT } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { LigneTerritorialisee } from "../lectures/effort/effort.ts";

/** Remaining effort of each objective of a part of the territory or of the year, for the page and the document. */
export const EFFORT_TERRITORIALISES = defineTable<LigneTerritorialisee>({
  code: "effort-territorialises",
  titre: "Objectifs territorialisés",
  colonnes: [
    {
      code: "lieu_periode",
      titre: "Lieu et période",
      part: 3,
      valeur: ({ nomLieu, libelleDuree }) => `${capitalize(nomLieu)}, ${libelleDuree}`,
    },
    { code: "qui", titre: "Qui", part: 2, valeur: ({ nom }) => nom },
    { code: "ecrit", titre: "Écrit", part: 1.6, valeur: ({ ecrit }) => (ecrit ? formatObjectif(ecrit) : "rien") },
    { code: "compte", titre: "Compté", genre: "nombre", part: 1.4, valeur: ({ lecture }) => formatRealise(lecture) },
    { code: "reste", titre: "Reste", part: 2.2, valeur: sayReste },
    {
      code: "chances",
      titre: "Chances",
      part: 1.8,
      valeur: ({ cible, acheve }) =>
        cible === null || acheve ? { manque: "sans-objet" } : splitChances(cible.phraseProbabilite)[0],
    },
    {
      code: "situation",
      titre: "Situation",
      part: 2.4,
      valeur: ({ cible, lecture: { inconnus } }) => {
        const dit = LIBELLE_VERDICT[cible?.verdict ?? "sans-objet"];
        return inconnus.total === 0 ? dit : `${dit}, ${formatCompte(inconnus.total, "inconnue")}`;
      },
    },
  ],
});

function sayReste({ cible, acheve, attente }: LigneTerritorialisee): string {
  if (cible === null) return "sans objectif";
  if (acheve) return cible.phrase;
  return formatReste({ besoin: cible.besoin, acquis: cible.issue === "acquis" }, attente.total);
}
