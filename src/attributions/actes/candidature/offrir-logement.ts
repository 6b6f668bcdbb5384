import type { EnvoiDeps } from "#dossier/actes/courrier/envoyer-au-menage.ts";
import type { Base } from "#socle/lectures/base.ts";
import { conflit } from "#socle/regles/shared/refus.ts";
import { describeLogement, erasedDossier } from "../../lectures/candidature/logement-propose.ts";
import type { Candidature } from "../../lectures/candidature/ports.ts";
import { changedLiberation, ownLiberation } from "../liberation/ouvrir-liberation.ts";
import { proposer } from "../proposition/proposer.ts";
import { findCandidature } from "./designer-candidat.ts";

type SurCandidature = { readonly epci: string; readonly id: number; readonly aujourdhui: string };

/**
 * Sends the offer after the commission to the first waiting rank: at least ten days to answer, silence is a refusal, then the next rank (CCH,
 * art. R. 441-3 and R. 441-10). Refuses `candidature-inconnue`, `offre-etat`, `offre-rang`, `offre-en-cours`, and the refusals of `proposer`.
 */
export async function offrirLogement(
  base: Base,
  deps: EnvoiDeps,
  saisie: SurCandidature & { readonly repondreAvant: string },
): Promise<number> {
  const { epci, id, aujourdhui, repondreAvant } = saisie;
  const candidature = await findCandidature(base, epci, id);
  const { logement } = await ownLiberation(base, epci, candidature.liberation);
  const demandeur = checkOffrable(candidature, await base.candidatures.ofLiberation(epci, candidature.liberation));
  return base.transaction(async (tx) => {
    // Checked before anything is sent: of two concurrent offers, the second is refused.
    if (!(await tx.candidatures.offrir(epci, id, aujourdhui))) throw changedLiberation();
    const proposition = await proposer(tx, deps, {
      ...describeLogement(logement),
      epci,
      demandeur,
      nature: "logement",
      repondreAvant,
      jour: aujourdhui,
      relu: true,
    });
    await tx.candidatures.lierProposition(proposition, id);
    await tx.journal.ecrire({
      acte: "offre-faite",
      ressource: "proposition",
      epci,
      objet: `candidature:${id}`,
      demandeur,
    });
    return proposition;
  });
}

const ATTENDENT: readonly string[] = ["attribuee", "sous-condition", "offerte"];

/** Returns the identifier of the household. */
function checkOffrable(candidature: Candidature, candidats: readonly Candidature[]): string {
  if (candidature.etat !== "attribuee") {
    throw conflit(
      "offre-etat",
      "La commission n’a pas attribué ce logement à ce candidat, ou l’offre est déjà faite : rien ne peut lui être offert.",
    );
  }
  if (candidats.some(({ etat }) => etat === "offerte")) {
    throw conflit("offre-en-cours", "Ce logement est déjà offert à un autre candidat : attendez sa réponse.");
  }
  const rang = candidature.rang ?? 1;
  const avant = candidats.find((one) => ATTENDENT.includes(one.etat) && (one.rang ?? 1) < rang);
  if (avant) {
    throw conflit(
      "offre-rang",
      `Le candidat de rang ${avant.rang ?? 1} passe avant : offrez-lui d’abord ce logement, ou levez sa condition.`,
    );
  }
  if (candidature.demandeur === null) throw erasedDossier();
  return candidature.demandeur;
}

/**
 * Ends the condition of an attribution: the document came in time, and the bailleur must sign; or it did not, and the next rank is served (CCH, art.
 * R. 441-3, c). Refuses `candidature-inconnue`, `condition-etat`.
 */
export async function leverCondition(
  base: Base,
  { epci, id, fournie }: { readonly epci: string; readonly id: number; readonly fournie: boolean },
): Promise<void> {
  const candidature = await findCandidature(base, epci, id);
  await ownLiberation(base, epci, candidature.liberation);
  await base.transaction(async (tx) => {
    if (!(await tx.candidatures.leverCondition(epci, id, fournie))) {
      throw conflit("condition-etat", "Cette attribution n’attend pas de condition.");
    }
    const objet = `candidature:${id}`;
    const { demandeur } = candidature;
    await tx.journal.ecrire({
      acte: "candidature-condition",
      ressource: "proposition",
      epci,
      objet,
      ...(demandeur && { demandeur }),
    });
  });
}
