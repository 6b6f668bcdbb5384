import type { OuvertureMesure } from "../../regles/mesure-corrective/proposition.ts";
import { sayCoteIndecise } from "./dire-indecis.ts";
import type { ChiffresAnnee } from "./mesures.ts";

/** The law's provisions concern the side outside QPV: only its missed, certain objective allows drafting the constat. */
export function carenceOuverte(
  annee: number,
  { cotes, enCours }: ChiffresAnnee,
): OuvertureMesure & { readonly code: "carence-annee-en-cours" | "carence-indecidable" | "carence-sans-objet" | null } {
  const cote = cotes.find(({ objet }) => objet === "hors-qpv");
  switch (cote?.issue) {
    case "non-atteint":
      return { ouverte: true, code: null, raison: "L’objectif hors quartier prioritaire est manqué avec certitude." };
    case "en-cours":
      return {
        ouverte: false,
        code: "carence-annee-en-cours",
        raison: `${enCours ?? `Aucune attribution n’est publiée pour ${annee}.`} Un constat serait provisoire, il n’est pas établi.`,
      };
    case "indecidable":
      return {
        ouverte: false,
        code: "carence-indecidable",
        raison: `L’objectif est indécidable : ${sayCoteIndecise(cote)}. C’est à trancher avant tout constat.`,
      };
    default:
      return {
        ouverte: false,
        code: "carence-sans-objet",
        raison: "L’objectif hors quartier prioritaire n’est pas manqué : il n’y a rien à constater.",
      };
  }
}
