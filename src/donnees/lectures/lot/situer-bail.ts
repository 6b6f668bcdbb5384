import { isExZusAssimilable } from "#droit/regles/communes-ex-zus.ts";
import { generationParametre, type ListePerimetres } from "#droit/regles/generation-qpv.ts";
import { findValeur, hasValeur } from "#droit/regles/parametre.ts";
import { readPerimetre } from "#droit/regles/patrimoine/situation.ts";
import { isAssimile } from "#droit/regles/quartiers-sortants.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";
import type { LogementSitue } from "./ports.ts";
import type { SortsQuartiers } from "./quartiers-sortis.ts";

/** `quartier`: code of the QPV that holds the point; null outside all of them, or when only the situation is known. */
export type SituationBail = {
  readonly situation: Situation;
  readonly generation: ListePerimetres | null;
  readonly quartier: string | null;
};
type Bail = { readonly commune: string | null; readonly bailSigneLe: string };

/**
 * Situation of a dwelling on the day of its lease. `logements`: its RPLS rows, one per vintage. The point is located in the perimeters in force at
 * the signature, in the former list while its ground is assimilated (generation 2015), or in a former ZUS while it is (generation 1996); without a
 * point, RPLS's own declaration. Where a former ZUS may exist and its perimeter is not published, « outside » is unknown.
 */
export function situateBail(
  logements: readonly LogementSitue[],
  bail: Bail,
  sorts: SortsQuartiers = new Map(),
): SituationBail {
  const logement = findLogement(logements, bail);
  if (logement === null) return { situation: "inconnue", generation: null, quartier: null };
  const generation = findGeneration(bail);
  const code = readListe(logement, generation);
  if (code === "hors" && isEncoreAssimile(logement, bail, sorts)) {
    return { situation: "qpv", generation: 2015, quartier: logement.qpv2015 };
  }
  const cote = code === null ? logement.situationDeclaree : readPerimetre(code);
  if (cote === "hors-qpv" && logement.zus !== "hors" && isExZusAssimilable(bail.commune, bail.bailSigneLe)) {
    return situateInZus(logement.zus);
  }
  return { situation: cote, generation: code === null ? null : generation, quartier: cote === "qpv" ? code : null };
}

/** `zus`: code for the dwelling's point; null when ZUS perimeters are not published. */
function situateInZus(zus: string | null): SituationBail {
  const situation = readPerimetre(zus);
  return { situation, generation: zus === null ? null : 1996, quartier: zus };
}

/** Outside the list in force, but on ground of the former list that still counts. */
function isEncoreAssimile({ qpv2015 }: LogementSitue, { commune, bailSigneLe }: Bail, sorts: SortsQuartiers): boolean {
  const sort = qpv2015 === null ? undefined : sorts.get(qpv2015);
  return sort !== undefined && isAssimile(sort, commune, bailSigneLe);
}

function readListe(logement: LogementSitue, generation: 2015 | 2024 | null): string | null {
  if (generation === null) return null;
  return generation === 2024 ? logement.qpv2024 : logement.qpv2015;
}

/** The last vintage up to the lease's year, else the first after: a dwelling rarely moves. */
function findLogement(logements: readonly LogementSitue[], { bailSigneLe }: Bail): LogementSitue | null {
  const vintages = [...logements].sort((a, b) => a.millesime.localeCompare(b.millesime));
  return vintages.findLast((logement) => logement.millesime <= bailSigneLe.slice(0, 4)) ?? vintages[0] ?? null;
}

/** null before the first list of perimeters (2015). */
export function findGeneration({ commune, bailSigneLe }: Bail): 2015 | 2024 | null {
  const parametre = generationParametre(commune);
  return hasValeur(parametre, bailSigneLe) ? findValeur(parametre, bailSigneLe).valeur : null;
}
