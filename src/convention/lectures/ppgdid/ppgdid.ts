import type { Base } from "#socle/lectures/base.ts";
import { unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import { introuvable } from "#socle/regles/shared/refus.ts";
import { type RubriquePpgdid, readContenu } from "../../regles/ppgdid/contenu.ts";
import type { ControlePpgdid } from "../../regles/ppgdid/controle.ts";
import { checkPpgdid, type FaitsPpgdid, isZoneTendue } from "../../regles/ppgdid/controles.ts";
import { adoptedOn, type EtatPlanPpgdid, findPlan, lastDayOf, type PlanPpgdid } from "../../regles/ppgdid/plan.ts";

/** A plan as its page, its PDF and the schema of documents show it on a day. */
export type PlanLu = PlanPpgdid & {
  readonly etat: EtatPlanPpgdid;
  /** First and last day of the plan, ISO; null: a draft. */
  readonly depuis: string | null;
  readonly fin: string | null;
  readonly controles: readonly ControlePpgdid[];
};

export type Ppgdid = {
  readonly epci: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly jour: string;
  /** Rubriques that the text asks of a plan, in its order. */
  readonly contenu: readonly RubriquePpgdid[];
  /** Latest plan first. */
  readonly plans: readonly PlanLu[];
};

export type PlansBase = Pick<Base, "ppgdids" | "cotations">;

/** Throws `territoire-inconnu`. */
export async function readPpgdid(
  base: PlansBase & Pick<Base, "territoires">,
  epci: string,
  jour: string,
): Promise<Ppgdid> {
  const [territoire, plans] = await Promise.all([base.territoires.find(epci), readPlans(base, epci, jour)]);
  if (!territoire) throw unknownTerritoire(epci);
  return {
    epci,
    nom: territoire.nom,
    demonstration: territoire.demonstration,
    jour,
    contenu: readContenu(jour),
    plans,
  };
}

/** Plans of the territory, the latest first. */
export async function readPlans(base: PlansBase, epci: string, jour: string): Promise<readonly PlanLu[]> {
  const [plans, grilles] = await Promise.all([base.ppgdids.plans(epci), base.cotations.versions(epci)]);
  const published = grilles.flatMap(({ etat, du }) => (etat !== "projet" && du !== null ? [du] : [])).sort();
  const faits: FaitsPpgdid = { zoneTendue: isZoneTendue(jour), cotationDepuis: published[0] ?? null };
  const current = findPlan(plans, jour);
  return plans.map((plan) => readPlan(plan, { current, faits, jour })).toReversed();
}

type Contexte = { readonly current: PlanPpgdid | null; readonly faits: FaitsPpgdid; readonly jour: string };

function readPlan(plan: PlanPpgdid, { current, faits, jour }: Contexte): PlanLu {
  const [depuis, fin] = [adoptedOn(plan), lastDayOf(plan)];
  const ended = fin !== null && fin < jour ? ("echu" as const) : ("en-vigueur" as const);
  const etat = depuis === null ? "projet" : plan.id === current?.id ? ended : "remplace";
  return { ...plan, etat, depuis, fin, controles: etat === "remplace" ? [] : checkPpgdid(plan, faits, jour) };
}

/** The plan that the territory shows: the one in force, even past its last day, else the latest draft. */
export function currentPlan(plans: readonly PlanLu[]): PlanLu | null {
  return plans.find(({ etat }) => etat === "en-vigueur" || etat === "echu") ?? plans[0] ?? null;
}

/** Throws `ppgdid-inconnu`. */
export function pickPlan<P extends Pick<PlanPpgdid, "numero">>(plans: readonly P[], numero: number): P {
  const plan = plans.find((one) => one.numero === numero);
  if (plan) return plan;
  throw introuvable(
    "ppgdid-inconnu",
    `Il n’y a pas de plan ${numero}, ou il a été abandonné. Choisissez-en un dans la liste.`,
  );
}
