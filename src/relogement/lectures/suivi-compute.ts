import type { Operation } from "#donnees/regles/programme/operation.ts";
import { findCharte } from "#engagements/regles/charte/valeur-charte.ts";
import { TOUTES_OPERATIONS } from "#programme/lectures/ports.ts";
import type { Base } from "#socle/lectures/base.ts";
import { unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import { countReponses } from "../regles/compteur.ts";
import type { DossierRelogement } from "./ports.ts";
import type { BauxAnnee, Suivi, SuiviImmeuble } from "./suivi.ts";
import { findBail } from "./suivi-bail.ts";
import { computeCompteur, isHorsQpv, type ReglesSuivi, sumKnown } from "./suivi-compteur.ts";
import { type LireCouverture, readCouverture } from "./suivi-couverture.ts";
import { sayReserves, saySuivi } from "./suivi-phrases.ts";

export type MatiereSuivi = {
  readonly territoire: string;
  readonly jour: string;
  readonly dossiers: readonly DossierRelogement[];
  /** Demolitions only. */
  readonly operations: readonly Operation[];
  readonly regles: ReglesSuivi;
  readonly couverture: LireCouverture;
};

/** Counters of the territory, as far as the actor may read. Throws `territoire-inconnu`. */
export async function suiviRelogement(
  base: Base,
  { epci, jour }: { readonly epci: string; readonly jour: string },
): Promise<Suivi> {
  const [territoire, dossiers, operations, premiersEntretiens, valeurs, couverture] = await Promise.all([
    base.territoires.find(epci),
    base.relogements.list(epci),
    base.operations.list(epci, { ...TOUTES_OPERATIONS, genre: "demolition" }),
    base.recherches.premiersEntretiens(epci),
    base.relogements.valeursCharte(epci),
    readCouverture(base, epci, jour),
  ]);
  if (!territoire) throw unknownTerritoire(epci);
  const regles = { charte: findCharte(valeurs, jour), premiersEntretiens };
  return computeSuivi({ territoire: epci, jour, dossiers, operations, regles, couverture });
}

/** Pure: the same files give the same counters. */
export function computeSuivi(matiere: MatiereSuivi): Suivi {
  const { territoire, jour, dossiers, regles } = matiere;
  const operations = matiere.operations.filter(({ etat }) => !ECARTES.includes(etat));
  const immeubles = operations
    .map((operation) => countImmeuble(operation, matiere))
    .toSorted((a, b) => (a.depuis ?? 9999) - (b.depuis ?? 9999) || a.nom.localeCompare(b.nom, "fr"));
  const lus = new Set(immeubles.filter(({ couverture }) => couverture === "tout").map(({ operation }) => operation));
  const ensemble =
    lus.size === 0
      ? null
      : computeCompteur(
          dossiers.filter(({ operation }) => lus.has(operation)),
          operations.filter(({ id }) => lus.has(id)),
          regles,
        );
  const counted = {
    territoire,
    jour,
    immeubles,
    ensemble,
    baux: countBaux(dossiers),
    ciblesImmeubles: sumKnown(
      immeubles.flatMap(({ operation, compteur }) => (lus.has(operation) ? [compteur?.cible.attendu ?? null] : [])),
    ),
  };
  return { ...counted, phrases: saySuivi(counted), reserves: sayReserves(counted) };
}

const ECARTES: readonly string[] = ["refusee", "abandonnee"];

function countImmeuble(operation: Operation, { dossiers, regles, couverture }: MatiereSuivi): SuiviImmeuble {
  const own = dossiers.filter((dossier) => dossier.operation === operation.id);
  const lue = couverture(operation, own.length);
  return {
    operation: operation.id,
    nom: operation.nom,
    commune: operation.commune,
    etat: operation.etat,
    bailleur: operation.bailleur?.nom ?? null,
    occupesAu: operation.aReloger?.occupesAu ?? null,
    depuis: operation.aReloger?.depuis ?? null,
    couverture: lue,
    compteur: lue === "rien" ? null : computeCompteur(own, [operation], regles),
  };
}

/** Leases of every file read, whatever its building, as the bilan's hors-QPV numerator counts them: one a household. */
function countBaux(dossiers: readonly DossierRelogement[]): readonly BauxAnnee[] {
  const baux = dossiers.flatMap((dossier) => findBail(dossier) ?? []);
  const annees = [...new Set(baux.flatMap(({ signeLe }) => (signeLe === null ? [] : [yearOf(signeLe)])))];
  return annees
    .toSorted((a, b) => a - b)
    .map((annee) => {
      const signed = baux.filter(({ signeLe }) => signeLe !== null && yearOf(signeLe) === annee);
      return {
        annee,
        baux: signed.length,
        horsQpv: countReponses(signed.map(({ situation }) => isHorsQpv(situation))),
      };
    });
}

function yearOf(jour: string): number {
  return Number(jour.slice(0, 4));
}
