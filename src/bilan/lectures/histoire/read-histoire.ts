import type { Base } from "#socle/lectures/base.ts";
import { parsePeriode } from "#socle/regles/shared/periode.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { type CotesPasses, cotesOf } from "../../regles/constat-passe.ts";
import { readAnneesBilan } from "../annees.ts";
import { type BilanQuestion, computeBilan } from "../compute-bilan.ts";
import { readRapport } from "../rapport/read-rapport.ts";
import type { Histoire, RapportPasse } from "./histoire.ts";

type HistoireBase = Pick<Base, "territoires" | "cubes" | "rapports">;

/** More would not be read on a page. */
const ANNEES_MAX = 5;

/** The years before, each as its own bilan says; the report only for the whole territory, which alone is frozen. */
export async function readHistoire(base: HistoireBase, question: BilanQuestion): Promise<Histoire> {
  const { epci, periode, bailleur } = question;
  const known = await readAnneesBilan(base.cubes, epci, bailleur === null ? null : [bailleur]);
  const annees: Histoire["annees"][number][] = [];
  for (const annee of known.filter((one) => one < periode.annee).slice(-ANNEES_MAX)) {
    annees.push({ annee, cotes: await readCotes(base, { ...question, periode: parsePeriode(annee, periode.code) }) });
  }
  return { annees, rapport: bailleur === null ? await readDernierRapport(base, question) : null };
}

async function readCotes(base: HistoireBase, question: BilanQuestion): Promise<CotesPasses | null> {
  try {
    return cotesOf(await computeBilan(base, question));
  } catch (error) {
    if (error instanceof Refus && (error.code === "parametre-absent" || error.code === "bailleur-inconnu")) return null;
    throw error;
  }
}

async function readDernierRapport(
  base: HistoireBase,
  { epci, periode: { annee, code } }: BilanQuestion,
): Promise<RapportPasse | null> {
  const last = (await base.rapports.list(epci)).find((one) => one.annee === annee && one.periode === code);
  const rapport = last ? await readRapport(base, epci, last.numero) : null;
  return rapport && { numero: rapport.numero, figeLe: rapport.figeLe, cotes: cotesOf(rapport.bilan) };
}
