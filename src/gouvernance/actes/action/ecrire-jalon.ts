import { cleanTexte } from "#programme/lectures/texte.ts";
import type { Base } from "#socle/lectures/base.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import type { JalonAction } from "../../lectures/action/ports.ts";
import { checkChemin, checkJour } from "../../regles/action/check-action.ts";
import { findOuverte, requirePartout, writeActe } from "./acces-action.ts";
import { LIMITES_ACTION } from "./ecrire-action.ts";

type Commun = {
  readonly epci: string;
  readonly numero: number;
  readonly relu: boolean;
  readonly aujourdhui: string;
};

export type JalonDemande = Commun & Pick<JalonAction, "libelle" | "echeance" | "livrable" | "chemin" | "source">;

/**
 * Adds a milestone, dated or not. Refuses `droit-absent`, `action-inconnue`, `action-close`, `action-jalon-vide`, `action-chemin`, and the refusals
 * of the texts.
 */
export async function ajouterJalon(base: Base, demande: JalonDemande): Promise<number> {
  const { epci, numero } = demande;
  requirePartout(base, "modifier", epci);
  const jalon = cleanJalon(demande);
  return base.transaction(async (tx) => {
    const { id, publieLe } = await findOuverte(tx, epci, numero);
    const added = await tx.actions.addJalon(epci, id, { ...jalon, publieLe });
    await writeActe(tx, epci, "action-jalon", numero);
    return added;
  });
}

/** Replaces a milestone: the former one is withdrawn, and stays in the history. Refuses as `ajouterJalon`, and `action-jalon-inconnu`. */
export async function changerJalon(base: Base, demande: JalonDemande & { readonly jalon: number }): Promise<number> {
  const { epci, numero, aujourdhui } = demande;
  requirePartout(base, "modifier", epci);
  const jalon = cleanJalon(demande);
  return base.transaction(async (tx) => {
    const { id, publieLe } = await findOuverte(tx, epci, numero);
    await requireJalon(tx, { epci, action: id, jalon: demande.jalon });
    if (!(await tx.actions.withdrawJalon(epci, demande.jalon, aujourdhui))) throw jalonInconnu();
    const added = await tx.actions.addJalon(epci, id, { ...jalon, publieLe });
    await writeActe(tx, epci, "action-jalon", numero);
    return added;
  });
}

export type JalonAtteint = Commun &
  Pick<JalonAction, "livrable" | "chemin"> & { readonly jalon: number; readonly le: string };

/** Marks a milestone as reached, once, with its evidence. Refuses as `ajouterJalon`, and `action-jalon-inconnu`, `action-date-future`. */
export async function atteindreJalon(base: Base, demande: JalonAtteint): Promise<void> {
  const { epci, numero, jalon, le, chemin, aujourdhui } = demande;
  requirePartout(base, "modifier", epci);
  checkJour("Atteint le", le, aujourdhui);
  checkChemin(chemin);
  const livrable = clean(demande, "Livrable", demande.livrable);
  await base.transaction(async (tx) => {
    const { id } = await findOuverte(tx, epci, numero);
    await requireJalon(tx, { epci, action: id, jalon });
    if (!(await tx.actions.reachJalon(epci, jalon, { atteintLe: le, livrable, chemin }))) throw jalonInconnu();
    await writeActe(tx, epci, "action-jalon", numero);
  });
}

/** Withdraws a milestone, which stays in the history. Refuses `droit-absent`, `action-inconnue`, `action-close`, `action-jalon-inconnu`. */
export async function retirerJalon(
  base: Base,
  { epci, numero, jalon, aujourdhui }: Omit<Commun, "relu"> & { readonly jalon: number },
): Promise<void> {
  requirePartout(base, "modifier", epci);
  await base.transaction(async (tx) => {
    const { id } = await findOuverte(tx, epci, numero);
    await requireJalon(tx, { epci, action: id, jalon });
    if (!(await tx.actions.withdrawJalon(epci, jalon, aujourdhui))) throw jalonInconnu();
    await writeActe(tx, epci, "action-jalon", numero);
  });
}

/** Refuses a milestone of another action, reached or withdrawn. */
async function requireJalon(
  tx: Base,
  { epci, action, jalon }: { readonly epci: string; readonly action: number; readonly jalon: number },
): Promise<void> {
  const found = (await tx.actions.jalons(epci)).find(({ id }) => id === jalon);
  if (found?.action === action && found.atteintLe === null) return;
  throw jalonInconnu();
}

export function jalonInconnu(): Refus {
  return conflit(
    "action-jalon-inconnu",
    "Ce jalon n’existe plus, ou est déjà atteint. Rechargez la page de l’action, puis choisissez-le dans la liste.",
  );
}

function cleanJalon(demande: JalonDemande) {
  const { echeance, chemin } = demande;
  const libelle = clean(demande, "Jalon", demande.libelle);
  if (libelle === null) throw new Refus("action-jalon-vide", "Jalon\u00A0: écrivez ce qui est attendu.");
  checkChemin(chemin);
  const livrable = clean(demande, "Livrable", demande.livrable);
  return { libelle, echeance, atteintLe: null, livrable, chemin, source: clean(demande, "Source", demande.source) };
}

function clean({ relu }: Commun, champ: string, texte: string | null): string | null {
  return texte === null ? null : cleanTexte(texte, champ, relu, LIMITES_ACTION.court);
}
