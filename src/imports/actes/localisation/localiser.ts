import type { AdresseALocaliser, Numeros, ResidenceCandidate } from "#donnees/lectures/localisation/ports.ts";
import { resituerAdresses } from "#donnees/lectures/lot/resituer-adresses.ts";
import { compareLieux } from "#droit/regles/patrimoine/rapprochement.ts";
import type { Base } from "#socle/lectures/base.ts";
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
  readonly cleAdresse: string;
  /** `inconnue`: what was deduced of the address is set aside, or whoever was asked does not know. */
  readonly situation: Situation;
  readonly residence: string | null;
  readonly identRep: string | null;
  readonly motif: string;
  /** true: the reason was read again, or written by Blaise. */
  readonly relu: boolean;
};

/**
 * Puts all the lines of each address on one side, and remembers it for the next files. The bilan's bounds shrink in the same transaction: all the addresses
 * are decided, or none. Refuses `adresse-inconnue` (nothing unlocated there any more), `motif-absent`, `texte-nir`, `motif-a-relire`.
 */
export function recordLocalisations(base: Base, epci: string, decisions: readonly Decision[]): Promise<Recorded> {
  for (const decision of decisions) checkMotif(decision);
  const cles = decisions.map(({ cleAdresse }) => cleAdresse);
  return base.transaction(async (tx) => {
    const decidables = await tx.localisations.aDecider(epci, cles);
    const avant = new Map(decidables.map((row) => [row.cleAdresse, row.situation]));
    const ids = await tx.localisations.record(
      epci,
      decisions.map(({ relu: _, ...decision }) => ({
        ...decision,
        motif: decision.motif.trim(),
        situationAvant: avant.get(decision.cleAdresse) ?? refuseLocalisee(decision),
        decideePar: tx.acteur.nom,
      })),
    );
    await resituerAdresses(tx, epci, cles);
    const numeros = { premier: Math.min(...ids), dernier: Math.max(...ids) };
    await tx.journal.ecrire({ acte: "adresse-localisee", ressource: "lot", epci, objet: sayObjet(numeros) });
    const seules = decidables.every(({ decidee }) => !decidee) && countOf(numeros) === ids.length;
    return { ids, annulables: seules ? numeros : null };
  });
}

/** `annulables`: null when one of them has replaced another decision, which undoing would not bring back, or when others took numbers between them. */
type Recorded = { readonly ids: readonly number[]; readonly annulables: Numeros | null };

function countOf({ premier, dernier }: Numeros): number {
  return dernier - premier + 1;
}

function sayObjet({ premier, dernier }: Numeros): string {
  return premier === dernier ? `localisation:${premier}` : `localisation:${premier}-${dernier}`;
}

function checkMotif({ cleAdresse, motif, relu }: Decision): void {
  if (motif.trim() === "")
    throw new Refus("motif-absent", "Dites en quelques mots ce qui vous permet de localiser cette adresse.", {
      cleAdresse,
    });
  relireTexte(motif.trim(), "Comment le savez-vous\u00A0:", { relu, aRelire: "motif-a-relire" });
}

function refuseLocalisee({ cleAdresse }: Pick<Decision, "cleAdresse">): never {
  throw conflit(
    "adresse-inconnue",
    "Cette adresse n’est plus à localiser\u00A0: quelqu’un l’a peut-être déjà fait. Rechargez la page.",
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
    await resituerAdresses(tx, epci, [found.cleAdresse]);
    await tx.journal.ecrire({ acte: "localisation-annulee", ressource: "lot", epci, objet: `localisation:${id}` });
  });
}

/** Cancels decisions recorded together, all or none. Refuses `localisation-inconnue` as soon as one of them does not stand any more. */
export async function undoLocalisations(base: Base, epci: string, numeros: Numeros): Promise<void> {
  await base.transaction(async (tx) => {
    const cles = await tx.localisations.withdrawBetween(epci, numeros, tx.acteur.nom);
    if (cles.length === 0 || cles.length !== countOf(numeros)) {
      throw conflit(
        "localisation-inconnue",
        "Une de ces réponses au moins n’est plus en vigueur\u00A0: rien n’est annulé. Reprenez-les une par une dans « Décisions ».",
      );
    }
    await resituerAdresses(tx, epci, cles);
    await tx.journal.ecrire({ acte: "localisation-annulee", ressource: "lot", epci, objet: sayObjet(numeros) });
  });
}
