import { retainSituation } from "#droit/regles/patrimoine/situation.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";
import { findSeulQuartier, readLogements } from "./derive-faits.ts";
import type { FaitResitue, FaitSitue } from "./ports.ts";
import { readSortsQuartiers } from "./quartiers-sortis.ts";
import { situateBail } from "./situer-bail.ts";

type FaitsBase = Pick<Base, "faits" | "lots">;
type QuartierOf = (fait: FaitSitue) => string | null;

/** After repairs: the published leases of these addresses take the side that persons say. What was derived at their publication is not derived again. */
export async function resituerAdresses(base: FaitsBase, epci: string, cles: readonly string[]): Promise<void> {
  const faits = await base.faits.desAdresses(epci, cles);
  const reparations = await base.faits.localisationsActives(epci);
  const quartierOf = await readQuartierOf(base, epci, faits);
  await base.faits.resituer(
    epci,
    faits.map((fait) => resituer(fait, reparations.get(fait.cleAdresse) ?? null, quartierOf)),
  );
}

function resituer(fait: FaitSitue, reparee: Situation | null, quartierOf: QuartierOf): FaitResitue {
  const { lot, ligne, commune, bailSigneLe, declaree, calculee, deduction } = fait;
  const retenue = retainSituation(declaree, calculee, reparee, deduction);
  const quartier = retenue.retenue === "qpv" ? quartierOf(fait) : null;
  return { lot, ligne, commune, bailSigneLe, reparee, ...retenue, quartier };
}

/** Perimeters are read only for a lease whose point is in one of them. */
async function readQuartierOf(base: FaitsBase, epci: string, faits: readonly FaitSitue[]): Promise<QuartierOf> {
  const quartiers = await base.faits.quartiersParCommune(epci);
  const dedans = faits.filter(({ calculee }) => calculee === "qpv");
  if (dedans.length === 0) return (fait) => findSeulQuartier(fait, quartiers);
  const logements = await readLogements(base, epci, dedans);
  const sorts = await readSortsQuartiers(base, epci);
  return (fait) =>
    situateBail(logements.get(fait.numeroRpls ?? "") ?? [], fait, sorts).quartier ?? findSeulQuartier(fait, quartiers);
}
