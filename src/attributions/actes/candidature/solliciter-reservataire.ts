import { type CodeReservataire, isDuring } from "#engagements/regles/contingent/droit.ts";
import { isInForce } from "#engagements/regles/contingent/flux.ts";
import type { Base } from "#socle/lectures/base.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import type { Designation } from "../../lectures/candidature/ports.ts";
import type { Liberation } from "../../lectures/liberation/ports.ts";
import { checkTermeDesignation } from "../../regles/candidature/delai-designation.ts";
import { checkReservation } from "../../regles/liberation/reservation-coherente.ts";
import { changedLiberation, ownLiberation } from "../liberation/ouvrir-liberation.ts";

export type ASolliciter = {
  readonly epci: string;
  readonly liberation: number;
  /** Organisation that holds the contingent. */
  readonly reservataire: number;
  readonly contingent: CodeReservataire;
  /** Right in stock that names this dwelling; null: the flux of the year. */
  readonly droit: number | null;
  readonly avant: string;
  readonly aujourdhui: string;
};

/**
 * The bailleur offers the dwelling to a contingent, and asks for candidates by a day: the réservataire may read the dwelling from then on. Refuses
 * `droit-absent`, `liberation-inconnue`, `liberation-changee`, `designation-delai`, `designation-ouverte`, and what `checkReservation` does.
 */
export async function solliciterReservataire(base: Base, saisie: ASolliciter): Promise<number> {
  const { epci, liberation: id, reservataire, contingent, droit, avant, aujourdhui } = saisie;
  const liberation = await ownLiberation(base, epci, id);
  const { organisation } = liberation.bailleur;
  checkTermeDesignation(aujourdhui, avant);
  await checkCoherence(base, saisie, liberation);
  return base.transaction(async (tx) => {
    const demande = { epci, liberation: id, organisation, reservataire, demandeeLe: aujourdhui, avant };
    const designation = await tx.designations.solliciter(demande);
    if (designation === null) {
      throw conflit(
        "designation-ouverte",
        "Un réservataire a déjà été sollicité pour ce logement : attendez sa réponse, ou reprenez la demande.",
        { champ: "reservataire" },
      );
    }
    if (!(await tx.liberations.attribuer(epci, id, { reservataire, contingent, droit }))) throw changedLiberation();
    const objet = `designation:${designation}`;
    await tx.journal.ecrire({ acte: "designation-demandee", ressource: "proposition", epci, objet });
    return designation;
  });
}

/** Dwelling, right, réservataire and convention, as they are on that day. */
async function checkCoherence(base: Base, saisie: ASolliciter, liberation: Liberation): Promise<void> {
  const { epci, aujourdhui: jour, ...demande } = saisie;
  const [droits, conventions, designations] = await Promise.all([
    base.contingents.droits(epci),
    base.contingents.conventions(epci),
    base.designations.ofLiberation(epci, liberation.id),
  ]);
  const annee = Number(jour.slice(0, 4));
  const titres = [
    ...droits.filter((droit) => isDuring(droit, annee)),
    ...conventions.filter((convention) => isInForce(convention, annee)),
  ];
  checkReservation(
    {
      ...demande,
      jour,
      bailleur: liberation.bailleur.organisation,
      logement: liberation.logement.cle,
      contingentDuLogement: designations.length === 0 ? liberation.contingent : null,
    },
    droits,
    titres,
  );
}

/** Open request on a dwelling, made by its bailleur or addressed to the actor's organisation. Refuses `designation-absente`. */
async function findOuverte(base: Base, epci: string, liberation: number): Promise<Designation> {
  const found = (await base.designations.ofLiberation(epci, liberation)).find(({ reponse }) => reponse === null);
  if (found) return found;
  throw conflit("designation-absente", "Aucune demande de candidats n’attend de réponse pour ce logement.");
}

export type ReponseReservataire = {
  readonly epci: string;
  readonly liberation: number;
  readonly reponse: "designe" | "rendu";
  readonly motif: string;
  readonly relu: boolean;
  readonly aujourdhui: string;
};

/**
 * The réservataire answers: it has named its candidates, or gives the dwelling back to the bailleur. Refuses `designation-absente`,
 * `designation-sans-candidat`,
 * `designation-close`, `rendu-motif`, `rendu-a-relire`.
 */
export async function repondreDesignation(base: Base, saisie: ReponseReservataire): Promise<void> {
  const { epci, liberation, reponse, relu, aujourdhui } = saisie;
  const motif = saisie.motif.trim();
  if (motif.length > 300) {
    throw new Refus("rendu-motif", "Raison : 300 signes au plus.", { champ: "rendu_motif" });
  }
  relireTexte(motif, "Raison :", { relu, aRelire: "rendu-a-relire", details: { champ: "rendu_motif" } });
  const designation = await findOuverte(base, epci, liberation);
  if (reponse === "designe") {
    const { organisation } = designation.reservataire;
    const candidats = await base.candidatures.ofLiberation(epci, liberation);
    if (!candidats.some((one) => one.reservataire?.organisation === organisation && one.etat !== "retiree")) {
      throw new Refus(
        "designation-sans-candidat",
        "Désignez au moins un candidat avant de répondre, ou rendez le logement au bailleur.",
      );
    }
  }
  await base.transaction(async (tx) => {
    if (
      !(await tx.designations.repondre(designation.id, { reponse, motif: motif === "" ? null : motif, le: aujourdhui }))
    ) {
      throw conflit(
        "designation-close",
        "Cette demande n’attend plus votre réponse : le délai est passé, ou le bailleur l’a reprise.",
      );
    }
    const objet = `designation:${designation.id}`;
    await tx.journal.ecrire({ acte: "designation-repondue", ressource: "proposition", epci, objet });
  });
}

/**
 * The bailleur withdraws its request, or records that the delay ran out, and may attribute the dwelling itself. Refuses `droit-absent`,
 * `liberation-inconnue`, `designation-absente`.
 */
export async function reprendreDesignation(
  base: Base,
  {
    epci,
    liberation: id,
    aujourdhui,
  }: { readonly epci: string; readonly liberation: number; readonly aujourdhui: string },
): Promise<void> {
  const liberation = await ownLiberation(base, epci, id);
  const designation = await findOuverte(base, epci, id);
  const reponse = designation.avant < aujourdhui ? "sans-reponse" : "annulee";
  await base.transaction(async (tx) => {
    if (!(await tx.designations.clore(epci, designation.id, reponse, aujourdhui))) throw changedLiberation();
    const choix = { reservataire: null, contingent: liberation.contingent, droit: null };
    if (!(await tx.liberations.attribuer(epci, id, choix))) throw changedLiberation();
    const objet = `designation:${designation.id}`;
    await tx.journal.ecrire({ acte: "designation-close", ressource: "proposition", epci, objet });
  });
}
