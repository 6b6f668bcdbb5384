import { TAUX_MINIMAL_HORS_QPV } from "#droit/regles/hors-qpv.ts";
import { findValeur, hasValeur } from "#droit/regles/parametre.ts";
import type {
  BailleurSimule,
  GroupeDemolition,
  HypothesesSimulation,
  Leviers,
  ParcSimule,
  PoidsAnnee,
} from "../../regles/simulation/hypotheses.ts";
import { chooseBornes } from "./bornes.ts";
import type { BailleurLu, Calage, ZoneLue } from "./calage.ts";
import { justify } from "./justifier.ts";
import { champsOf, checkEnsemble, readChamps, type Valeurs } from "./lire-saisie.ts";
import type { DemandeSimulation } from "./ports.ts";
import { ANNEES_ETALEMENT, type ErreurSaisie, type SaisieSimulation } from "./saisie.ts";
import { initialSaisie, rotationBailleur, rotationOf } from "./saisie-initiale.ts";
import { isLaisse, type SaisieLue } from "./saisie-lue.ts";

export type LectureSaisie =
  | { readonly demande: DemandeSimulation; readonly erreurs: readonly [] }
  | { readonly demande: null; readonly erreurs: readonly ErreurSaisie[] };

/**
 * Builds the hypotheses from the data and from what a person typed. A field that still holds the value shown by the page means the datum itself,
 * unrounded; any other value has the person as its source. Returns all errors at once, each with its field.
 */
export function buildDemande(calage: Calage, saisie: SaisieSimulation): LectureSaisie {
  const { valeurs, erreurs } = readChamps(champsOf(calage), saisie);
  const all = [...erreurs, ...checkEnsemble(valeurs, calage)];
  if (all.length > 0) return { demande: null, erreurs: all };
  const lu = { calage, valeurs, saisie, initiale: initialSaisie(calage, null) };
  const hypotheses = buildHypotheses(lu);
  return { demande: { hypotheses, graine: at(valeurs, "graine"), tirages: at(valeurs, "tirages") }, erreurs: [] };
}

function buildHypotheses(lu: SaisieLue): HypothesesSimulation {
  const { calage, valeurs } = lu;
  const reference = {
    annee: at(valeurs, "reference.annee"),
    attributions: at(valeurs, "reference.attributions"),
    q1: at(valeurs, "reference.q1"),
    sansLieu: calage.reference?.sansLieu ?? 0,
  };
  const periode = {
    debut: at(valeurs, "periode.debut"),
    fin: at(valeurs, "periode.fin"),
    cible: at(valeurs, "periode.cible"),
  };
  const horizon = { debut: reference.annee + 1, fin: at(valeurs, "horizon.fin") };
  const known = {
    reference,
    attributionsAnnuelles: { horsQpv: at(valeurs, "attributions.hors"), qpv: valeurs.get("attributions.qpv") ?? null },
    horizon,
    periode,
    cibles: listCibles(calage, horizon, periode),
    leviers: readLeviers(valeurs),
    groupes: readGroupes(lu),
    etalement: readEtalement(valeurs),
    calendrierNeufs: readCalendrier(at(valeurs, "neufs.debut"), at(valeurs, "neufs.fin")),
    parc: { qpv: readParc(lu, "qpv"), horsQpv: readParc(lu, "hors") },
    bailleurs: readBailleurs(calage.bailleurs),
  };
  return { ...known, bornes: chooseBornes(known), justifications: justify(lu) };
}

/** All fields were parsed before: a missing one is a defect of Blaise. */
function at(valeurs: Valeurs, champ: string): number {
  const value = valeurs.get(champ);
  if (value === null || value === undefined) throw new Error(`no value for ${champ}`);
  return value;
}

function readLeviers(valeurs: Valeurs): Leviers {
  return {
    partHorsQpv: at(valeurs, "partHorsQpv"),
    reconstitution: at(valeurs, "reconstitution"),
    partPlai: at(valeurs, "partPlai"),
    partPlaiQ1: at(valeurs, "partPlaiQ1"),
    gainAnnuel: at(valeurs, "gainAnnuel"),
  };
}

function readGroupes({ calage, valeurs }: SaisieLue): readonly GroupeDemolition[] {
  return calage.groupes.map(({ code, libelle, bailleur, logements, occupes }) => ({
    code,
    libelle,
    bailleur,
    logements: logements ?? at(valeurs, `groupe.${code}.logements`),
    occupes: occupes ?? at(valeurs, `groupe.${code}.occupes`),
    annee: at(valeurs, `groupe.${code}.annee`),
  }));
}

/** Trailing years without rehousing are dropped. */
function readEtalement(valeurs: Valeurs): readonly number[] {
  const parts = Array.from({ length: ANNEES_ETALEMENT }, (_, rang) => at(valeurs, `etalement.${rang}`));
  return parts.slice(0, parts.findLastIndex((part) => part > 0) + 1);
}

function readCalendrier(debut: number, fin: number): readonly PoidsAnnee[] {
  return Array.from({ length: fin - debut + 1 }, (_, rang) => ({ annee: debut + rang, poids: 1 }));
}

/** Rates of the convention by year, else the law's rate. The period has its own. */
function listCibles(
  { objectifs }: Calage,
  horizon: HypothesesSimulation["horizon"],
  periode: HypothesesSimulation["periode"],
): HypothesesSimulation["cibles"] {
  const years = Array.from({ length: Math.max(0, horizon.fin - horizon.debut + 1) }, (_, rang) => horizon.debut + rang);
  return years
    .filter((annee) => annee < periode.debut || annee > periode.fin)
    .flatMap((annee) => {
      const written = objectifs.cibles.find((cible) => cible.annee === annee);
      if (written) return [written];
      const jour = `${annee}-12-31`;
      return hasValeur(TAUX_MINIMAL_HORS_QPV, jour)
        ? [{ annee, taux: findValeur(TAUX_MINIMAL_HORS_QPV, jour).valeur }]
        : [];
    });
}

/** null when the dwellings, the vacant ones or the rotation are unknown: that side is then not simulated. */
function readParc(lu: SaisieLue, zone: "qpv" | "hors"): ParcSimule | null {
  const { valeurs, calage } = lu;
  const [logements, vacants] = [
    valeurs.get(`parc.${zone}.logements`) ?? null,
    valeurs.get(`parc.${zone}.vacants`) ?? null,
  ];
  const typed = valeurs.get(`parc.${zone}.rotation`) ?? null;
  if (logements === null || vacants === null || typed === null) return null;
  const exact = isLaisse(lu, `parc.${zone}.rotation`) ? exactRotation(calage, zone) : null;
  return { logements, occupes: logements - vacants, rotation: exact ?? typed, neufs: [] };
}

function exactRotation({ parc, reference }: Calage, zone: "qpv" | "hors"): number | null {
  const lue = zone === "qpv" ? parc?.qpv : parc?.horsQpv;
  const attributions = zone === "qpv" ? reference?.attributionsQpv : reference?.attributions;
  return lue ? rotationOf(lue, attributions ?? null) : null;
}

/** Shares of the bailleurs in rehousing and new dwellings: as their stock hors QPV, else as their leases when the stock is unknown. */
function readBailleurs(lus: readonly BailleurLu[]): readonly BailleurSimule[] {
  const stocks = lus.map(({ horsQpv }) => horsQpv?.logements ?? null);
  const weights = stocks.some((stock) => stock === null)
    ? lus.map(({ attributions }) => attributions)
    : stocks.map((stock) => stock ?? 0);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return lus.map((lu, rang) => {
    const part = total === 0 ? 0 : (weights[rang] ?? 0) / total;
    return {
      siren: lu.siren,
      libelle: lu.libelle,
      attributions: lu.attributions,
      q1: lu.q1,
      attributionsQpv: lu.attributionsQpv,
      partRelogements: part,
      partNeufs: part,
      parc: { qpv: parcBailleur(lu, "qpv"), horsQpv: parcBailleur(lu, "horsQpv") },
    };
  });
}

function parcBailleur(lu: BailleurLu, zone: "qpv" | "horsQpv"): ParcSimule | null {
  const lue: ZoneLue | null = lu[zone];
  const rotation = rotationBailleur(lu, zone);
  if (lue === null || lue.vacants === null || rotation === null) return null;
  return { logements: lue.logements, occupes: lue.logements - lue.vacants, rotation, neufs: [] };
}
