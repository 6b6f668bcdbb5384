import { randomUUID } from "node:crypto";
import type { Base, Horloge } from "#socle/lectures/base.ts";
import type { Courrier, Sms } from "#socle/lectures/courrier.ts";
import type { Coffre } from "../../lectures/coffre.ts";
import type { CourrierQueries } from "../../lectures/courrier/ports.ts";
import type { CanalEnvoi } from "../../regles/courrier/envoi.ts";
import { type ModeleCourrier, numeroSms } from "../../regles/courrier/modeles.ts";
import { partir, USAGE_LIEN } from "./partir.ts";

/** A subset of the server's dependencies: routes give `site.deps`. */
export type EnvoiDeps = {
  readonly courrier: Courrier;
  readonly sms: Sms;
  readonly coffre: Coffre;
  readonly horloge: Horloge;
  readonly connexion: { readonly origine: string };
};

export type AEnvoyer = {
  readonly demandeur: string;
  readonly epci: string;
  readonly modele: ModeleCourrier;
  /** Path of the page that the message links to, with its token if any: « /ma-demande/200068666 ». */
  readonly lien: string;
  /** An address that the person has just given or already uses: their request is their consent. By default, the addresses of the file. */
  readonly adresse?: { readonly canal: CanalEnvoi; readonly valeur: string };
};

/**
 * Writes a message for each channel that the household agreed to, in the transaction of the act; they leave once it is committed. Returns
 * the count written: 0 when the household has no address or has not agreed.
 */
export function envoyerAuMenage(base: Base, deps: EnvoiDeps, envoi: AEnvoyer): Promise<number> {
  return base.transaction(async (tx) => {
    const ids = await ecrireEnvois(tx.courriers, deps, envoi);
    if (ids.length > 0) tx.ensuite((apres) => partir(apres, deps, ids));
    return ids.length;
  });
}

/** Writes the messages without sending them, for commands that run without an actor; `blaise courriers` sends them. */
export async function ecrireEnvois(
  courriers: CourrierQueries,
  { coffre, horloge, connexion }: Pick<EnvoiDeps, "coffre" | "horloge" | "connexion">,
  { demandeur, epci, modele, lien, adresse }: AEnvoyer,
): Promise<readonly number[]> {
  const destinations = adresse ? [adresse] : await canauxOf(courriers, epci, demandeur);
  const scelle = () => Buffer.from(coffre.sceller(`${connexion.origine}${lien}`, USAGE_LIEN)).toString("base64");
  const ids: number[] = [];
  for (const { canal, valeur } of destinations) {
    ids.push(
      await courriers.ecrire({
        demandeur,
        epci,
        canal,
        modele,
        cle: randomUUID(),
        adresse: valeur,
        lien: scelle(),
        demandeLe: horloge.maintenant(),
      }),
    );
  }
  return ids;
}

async function canauxOf(
  courriers: CourrierQueries,
  epci: string,
  demandeur: string,
): Promise<readonly { readonly canal: CanalEnvoi; readonly valeur: null }[]> {
  const contact = await courriers.contact(epci, demandeur);
  if (contact === null) return [];
  const { courriel, telephone, accordCourriel, accordSms } = contact;
  return [
    ...(accordCourriel && courriel !== null ? [{ canal: "courriel", valeur: null } as const] : []),
    ...(accordSms && telephone !== null && numeroSms(telephone) !== null
      ? [{ canal: "sms", valeur: null } as const]
      : []),
  ];
}
