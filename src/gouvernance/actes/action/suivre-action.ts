import { cleanTexte } from "#programme/lectures/texte.ts";
import type { Base } from "#socle/lectures/base.ts";
import { conflit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import type { ActionProgramme } from "../../lectures/action/ports.ts";
import { checkFin, checkJour, checkNote } from "../../regles/action/check-action.ts";
import type { EtatAction } from "../../regles/action/etat-action.ts";
import { isActionFinie } from "../../regles/action/lecture-action.ts";
import { findAction, findOuverte, requirePartout, voixOf, writeActe } from "./acces-action.ts";
import { LIMITES_ACTION } from "./ecrire-action.ts";

type SuiviDemande = {
  readonly epci: string;
  readonly numero: number;
  readonly etat: EtatAction;
  readonly le: string;
  readonly note: string | null;
  /** true: public if the action is; only the EPCI may publish an organisation's own part. */
  readonly publie: boolean;
  readonly relu: boolean;
  readonly aujourdhui: string;
};

/**
 * Adds a follow-up: of the whole action for the EPCI and the State; of its own part for another organisation. Former ones are kept.
 * Refuses `droit-absent`, `action-inconnue`, `action-close`, `action-date-future`, `action-sans-motif`, `action-a-clore`, and the refusals of the
 * note.
 */
export async function suivreAction(base: Base, demande: SuiviDemande): Promise<void> {
  const voix = voixOf(base, demande.epci);
  if (voix.organisation === null && isActionFinie(demande.etat)) {
    throw new Refus(
      "action-a-clore",
      "Réalisée ou abandonnée, une action se clôt\u00A0: utilisez «\u00A0Clore l’action\u00A0», en bas de sa page.",
    );
  }
  const suivi = cleanSuivi(demande);
  await base.transaction(async (tx) => {
    const action = await findOuverte(tx, demande.epci, demande.numero);
    const ouvert = demande.publie && voix.organisation === null && action.publieLe !== null;
    await tx.actions.addSuivi(demande.epci, action.id, {
      ...suivi,
      ...voix,
      publieLe: ouvert ? demande.aujourdhui : null,
    });
    await writeActe(tx, demande.epci, "action-suivie", demande.numero);
  });
}

/** Closes an action with its last follow-up. Refuses as `suivreAction`, and `action-fin`. */
export async function cloreAction(base: Base, demande: SuiviDemande): Promise<void> {
  const { epci, le } = demande;
  requirePartout(base, "valider", epci);
  checkFin(demande.etat);
  await ecrireEtTenir(base, demande, { acte: "action-close", closeLe: le, find: findOuverte });
}

/** Reopens a closed action with a follow-up. Refuses as `suivreAction`, and `action-ouverte`. */
export async function rouvrirAction(base: Base, demande: SuiviDemande): Promise<void> {
  requirePartout(base, "valider", demande.epci);
  await ecrireEtTenir(base, demande, { acte: "action-modifiee", closeLe: null, find: findClose });
}

async function findClose(base: Base, epci: string, numero: number): Promise<ActionProgramme> {
  const action = await findAction(base, epci, numero);
  if (action.closeLe !== null) return action;
  throw conflit("action-ouverte", `L’action ${numero} n’est pas close\u00A0: écrivez un suivi.`);
}

type Tenue = {
  readonly acte: "action-close" | "action-modifiee";
  readonly closeLe: string | null;
  readonly find: (base: Base, epci: string, numero: number) => Promise<ActionProgramme>;
};

async function ecrireEtTenir(base: Base, demande: SuiviDemande, { acte, closeLe, find }: Tenue): Promise<void> {
  const { epci, numero, publie, aujourdhui } = demande;
  const { par } = voixOf(base, epci);
  const suivi = cleanSuivi(demande);
  await base.transaction(async (tx) => {
    const action = await find(tx, epci, numero);
    const publieLe = publie && action.publieLe !== null ? aujourdhui : null;
    await tx.actions.addSuivi(epci, action.id, { ...suivi, organisation: null, par, publieLe });
    await tx.actions.setClose(epci, action.id, closeLe);
    await writeActe(tx, epci, acte, numero);
  });
}

/** Publishes one follow-up, or withdraws it. Refuses `droit-absent`, `action-inconnue`, `action-suivi-inconnu`. */
export async function publierSuivi(
  base: Base,
  demande: Pick<SuiviDemande, "epci" | "numero" | "publie" | "aujourdhui"> & { readonly suivi: number },
): Promise<void> {
  const { epci, numero, suivi, publie, aujourdhui } = demande;
  requirePartout(base, "valider", epci);
  await base.transaction(async (tx) => {
    const { id } = await findAction(tx, epci, numero);
    const found = (await tx.actions.suivis(epci, id)).some((one) => one.id === suivi);
    if (!found || !(await tx.actions.publishSuivi(epci, suivi, publie ? aujourdhui : null))) {
      throw introuvable("action-suivi-inconnu", "Ce suivi n’existe pas. Choisissez-le sur la page de l’action.");
    }
    await writeActe(tx, epci, "action-suivie", numero);
  });
}

function cleanSuivi({ etat, le, note, relu, aujourdhui }: SuiviDemande) {
  checkJour("Jour du suivi", le, aujourdhui);
  const texte = note === null ? null : cleanTexte(note, "Note", relu, LIMITES_ACTION.long);
  checkNote(etat, texte);
  return { etat, le, note: texte };
}
