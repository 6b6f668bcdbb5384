import { bandAge, bandMenage, comparaisonAt } from "#donnees/lectures/lot/derive-faits.ts";
import { readSortsQuartiers } from "#donnees/lectures/lot/quartiers-sortis.ts";
import { situateBail } from "#donnees/lectures/lot/situer-bail.ts";
import { radierPourAttribution } from "#dossier/actes/registre/actes-commission.ts";
import { ecrireEvenement } from "#dossier/lectures/evenement/ecrire-evenement.ts";
import type { PropositionFaite } from "#dossier/lectures/proposition/ports.ts";
import type { Origine, Reponse } from "#droit/regles/attribution/attribution.ts";
import { computeQuartile, readRessources } from "#droit/regles/quartile.ts";
import type { Base } from "#socle/lectures/base.ts";
import { ageAt } from "#socle/regles/shared/calendrier.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { conflit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import type { BailASigner, BailSigne, MenageDuBail } from "../../lectures/bail/ports.ts";
import type { Candidature } from "../../lectures/candidature/ports.ts";
import type { Liberation } from "../../lectures/liberation/ports.ts";
import { findCandidature } from "../candidature/designer-candidat.ts";
import { checkEnsemble } from "../echange/mener-echange.ts";
import { ownLiberation } from "../liberation/ouvrir-liberation.ts";

export type BailSaisi = {
  readonly epci: string;
  /** Candidature whose offer was accepted. */
  readonly id: number;
  readonly le: string;
  readonly aujourdhui: string;
};

/**
 * Signs the lease: freezes all it was decided on, takes the dwelling off the list, leaves the other candidates without follow-up, strikes the
 * demande off « dès la signature du bail » (CCH, art. R. 441-2-8 and -9), and counts it once in the bilan of the year. Returns its `id`. Refuses
 * `candidature-inconnue`, `bail-sans-offre`, `bail-date`, `echange-ensemble`, `bail-sans-siren`, `dossier-inconnu`, `droit-absent`.
 */
export async function signerBailAttribue(base: Base, { epci, id, le, aujourdhui }: BailSaisi): Promise<number> {
  const candidature = await findCandidature(base, epci, id);
  const liberation = await ownLiberation(base, epci, candidature.liberation);
  const { demandeur } = candidature;
  if (candidature.etat !== "offerte" || demandeur === null) throw withoutOffer();
  const offre = (await base.propositions.ofDemandeur(epci, demandeur)).find(
    (one) => one.candidature === id && one.nature === "logement" && one.reponse === "acceptee",
  );
  if (!offre) throw withoutOffer();
  checkJour(offre, le, aujourdhui);
  await checkEnsemble(base, { epci, liberation: liberation.id, demandeur });
  const menage = await base.baux.menage(epci, demandeur);
  if (menage === null) {
    throw introuvable(
      "dossier-inconnu",
      "Vous ne lisez pas le dossier de ce ménage : son bail ne peut pas être écrit.",
    );
  }
  const fait = await freezeBail(base, { candidature, liberation, menage, demandeur, offre, le });
  return base.transaction(async (tx) => {
    const bail = await tx.baux.signer(fait);
    if (bail === null) {
      throw new Refus(
        "bail-sans-siren",
        "Ce logement a déjà un bail, ou votre organisation n’a pas de SIREN dans l’annuaire : le bail ne peut pas être compté.",
      );
    }
    const objet = `bail:${bail}`;
    await ecrireEvenement(tx, { epci, demandeur, code: "bail-signe", precisions: { le }, objet });
    await radierPourAttribution(tx, { epci, demandeur, bail, sortie: sortieOf(menage, liberation) });
    await tx.journal.ecrire({ acte: "bail-signe", ressource: "attribution", epci, objet, demandeur });
    return bail;
  });
}

function withoutOffer(): Refus {
  return conflit(
    "bail-sans-offre",
    "Ce candidat n’a pas accepté d’offre pour ce logement : le bail ne peut pas être signé.",
  );
}

function checkJour(offre: PropositionFaite, le: string, aujourdhui: string): void {
  if (le >= offre.proposeeLe && le <= aujourdhui) return;
  throw new Refus(
    "bail-date",
    `Bail signé le : choisissez un jour entre l’offre (${formatJour(offre.proposeeLe)}) et aujourd’hui.`,
    { champ: "bail_le" },
  );
}

type AFiger = {
  readonly candidature: Candidature;
  readonly liberation: Liberation;
  readonly menage: MenageDuBail;
  readonly demandeur: string;
  readonly offre: PropositionFaite;
  readonly le: string;
};

async function freezeBail(base: Base, a: AFiger): Promise<BailASigner> {
  const { candidature, liberation, menage, demandeur, offre, le } = a;
  const { epci, logement } = liberation;
  const annee = Number(le.slice(0, 4));
  const seuil = (await base.faits.seuils(epci)).find((row) => row.annee === annee)?.seuilAnnuelUc ?? null;
  const situee = await situate(base, liberation, le);
  return {
    epci,
    candidature: candidature.id,
    liberation: liberation.id,
    demandeur,
    organisation: liberation.bailleur.organisation,
    reservataire: liberation.reservataire?.organisation ?? null,
    signeLe: le,
    commune: logement.commune,
    secteur: logement.secteur,
    numeroRpls: logement.cle,
    typologie: logement.typologie,
    loyer: offre.loyer,
    charges: offre.charges,
    situation: situee.situation,
    generationQpv: situee.generation,
    ...classify(menage, seuil, le),
    seuil,
    seuilAnnee: seuil === null ? null : annee,
    uniteConso: menage.uniteConso,
    contingent: liberation.contingent,
    droit: liberation.droit,
    origine: origineOf(menage),
    prioritaire: menage.priorite,
    dalo: liberation.exception === "dalo" ? "oui" : "inconnu",
    relogement: relogeOf(candidature),
    salarie: menage.salarie,
    actionLogementAvant: menage.actionLogement,
    menage: bandMenage(menage.personnes),
    age: bandAge(menage.naissance === null ? null : ageAt(menage.naissance, le)),
    ancienneteLe: menage.ancienneteLe,
    synthetique: liberation.synthetique || menage.synthetique,
  };
}

/** Side in the perimeter of the day when RPLS knows the dwelling; else the side that its bailleur declared. */
async function situate(base: Base, { epci, logement }: Liberation, le: string) {
  const [known, sorts] = await Promise.all([
    base.faits.logementsSitues(epci, [logement.cle]),
    readSortsQuartiers(base, epci),
  ]);
  const calculee = situateBail(known, { commune: logement.commune, bailSigneLe: le }, sorts);
  return calculee.situation === "inconnue" ? { situation: logement.situation, generation: null } : calculee;
}

/** A parameter of the bilan, not the threshold, classes resources of 0 €. */
function classify(
  menage: MenageDuBail,
  seuil: number | null,
  le: string,
): Pick<BailASigner, "quartile" | "ressources"> {
  const ressources = readRessources(menage.revenuMensuel);
  if (ressources === "nulles") return { quartile: "inconnu", ressources };
  const calcule = computeQuartile(menage.revenuMensuel, menage.uniteConso, seuil, comparaisonAt(le));
  return { quartile: calcule === "inconnu" ? menage.quartile : calcule, ressources };
}

/** An examination without a file of rehousing does not prove that there is none: « inconnu », never « non ». */
function relogeOf({ source, relogement }: Candidature): Reponse {
  return source === "relogement" || relogement === "oui" ? "oui" : "inconnu";
}

function origineOf({ nature }: MenageDuBail): Origine {
  if (nature === "mutation") return "mutation";
  return nature === "acces" ? "nouvelle-entree" : "inconnue";
}

function sortieOf({ bailleurActuel, nature }: MenageDuBail, { bailleur }: Liberation) {
  if (nature !== "mutation" || bailleurActuel === null || bailleur.siren === null) return "inconnue";
  return bailleurActuel === bailleur.siren ? "meme-bailleur" : "autre-bailleur";
}

/** Refuses `bail-absent`. */
export async function findBailSigne(base: Pick<Base, "baux">, epci: string, liberation: number): Promise<BailSigne> {
  const bail = await base.baux.ofLiberation(epci, liberation);
  if (bail === null) throw noBail();
  return bail;
}

function noBail(): Refus {
  return new Refus("bail-absent", "Aucun bail n’est signé pour ce logement.");
}

/**
 * Writes what Action Logement says after the signature, beside what was known before it (signed document, action 5). Refuses `bail-absent`,
 * `droit-absent`, `liberation-inconnue`.
 */
export async function reconnaitreActionLogement(
  base: Base,
  saisie: {
    readonly epci: string;
    readonly liberation: number;
    readonly reponse: Reponse;
    readonly aujourdhui: string;
  },
): Promise<void> {
  const { epci, liberation, reponse, aujourdhui } = saisie;
  await ownLiberation(base, epci, liberation);
  const bail = await findBailSigne(base, epci, liberation);
  await base.transaction(async (tx) => {
    if (!(await tx.baux.reconnaitre(epci, bail.id, reponse, aujourdhui))) throw noBail();
    const objet = `bail:${bail.id}`;
    await tx.journal.ecrire({ acte: "bail-action-logement", ressource: "attribution", epci, objet });
  });
}
