import { completeShare, type PartIncertaine } from "#droit/regles/part.ts";
import { computeBesoin, computeProbabilite, computeProbabiliteMelange } from "#socle/calculs/projection/projeter.ts";
import type { Attente, Prior, Projection } from "./effort.ts";
import { FIN_D_ANNEE, type Jugement, judgeAnnee, type Quand } from "./juger.ts";
import { phraseBesoin, phraseProbabilite } from "./phrases.ts";

type Objectif = Projection["objectif"];
type Etat = { readonly part: number; readonly total: number };

/** The located leases, and both extremes of the unknown: all count and are on this side, or none counts and all others are. */
type Bouts = { readonly connu: Etat; readonly pire: Etat; readonly meilleur: Etat };

type Devant = { readonly attente: Attente; readonly prior: Prior; readonly quand: Quand };

/** A past year has no chances: it is settled or unknown. */
const ISSUES_FINALES: Readonly<Record<Jugement["verdict"], Projection["issue"] | null>> = {
  atteint: "acquis",
  "non-atteint": "impossible",
  indecidable: "inconnue",
  "sans-objet": "inconnue",
  "en-cours": null,
};

/**
 * k of the next m for one objective, and its probability: P(BetaBinomial(m, a + x, b + n − x) ≥ k), mixed over m ~ Poisson when m is an average of
 * former years. A written number decides; else the rate, on the base of the whole year.
 */
export function project(share: PartIncertaine, objectif: Objectif, { attente, prior, quand }: Devant): Projection {
  const bouts = boutsOf(share);
  // A typed number of remaining leases includes those of the missing quarter.
  const lacune = quand.etendue.lacune && attente.origine !== "saisie";
  const besoins = lacune ? null : computeBesoins(bouts, attente.total, objectif);
  const jugement = judgeAnnee(share, objectif, quand);
  const atteint = lacune && isReached(bouts, objectif);
  const enCours = atteint ? "acquis" : issueOf(besoins, attente, objectif);
  const possible = ISSUES_FINALES[jugement.verdict] ?? enCours;
  const issue = possible === "possible" && isMute(bouts.connu, prior) ? "inconnue" : possible;
  const found = {
    objectif,
    ...tellBesoins(besoins, atteint),
    verdict: jugement.verdict,
    contredit: jugement.contredit !== null,
    part: besoins && attente.total ? besoins.connu / attente.total : null,
    issue,
    attenteIncertaine: attente.moyenne !== null && issue === "possible",
    ...chancesOf(issue, bouts, (etat) => chanceOf(etat, attente, objectif, prior)),
  };
  return {
    ...found,
    phrase: phraseBesoin(found, attente.total, { lacune, terme: quand.terme ?? FIN_D_ANNEE }),
    phraseProbabilite: phraseProbabilite(found),
  };
}

type Besoins = { readonly connu: number; readonly pire: number; readonly meilleur: number };

function tellBesoins(besoins: Besoins | null, atteint: boolean): Pick<Projection, "besoin" | "besoinBornes"> {
  if (besoins === null) return { besoin: atteint ? 0 : null, besoinBornes: null };
  return { besoin: besoins.connu, besoinBornes: [besoins.meilleur, besoins.pire] };
}

function chancesOf(
  issue: Projection["issue"],
  { connu, pire, meilleur }: Bouts,
  chance: (etat: Etat) => number,
): Pick<Projection, "probabilite" | "probabiliteBornes"> {
  if (issue === "possible") {
    return { probabilite: chance(connu), probabiliteBornes: [chance(pire), chance(meilleur)] };
  }
  return { probabilite: issue === "acquis" ? 1 : issue === "impossible" ? 0 : null, probabiliteBornes: null };
}

/** Without leases of the year, an uninformative prior alone says nothing. */
function isMute({ total }: Etat, { a, b }: Prior): boolean {
  return total === 0 && a + b <= 1;
}

function boutsOf(share: PartIncertaine): Bouts {
  const { worst, best } = completeShare(share);
  return { connu: { part: share.part, total: share.total }, pire: worst, meilleur: best };
}

function computeBesoins(bouts: Bouts, m: number | null, { taux, nombre }: Objectif): Besoins | null {
  const besoin = (etat: Etat): number | null => {
    if (nombre !== null) return computeBesoin(etat, m ?? 0, { nombre });
    return m === null || taux === null ? null : computeBesoin(etat, m, { taux });
  };
  const [connu, pire, meilleur] = [besoin(bouts.connu), besoin(bouts.pire), besoin(bouts.meilleur)];
  return connu === null || pire === null || meilleur === null ? null : { connu, pire, meilleur };
}

/** A written number already reached by published leases: a missing quarter can only add to it. */
function isReached({ pire }: Bouts, { nombre }: Objectif): boolean {
  return nombre !== null && pire.part >= nombre;
}

/**
 * Certain only when no unknown lease and no error on m could change it: a rate reached today may be lost if more leases come than expected, even than
 * none. Former years without leases in these months give no distribution.
 */
function issueOf(besoins: Besoins | null, { total: m, moyenne }: Attente, { nombre }: Objectif): Projection["issue"] {
  if (besoins === null) return "inconnue";
  const certain = moyenne === null;
  if (besoins.pire === 0 && (nombre !== null || certain)) return "acquis";
  if (m === null || moyenne === 0) return "inconnue";
  return besoins.meilleur > m && certain ? "impossible" : "possible";
}

function chanceOf(etat: Etat, { total: m, moyenne }: Attente, { taux, nombre }: Objectif, prior: Prior): number {
  const objectif = nombre === null ? { taux: taux ?? 0 } : { nombre };
  return moyenne === null
    ? computeProbabilite(etat, m ?? 0, objectif, prior)
    : computeProbabiliteMelange(etat, moyenne, objectif, prior);
}
