import type { Base } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { ContenuPlan, PlanLu } from "../../lectures/plan/ports.ts";
import type { LignePlan } from "../../regles/plan/plan.ts";
import { designerCandidat, type Examiner } from "../candidature/designer-candidat.ts";
import { findPlan } from "./etablir-plan.ts";

export type PlanARetenir = {
  readonly epci: string;
  readonly id: number;
  /** Keys of the dwellings whose candidates are retained. */
  readonly logements: readonly string[];
  readonly aujourdhui: string;
};

/** `deja`: count of those already candidates for that dwelling; `absents`: of those whose file is gone. */
export type Retenus = { readonly designes: number; readonly deja: number; readonly absents: number };

/**
 * Retains the candidates of some dwellings of a proposal: the proposed one, then the reserves, each named as by hand, with an examination
 * made today. All or none. Refuses `plan-inconnu`, `plan-efface`, `plan-logements`, and what naming a candidate
 * refuses.
 */
export async function retenirPlan(base: Base, examiner: Examiner, demande: PlanARetenir): Promise<Retenus> {
  const { epci, id, logements, aujourdhui } = demande;
  const plan = await findPlan(base, epci, id);
  const { contenu } = plan;
  if (contenu === null) throw new Refus("plan-efface", "Les ménages de cette proposition sont effacés.");
  const lignes = contenu.plan.lignes.filter(({ logement }) => logements.includes(logement));
  if (lignes.length === 0) {
    throw new Refus("plan-logements", "Cochez au moins un logement dont vous retenez les candidats.", {
      champ: "retenu",
    });
  }
  return base.transaction(async (tx) => {
    const compte = { designes: 0, deja: 0, absents: 0 };
    for (const ligne of lignes) await retainLigne(tx, examiner, { plan, contenu, ligne, aujourdhui, epci }, compte);
    await tx.journal.ecrire({ acte: "plan-retenu", ressource: "proposition", epci, objet: `plan:${id}` });
    return compte;
  });
}

type ARetenir = {
  readonly plan: PlanLu;
  readonly contenu: ContenuPlan;
  readonly ligne: LignePlan;
  readonly epci: string;
  readonly aujourdhui: string;
};

async function retainLigne(
  tx: Base,
  examiner: Examiner,
  { plan, contenu, ligne, epci, aujourdhui }: ARetenir,
  compte: { -readonly [K in keyof Retenus]: Retenus[K] },
): Promise<void> {
  const liberation = liberationOf(contenu, ligne);
  const connus = (await tx.candidatures.ofLiberation(epci, liberation)).filter(({ etat }) => etat !== "retiree");
  for (const numero of candidatsOf(ligne)) {
    const demandeur = demandeurOf(plan, numero);
    if (demandeur === null) compte.absents++;
    else if (connus.some((un) => un.demandeur === demandeur)) compte.deja++;
    else {
      await designerCandidat(tx, examiner, { epci, liberation, dossier: { demandeur }, source: "plan", aujourdhui });
      compte.designes++;
    }
  }
}

function liberationOf({ logements }: ContenuPlan, { logement }: LignePlan): number {
  const found = logements.find(({ cle }) => cle === logement);
  if (!found) throw new Error(`The proposal has no dwelling ${logement}.`);
  return found.liberation;
}

function candidatsOf({ propose, reserves }: LignePlan): readonly string[] {
  return [...(propose ? [propose.menage] : []), ...reserves.map(({ menage }) => menage)];
}

function demandeurOf({ menages }: PlanLu, numero: string): string | null {
  return menages.find((menage) => String(menage.numero) === numero)?.demandeur ?? null;
}
