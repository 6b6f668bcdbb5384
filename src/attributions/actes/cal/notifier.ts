import { type EnvoiDeps, envoyerAuMenage } from "#dossier/actes/courrier/envoyer-au-menage.ts";
import { deciderIrrecevabilite } from "#dossier/actes/registre/actes-commission.ts";
import { ecrireEvenement } from "#dossier/lectures/evenement/ecrire-evenement.ts";
import { peutTransiter } from "#dossier/regles/vie.ts";
import type { Base } from "#socle/lectures/base.ts";
import { sayDecision } from "../../lectures/cal/pv.ts";
import { nommerCandidat, readSeance, requireToutes, type SeanceLue } from "../../lectures/cal/seance-lue.ts";
import { writeLettre } from "../../regles/cal/lettre.ts";
import { checkEtat } from "../../regles/cal/seance.ts";
import type { DecisionEcrite, DecisionNotifiee } from "./ports.ts";

/** What a household will read, as whoever sends it sees it before. */
export type NotificationPrevue = {
  readonly decision: DecisionEcrite;
  /** null: erased with the household. */
  readonly logement: string | null;
  readonly candidat: string;
  readonly reference: string | null;
  readonly resume: string;
  /** null: the household was erased, and with it what its letter said. */
  readonly phrases: readonly string[] | null;
  readonly notifiee: boolean;
};

/** One a decision, in the order of the agenda. */
export function prevoirNotifications({ seance, decisions, candidats }: SeanceLue): readonly NotificationPrevue[] {
  return decisions.map((decision) => {
    const candidat = candidats.find(({ id }) => id === decision.candidature);
    const logement = decision.designation;
    const lisible = decision.candidature !== null && logement !== null;
    return {
      decision,
      logement,
      candidat: candidat ? nommerCandidat(candidats, candidat) : "candidat effacé",
      reference: candidat?.examen?.reference ?? null,
      resume: sayDecision(decision),
      phrases: lisible
        ? writeLettre({ decision, logement, bailleur: seance.nomBailleur, jour: decision.decideeLe })
        : null,
      notifiee: decision.notifieeLe !== null,
    };
  });
}

/** Says the decision on the household's own page, in the words of the letter. */
export function direDecision(decision: DecisionNotifiee): readonly string[] {
  const { bailleur, designation, decideeLe } = decision;
  return writeLettre({ decision, bailleur, logement: designation ?? "logement", jour: decideeLe });
}

type SurSeance = {
  readonly epci: string;
  readonly seance: number;
  readonly aujourdhui: string;
  readonly maintenant: string;
};

/**
 * Each household reads its own decision from now on, and is told that there is something to read; one declared inadmissible is warned, as the law asks
 * before any radiation. Done again, it finds nothing more to do. Returns how many were notified. Refuses `seance-inconnue`, `droit-absent`, `cal-etat`.
 */
export function notifierSeance(base: Base, deps: EnvoiDeps, question: SurSeance): Promise<number> {
  const { epci, seance: id, maintenant } = question;
  return base.transaction(async (tx) => {
    const lue = await readSeance(tx, epci, id);
    const { seance } = lue;
    requireToutes(tx, seance);
    checkEtat(seance.etat, ["close", "notifiee"], "notifier les décisions");
    let notifiees = 0;
    for (const decision of lue.decisions) {
      if (decision.notifieeLe === null && (await notify(tx, deps, lue, { decision, question }))) notifiees += 1;
    }
    await tx.cal.passer(seance, "close", "notifiee", { maintenant });
    return notifiees;
  });
}

/** false: its household was erased since, or somebody else has just done it. */
async function notify(
  tx: Base,
  deps: EnvoiDeps,
  lue: SeanceLue,
  { decision, question }: { readonly decision: DecisionEcrite; readonly question: SurSeance },
): Promise<boolean> {
  const { maintenant, aujourdhui } = question;
  const { id, epci, candidature } = decision;
  if (candidature === null) return false;
  const { demandeur } = lue.candidats.find((candidat) => candidat.id === candidature) ?? { demandeur: null };
  if (!(await tx.cal.notifier(id, candidature, maintenant)) || demandeur === null) return false;
  if (decision.decision === "irrecevabilite") await warn(tx, { epci, demandeur, aujourdhui, reference: lue.reference });
  const objet = `decision:${id}`;
  await ecrireEvenement(tx, {
    epci,
    demandeur,
    code: "commission-decide",
    objet,
    precisions: { decision: decision.decision, ...(decision.rang !== null && { rang: decision.rang }) },
  });
  await envoyerAuMenage(tx, deps, { epci, demandeur, modele: "decision-rendue", lien: `/ma-demande/${epci}` });
  await tx.journal.ecrire({ acte: "cal-notifiee", ressource: "decision", epci, demandeur, objet });
  return true;
}

type Avertissement = {
  readonly epci: string;
  readonly demandeur: string;
  readonly aujourdhui: string;
  readonly reference: string;
};

/** A demande that is already warned, or no longer alive, is not warned again. */
async function warn(tx: Base, { epci, demandeur, aujourdhui, reference }: Avertissement): Promise<void> {
  const fiche = await tx.registres.fiche(epci, demandeur);
  if (!fiche || !peutTransiter(fiche.etat, "avertir")) return;
  await deciderIrrecevabilite(tx, { epci, demandeur, aujourdhui, acte: "avertir", reference });
}
