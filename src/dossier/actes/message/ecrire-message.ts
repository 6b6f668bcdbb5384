import type { Base } from "#socle/lectures/base.ts";
import { habilitationFor } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import { ecrireEvenement } from "../../lectures/evenement/ecrire-evenement.ts";
import { MESSAGE_MAX, type MessageLu } from "../../lectures/message/ports.ts";
import { type EnvoiDeps, envoyerAuMenage } from "../courrier/envoyer-au-menage.ts";

export type MessageSaisi = {
  readonly epci: string;
  readonly demandeur: string;
  /** For a household: one of its correspondents; null: its desk. */
  readonly organisation: number | null;
  readonly texte: string;
  readonly relu: boolean;
};

/**
 * A message between the household and its desk, or a body that wrote to it. Throws `message-vide`, `message-long`, `message-sans-guichet`,
 * `message-a-relire` and the refusals of free texts.
 */
export function ecrireMessage(base: Base, deps: EnvoiDeps, saisi: MessageSaisi): Promise<void> {
  const texte = cleanTexte(saisi);
  const { epci, demandeur } = saisi;
  return base.transaction(async (tx) => {
    const { auteur, organisation } = await signatureOf(tx, saisi);
    const id = await tx.messages.ecrire({
      epci,
      demandeur,
      auteur,
      organisation,
      texte,
      compte: auteur === "organisme" ? base.acteur.compte : null,
    });
    const objet = `message:${id}`;
    await tx.journal.ecrire({ acte: "message-ecrit", ressource: "demande-menage", epci, objet, demandeur });
    await ecrireEvenement(tx, { epci, demandeur, code: "message-ecrit", objet });
    if (auteur !== "organisme") return;
    await envoyerAuMenage(tx, deps, { epci, demandeur, modele: "message-recu", lien: `/ma-demande/${epci}/messages` });
  });
}

function cleanTexte({ texte, relu }: MessageSaisi): string {
  const clean = texte.trim().replaceAll("\r\n", "\n");
  if (clean === "") throw new Refus("message-vide", "Message : écrivez-le.", { champ: "texte" });
  if (clean.length > MESSAGE_MAX) {
    throw new Refus("message-long", `Message : ${MESSAGE_MAX} caractères au plus. Raccourcissez-le.`, {
      champ: "texte",
    });
  }
  relireTexte(clean, "Message :", {
    relu,
    aRelire: "message-a-relire",
    longueurPropre: true,
    details: { champ: "texte" },
  });
  return clean;
}

type Signature = { readonly auteur: MessageLu["auteur"]; readonly organisation: number | null };

async function signatureOf(base: Base, { epci, demandeur, organisation }: MessageSaisi): Promise<Signature> {
  const own = base.acteur.demandeurs.find(({ id }) => id === demandeur);
  if (!own) {
    const body = habilitationFor(base.acteur, "demande-menage", "lire", epci)?.organisation ?? null;
    return { auteur: "organisme", organisation: body };
  }
  const auteur = own.lien === "titulaire" ? "menage" : "mandataire";
  const connus = await base.messages.correspondants(epci, demandeur);
  const vers = organisation ?? connus[0]?.organisation ?? null;
  if (vers === null || !connus.some((connu) => connu.organisation === vers)) {
    throw new Refus(
      "message-sans-guichet",
      "Votre demande n’a pas encore de guichet : personne ne lirait ce message. Envoyez d’abord votre demande, ou appelez un guichet.",
    );
  }
  return { auteur, organisation: vers };
}
