import { randomBytes, randomUUID } from "node:crypto";
import type { Base, Bases, Horloge } from "#socle/lectures/base.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { addMonths } from "#socle/regles/shared/calendrier.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { creerCode, type EntreeDossier, menageOf, ouvrirVisite } from "../lectures/acces.ts";
import { ecrireEvenement } from "../lectures/evenement/ecrire-evenement.ts";
import type { NouveauMandat } from "../lectures/ports.ts";
import { writeReference } from "../regles/code-reprise.ts";

/** Longest mandate, in months. */
const MANDAT_MAX_MOIS = 24;

export type OuvertureDossier = {
  readonly epci: string;
  readonly synthetique: boolean;
  /** null: the person opens the file for themselves. */
  readonly mandat: NouveauMandat | null;
  /** An actor with an account of household keeps the file in it. */
  readonly acteur: Acteur;
};

export type DossierCommence = {
  readonly demandeur: string;
  readonly entree: EntreeDossier;
  /** Codes shown once. `personne`: the code of the person who gave the mandate, so that they can come in too. */
  readonly codes: { readonly propre: string; readonly personne: string | null };
};

/**
 * Opens a draft; returns the code that opens it later, and a first visit. An account of household keeps the file in it.
 * Refuses "mandat-invalide".
 */
export async function ouvrirDossier(
  { bases, horloge }: { readonly bases: Bases; readonly horloge: Horloge },
  { epci, synthetique, mandat, acteur }: OuvertureDossier,
): Promise<DossierCommence> {
  if (mandat) checkMandat(mandat, horloge.aujourdhui());
  const demandeur = randomUUID();
  const lien = mandat ? "mandat" : "titulaire";
  const { compte, nom } = acteur;
  const qui: Acteur = { ...menageOf(demandeur, lien), ...(compte === null ? {} : { compte, nom }) };
  const base = bases.pour(qui);
  const numero = await base.transaction(async (tx) => {
    const reference = writeReference(randomBytes(5));
    await tx.dossiers.ouvrir({ id: demandeur, epci, reference, synthetique });
    if (compte !== null && !mandat) await tx.dossiers.lierCompte(demandeur, epci, compte);
    return tracerOuverture(tx, { demandeur, epci, mandat });
  });
  const deps = { queries: bases.connexions, horloge };
  const au = mandat?.au ?? null;
  const propre = await creerCode(deps, { demandeur, epci, lien, mandat: numero, au });
  const personne = mandat ? await creerCode(deps, { demandeur, epci, lien: "titulaire" }) : null;
  const fin = au === null ? null : `${au}T22:00:00.000Z`;
  const entree = await ouvrirVisite(deps, { demandeur, epci, lien, moyen: "ouverture", fin });
  return { demandeur, entree, codes: { propre, personne } };
}

async function tracerOuverture(
  tx: Base,
  { demandeur, epci, mandat }: { demandeur: string; epci: string; mandat: NouveauMandat | null },
): Promise<number | null> {
  const numero = mandat ? await tx.dossiers.ajouterMandat(demandeur, epci, mandat) : null;
  await tx.journal.ecrire({ acte: "dossier-cree", ressource: "demande-identite", epci, demandeur });
  await ecrireEvenement(tx, { epci, demandeur, code: "demande-commencee" });
  if (mandat) {
    const precisions = { qualite: mandat.qualite, au: mandat.au };
    await ecrireEvenement(tx, { epci, demandeur, code: "mandat-ecrit", precisions, objet: `mandat:${numero}` });
  }
  return numero;
}

function checkMandat({ signeLe, au }: NouveauMandat, jour: string): void {
  if (signeLe <= jour && au >= jour && au <= addMonths(jour, MANDAT_MAX_MOIS)) return;
  throw new Refus(
    "mandat-invalide",
    "Le mandat doit être déjà signé. Sa fin doit être à venir, dans deux ans au plus.",
  );
}
