import { apportion } from "#socle/calculs/synthese/largest-remainder.ts";
import { drawInteger, drawWeighted, type Random } from "#socle/calculs/synthese/mulberry32.ts";
import { formatDay, type Jour } from "./calendrier.ts";
import type { Ligne } from "./csv.ts";
import type { MenageDemo } from "./menages.ts";

/** Recalée: « 73 % des demandeurs ont des revenus inférieurs aux plafonds PLAI » (31/12/2015), out of those whose resources are written. Hypothèse: the rest. */
const PLAFONDS = [
  ["PLAI", 73],
  ["PLUS", 21],
  ["PLS", 5],
  ["> PLS", 1],
] as const;

/** The poorest by consumption unit first, so that nobody under the first quartile is above a ceiling. "" for the resources that nobody wrote. */
export function rankPlafonds(menages: readonly MenageDemo[]): readonly string[] {
  const known = menages
    .map((menage, rank) => ({ rank, revenu: menage.revenuMensuel, uc: menage.uniteConso }))
    .flatMap(({ rank, revenu, uc }) => (revenu === null ? [] : [{ rank, parUc: revenu / uc }]))
    .toSorted((a, b) => a.parUc - b.parUc || a.rank - b.rank);
  const counts = apportion(
    PLAFONDS.map(([, weight]) => weight),
    known.length,
  );
  const codes = PLAFONDS.flatMap(([code], i) => Array.from({ length: counts[i] ?? 0 }, () => code));
  const ranked = new Map(known.map(({ rank }, i) => [rank, codes[i] ?? ""]));
  return menages.map((_, rank) => ranked.get(rank) ?? "");
}

type DemandeDemo = {
  readonly extraction: Jour;
  /** Days. */
  readonly anciennete: number;
  readonly mutation: boolean;
};

/** Hypothèse throughout: no source tells how many proposals a demande had, nor who refused what. One line in forty says nothing. */
export function drawSuivi({ extraction, anciennete, mutation }: DemandeDemo, random: Random): Ligne {
  const drawn = drawPropositions(anciennete, random);
  // No commission sits within the week.
  const propositions = anciennete < 7 ? 0 : drawn;
  const derniere = propositions === 0 ? null : extraction - drawInteger(random, 3, Math.min(anciennete, 400));
  const refus = drawWeighted(random, propositions > 0 ? REFUS : SANS_PROPOSITION);
  const motifs = refus === "BAILLEUR" ? MOTIFS_BAILLEUR : MOTIFS_DEMANDEUR;
  const motif = drawWeighted(random, motifs);
  const silence = drawInteger(random, 0, anciennete);
  const evenement = Math.max(extraction - silence, derniere ?? 0, extraction - (anciennete % 365));
  const dit = random() >= 0.025;
  const salarie = drawSalarie(false, random);
  const qpv = drawWeighted(random, mutation ? LOGE_QPV : LOGE_AILLEURS);
  return {
    DATE_MODIFICATION: formatDay(evenement),
    NB_PROPOSITIONS: dit ? propositions : "",
    DATE_DERNIERE_PROPOSITION: derniere !== null && dit ? formatDay(derniere) : "",
    DERNIER_REFUS_PAR: dit ? refus : "",
    DERNIER_REFUS_MOTIF: dit && refus !== "AUCUN" ? motif : "",
    SALARIE_ACTION_LOGEMENT: salarie,
    LOGEMENT_ACTUEL_QPV: qpv,
  };
}

function drawPropositions(anciennete: number, random: Random): number {
  const mois = anciennete / 30;
  return drawWeighted(random, [
    [0, 12 + 30 / (1 + mois / 4)],
    [1, 6 + Math.min(mois, 14)],
    [2, 2 + Math.min(mois, 16) / 2],
    [3, Math.min(mois, 18) / 3],
    [4, Math.min(mois, 24) / 8],
  ]);
}

const REFUS = [
  ["BAILLEUR", 34],
  ["DEMANDEUR", 51],
  ["AUCUN", 15],
] as const;
const SANS_PROPOSITION = [["AUCUN", 1]] as const;
const MOTIFS_BAILLEUR = [
  ["ressources", 30],
  ["composition", 22],
  ["dossier", 20],
  ["impayes", 14],
  ["plafond", 6],
  ["autre", 8],
] as const;
const MOTIFS_DEMANDEUR = [
  ["localisation", 44],
  ["logement", 26],
  ["loyer", 14],
  ["sans-reponse", 10],
  ["autre", 6],
] as const;
const LOGE_QPV = [
  ["OUI", 62],
  ["NON", 33],
  ["", 5],
] as const;
const LOGE_AILLEURS = [
  ["OUI", 12],
  ["NON", 66],
  ["", 22],
] as const;

/** Hypothèse: a dwelling reserved for employers goes to an employee; one household in four elsewhere; one in ten does not say. */
export function drawSalarie(reserve: boolean, random: Random): string {
  return drawWeighted(random, reserve ? SALARIE_RESERVE : SALARIE_AILLEURS);
}

const SALARIE_RESERVE = [
  ["OUI", 92],
  ["NON", 3],
  ["", 5],
] as const;
const SALARIE_AILLEURS = [
  ["OUI", 24],
  ["NON", 66],
  ["", 10],
] as const;
