import type { Base } from "#socle/lectures/base.ts";
import { habilitationFor, peutPartout } from "#socle/regles/habilitation/peut.ts";
import type { Action } from "#socle/regles/habilitation/ressource.ts";
import { interdit, introuvable, type Refus } from "#socle/regles/shared/refus.ts";
import type { ActionProgramme } from "../../lectures/action/ports.ts";
import { checkOuverte } from "../../regles/action/check-action.ts";

/** The action of that number. Throws `action-inconnue`, the same for an action that the actor may not read. */
export async function findAction(base: Pick<Base, "actions">, epci: string, numero: number): Promise<ActionProgramme> {
  const found = (await base.actions.list(epci)).find((action) => action.numero === numero);
  if (found) return found;
  throw actionInconnue();
}

export function actionInconnue(): Refus {
  return introuvable(
    "action-inconnue",
    "Cette action n’existe pas, ou n’est pas ouverte à votre habilitation. Choisissez-la dans le programme.",
  );
}

/** The action of that number, open to writing. Throws `action-inconnue`, `action-close`. */
export async function findOuverte(base: Base, epci: string, numero: number): Promise<ActionProgramme> {
  const action = await findAction(base, epci, numero);
  checkOuverte(action);
  return action;
}

/** Throws `droit-absent` unless the actor may write the programme for the whole territory, as the EPCI does. */
export function requirePartout(base: Pick<Base, "acteur">, action: Action, epci: string): void {
  if (peutPartout(base.acteur, "action", action, epci)) return;
  throw interdit(
    "droit-absent",
    "Votre habilitation ne permet pas d’écrire le programme d’actions\u00A0: l’EPCI l’écrit. Vous pouvez suivre la part de votre organisation.",
  );
}

/** Organisation that a follow-up speaks for; `organisation` null: the whole action. Throws `droit-absent`. */
export function voixOf(
  base: Pick<Base, "acteur">,
  epci: string,
): { readonly organisation: number | null; readonly par: string } {
  const habilitation = habilitationFor(base.acteur, "action", "modifier", epci);
  if (!habilitation) {
    throw interdit("droit-absent", "Votre habilitation ne permet pas d’écrire un suivi. Demandez ce droit à l’EPCI.");
  }
  const { organisation, nomOrganisation } = habilitation;
  const tout = peutPartout(base.acteur, "action", "modifier", epci);
  return { organisation: tout ? null : organisation, par: nomOrganisation };
}

export function writeActe(
  tx: Base,
  epci: string,
  acte: "action-creee" | "action-modifiee" | "action-close" | "action-jalon" | "action-suivie" | "action-realisation",
  numero: number,
): Promise<void> {
  return tx.journal.ecrire({ acte, ressource: "action", epci, objet: `action:${numero}` });
}
