import { LEVIERS } from "../../regles/simulation/facteur.ts";
import type { HypothesesSimulation } from "../../regles/simulation/hypotheses.ts";
import type { BailleurLu, Calage, ZoneLue } from "./calage.ts";
import type { DemandeSimulation } from "./ports.ts";
import { ANNEES_ETALEMENT, type SaisieSimulation, TIRAGES_DEFAUT } from "./saisie.ts";

/**
 * Shares of the households of a group rehoused in its first year, the next and the one after. The source's « 60 % / 40 % sur deux ans » is read
 * from its assumptions (B), and shown « à confirmer ».
 */
export const ETALEMENT_INITIAL: readonly number[] = [0.6, 0.4, 0];

/** Years between the first demolition and the first new dwelling let, and between the last ones: an assumption (B) of Blaise. */
const DELAI_NEUFS = { premier: 2, dernier: 1 } as const;

/** Years shown after the period, so that the end of the programme is visible. */
const ANNEES_APRES = 3;

/**
 * Initial values of the form. Published data are written as is; a former scenario gives its choices (levers, calendars, period,
 * draws), never its data. The levers of a first scenario are empty: nobody has chosen them.
 */
export function initialSaisie(calage: Calage, depuis: DemandeSimulation | null): SaisieSimulation {
  const h = depuis?.hypotheses ?? null;
  return {
    ...leviersSaisis(h),
    ...Object.fromEntries(
      Array.from({ length: ANNEES_ETALEMENT }, (_, rang) => [
        `etalement.${rang}`,
        writePourcent((h?.etalement ?? ETALEMENT_INITIAL)[rang] ?? 0),
      ]),
    ),
    ...neufsSaisis(calage, h),
    ...referenceSaisie(calage),
    ...parcSaisi(calage),
    ...groupesSaisis(calage, h),
    ...periodeSaisie(calage, h),
    tirages: String(depuis?.tirages ?? TIRAGES_DEFAUT),
    graine: String(depuis?.graine ?? 1),
  };
}

function leviersSaisis(h: HypothesesSimulation | null): SaisieSimulation {
  const written = LEVIERS.map((levier) => [levier, h === null ? "" : writePourcent(h.leviers[levier])]);
  return Object.fromEntries(written);
}

function neufsSaisis({ groupes }: Calage, h: HypothesesSimulation | null): SaisieSimulation {
  const former = h?.calendrierNeufs.map(({ annee }) => annee) ?? [];
  const known = groupes.flatMap(({ annee }) => annee ?? []);
  const starts = former.length > 0 ? former : known.length > 0 ? initialNeufs(known) : [];
  if (starts.length === 0) return { "neufs.debut": "", "neufs.fin": "" };
  return { "neufs.debut": String(Math.min(...starts)), "neufs.fin": String(Math.max(...starts)) };
}

function initialNeufs(demolitions: readonly number[]): readonly number[] {
  const debut = Math.min(...demolitions) + DELAI_NEUFS.premier;
  return [debut, Math.max(debut, Math.max(...demolitions) + DELAI_NEUFS.dernier)];
}

function referenceSaisie({ reference, annees }: Calage): SaisieSimulation {
  const write = (value: number | undefined) => (value === undefined ? "" : String(value));
  return {
    "reference.annee": write(reference?.annee ?? annees.at(-1)),
    "reference.attributions": write(reference?.attributions),
    "reference.q1": write(reference?.q1),
    "attributions.hors": write(reference?.attributions),
    "attributions.qpv": write(reference?.attributionsQpv),
  };
}

function parcSaisi({ parc, reference }: Calage): SaisieSimulation {
  const zone = (nom: string, lue: ZoneLue | undefined, attributions: number | undefined): SaisieSimulation => {
    const rotation = lue ? rotationOf(lue, attributions ?? null) : null;
    return {
      [`parc.${nom}.logements`]: lue ? String(lue.logements) : "",
      [`parc.${nom}.vacants`]: lue?.vacants == null ? "" : String(lue.vacants),
      [`parc.${nom}.rotation`]: rotation === null ? "" : writePourcent(rotation),
    };
  };
  return {
    ...zone("qpv", parc?.qpv, reference?.attributionsQpv),
    ...zone("hors", parc?.horsQpv, reference?.attributions),
  };
}

/**
 * Leases of the year over occupied dwellings: Blaise's definition, since « rotation » has several (the signed document's 18 % is of another
 * stock and another year). null: one of the two is unknown, or no dwelling is occupied.
 */
export function rotationOf({ logements, vacants }: ZoneLue, attributions: number | null): number | null {
  if (vacants === null || attributions === null || logements <= vacants) return null;
  return Math.min(1, attributions / (logements - vacants));
}

/** Rotation of one bailleur's own stock. */
export function rotationBailleur(bailleur: BailleurLu, zone: "qpv" | "horsQpv"): number | null {
  const lue = bailleur[zone];
  return lue && rotationOf(lue, zone === "qpv" ? bailleur.attributionsQpv : bailleur.attributions);
}

function groupesSaisis({ groupes }: Calage, h: HypothesesSimulation | null): SaisieSimulation {
  const former = new Map(h?.groupes.map(({ code, annee }) => [code, annee]));
  const fields = groupes.flatMap(({ code, logements, occupes, annee }) => {
    const start = former.get(code) ?? annee;
    return [
      [`groupe.${code}.logements`, logements === null ? "" : String(logements)],
      [`groupe.${code}.occupes`, occupes === null ? "" : String(occupes)],
      [`groupe.${code}.annee`, start === null ? "" : String(start)],
    ];
  });
  return Object.fromEntries(fields);
}

function periodeSaisie({ objectifs }: Calage, h: HypothesesSimulation | null): SaisieSimulation {
  const { debut, fin, cible } = h?.periode ?? objectifs.periode;
  return {
    "periode.debut": String(debut),
    "periode.fin": String(fin),
    "periode.cible": writePourcent(cible),
    "horizon.fin": String(h?.horizon.fin ?? fin + ANNEES_APRES),
  };
}

/** « 12,6 »: two decimals at most, as the input accepts. */
export function writePourcent(part: number): string {
  return String(Math.round(Number((part * 10_000).toFixed(4))) / 100).replace(".", ",");
}
