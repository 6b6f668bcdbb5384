import { cleanTexte } from "#programme/lectures/texte.ts";
import type { Base } from "#socle/lectures/base.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import type { TexteAction } from "../../lectures/action/ports.ts";
import { checkNumero } from "../../regles/action/check-action.ts";
import { knownIndicateurs } from "../../regles/action/indicateur.ts";
import { findOuverte, requirePartout, writeActe } from "./acces-action.ts";

/** Maximum characters. Some orientations of the document exceed two hundred. */
export const LIMITES_ACTION = { court: 300, long: 2_000 } as const;

export type ActionDemandee = Omit<TexteAction, "publieLe"> & {
  readonly epci: string;
  /** true: public. */
  readonly publie: boolean;
  /** true: the person read the warnings on the texts, and keeps them. */
  readonly relu: boolean;
  readonly aujourdhui: string;
};

/** Creates an action. Refuses `droit-absent`, `action-invalide`, `action-en-double`, `action-incomplete`, and the refusals of the texts. */
export async function creerAction(base: Base, demande: ActionDemandee): Promise<void> {
  const { epci, publie, aujourdhui } = demande;
  requirePartout(base, "creer", epci);
  const texte = cleanAction(demande);
  await base.transaction(async (tx) => {
    if ((await tx.actions.add(epci, { ...texte, publieLe: publie ? aujourdhui : null })) === null) {
      throw enDouble(texte.numero);
    }
    await writeActe(tx, epci, "action-creee", texte.numero);
  });
}

/** Changes an action; `ancien`: its number before. Refuses as `creerAction`, and `action-inconnue`, `action-close`. */
export async function modifierAction(base: Base, demande: ActionDemandee & { readonly ancien: number }): Promise<void> {
  const { epci, publie, aujourdhui, ancien } = demande;
  requirePartout(base, "modifier", epci);
  const texte = cleanAction(demande);
  await base.transaction(async (tx) => {
    const { id, publieLe } = await findOuverte(tx, epci, ancien);
    // Keeps the first day of publication.
    const next = { ...texte, publieLe: publie ? (publieLe ?? aujourdhui) : null };
    if (!(await tx.actions.update(epci, id, next))) throw enDouble(texte.numero);
    await writeActe(tx, epci, "action-modifiee", texte.numero);
  });
}

function enDouble(numero: number): Refus {
  return conflit(
    "action-en-double",
    `Numéro\u00A0: une autre action porte déjà le numéro ${numero}. Choisissez-en un autre.`,
  );
}

function cleanAction(demande: ActionDemandee): Omit<TexteAction, "publieLe"> {
  const { numero, relu } = demande;
  checkNumero(numero);
  const clean = (champ: string, texte: string | null, limite: number) =>
    texte === null ? null : cleanTexte(texte, champ, relu, limite);
  const titre = clean("Titre", demande.titre, LIMITES_ACTION.court);
  const orientation = clean("Orientation", demande.orientation, LIMITES_ACTION.court);
  if (titre === null || orientation === null) {
    throw new Refus("action-incomplete", "Une action a un titre et une orientation. Écrivez les deux.");
  }
  return {
    numero,
    titre,
    orientation,
    resume: clean("Texte en bref", demande.resume, LIMITES_ACTION.long),
    pilote: clean("Pilote", demande.pilote, LIMITES_ACTION.court),
    acteurs: clean("Acteurs", demande.acteurs, LIMITES_ACTION.long),
    jalons: clean("Jalons écrits", demande.jalons, LIMITES_ACTION.long),
    indicateurs: knownIndicateurs(demande.indicateurs),
  };
}
