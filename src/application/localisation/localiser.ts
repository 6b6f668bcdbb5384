import type { Situation } from "#domain/attribution/attribution.ts";
import { compareLieux } from "#domain/patrimoine/rapprochement.ts";
import { yearPeriode } from "#domain/shared/periode.ts";
import { Refus } from "#domain/shared/refus.ts";
import { relireTexte } from "#domain/texte-libre/relire-texte.ts";
import type { Base } from "../base.ts";
import type { Mesures } from "../bilan/bilan.ts";
import { computeBilan } from "../bilan/compute-bilan.ts";
import { deriveFaits } from "../lot/derive-faits.ts";
import { rehearse } from "../rehearse.ts";
import type { AdresseALocaliser, Localisation, ResidenceCandidate } from "./ports.ts";

export type Proposition = {
  readonly candidate: ResidenceCandidate;
  readonly score: number;
  readonly motifs: readonly string[];
};

const PROPOSITIONS = 3;
/** Commune and bailleur alone make 20: without a common name or number there is nothing to propose. */
const SCORE_MINIMAL = 35;

/** At most three résidences of the stock that look like the address, best first. */
export async function proposeResidences(
  base: Pick<Base, "localisations">,
  epci: string,
  adresse: AdresseALocaliser,
): Promise<readonly Proposition[]> {
  return propose(adresse, await base.localisations.candidates(epci, adresse.commune, adresse.bailleur));
}

function propose(adresse: AdresseALocaliser, candidates: readonly ResidenceCandidate[]): readonly Proposition[] {
  return candidates
    .filter((candidate) => candidate.situation !== "inconnue")
    .map((candidate) => ({ candidate, ...compareLieux(adresse, candidate) }))
    .filter(({ score }) => score >= SCORE_MINIMAL)
    .sort((a, b) => b.score - a.score || b.candidate.logements - a.candidate.logements)
    .slice(0, PROPOSITIONS);
}

export type Decision = {
  readonly epci: string;
  readonly cleAdresse: string;
  /** `inconnue`: what was deduced of the address is set aside. */
  readonly situation: Situation;
  readonly residence: string | null;
  readonly identRep: string | null;
  readonly motif: string;
  /** Nobody has to read the reason again: they have, or it was written by Blaise. */
  readonly relu: boolean;
};

/**
 * Puts all the lines of an address on one side, and remembers it for the next files. The bilan's bounds shrink in the same transaction.
 * Refuses `adresse-inconnue` (nothing unlocated there any more), `motif-absent`, `texte-nir`, `motif-a-relire`.
 */
export function recordLocalisation(base: Base, decision: Decision): Promise<number> {
  const { epci } = decision;
  return base.transaction(async (tx) => {
    const id = await locate(tx, decision);
    await tx.journal.ecrire({ acte: "adresse-localisee", ressource: "lot", epci, objet: `localisation:${id}` });
    return id;
  });
}

async function locate(base: Base, decision: Decision): Promise<number> {
  const { epci, cleAdresse, situation, residence, identRep } = decision;
  const motif = decision.motif.trim();
  if (motif === "")
    throw new Refus("motif-absent", "Dites en quelques mots ce qui vous permet de localiser cette adresse.", {
      cleAdresse,
    });
  relireTexte(motif, "Comment le savez-vous\u00A0:", { relu: decision.relu, aRelire: "motif-a-relire" });
  return base.transaction(async (tx) => {
    const situationAvant = await readAvant(tx, decision);
    const id = await tx.localisations.record(epci, {
      cleAdresse,
      situation,
      situationAvant,
      residence,
      identRep,
      motif,
      decideePar: tx.acteur.nom,
    });
    await rederive(tx, epci, cleAdresse);
    return id;
  });
}

/** The side of the address before the decision. Refuses `adresse-inconnue` when there is nothing to decide of it any more. */
async function readAvant(base: Base, { epci, cleAdresse, situation }: Decision): Promise<Situation> {
  const deduite = (await base.localisations.deduites(epci)).find((row) => row.cleAdresse === cleAdresse);
  if (deduite) return deduite.situation;
  const found = (await base.localisations.aLocaliser(epci)).find((row) => row.cleAdresse === cleAdresse);
  if (found && (situation !== "inconnue" || found.probable !== null)) return "inconnue";
  throw new Refus(
    "adresse-inconnue",
    "Cette adresse n’est plus à localiser : quelqu’un l’a peut-être déjà fait. Rechargez la page.",
    { cleAdresse },
  );
}

/** Takes a repair back; it stays in the history. Refuses `localisation-inconnue`. */
export async function undoLocalisation(base: Base, epci: string, id: number): Promise<void> {
  await base.transaction(async (tx) => {
    const found = await tx.localisations.find(id);
    if (!found || found.epci !== epci || found.annuleeLe !== null) {
      throw new Refus("localisation-inconnue", "Cette localisation n’existe pas ou a déjà été annulée.", { id });
    }
    await tx.localisations.withdraw(id, tx.acteur.nom);
    await rederive(tx, epci, found.cleAdresse);
    await tx.journal.ecrire({ acte: "localisation-annulee", ressource: "lot", epci, objet: `localisation:${id}` });
  });
}

/** A year's measures now, and were the address on either side. */
export type EffetLocalisation = { readonly avant: Mesures; readonly qpv: Mesures; readonly horsQpv: Mesures };

/** Both answers, tried on the lots of that year and rolled back: nothing is kept. */
export async function previewLocalisation(
  base: Base,
  { epci, cleAdresse }: Pick<Decision, "epci" | "cleAdresse">,
  annee: number,
): Promise<EffetLocalisation> {
  const question = { epci, periode: yearPeriode(annee), bailleur: null };
  const answer = (situation: Situation) =>
    rehearse(base, async (tx) => {
      await tx.localisations.record(epci, { ...APERCU, cleAdresse, situation, decideePar: tx.acteur.nom });
      await rederive(tx, epci, cleAdresse, (periode) => Number(periode?.slice(0, 4)) === annee);
      return computeBilan(tx, question);
    });
  const avant = await computeBilan(base, question);
  return { avant, qpv: await answer("qpv"), horsQpv: await answer("hors-qpv") };
}

const APERCU = { situationAvant: "inconnue", residence: null, identRep: null, motif: "aperçu" } as const;

export async function localisationHistory(
  base: Pick<Base, "localisations">,
  epci: string,
): Promise<readonly Localisation[]> {
  return base.localisations.history(epci);
}

async function rederive(
  tx: Base,
  epci: string,
  cleAdresse: string,
  isWanted: (periode: string | null) => boolean = () => true,
): Promise<void> {
  for (const id of await tx.localisations.lotsOf(epci, cleAdresse)) {
    const lot = await tx.lots.find(id);
    if (lot && isWanted(lot.periode)) await deriveFaits(tx, lot, cleAdresse);
  }
}
