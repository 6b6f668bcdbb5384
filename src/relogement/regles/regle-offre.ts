import { formatJour } from "#socle/regles/shared/format.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import type { DecisionComite } from "./comite.ts";
import type { EtatRelogement } from "./etat.ts";
import { OFFRES_PREVUES, type OffreRelogement, type ReponseOffre } from "./offre.ts";

/** An offer with the ISO day of its signed lease; null: not signed. */
export type OffreSuivie = OffreRelogement & { readonly bailSigneLe: string | null };

/** Fields of a file that the rules of the offers read. */
export type DossierOffres = {
  readonly etat: EtatRelogement;
  readonly offres: readonly OffreSuivie[];
  readonly decisions: readonly DecisionComite[];
};

/** Offers counted among the three: a withdrawn offer is not. */
export function countedOffres<T extends Pick<OffreRelogement, "reponse">>(offres: readonly T[]): readonly T[] {
  return offres.filter(({ reponse }) => reponse !== "retiree");
}

export function refusees<T extends Pick<OffreRelogement, "reponse">>(offres: readonly T[]): readonly T[] {
  return offres.filter(({ reponse }) => reponse === "refusee");
}

/**
 * A decision of the comité for one more offer, not used yet. A decision whose offer was withdrawn stays used: the
 * comité decides again.
 */
export function findDecisionLibre(decisions: readonly DecisionComite[]): DecisionComite | null {
  return decisions.find(({ objet, offre }) => objet === "quatrieme-offre" && offre === null) ?? null;
}

/** May an offer be made now? `comite`: the three were made, without a decision for another. `etat`: the state allows none. */
export type PlaceLibre =
  | { readonly ouverte: true; readonly numero: number; readonly decision: DecisionComite | null }
  | { readonly ouverte: false; readonly cause: "etat" | "acceptee" | "comite" };

/**
 * « Proposer trois offres de relogement » (ANRU's general regulations; signed document, action 11), several at a time if need be: the text
 * asks for three, not one after the other. `numero`: among the counted offers. Offers are possible from the diagnostic on.
 */
export function findPlace({ etat, offres, decisions }: DossierOffres): PlaceLibre {
  if (etat !== "diagnostic" && etat !== "offres") return { ouverte: false, cause: "etat" };
  if (offres.some(({ reponse }) => reponse === "acceptee")) return { ouverte: false, cause: "acceptee" };
  const numero = countedOffres(offres).length + 1;
  if (numero <= OFFRES_PREVUES) return { ouverte: true, numero, decision: null };
  const decision = findDecisionLibre(decisions);
  return decision ? { ouverte: true, numero, decision } : { ouverte: false, cause: "comite" };
}

/**
 * Decision that the offer uses; null for one of the three. Refuses `offre-hors-etat`, `offre-deja-acceptee`, `offre-quatrieme`,
 * `offre-date`.
 */
export function checkNouvelleOffre(
  dossier: DossierOffres,
  proposeeLe: string,
  aujourdhui: string,
): DecisionComite | null {
  const place = findPlace(dossier);
  if (!place.ouverte) throw refusePlace(place.cause);
  checkPast("Date de la proposition", proposeeLe, aujourdhui);
  if (place.decision && proposeeLe < place.decision.le) {
    throw new Refus(
      "offre-date",
      `Date de la proposition : cette offre suit la décision du comité du ${formatJour(place.decision.le)}, elle ne peut pas la précéder.`,
    );
  }
  return place.decision;
}

function refusePlace(cause: "etat" | "acceptee" | "comite"): Refus {
  switch (cause) {
    case "etat":
      return new Refus(
        "offre-hors-etat",
        "Une offre se propose après un premier entretien, tant que le dossier est ouvert. Changez d’abord l’état du dossier.",
      );
    case "acceptee":
      return conflit(
        "offre-deja-acceptee",
        "Ce ménage a accepté une offre : signez son bail, ou notez qu’elle est retirée ou refusée, avant d’en proposer une autre.",
      );
    case "comite":
      return new Refus(
        "offre-quatrieme",
        "Trois offres ont été proposées à ce ménage. Une de plus demande une décision du comité de suivi : enregistrez-la d’abord.",
      );
  }
}

/** Proposal ≤ visit ≤ reply. Refuses `offre-close`, `offre-date`. */
export function checkVisite(offre: OffreSuivie, le: string, aujourdhui: string): void {
  if (offre.reponse === "retiree") {
    throw conflit("offre-close", "Cette offre a été retirée : elle ne se visite plus.");
  }
  checkPast("Date de la visite", le, aujourdhui);
  checkAfter("Date de la visite", le, "la proposition", offre.proposeeLe);
  if (offre.reponduLe !== null && le > offre.reponduLe) {
    throw new Refus(
      "offre-date",
      `Date de la visite : le ménage a répondu le ${formatJour(offre.reponduLe)}, la visite ne peut pas être après.`,
    );
  }
}

export type ReponseVoulue = {
  readonly reponse: Exclude<ReponseOffre, "attendue">;
  readonly le: string;
  readonly motif: OffreRelogement["motifRefus"];
};

/**
 * A refusal needs a reason; one offer at most is accepted; before the lease, an accepted one may still be refused, or withdrawn (attribution
 * commission). Refuses `offre-close`, `offre-date`, `offre-sans-motif`, `offre-motif-inutile`, `offre-deja-acceptee`.
 */
export function checkReponse(
  offre: OffreSuivie,
  autres: readonly OffreSuivie[],
  { reponse, le, motif }: ReponseVoulue,
  aujourdhui: string,
): void {
  const open = offre.reponse === "attendue" || (offre.reponse === "acceptee" && reponse !== "acceptee");
  if (!open || offre.bailSigneLe !== null) {
    throw conflit("offre-close", "Cette offre a déjà sa réponse. Rechargez la page pour la lire.");
  }
  checkPast("Date de la réponse", le, aujourdhui);
  checkAfter("Date de la réponse", le, "la proposition", offre.proposeeLe);
  if (offre.visiteeLe !== null) checkAfter("Date de la réponse", le, "la visite", offre.visiteeLe);
  if (reponse === "refusee" && motif === null) {
    throw new Refus("offre-sans-motif", "Motif du refus : choisissez-le dans la liste, « Autre motif » sinon.");
  }
  if (reponse !== "refusee" && motif !== null) {
    throw new Refus("offre-motif-inutile", "Motif du refus : il ne se choisit que pour une offre refusée.");
  }
  if (reponse === "acceptee" && autres.some((autre) => autre.id !== offre.id && autre.reponse === "acceptee")) {
    throw conflit(
      "offre-deja-acceptee",
      "Ce ménage a déjà accepté une autre offre : notez d’abord qu’elle est refusée ou retirée.",
    );
  }
}

/** Only an accepted offer is signed, once. Refuses `offre-non-acceptee`, `offre-close`, `offre-date`. */
export function checkBail(offre: OffreSuivie, le: string, aujourdhui: string): void {
  if (offre.bailSigneLe !== null) {
    throw conflit("offre-close", `Le bail de cette offre a été signé le ${formatJour(offre.bailSigneLe)}.`);
  }
  if (offre.reponse !== "acceptee" || offre.reponduLe === null) {
    throw new Refus("offre-non-acceptee", "Un bail se signe sur une offre acceptée : enregistrez d’abord la réponse.");
  }
  checkPast("Date du bail", le, aujourdhui);
  checkAfter("Date du bail", le, "la réponse du ménage", offre.reponduLe);
}

function checkAfter(champ: string, le: string, quoi: string, depuis: string): void {
  if (le >= depuis) return;
  throw new Refus("offre-date", `${champ} : elle ne peut pas précéder ${quoi}, du ${formatJour(depuis)}.`);
}

/** Refuses `relogement-date`: a future or ill-formed day. */
export function checkPast(champ: string, le: string, aujourdhui: string): void {
  if (!/^\d{4}-\d\d-\d\d$/.test(le)) throw new Refus("relogement-date", `${champ} : écrivez-la, jour, mois et année.`);
  if (le <= aujourdhui) return;
  throw new Refus("relogement-date", `${champ} : le ${formatJour(le)} n’est pas encore passé.`);
}
