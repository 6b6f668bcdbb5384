import { cleanTexte } from "#programme/lectures/texte.ts";
import type { Base } from "#socle/lectures/base.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import type { NouvelleRealisation, Realisation } from "../../lectures/action/ports.ts";
import { checkJour } from "../../regles/action/check-action.ts";
import { CHAMPS_REALISATION, type ChampsRealisation } from "../../regles/action/realisation.ts";
import { findOuverte, voixOf, writeActe } from "./acces-action.ts";
import { LIMITES_ACTION } from "./ecrire-action.ts";

type Visee = { readonly epci: string; readonly numero: number; readonly aujourdhui: string };

export type RealisationDemandee = Visee &
  Omit<NouvelleRealisation, "organisation" | "par"> & {
    /** true: the person read the warnings on the texts, and keeps them. */
    readonly relu: boolean;
  };

/**
 * Adds a fact that an action follows: of the whole territory for the EPCI and the State, of its own part for another organisation. Fields that its
 * kind does not ask are not kept. Refuses `droit-absent`, `action-inconnue`, `action-close`, `realisation-incomplete`, `action-date-future`, and the
 * refusals of the texts.
 */
export async function ajouterRealisation(base: Base, demande: RealisationDemandee): Promise<number> {
  const { epci, numero } = demande;
  const realisation = { ...cleanRealisation(demande), ...voixOf(base, epci) };
  return base.transaction(async (tx) => {
    const { id } = await findOuverte(tx, epci, numero);
    const added = await tx.actions.addRealisation(epci, id, realisation);
    await writeActe(tx, epci, "action-realisation", numero);
    return added;
  });
}

type UneRealisation = Visee & { readonly realisation: number };

/** Replaces a fact: the former one is withdrawn, and stays. Refuses as `ajouterRealisation`, and `realisation-inconnue`. */
export async function changerRealisation(base: Base, demande: RealisationDemandee & UneRealisation): Promise<number> {
  const { epci, numero, aujourdhui } = demande;
  const voix = voixOf(base, epci);
  const clean = cleanRealisation(demande);
  return base.transaction(async (tx) => {
    const { id } = await findOuverte(tx, epci, numero);
    const former = await findRealisation(tx, { epci, action: id, realisation: demande.realisation });
    if (!(await tx.actions.withdrawRealisation(epci, former.id, aujourdhui))) throw realisationInconnue();
    // Whose part it is does not change with who corrects it.
    const added = await tx.actions.addRealisation(epci, id, { ...clean, ...voix, organisation: former.organisation });
    await writeActe(tx, epci, "action-realisation", numero);
    return added;
  });
}

/** Withdraws a fact, which stays. Refuses `droit-absent`, `action-inconnue`, `action-close`, `realisation-inconnue`. */
export async function retirerRealisation(base: Base, demande: UneRealisation): Promise<void> {
  const { epci, numero, realisation, aujourdhui } = demande;
  voixOf(base, epci);
  await base.transaction(async (tx) => {
    const { id } = await findOuverte(tx, epci, numero);
    await findRealisation(tx, { epci, action: id, realisation });
    if (!(await tx.actions.withdrawRealisation(epci, realisation, aujourdhui))) throw realisationInconnue();
    await writeActe(tx, epci, "action-realisation", numero);
  });
}

/** A fact of this action that the actor reads. Throws `realisation-inconnue`. */
export async function findRealisation(
  base: Pick<Base, "actions">,
  { epci, action, realisation }: { readonly epci: string; readonly action: number; readonly realisation: number },
): Promise<Realisation> {
  const found = (await base.actions.realisations(epci)).find(({ id }) => id === realisation);
  if (found?.action === action) return found;
  throw realisationInconnue();
}

function realisationInconnue(): Refus {
  return conflit(
    "realisation-inconnue",
    "Ce fait n’existe plus, ou n’est pas ouvert à votre habilitation. Rechargez la page de l’action, puis choisissez-le dans la liste.",
  );
}

function cleanRealisation(demande: RealisationDemandee): Omit<NouvelleRealisation, "organisation" | "par"> {
  const { genre, annee, aujourdhui, relu } = demande;
  const definition = CHAMPS_REALISATION[genre];
  const clean = (champ: string, texte: string | null) =>
    texte === null ? null : cleanTexte(texte, champ, relu, LIMITES_ACTION.court);
  const source = clean("Source", demande.source);
  if (source === null) throw incomplet("source", "Source\u00A0: écrivez d’où vient ce fait.");
  const le = definition.le === undefined ? null : demande.le;
  if (le !== null) checkJour(definition.le ?? "", le, aujourdhui);
  return {
    genre,
    annee,
    source,
    le,
    partenaire: requireTexte("partenaire", definition, clean(definition.partenaire?.libelle ?? "", demande.partenaire)),
    objet: requireTexte("objet", definition, clean(definition.objet?.libelle ?? "", demande.objet)),
    commune: definition.commune ? demande.commune : null,
    etat: checkEtat(definition, demande.etat),
    prevu: definition.prevu ? demande.prevu : null,
    realise: definition.realise ? demande.realise : null,
    montant: definition.montant === undefined ? null : demande.montant,
  };
}

function requireTexte(
  champ: "partenaire" | "objet",
  definition: ChampsRealisation,
  texte: string | null,
): string | null {
  const asked = definition[champ];
  if (asked === undefined) return null;
  if (texte === null && asked.requis) throw incomplet(champ, `${asked.libelle}\u00A0: écrivez-le.`);
  return texte;
}

function checkEtat({ etat: asked }: ChampsRealisation, etat: string | null): string | null {
  if (asked === undefined) return null;
  if (etat !== null && Object.hasOwn(asked.mots, etat)) return etat;
  throw incomplet("etat", `${asked.libelle}\u00A0: choisissez une réponse.`);
}

function incomplet(champ: string, message: string): Refus {
  return new Refus("realisation-incomplete", message, { champ });
}
