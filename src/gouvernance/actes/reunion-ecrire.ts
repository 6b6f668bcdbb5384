import type { Base } from "#socle/lectures/base.ts";
import { isVisio } from "#socle/regles/gouvernance/convocation.ts";
import { checkSuiteReunion, isReunionModifiable, LIBELLE_ETAT_REUNION } from "#socle/regles/gouvernance/reunion.ts";
import { cleanLigne, requireLigne } from "#socle/regles/gouvernance/reunion-texte.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { conflit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import { convoquesOf, destinatairesOf, destinatairesPrevenus } from "../lectures/convoquer-qui.ts";
import type { FicheReunion, Reunion } from "../lectures/ports.ts";
import { findInstance } from "./instance-ecrire.ts";

export type EcritureReunion = {
  readonly epci: string;
  readonly reunion: number;
  readonly aujourdhui: string;
  /** ISO instant. */
  readonly maintenant: string;
};

type FicheSaisie = { readonly fiche: FicheReunion; readonly relu: boolean };

/** Throws `reunion-inconnue`. */
export async function findReunion(base: Pick<Base, "reunions">, epci: string, id: number): Promise<Reunion> {
  return (await base.reunions.find(epci, id)) ?? refuseInconnue();
}

function refuseInconnue(): never {
  throw introuvable(
    "reunion-inconnue",
    "Cette réunion n’existe pas, ou ne vous est pas ouverte. Choisissez-la dans la liste.",
  );
}

/** Locks the meeting until the transaction ends. Throws `reunion-inconnue`. */
export async function lockReunion(tx: Pick<Base, "reunions">, epci: string, id: number): Promise<Reunion> {
  return (await tx.reunions.lock(epci, id)) ?? refuseInconnue();
}

/**
 * Returns the `id`. Without a title, a meeting is named after its instance. Refuses `instance-inconnue`, `instance-close`, `reunion-jour-passe`,
 * `visio-invalide`, and the refusals of the texts.
 */
export async function creerReunion(
  base: Base,
  {
    epci,
    instance,
    aujourdhui,
    ...saisie
  }: FicheSaisie & { readonly epci: string; readonly instance: number; readonly aujourdhui: string },
): Promise<number> {
  return base.transaction(async (tx) => {
    const { closeLe, nom } = await findInstance(tx, epci, instance);
    const titre = saisie.fiche.titre === "" ? nom : saisie.fiche.titre;
    const fiche = cleanFiche({ ...saisie, fiche: { ...saisie.fiche, titre } }, aujourdhui);
    if (closeLe !== null) throw conflit("instance-close", "Cette instance est close\u00A0: elle ne se réunit plus.");
    const id = await tx.reunions.add(epci, instance, fiche);
    await tx.journal.ecrire({ acte: "reunion-creee", ressource: "instance", epci, objet: `reunion:${id}` });
    return id;
  });
}

function cleanFiche({ fiche, relu }: FicheSaisie, aujourdhui: string): FicheReunion {
  checkAVenir(fiche.jour, aujourdhui);
  const visio = fiche.visio?.trim() || null;
  if (visio !== null && !isVisio(visio)) {
    throw new Refus(
      "visio-invalide",
      "Lien de visioconférence\u00A0: écrivez une adresse entière qui commence par https://, ou laissez vide.",
    );
  }
  return {
    ...fiche,
    visio,
    titre: requireLigne(fiche.titre, "Titre", relu),
    lieu: cleanLigne(fiche.lieu ?? "", "Lieu", relu, 200),
  };
}

/** Refuses `reunion-jour-passe`. */
function checkAVenir(jour: string, aujourdhui: string): void {
  if (jour >= aujourdhui) return;
  throw new Refus("reunion-jour-passe", `Le ${formatJour(jour)} est passé\u00A0: choisissez un jour à venir.`);
}

const CHAMPS = ["titre", "jour", "heure", "dureeMinutes", "lieu", "visio"] as const;

/**
 * Changes a meeting. One already convened is convened again: calendars receive the next rank of the same event. Without any change,
 * nothing is written. Returns whether messages must be sent. Refuses `reunion-inconnue`, `reunion-etat`, and as `creerReunion`.
 */
export async function modifierReunion(base: Base, demande: EcritureReunion & FicheSaisie): Promise<boolean> {
  const { epci, reunion: id, aujourdhui } = demande;
  const fiche = cleanFiche(demande, aujourdhui);
  return base.transaction(async (tx) => {
    const reunion = await lockReunion(tx, epci, id);
    if (!isReunionModifiable(reunion.etat)) throw fermee(reunion);
    if (CHAMPS.every((champ) => reunion[champ] === fiche[champ])) return false;
    const convoquee = reunion.etat === "convoquee";
    const sequence = reunion.sequence + (convoquee ? 1 : 0);
    await tx.reunions.modify(epci, id, { ...fiche, sequence });
    if (convoquee) await inviter(tx, { ...reunion, ...fiche, sequence }, aujourdhui);
    await tx.journal.ecrire({ acte: "reunion-modifiee", ressource: "instance", epci, objet: `reunion:${id}` });
    return convoquee;
  });
}

function fermee({ etat }: Reunion): Refus {
  return conflit("reunion-etat", `Cette réunion ne se modifie plus (${LIBELLE_ETAT_REUNION[etat].toLowerCase()}).`, {
    etat,
  });
}

/** Rank of the event of the next convocation. */
export function nextSequence({ etat, sequence }: Pick<Reunion, "etat" | "sequence">): number {
  return sequence + (etat === "convoquee" ? 1 : 0);
}

/**
 * Convenes, or convenes again with the agenda of the day: writes the messages, which are sent after. `attendue`: the rank shown by the page,
 * so that a form sent twice, or read before another change, sends nothing twice. Refuses `reunion-inconnue`,
 * `reunion-etat`, `reunion-sans-ordre-du-jour`, `reunion-jour-passe`, `reunion-changee`.
 */
export async function convoquer(
  base: Base,
  { epci, reunion: id, aujourdhui, maintenant, attendue }: EcritureReunion & { readonly attendue?: number },
): Promise<void> {
  await base.transaction(async (tx) => {
    const reunion = await lockReunion(tx, epci, id);
    await checkConvocation(tx, reunion, aujourdhui);
    const sequence = nextSequence(reunion);
    if (attendue !== undefined && attendue !== sequence) {
      throw conflit(
        "reunion-changee",
        "Cette réunion vient d’être convoquée, ou modifiée. Relisez le message, puis envoyez-le s’il le faut encore.",
      );
    }
    await tx.reunions.move(epci, id, { etat: "convoquee", sequence, convoqueeLe: maintenant });
    await inviter(tx, { ...reunion, sequence }, aujourdhui);
    await tx.journal.ecrire({ acte: "reunion-convoquee", ressource: "instance", epci, objet: `reunion:${id}` });
  });
}

/** Refuses `reunion-etat`, `reunion-sans-ordre-du-jour`, `reunion-jour-passe`: the conditions of a convocation. */
export async function checkConvocation(
  base: Pick<Base, "tenues">,
  reunion: Reunion,
  aujourdhui: string,
): Promise<void> {
  if (reunion.etat !== "convoquee") checkSuiteReunion(reunion.etat, "convoquee");
  checkAVenir(reunion.jour, aujourdhui);
  if ((await base.tenues.points(reunion.epci, reunion.id)).length > 0) return;
  throw new Refus(
    "reunion-sans-ordre-du-jour",
    "L’ordre du jour est vide\u00A0: inscrivez au moins un point avant de convoquer.",
  );
}

async function inviter(tx: Base, reunion: Reunion, aujourdhui: string): Promise<void> {
  const { epci, id, sequence } = reunion;
  const { destinataires } = await destinatairesOf(tx, reunion);
  const envois = destinataires.map((one) => ({ ...one, methode: "REQUEST" as const, sequence }));
  await tx.reunions.addEnvois(epci, id, envois);
  const { comptes, periode } = await convoquesOf(tx, reunion, aujourdhui);
  await tx.reunions.setConvoques(epci, id, comptes, periode);
}

/**
 * Cancels a meeting: writes to those convened, and ends their right to read the cases of the agenda. Refuses `reunion-inconnue`, `reunion-etat`, and
 * the refusals of the reason.
 */
export async function annulerReunion(
  base: Base,
  demande: EcritureReunion & { readonly motif: string; readonly relu: boolean },
): Promise<void> {
  const { epci, reunion: id, aujourdhui, maintenant } = demande;
  const annulation = requireLigne(demande.motif, "Motif", demande.relu, 300);
  await base.transaction(async (tx) => {
    const reunion = await lockReunion(tx, epci, id);
    checkSuiteReunion(reunion.etat, "annulee");
    const sequence = reunion.sequence + (reunion.etat === "convoquee" ? 1 : 0);
    await tx.reunions.move(epci, id, { etat: "annulee", annuleeLe: maintenant, annulation, sequence });
    if (reunion.etat === "convoquee") {
      const prevenus = await destinatairesPrevenus(tx, reunion);
      await tx.reunions.addEnvois(
        epci,
        id,
        prevenus.map((one) => ({ ...one, methode: "CANCEL" as const, sequence })),
      );
      await tx.reunions.setConvoques(epci, id, [], { du: aujourdhui, au: aujourdhui });
    }
    await tx.journal.ecrire({ acte: "reunion-annulee", ressource: "instance", epci, objet: `reunion:${id}` });
  });
}

/**
 * Opens the meeting on its day or after, and keeps the instance's quorum of that day. Refuses `reunion-inconnue`, `reunion-etat`, `reunion-trop-tot`.
 */
export async function openReunion(
  base: Base,
  { epci, reunion: id, aujourdhui, maintenant }: EcritureReunion,
): Promise<void> {
  await base.transaction(async (tx) => {
    const reunion = await lockReunion(tx, epci, id);
    checkSuiteReunion(reunion.etat, "ouverte");
    if (reunion.jour > aujourdhui) {
      throw new Refus(
        "reunion-trop-tot",
        `Cette réunion est prévue le ${formatJour(reunion.jour)}\u00A0: elle s’ouvre ce jour-là.`,
      );
    }
    const { quorum } = await findInstance(tx, epci, reunion.instance);
    await tx.reunions.move(epci, id, { etat: "ouverte", ouverteLe: maintenant, quorum });
    await tx.journal.ecrire({ acte: "reunion-ouverte", ressource: "instance", epci, objet: `reunion:${id}` });
  });
}
