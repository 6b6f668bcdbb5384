import { findValeur, hasValeur } from "#droit/regles/parametre.ts";
import { keyAdresse } from "#droit/regles/patrimoine/adresse.ts";
import { retainSituation } from "#droit/regles/patrimoine/situation.ts";
import { COMPARAISON_AU_SEUIL, computeQuartile, readRessources } from "#droit/regles/quartile.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";
import { isMembreLe, type Sejour } from "../../regles/territoire/perimetre.ts";
import { buildDeduire, type Deduire } from "./deduire-situation.ts";
import type { AttributionLue, FaitADeposer, LogementSitue, Lot, QuartiersParCommune } from "./ports.ts";
import {
  buildPeutEtreAssimile,
  type PeutEtreAssimile,
  readSortsQuartiers,
  type SortsQuartiers,
} from "./quartiers-sortis.ts";
import { findGeneration, situateBail } from "./situer-bail.ts";

type FaitsBase = Pick<Base, "faits" | "lots" | "territoires" | "rattachements">;

type Contexte = {
  readonly logements: ReadonlyMap<string, readonly LogementSitue[]>;
  readonly sorts: SortsQuartiers;
  readonly reparations: ReadonlyMap<string, Situation>;
  readonly seuils: ReadonlyMap<number, number>;
  readonly secteurs: ReadonlyMap<string, string | null>;
  /** Stays of the communes in the territory; null: unknown, so no lease is outside. */
  readonly perimetre: ReadonlyMap<string, readonly Sejour[]> | null;
  /** Communes counted by decision: their QPV are not published here, so nothing is deduced there. */
  readonly rattachees: ReadonlySet<string>;
  readonly deduire: Deduire;
  readonly quartiers: QuartiersParCommune;
};

/**
 * Rebuilds the facts and the cube of an attributions lot. Only leases signed inside the lot's own period are facts:
 * a line of another year belongs to that year's file, and would otherwise be counted twice.
 */
export async function deriveFaits(base: FaitsBase, lot: Lot): Promise<void> {
  const attributions = await base.faits.attributions(lot);
  const contexte = await readContexte(base, lot.epci, attributions);
  const faits = attributions.flatMap((row) =>
    row.bailSigneLe !== null && isInPeriode(row.bailSigneLe, lot.periode)
      ? [deriveFait({ ...row, bailSigneLe: row.bailSigneLe }, lot.id, contexte)]
      : [],
  );
  await base.faits.replaceFaits(lot.id, lot.epci, faits);
}

/** "2018" is the whole year, "2018-T3" its third quarter. */
function isInPeriode(jour: string, periode: string | null): boolean {
  if (periode === null) return false;
  const [annee, trimestre] = periode.split("-T");
  if (jour.slice(0, 4) !== annee) return false;
  return trimestre === undefined || Math.ceil(Number(jour.slice(5, 7)) / 3) === Number(trimestre);
}

async function readContexte(base: FaitsBase, epci: string, rows: readonly AttributionLue[]): Promise<Contexte> {
  const seuils = await base.faits.seuils(epci);
  const [sorts, quartiers] = [await readSortsQuartiers(base, epci), await base.faits.quartiersParCommune(epci)];
  const perimetre = new Map((await base.territoires.perimetre(epci)).map(({ commune, sejours }) => [commune, sejours]));
  return {
    logements: await readLogements(base, epci, rows),
    sorts,
    reparations: await base.faits.localisationsActives(epci),
    seuils: new Map(seuils.map((row) => [row.annee, row.seuilAnnuelUc])),
    secteurs: await base.faits.secteurs(epci),
    perimetre: perimetre.size === 0 ? null : perimetre,
    rattachees: new Set(await base.rattachements.actifs(epci)),
    deduire: await readDeduire(base, epci, rows, buildPeutEtreAssimile(quartiers, sorts)),
    quartiers,
  };
}

/** The dwellings that these leases name, by their number. */
export async function readLogements(
  base: Pick<Base, "faits">,
  epci: string,
  rows: readonly { readonly numeroRpls: string | null }[],
): Promise<ReadonlyMap<string, readonly LogementSitue[]>> {
  const numeros = [...new Set(rows.flatMap(({ numeroRpls }) => numeroRpls ?? []))];
  const logements = new Map<string, LogementSitue[]>();
  for (const logement of await base.faits.logementsSitues(epci, numeros)) {
    const known = logements.get(logement.identRep);
    if (known) known.push(logement);
    else logements.set(logement.identRep, [logement]);
  }
  return logements;
}

/** Addresses are read only where a line does not say its side. */
async function readDeduire(
  base: FaitsBase,
  epci: string,
  rows: readonly AttributionLue[],
  peutEtreAssimile: PeutEtreAssimile,
): Promise<Deduire> {
  const unsaid = rows.filter(({ situationDeclaree }) => situationDeclaree === "inconnue");
  const communes = [...new Set(unsaid.flatMap(({ commune }) => commune ?? []))];
  const bailleurs = [...new Set(unsaid.flatMap(({ commune, bailleur }) => (commune === null ? bailleur : [])))];
  const lieux = unsaid.length === 0 ? [] : await base.faits.lieux(epci, communes, bailleurs);
  return buildDeduire(await base.faits.patrimoine(epci), lieux, peutEtreAssimile);
}

type BailSigne = AttributionLue & { readonly bailSigneLe: string };

function deriveFait(row: BailSigne, lot: number, contexte: Contexte): FaitADeposer {
  const cleAdresse = keyAdresse(row, lot);
  const dehors = isDehors(row, contexte.perimetre);
  const rattachee = dehors && contexte.rattachees.has(row.commune ?? "");
  const seuil = contexte.seuils.get(Number(row.bailSigneLe.slice(0, 4))) ?? null;
  return {
    ligne: row.ligne,
    cleAdresse,
    bailleur: row.bailleur,
    commune: row.commune,
    secteur: row.commune === null ? null : (contexte.secteurs.get(row.commune) ?? null),
    horsTerritoire: dehors && !rattachee,
    bailSigneLe: row.bailSigneLe,
    situation: deriveSituation(row, { cleAdresse, dehors }, contexte),
    quartile: deriveQuartile(row, seuil),
    ressources: readRessources(row.revenuMensuel),
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

/** On the day of the lease: a commune that has left since, or not joined yet, was in another territory. */
function isDehors({ commune, bailSigneLe }: BailSigne, perimetre: Contexte["perimetre"]): boolean {
  return commune !== null && perimetre !== null && !isMembreLe(perimetre.get(commune) ?? [], bailSigneLe);
}

/** Nothing is deduced in a commune outside, counted or not: neither its perimeters nor its stock are published here. */
function deriveSituation(
  row: BailSigne,
  { cleAdresse, dehors }: Pick<FaitADeposer, "cleAdresse"> & { readonly dehors: boolean },
  { logements, sorts, reparations, deduire, quartiers }: Contexte,
): FaitADeposer["situation"] {
  const situee = situateBail(logements.get(row.numeroRpls ?? "") ?? [], row, sorts);
  const { situation: calculee, generation } = situee;
  const declaree = row.situationDeclaree;
  const reparee = reparations.get(cleAdresse) ?? null;
  const ask = declaree === "inconnue" && calculee === "inconnue" ? deduire.ofUnlocated : deduire.ofEveryLease;
  const deduction = dehors ? null : ask(row);
  const retenue = retainSituation(declaree, calculee, reparee, deduction);
  return {
    declaree,
    calculee,
    reparee,
    ...retenue,
    deduction,
    generation,
    quartier: retenue.retenue === "qpv" ? (situee.quartier ?? findSeulQuartier(row, quartiers)) : null,
  };
}

/** That of its commune, when the commune has a single one: a lease that is in a neighbourhood and does not say which can be in no other. */
export function findSeulQuartier(
  bail: Pick<BailSigne, "commune" | "bailSigneLe">,
  quartiers: QuartiersParCommune,
): string | null {
  const generation = findGeneration(bail);
  const codes = generation === null ? [] : (quartiers.get(generation)?.get(bail.commune ?? "") ?? []);
  return codes.length === 1 ? (codes[0] ?? null) : null;
}

/** 0 € is classed by a parameter of the bilan, not by the threshold: a computed quartile would look like a disagreement. */
function deriveQuartile(row: BailSigne, seuil: number | null): FaitADeposer["quartile"] {
  const calcule =
    readRessources(row.revenuMensuel) === "nulles"
      ? "inconnu"
      : computeQuartile(row.revenuMensuel, row.uniteConso, seuil, comparaisonAt(row.bailSigneLe));
  const declare = row.quartileDeclare;
  if (calcule !== "inconnu") return { declare, calcule, retenu: calcule, origine: "calcul" };
  return { declare, calcule, retenu: declare, origine: declare === "inconnu" ? "aucune" : "declaration" };
}

/** Before the first text, the strict reading of the law is used. */
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
