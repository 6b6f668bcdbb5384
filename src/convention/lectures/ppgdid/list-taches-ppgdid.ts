import type { Base } from "#socle/lectures/base.ts";
import type { QuestionTaches, Tache } from "#socle/lectures/tache.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { addMonths } from "#socle/regles/shared/calendrier.ts";
import type { ControlePpgdid } from "../../regles/ppgdid/controle.ts";
import { type PlanLu, readPlans } from "./ppgdid.ts";

/** Controls of a plan that have a deadline of their own, and so make a task; the page of the plan shows the others. */
const RAPPELS: Readonly<Record<string, string>> = {
  "porter-a-connaissance": "Porter à connaissance attendu du préfet",
  "demande-etat": "Modifications demandées par l’État",
  duree: "Plan partenarial à évaluer, ou à renouveler",
  "bilan-annuel": "Bilan annuel du plan partenarial",
  "bilan-triennal": "Bilan triennal du plan partenarial",
};

/** Months before the deadline when the task appears: an evaluation takes more than a week. */
const MOIS_AVANT = 3;

/** Tasks of the plan partenarial, for whoever may write the plan: what its text asks for and is missing. */
export async function listTachesPpgdid(base: Base, { epci, aujourdhui }: QuestionTaches): Promise<readonly Tache[]> {
  if (!peutPartout(base.acteur, "objectif", "modifier", epci)) return [];
  const plans = await readPlans(base, epci, aujourdhui);
  return plans.flatMap((plan) =>
    plan.controles.filter((controle) => isDue(controle, aujourdhui)).flatMap((controle) => sayControle(plan, controle)),
  );
}

function isDue({ etat, echeance }: ControlePpgdid, aujourdhui: string): boolean {
  if (etat === "manque") return true;
  return etat === "a-venir" && echeance !== undefined && addMonths(echeance, -MOIS_AVANT) <= aujourdhui;
}

function sayControle({ titre, numero }: PlanLu, { code, phrase, echeance }: ControlePpgdid): Tache[] {
  const rappel = RAPPELS[code];
  if (rappel === undefined) return [];
  return [
    {
      code: `ppgdid-${code}`,
      titre: `${rappel} : ${titre}`,
      pourquoi: phrase,
      action: "Ouvrir le plan",
      chemin: `ppgdid/${numero}`,
      echeance: echeance ?? null,
    },
  ];
}
