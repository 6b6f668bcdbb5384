import type { Horloge } from "#socle/lectures/base.ts";
import type { Courrier, IssueCourrier, Sms } from "#socle/lectures/courrier.ts";
import type { Coffre } from "../../lectures/coffre.ts";
import type { CourrierQueries, EnvoiAPartir } from "../../lectures/courrier/ports.ts";
import { etatApresEchec } from "../../regles/courrier/envoi.ts";
import { composeCourriel, composeSms, numeroSms } from "../../regles/courrier/modeles.ts";

/** Name of the sender; the address is the server's own. */
const EXPEDITEUR = "Demande de logement social";
/** Usage that seals the links (see `Coffre`). */
export const USAGE_LIEN = "lien-envoi";

export type BureauCourrier = {
  readonly courriers: CourrierQueries;
  transaction<T>(work: (base: BureauCourrier) => Promise<T>): Promise<T>;
};

export type PartirDeps = {
  readonly courrier: Courrier;
  readonly sms: Sms;
  readonly coffre: Coffre;
  readonly horloge: Horloge;
};

export type BilanPartir = { readonly partis: number; readonly echecs: number; readonly panne: string | null };

/**
 * Sends these messages, each in a transaction that locks its row, so that two senders never send the same one. When a server does not answer,
 * the other messages of its channel wait for the next round.
 */
export async function partir(base: BureauCourrier, deps: PartirDeps, ids: readonly number[]): Promise<BilanPartir> {
  const fermes = new Set<string>();
  let [partis, echecs] = [0, 0];
  let panne: string | null = null;
  for (const id of ids) {
    const issue = await base.transaction((tx) => partirUn(tx, deps, id, fermes));
    if (issue === null) continue;
    if (issue.etat === "echec") {
      echecs += 1;
      if (issue.panne) panne = issue.motif;
    } else partis += 1;
  }
  return { partis, echecs, panne };
}

async function partirUn(
  { courriers }: BureauCourrier,
  deps: PartirDeps,
  id: number,
  fermes: Set<string>,
): Promise<IssueCourrier | null> {
  const envoi = await courriers.prendre(id);
  if (envoi === null || fermes.has(envoi.canal)) return null;
  const tenteLe = deps.horloge.maintenant();
  if (envoi.adresse === null || envoi.lien === null) {
    const motif = "Le dossier n’a plus d’adresse, ou son accord est retiré.";
    await courriers.noter(id, { etat: "abandonne", motif, envoyeLe: null, tenteLe });
    return { etat: "echec", motif, panne: false };
  }
  const issue = await remettre(deps, envoi, { adresse: envoi.adresse, lien: envoi.lien });
  if (issue.etat === "echec") {
    if (issue.panne) fermes.add(envoi.canal);
    const etat = etatApresEchec(envoi.tentatives + 1);
    await courriers.noter(id, { etat, motif: issue.motif, envoyeLe: null, tenteLe });
  } else {
    await courriers.noter(id, { etat: issue.etat, motif: null, envoyeLe: tenteLe, tenteLe });
  }
  return issue;
}

async function remettre(
  { courrier, sms, coffre }: PartirDeps,
  { canal, modele, cle }: EnvoiAPartir,
  { adresse, lien: scelle }: { readonly adresse: string; readonly lien: string },
): Promise<IssueCourrier> {
  const lien = coffre.ouvrir(Buffer.from(scelle, "base64"), USAGE_LIEN);
  if (canal === "courriel") {
    const { sujet, texte } = composeCourriel(modele, lien);
    // No name: it would be readable on the envelope of the message.
    const destinataire = { nom: "", courriel: adresse };
    return courrier.envoyer({ cle, destinataire, expediteur: EXPEDITEUR, sujet, texte });
  }
  const numero = numeroSms(adresse);
  if (numero === null) return { etat: "echec", motif: "Ce numéro ne reçoit pas de SMS.", panne: false };
  return sms.envoyer({ cle, numero, texte: composeSms(modele, lien) });
}
