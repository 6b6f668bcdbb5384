import type { Base } from "#socle/lectures/base.ts";
import type { EtatDecisionInstance } from "#socle/regles/gouvernance/reunion.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { habilitationsFor, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { interdit, Refus } from "#socle/regles/shared/refus.ts";
import type { DecisionInstance } from "../lectures/ports.ts";
import { cleanTenue, SUIVI_MAX } from "../lectures/tenue-texte.ts";
import { refuseDecision } from "./publier-decision.ts";

/** May the actor follow the decision? The EPCI follows all, an organisation those that it carries out. */
export function maySuivre(
  acteur: Acteur,
  { epci, organisation }: Pick<DecisionInstance, "epci" | "organisation">,
): boolean {
  if (peutPartout(acteur, "instance", "modifier", epci)) return true;
  return habilitationsFor(acteur, "instance", "modifier", epci).some((one) => one.organisation === organisation);
}

/**
 * Adds a follow-up of a decision, on a day; the same one sent twice is written once. Refuses `decision-inconnue`, `droit-absent`,
 * `decision-suivi-futur`,
 * `decision-suivi-avant`, and the refusals of the text.
 */
export async function suivreDecision(
  base: Base,
  demande: {
    readonly epci: string;
    readonly id: number;
    readonly etat: EtatDecisionInstance;
    readonly note: string;
    readonly le: string;
    readonly relu: boolean;
    readonly aujourdhui: string;
  },
): Promise<void> {
  const { epci, id, etat, le, relu, aujourdhui } = demande;
  const note = cleanTenue(demande.note, "Note", relu, SUIVI_MAX);
  if (le > aujourdhui) throw new Refus("decision-suivi-futur", "Le : cette date n’est pas encore passée. Corrigez-la.");
  await base.transaction(async (tx) => {
    const decision = (await tx.decisionsInstances.find(epci, id)) ?? refuseDecision();
    if (!maySuivre(tx.acteur, decision)) throw withoutRight();
    const reunion = await tx.reunions.find(epci, decision.reunion);
    if (reunion && le < reunion.jour) {
      throw new Refus("decision-suivi-avant", "Le : cette date précède la réunion qui a décidé. Corrigez-la.");
    }
    const [last] = await tx.decisionsInstances.suivis(epci, id);
    if (last?.le === le && last.etat === etat && last.note === note) return;
    const { organisation } = decision;
    const suivi = { decision: id, organisation, le, etat, note, par: await nameOf(tx, epci) };
    if (!(await tx.decisionsInstances.suivre(epci, suivi))) throw withoutRight();
    await tx.journal.ecrire({ acte: "decision-suivie", ressource: "instance", epci, objet: `decision:${id}` });
  });
}

/** Name of the actor's organisation; never the agent's. */
async function nameOf(tx: Base, epci: string): Promise<string> {
  const [habilitation] = habilitationsFor(tx.acteur, "instance", "modifier", epci);
  const found = (await tx.casBloques.organisations()).find(({ id }) => id === habilitation?.organisation);
  return found?.nom ?? "EPCI";
}

function withoutRight(): Refus {
  return interdit("droit-absent", "Cette décision est suivie par l’EPCI et par l’organisme qui en est chargé.");
}
