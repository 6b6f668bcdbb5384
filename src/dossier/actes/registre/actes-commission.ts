import type { SortieDemande } from "#observatoire/regles/registre/registre.ts";
import type { Base } from "#socle/lectures/base.ts";
import { conflit, interdit, Refus } from "#socle/regles/shared/refus.ts";
import { ecrireEvenement } from "../../lectures/evenement/ecrire-evenement.ts";
import { isSecretaireCal, unknownDemande } from "../../lectures/registre/guichets.ts";
import { vivre } from "../../regles/vie.ts";

/** An act on one household's file. */
export type SurFiche = { readonly epci: string; readonly demandeur: string; readonly aujourdhui: string };

/** Reference as the minutes write it: « CAL-2026-012 ». */
const REFERENCE_DECISION = /^[\p{L}\d][\p{L}\d ./-]{2,39}$/u;

export type DecisionCommission = SurFiche & {
  readonly acte: "avertir" | "radier";
  /** Reference of the minutes that hold the decision. */
  readonly reference: string;
};

/**
 * The commission warns a household that its demande is inadmissible, then strikes it off a month later; nobody else may (CCH, art. R. 441-2-8, d).
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
  /** `id` of a lease that the actor's organisation signed with this household. */
  readonly bail: number;
  readonly sortie: Extract<SortieDemande, "meme-bailleur" | "autre-bailleur" | "inconnue">;
};

/**
 * The bailleur strikes the demande off at the signature of the lease, never before (CCH, art. R. 441-2-8, a, and R. 441-2-9). Returns the ISO day
 * of the signature. Refuses `bail-non-signe`, and `droit-absent` when the demande is already struck off.
 */
export function radierPourAttribution(base: Base, { epci, demandeur, bail, sortie }: BailAttribue): Promise<string> {
  return base.transaction(async (tx) => {
    const objet = `bail:${bail}`;
    // The event is written first, because the bailleur may not read the file afterwards. A later refusal rolls it back.
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
