import type { Mesures } from "#bilan/lectures/bilan.ts";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import type { AdresseALocaliser, ResidenceCandidate } from "#donnees/lectures/localisation/ports.ts";
import { deriveFaits } from "#donnees/lectures/lot/derive-faits.ts";
import { compareLieux } from "#droit/regles/patrimoine/rapprochement.ts";
import { rehearse } from "#socle/actes/rehearse.ts";
import type { Base } from "#socle/lectures/base.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { conflit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";

export type Proposition = {
  readonly candidate: ResidenceCandidate;
  readonly score: number;
  readonly motifs: readonly string[];
};

const PROPOSITIONS = 3;
/** Minimum score: commune and bailleur alone make 20, and without a common name or number there is nothing to propose. */
const SCORE_MINIMAL = 35;

/** Three résidences of the stock at most that look like the address, best first. */
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
  /** `inconnue`: sets the deduced side aside. */
  readonly situation: Situation;
  readonly residence: string | null;
  readonly identRep: string | null;
  readonly motif: string;
  /** true: the reason was read again, or written by Blaise. */
  readonly relu: boolean;
};

/**
 * Puts all the lines of an address on one side, and keeps the decision for the next files. The bounds of the bilan narrow in the same transaction.
 * Refuses `adresse-inconnue` (no unlocated line there any more), `motif-absent`, `texte-nir`, `motif-a-relire`.
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

/** Side of the address before the decision. Refuses `adresse-inconnue` when there is nothing left to decide. */
async function readAvant(base: Base, { epci, cleAdresse, situation }: Decision): Promise<Situation> {
  const deduite = (await base.localisations.deduites(epci)).find((row) => row.cleAdresse === cleAdresse);
  if (deduite) return deduite.situation;
  const found = (await base.localisations.aLocaliser(epci)).find((row) => row.cleAdresse === cleAdresse);
  if (found && (situation !== "inconnue" || found.probable !== null)) return "inconnue";
  throw conflit(
    "adresse-inconnue",
    "Cette adresse n’est plus à localiser : quelqu’un l’a peut-être déjà fait. Rechargez la page.",
    { cleAdresse },
  );
}

/** Cancels a decision, which stays in the history. Refuses `localisation-inconnue`. */
export async function undoLocalisation(base: Base, epci: string, id: number): Promise<void> {
  await base.transaction(async (tx) => {
    const found = await tx.localisations.find(id);
    if (!found || found.epci !== epci || found.annuleeLe !== null) {
      throw introuvable("localisation-inconnue", "Cette localisation n’existe pas ou a déjà été annulée.", { id });
    }
    await tx.localisations.withdraw(id, tx.acteur.nom);
    await rederive(tx, epci, found.cleAdresse);
    await tx.journal.ecrire({ acte: "localisation-annulee", ressource: "lot", epci, objet: `localisation:${id}` });
  });
}

/** Measures of a year: current, and with the address on each side. */
export type EffetLocalisation = { readonly avant: Mesures; readonly qpv: Mesures; readonly horsQpv: Mesures };

/** Tries both answers on the lots of that year, and rolls them back. */
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
