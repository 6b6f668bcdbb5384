import { addMs } from "#acces/actes/connexion/session.ts";
import type { CoteChangement } from "#acces/regles/cote-changement.ts";
import type { Base, Bases } from "#socle/lectures/base.ts";
import { drawJeton, hashJeton, isJeton } from "#socle/lectures/connexion/jeton.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import { menageOf } from "../../lectures/acces.ts";
import { ecrireEvenement } from "../../lectures/evenement/ecrire-evenement.ts";
import { dossierInconnu } from "../../lectures/piece/read-pieces.ts";
import {
  type AncienneAdresse,
  ancienneAdresse,
  cleanAdresse,
  HEURES_CHANGEMENT,
} from "../../regles/courrier/changement-contact.ts";
import type { CanalEnvoi } from "../../regles/courrier/envoi.ts";
import { type EnvoiDeps, envoyerAuMenage } from "./envoyer-au-menage.ts";

const HEURE_MS = 3_600_000;

type ADemander = {
  readonly epci: string;
  readonly demandeur: string;
  readonly canal: CanalEnvoi;
  readonly saisie: string;
  /** true: the desk has the person before it, has checked their identity, and the former address is lost. */
  readonly attestee: boolean;
};

/**
 * Asks the former address to agree before any change, so that a stolen session, code or telephone call cannot divert the
 * messages of a file. Throws `dossier-inconnu`, `adresse-invalide`, `adresse-identique`.
 */
export function demanderChangement(base: Base, deps: EnvoiDeps, demande: ADemander): Promise<CoteChangement> {
  const { epci, demandeur, canal } = demande;
  return base.transaction(async (tx) => {
    const contact = await tx.courriers.contact(epci, demandeur);
    if (contact === null) throw dossierInconnu();
    const nouveau = readNouveau(canal, demande.saisie, canal === "courriel" ? contact.courriel : contact.telephone);
    const attestee = demande.attestee && !base.acteur.demandeurs.some(({ id }) => id === demandeur);
    const ancien = ancienneAdresse(canal, contact);
    const jeton = drawJeton();
    const { cote, adresse, ...changement } = composeChangement(
      { jeton, attestee, ancien, nouveau: { canal, valeur: nouveau } },
      deps.horloge.maintenant(),
    );
    const id = await tx.changementsContact.demander({ demandeur, epci, canal, nouveau, ...changement });
    const objet = `changement-contact:${id}${attestee ? ":atteste" : ""}`;
    await tx.journal.ecrire({ acte: "coordonnees-changees", ressource: "demande-identite", epci, objet, demandeur });
    const precisions = { canal, ...(attestee && { attestee }) };
    await ecrireEvenement(tx, { epci, demandeur, code: "changement-demande", precisions });
    await envoyerAuMenage(tx, deps, { epci, demandeur, modele: MODELE[cote], lien: lienOf(epci, jeton), adresse });
    return cote;
  });
}

type Composition = {
  readonly jeton: string;
  readonly attestee: boolean;
  readonly ancien: AncienneAdresse | null;
  readonly nouveau: AncienneAdresse;
};

function composeChangement({ jeton, attestee, ancien, nouveau }: Composition, demandeLe: string) {
  const parAncien = ancien !== null && !attestee;
  return {
    cote: parAncien ? ("ancien" as const) : ("nouveau" as const),
    adresse: parAncien ? ancien : nouveau,
    ancien: ancien?.valeur ?? null,
    demandeLe,
    expireLe: addMs(demandeLe, HEURES_CHANGEMENT * HEURE_MS),
    ancienHash: parAncien ? hashJeton(jeton) : null,
    nouveauHash: parAncien ? null : hashJeton(jeton),
    ancienLe: parAncien ? null : demandeLe,
  };
}

const MODELE = { ancien: "contact-ancien", nouveau: "contact-nouveau" } as const;

function readNouveau(canal: CanalEnvoi, saisie: string, actuel: string | null): string {
  const nouveau = cleanAdresse(canal, saisie);
  if (nouveau === null) {
    const quoi =
      canal === "courriel"
        ? "écrivez une adresse électronique, par exemple camille@exemple.fr."
        : "écrivez un numéro de portable français, par exemple 06 12 34 56 78.";
    throw new Refus("adresse-invalide", `Nouvelle adresse : ${quoi}`, { champ: "nouveau" });
  }
  if (actuel !== null && cleanAdresse(canal, actuel) === nouveau) {
    throw new Refus("adresse-identique", "Nouvelle adresse : c’est déjà celle de la demande.", { champ: "nouveau" });
  }
  return nouveau;
}

function lienOf(epci: string, jeton: string): string {
  return `/ma-demande/${epci}/coordonnees/${jeton}`;
}

type Ouverture = { readonly bases: Bases; readonly epci: string; readonly jeton: string };

/** Reads which address the link belongs to; writes nothing. Throws `lien-contact-perime`. */
export async function lireChangement({ bases, epci, jeton }: Ouverture): Promise<CoteChangement> {
  return (await findChangement({ bases, epci, jeton })).cote;
}

/** Refuses in the same words a token that is unknown, of another territory, used or expired. */
async function findChangement({ bases, epci, jeton }: Ouverture) {
  const found = isJeton(jeton) ? await bases.connexions.findChangementContact(hashJeton(jeton)) : null;
  if (found === null || found.epci !== epci) throw perime();
  return found;
}

function perime(): Refus {
  return conflit(
    "lien-contact-perime",
    "Ce lien a déjà servi, ou il a plus de deux jours. Rien n’a changé. Demandez le changement à nouveau, ou appelez votre guichet.",
  );
}

/** Confirms the change on behalf of the household, for whoever holds the link. Throws `lien-contact-perime`. */
export async function confirmerChangement(ouverture: Ouverture, deps: EnvoiDeps): Promise<CoteChangement> {
  const { bases, epci, jeton } = ouverture;
  const { id, demandeur, cote } = await findChangement(ouverture);
  const maintenant = deps.horloge.maintenant();
  await bases.pour(menageOf(demandeur, "titulaire")).transaction(async (tx) => {
    const changement = await tx.changementsContact.dire(id, cote, hashJeton(jeton), maintenant);
    if (changement === null) throw perime();
    const { canal, nouveau, ancien } = changement;
    const vers = { epci, demandeur };
    if (cote === "ancien") {
      const suivant = drawJeton();
      await tx.changementsContact.attendreNouveau(id, hashJeton(suivant));
      const adresse = { canal, valeur: nouveau };
      await envoyerAuMenage(tx, deps, { ...vers, modele: "contact-nouveau", lien: lienOf(epci, suivant), adresse });
      return;
    }
    await tx.changementsContact.appliquer(id, maintenant);
    const objet = `changement-contact:${id}`;
    await tx.journal.ecrire({ acte: "coordonnees-changees", ressource: "demande-identite", ...vers, objet });
    await ecrireEvenement(tx, { ...vers, code: "coordonnees-changees", precisions: { canal } });
    if (ancien === null) return;
    const adresse = { canal: ancien.includes("@") ? "courriel" : "sms", valeur: ancien } as const;
    await envoyerAuMenage(tx, deps, { ...vers, modele: "contact-change", lien: `/ma-demande/${epci}`, adresse });
  });
  return cote;
}
