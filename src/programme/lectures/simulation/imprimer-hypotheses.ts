import { LEVIERS } from "../../regles/simulation/facteur.ts";
import type { HypotheseDite } from "./modele/resultat.ts";
import type { HypotheseImprimee } from "./vue.ts";

const SURETE = { R: "lu dans la source", M: "mesuré", S: "dit par la source", B: "à confirmer" } as const;

/** Adds to each assumption its source and its confidence; a lever is a choice, an assumption of the model is no fact, all others are facts. */
export function imprimerHypotheses(hypotheses: readonly HypotheseDite[]): readonly HypotheseImprimee[] {
  return hypotheses.map((hypothese) => {
    const { code, libelle, valeur, source } = hypothese;
    const surete = sureteOf(hypothese);
    return {
      libelle,
      valeur,
      surete,
      source: source ?? "source à préciser",
      aConfirmer: surete === SURETE.B,
      modele: code === "modele",
      levier: isLevier(code),
    };
  });
}

function sureteOf({ code, confiance }: HypotheseDite): string {
  if (isLevier(code)) return "levier choisi";
  if (code === "modele" || code === "tirage") return "choix du modèle";
  return SURETE[confiance ?? "B"];
}

function isLevier(code: HypotheseDite["code"]): boolean {
  return LEVIERS.some((levier) => levier === code);
}
