import type { SortieDemande } from "#observatoire/regles/registre/registre.ts";
import type { Base } from "#socle/lectures/base.ts";
import { conflit, interdit, Refus } from "#socle/regles/shared/refus.ts";
import { ecrireEvenement } from "../../lectures/evenement/ecrire-evenement.ts";
import { isSecretaireCal, unknownDemande } from "../../lectures/registre/guichets.ts";
import { vivre } from "../../regles/vie.ts";

/** Of which file, and on which day. */
export type SurFiche = { readonly epci: string; readonly demandeur: string; readonly aujourdhui: string };

/** « CAL-2026-012 »: how the commission's own minutes name the decision. */
const REFERENCE_DECISION = /^[\p{L}\d][\p{L}\d ./-]{2,39}$/u;

export type DecisionCommission = SurFiche & {
  readonly acte: "avertir" | "radier";
  /** Of the decision in the minutes. */
  readonly reference: string;
};

/**
 * The commission warns a household that its demande is inadmissible, then strikes it off a month later: nobody else may (CCH, art. R. 441-2-8, d).
 * Refuses `droit-absent`, `decision-reference`, `demande-inconnue`, and what the state or the delay forbids.
 */
export async function deciderIrrecevabilite(base: Base, decision: DecisionCommission): Promise<void> {
  const { epci, demandeur, aujourdhui, acte, reference } = decision;
  if (!isSecretaireCal(base, epci)) {
    throw interdit(
      "droit-absent",
      "L’irrecevabilité est prononcée par la commission d’attribution : son secrétariat l’écrit.",
    );
  }
  if (!REFERENCE_DECISION.test(reference)) {
    throw new Refus(
      "decision-reference",
      "Écrivez la référence de la décision au procès-verbal, par exemple CAL-2026-012.",
    );
  }
  await base.transaction(async (tx) => {
    const fiche = await tx.registres.fiche(epci, demandeur);
    if (!fiche) throw unknownDemande();
    const motif = "irrecevabilite";
    vivre(fiche, acte === "avertir" ? { transition: "avertir", motif } : { transition: "radier", motif }, aujourdhui);
    if (!(await tx.registres.acteCommission(demandeur, acte, aujourdhui))) throw unknownDemande();
    const [code, ligne] =
      acte === "avertir"
        ? (["avertissement-envoye", "demande-avertie"] as const)
        : (["demande-radiee", "demande-radiee"] as const);
    const objet = `decision:${reference}`;
    await ecrireEvenement(tx, { epci, demandeur, code, precisions: { motif }, objet });
    await tx.journal.ecrire({ acte: ligne, ressource: "demande-identite", epci, demandeur, objet });
  });
}

export type BailAttribue = {
  readonly epci: string;
  readonly demandeur: string;
  /** `id` of a lease that the person's own organisation has signed with this household. */
  readonly bail: number;
  readonly sortie: Extract<SortieDemande, "meme-bailleur" | "autre-bailleur" | "inconnue">;
};

/**
 * As soon as the lease is signed, and never before, its bailleur strikes the demande off (CCH, art. R. 441-2-9). Returns the day of the lease.
 * Refuses `bail-non-signe`.
 */
export function radierPourAttribution(base: Base, { epci, demandeur, bail, sortie }: BailAttribue): Promise<string> {
  return base.transaction(async (tx) => {
    const objet = `bail:${bail}`;
    // Written first: struck off, the demande is no longer one that the bailleur reads. A refusal below takes it back.
    await ecrireEvenement(tx, { epci, demandeur, code: "demande-radiee", precisions: { motif: "attribution" }, objet });
    const le = await tx.registres.radierBail(demandeur, bail, sortie);
    if (le === null) {
      throw conflit(
        "bail-non-signe",
        "Aucun bail signé de votre organisation ne correspond à cette demande, ou elle est déjà radiée.",
      );
    }
    await tx.journal.ecrire({ acte: "demande-radiee", ressource: "demande-identite", epci, demandeur, objet });
    return le;
  });
}
