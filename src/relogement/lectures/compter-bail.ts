import { bandAge, bandMenage, comparaisonAt } from "#donnees/lectures/lot/derive-faits.ts";
import type { Quartile, Ressources } from "#droit/regles/attribution/attribution.ts";
import { computeQuartile, readRessources } from "#droit/regles/quartile.ts";
import type { Base } from "#socle/lectures/base.ts";
import { ageAt } from "#socle/regles/shared/calendrier.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { IdentiteReloge } from "../regles/menage.ts";
import type { NouveauBailReloge } from "./bail.ts";
import type { DossierRelogement } from "./ports.ts";

export type BailACompter = { readonly epci: string; readonly relogement: number; readonly offre: number };

/**
 * Makes the lease of a rehoused household count once in the bilan of its year: marked in the published file of the SNE when found there,
 * else added beside it until the file has it. To be called in the transaction that signs, once the lease is written on the offer.
 * Refuses `bail-sans-siren`.
 */
export async function compterBail(tx: Base, { epci, relogement, offre }: BailACompter): Promise<void> {
  const dossier = await tx.relogements.find(epci, relogement);
  if (!dossier) throw new Error(`no file ${relogement}`);
  const identite = (await tx.relogements.identites(epci, [relogement])).get(relogement) ?? null;
  const seuils = new Map((await tx.faits.seuils(epci)).map((row) => [row.annee, row.seuilAnnuelUc]));
  const bail = readBail(dossier, offre, identite, seuils);
  if ((await tx.bauxReloges.add(epci, [bail])) === 0) throw withoutSiren(dossier, offre);
}

/**
 * Lease of a signed offer as the bilan counts it. `seuils`: by year, €/year/consumption unit. Falls back on the quartile of the file when its names
 * are closed
 * to the actor, or when the year has no threshold.
 */
export function readBail(
  dossier: DossierRelogement,
  offreId: number,
  identite: IdentiteReloge | null,
  seuils: ReadonlyMap<number, number>,
): NouveauBailReloge {
  const offre = dossier.offres.find(({ id }) => id === offreId);
  if (!offre?.bailSigneLe) throw new Error(`offer ${offreId} has no lease`);
  const { logement, bailSigneLe } = offre;
  return {
    relogement: dossier.id,
    offre: offre.id,
    relogeur: logement.bailleur.organisation,
    signeLe: bailSigneLe,
    commune: logement.commune,
    secteur: logement.secteur,
    numeroRpls: logement.identRpls,
    situation: logement.situation,
    ...classify(dossier, identite, bailSigneLe, seuils.get(Number(bailSigneLe.slice(0, 4))) ?? null),
    contingent: logement.droitActionLogement === "oui" ? "COLACT" : "inconnu",
    menage: bandMenage(dossier.personnes),
    age: bandAge(identite?.naissance ? ageAt(identite.naissance, bailSigneLe) : null),
  };
}

function classify(
  dossier: DossierRelogement,
  identite: IdentiteReloge | null,
  jour: string,
  seuil: number | null,
): { readonly quartile: Quartile; readonly ressources: Ressources } {
  if (identite?.revenuMensuel === null || identite === null) {
    return { quartile: dossier.quartile, ressources: dossier.ressources };
  }
  const ressources = readRessources(identite.revenuMensuel);
  const calcule =
    ressources === "nulles"
      ? "inconnu"
      : computeQuartile(identite.revenuMensuel, identite.uniteConso, seuil, comparaisonAt(jour));
  return { quartile: calcule === "inconnu" ? dossier.quartile : calcule, ressources };
}

function withoutSiren(dossier: DossierRelogement, offreId: number): Refus {
  const nom = dossier.offres.find(({ id }) => id === offreId)?.logement.bailleur.nom ?? "Le bailleur";
  return new Refus(
    "bail-sans-siren",
    `« ${nom} » n’a pas de SIREN dans l’annuaire : son bail ne peut pas être compté dans le bilan. Faites compléter l’organisation par la personne qui gère les habilitations.`,
  );
}
