import type { Situation } from "#domain/attribution/attribution.ts";
import { findValeur, hasValeur } from "#domain/droit/parametre.ts";
import { COMPARAISON_AU_SEUIL, computeQuartile, readRessources } from "#domain/droit/quartile.ts";
import { keyAdresse } from "#domain/patrimoine/adresse.ts";
import { retainSituation } from "#domain/patrimoine/situation.ts";
import type { Base } from "../base.ts";
import type { AttributionLue, FaitADeposer, LogementSitue, Lot } from "./ports.ts";
import { situateBail } from "./situer-bail.ts";

/** What the facts of a lot are derived from besides its own lines. */
type Contexte = {
  readonly logements: ReadonlyMap<string, readonly LogementSitue[]>;
  readonly reparations: ReadonlyMap<string, Situation>;
  readonly seuils: ReadonlyMap<number, number>;
  readonly secteurs: ReadonlyMap<string, string | null>;
};

/**
 * Rebuilds the facts and the cube of an attributions lot. Only leases signed inside the lot's own period are facts:
 * a line of another year belongs to that year's file, and would otherwise be counted twice.
 */
export async function deriveFaits(base: Pick<Base, "faits">, lot: Lot): Promise<void> {
  const attributions = await base.faits.attributions(lot.id);
  const contexte = await readContexte(base, lot.epci, attributions);
  const faits = attributions.flatMap((row) =>
    row.bailSigneLe !== null && isInPeriode(row.bailSigneLe, lot.periode)
      ? [deriveFait({ ...row, bailSigneLe: row.bailSigneLe }, lot.id, contexte)]
      : [],
  );
  await base.faits.replaceFaits(lot.id, lot.epci, faits);
}

/** "2018" holds the whole year, "2018-T3" its third quarter. */
function isInPeriode(jour: string, periode: string | null): boolean {
  if (periode === null) return false;
  const [annee, trimestre] = periode.split("-T");
  if (jour.slice(0, 4) !== annee) return false;
  return trimestre === undefined || Math.ceil(Number(jour.slice(5, 7)) / 3) === Number(trimestre);
}

async function readContexte(
  base: Pick<Base, "faits">,
  epci: string,
  rows: readonly AttributionLue[],
): Promise<Contexte> {
  const numeros = [...new Set(rows.flatMap((row) => (row.numeroRpls === null ? [] : [row.numeroRpls])))];
  const logements = new Map<string, LogementSitue[]>();
  for (const logement of await base.faits.logementsSitues(epci, numeros)) {
    const known = logements.get(logement.identRep);
    if (known) known.push(logement);
    else logements.set(logement.identRep, [logement]);
  }
  const seuils = await base.faits.seuils(epci);
  return {
    logements,
    reparations: await base.faits.localisationsActives(epci),
    seuils: new Map(seuils.map((row) => [row.annee, row.seuilAnnuelUc])),
    secteurs: await base.faits.secteurs(epci),
  };
}

function deriveFait(
  row: AttributionLue & { readonly bailSigneLe: string },
  lot: number,
  contexte: Contexte,
): FaitADeposer {
  const cleAdresse = keyAdresse(row, lot);
  const logements = row.numeroRpls === null ? [] : (contexte.logements.get(row.numeroRpls) ?? []);
  const calculee = situateBail(logements, row);
  const reparee = contexte.reparations.get(cleAdresse) ?? null;
  const seuil = contexte.seuils.get(Number(row.bailSigneLe.slice(0, 4))) ?? null;
  const ressources = readRessources(row.revenuMensuel);
  // 0 € is classed by a parameter of the bilan, not by the threshold: computing it would only look like a disagreement.
  const calcule =
    ressources === "nulles"
      ? "inconnu"
      : computeQuartile(row.revenuMensuel, row.uniteConso, seuil, comparaisonAt(row.bailSigneLe));
  const retenu = calcule !== "inconnu" ? calcule : row.quartileDeclare;
  return {
    ligne: row.ligne,
    cleAdresse,
    bailleur: row.bailleur,
    commune: row.commune,
    secteur: row.commune === null ? null : (contexte.secteurs.get(row.commune) ?? null),
    bailSigneLe: row.bailSigneLe,
    situation: {
      declaree: row.situationDeclaree,
      calculee: calculee.situation,
      reparee,
      ...retainSituation(row.situationDeclaree, calculee.situation, reparee),
      generation: calculee.generation,
    },
    quartile: {
      declare: row.quartileDeclare,
      calcule,
      retenu,
      origine: calcule !== "inconnu" ? "calcul" : row.quartileDeclare !== "inconnu" ? "declaration" : "aucune",
    },
    ressources,
    relogement: row.relogement,
    prioritaire: row.prioritaire,
    dalo: row.dalo,
    contingent: row.contingent,
    origine: row.origine,
    menage: bandMenage(row.tailleMenage),
    age: bandAge(row.age),
    seuil,
  };
}

/** Before the first text there is nothing to compare with: the strict reading of the law is used for those older leases too. */
export function comparaisonAt(jour: string): "strict" | "large" {
  return hasValeur(COMPARAISON_AU_SEUIL, jour) ? findValeur(COMPARAISON_AU_SEUIL, jour).valeur : "strict";
}

export function bandMenage(taille: number | null): string {
  if (taille === null) return "inconnu";
  return taille >= 5 ? "5+" : String(taille);
}

export function bandAge(age: number | null): string {
  if (age === null) return "inconnu";
  if (age < 25) return "<25";
  if (age < 35) return "25-34";
  if (age < 50) return "35-49";
  return age < 65 ? "50-64" : "65+";
}
