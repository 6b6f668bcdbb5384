import { addDays, daysBetween } from "../shared/calendrier.ts";
import { formatCompte, formatJour, formatNombre, formatTauxCourt, joinFrench } from "../shared/format.ts";
import type { Application } from "./application-avenant.ts";
import { dureeOfAnnee, meets } from "./duree-objectif.ts";
import { type Engagement, findEngagement, keyPorteur, type Porteur } from "./engagement.ts";
import { keyTerritorialise, type ObjectifTerritorialise } from "./objectif-territorialise.ts";
import type { Objet } from "./objet.ts";

/** What is needed of a version to know what it says of a year. `application` null: not an avenant. */
export type VersionDatee = {
  readonly numero: number;
  readonly titre: string;
  /** First day of effect; null: a draft, which says nothing of any year. */
  readonly depuis: string | null;
  readonly application: Application | null;
  readonly engagements: readonly Engagement[];
};

/** An objective over some days of its year, both ends included. Of a part, a written number of the year is reduced to its days. */
export type PartObjectif = {
  readonly du: string;
  readonly au: string;
  readonly taux: number | null;
  readonly nombre: number | null;
  readonly acte: string;
};

/** What one bearer is held to in one year. */
export type ObjectifAnnee = Pick<Engagement, "taux" | "nombre" | "reference"> & {
  /** Title of the version, or of those that share the year. */
  readonly acte: string;
  /** First day of effect of the last of them. */
  readonly depuis: string;
  /** Several when an avenant holds from its day: each is judged by itself, on its own leases, and `taux` and `nombre` are the last one's. Else empty. */
  readonly parts: readonly PartObjectif[];
  /** How the days were weighed, in French; null when they were not. */
  readonly calcul: string | null;
};

type EnVigueur = VersionDatee & { readonly depuis: string };
type Tranche = { readonly du: string; readonly au: string; readonly version: EnVigueur };

function byDepuis(a: EnVigueur, b: EnVigueur): number {
  return a.depuis.localeCompare(b.depuis) || a.numero - b.numero;
}

/**
 * The versions that share a year, in the order of their days: one, unless an avenant says that it holds from its day or by its days. A convention signed
 * in October sets the whole year's, and so does whatever comes before any other.
 */
function sliceAnnee(versions: readonly VersionDatee[], annee: number): readonly Tranche[] {
  const [premier, dernier] = [`${annee}-01-01`, `${annee}-12-31`];
  const past = versions
    .filter((version): version is EnVigueur => version.depuis !== null && version.depuis <= dernier)
    .toSorted(byDepuis);
  return past.reduce<readonly Tranche[]>((before, version) => {
    const cuts = version.application === "a-compter" || version.application === "prorata";
    if (before.length === 0 || version.depuis <= premier || !cuts) return [{ du: premier, au: dernier, version }];
    const kept = before
      .filter(({ du }) => du < version.depuis)
      .map((tranche) => ({ ...tranche, au: tranche.au < version.depuis ? tranche.au : addDays(version.depuis, -1) }));
    return [...kept, { du: version.depuis, au: dernier, version }];
  }, []);
}

/**
 * What a bearer is held to in a year. A line that the avenant leaves as it was is one objective all year. When several avenants share the year, the last
 * one says how. null: nothing is written for that year.
 */
export function readObjectifAnnee(
  versions: readonly VersionDatee[],
  annee: number,
  objet: Objet,
  porteur: Porteur,
): ObjectifAnnee | null {
  const tranches = sliceAnnee(versions, annee);
  const last = tranches.at(-1)?.version;
  const ecrits = mergeAlike(
    tranches.map((tranche) => ({
      ...tranche,
      engagement: findEngagement(tranche.version.engagements, annee, objet, porteur),
    })),
  );
  const told = ecrits.flatMap(({ engagement, ...tranche }) =>
    engagement === null ? [] : [{ ...tranche, engagement }],
  );
  const final = told.at(-1);
  if (!last || !final) return null;
  const { taux, nombre, reference } = final.engagement;
  const whole = { acte: final.version.titre, depuis: final.version.depuis, taux, nombre, reference };
  if (ecrits.length === 1) return { ...whole, parts: [], calcul: null };
  const weighed = last.application === "prorata" && told.length === ecrits.length ? weighDays(told, annee) : null;
  return weighed ? { ...whole, ...weighed, parts: [] } : { ...whole, parts: told.map(partOf), calcul: null };
}

/** An objective of a part of the territory or of the year; `acte`: the title of the version, or what the file says that it comes from. */
export type TerritorialiseEcrit = { readonly objectif: ObjectifTerritorialise; readonly acte: string };

/**
 * Those whose months meet a year, as its last version writes them; but what was over when an avenant that shares the year took effect is the former
 * version's for ever.
 */
export function retainTerritorialises(
  versions: readonly (VersionDatee & { readonly territorialises: readonly ObjectifTerritorialise[] })[],
  annee: number,
): readonly TerritorialiseEcrit[] {
  const tranches = sliceAnnee(versions, annee);
  const linesOf = ({ version }: Tranche, until: string | null): readonly TerritorialiseEcrit[] =>
    (versions.find(({ numero }) => numero === version.numero)?.territorialises ?? [])
      .filter((one) => meets(one, dureeOfAnnee(annee)) && (until === null || one.au <= until))
      .map((objectif) => ({ objectif, acte: version.titre }));
  const last = tranches.at(-1);
  const kept = tranches.slice(0, -1).flatMap((tranche) => linesOf(tranche, tranche.au));
  const all = [...(last ? linesOf(last, null) : []), ...kept];
  return [...new Map(all.map((one) => [keyTerritorialise(one.objectif), one])).values()];
}

/** Those that share a year, in the order of their days. Empty before the first one. */
export function versionsOfAnnee(versions: readonly VersionDatee[], annee: number): readonly VersionDatee[] {
  return sliceAnnee(versions, annee).map(({ version }) => version);
}

/** An objective that a bilan judges by: of the EPCI (`bailleur` null) or of one bailleur, hors QPV or in QPV. */
export type ObjectifRetenu = ObjectifAnnee & {
  readonly annee: number;
  readonly bailleur: string | null;
  readonly objet: "hors-qpv" | "qpv";
};

/**
 * What a bilan of a year is judged by, and the lines of the years that follow as its last version writes them. Before any version was in force, what the
 * first one wrote: whoever judges by it looks at `depuis`.
 */
export function retainObjectifs(
  versions: readonly VersionDatee[],
  annee: number,
  jusque: number,
): readonly ObjectifRetenu[] {
  const inForce = versions.filter((version): version is EnVigueur => version.depuis !== null);
  const first = inForce.toSorted(byDepuis)[0];
  const tranches = sliceAnnee(versions, annee);
  const last = tranches.at(-1)?.version ?? first;
  if (!last) return [];
  const alone = { ...last, application: null, depuis: `${annee}-01-01` };
  const judging = tranches.length > 0 ? tranches.map(({ version }) => version) : [alone];
  const own = uniqueLines(judging.flatMap(({ engagements }) => engagements.filter((one) => one.annee === annee)));
  const later = uniqueLines(last.engagements.filter((one) => one.annee > annee && one.annee <= jusque));
  return [
    ...own.flatMap((line) => retainLine(judging, annee, line, tranches.length > 0 ? null : last)),
    ...later.flatMap((line) => retainLine([alone], line.annee, line, last)),
  ];
}

/** Those that a bilan measures, once each. */
function uniqueLines(engagements: readonly Engagement[]): readonly Engagement[] {
  const measured = engagements.filter(
    ({ objet, porteur }) => (objet === "hors-qpv" || objet === "qpv") && porteur.type !== "reservataire",
  );
  return [...new Map(measured.map((one) => [`${one.annee} ${one.objet} ${keyPorteur(one.porteur)}`, one])).values()];
}

/** `de`: the version whose day is told, when it was not in force in that year. */
function retainLine(
  versions: readonly VersionDatee[],
  annee: number,
  { objet, porteur }: Engagement,
  de: EnVigueur | null,
): readonly ObjectifRetenu[] {
  if (objet !== "hors-qpv" && objet !== "qpv") return [];
  const read = readObjectifAnnee(versions, annee, objet, porteur);
  if (read === null) return [];
  const bailleur = porteur.type === "bailleur" ? porteur.siren : null;
  return [{ ...read, depuis: de?.depuis ?? read.depuis, annee, bailleur, objet }];
}

type Ecrit = Tranche & { readonly engagement: Engagement | null };
type Dit = Tranche & { readonly engagement: Engagement };

function mergeAlike(ecrits: readonly Ecrit[]): readonly Ecrit[] {
  const merged: Ecrit[] = [];
  for (const ecrit of ecrits) {
    const before = merged.at(-1);
    const alike =
      before !== undefined &&
      before.engagement?.taux === ecrit.engagement?.taux &&
      before.engagement?.nombre === ecrit.engagement?.nombre;
    if (alike) merged[merged.length - 1] = { ...ecrit, du: before.du };
    else merged.push(ecrit);
  }
  return merged;
}

/** null: the versions do not write the same kind of objective, and nothing can be averaged. A number is rounded up: it is a minimum. */
function weighDays(
  dits: readonly Dit[],
  annee: number,
): Pick<ObjectifAnnee, "taux" | "nombre" | "acte" | "calcul"> | null {
  const total = daysOfAnnee(annee);
  const weigh = (read: (engagement: Engagement) => number | null) => {
    const values = dits.map(({ engagement }) => read(engagement));
    if (values.some((value) => value === null)) return null;
    return dits.reduce((sum, dit, rank) => sum + (values[rank] ?? 0) * daysOf(dit), 0) / total;
  };
  const taux = weigh((engagement) => engagement.taux);
  const nombre = weigh((engagement) => engagement.nombre);
  if (taux === null && nombre === null) return null;
  const said = dits.map((dit) => `${formatCompte(daysOf(dit), "jour")} à ${sayEcrit(dit.engagement, taux !== null)}`);
  return {
    taux,
    nombre: nombre === null ? null : Math.ceil(nombre),
    acte: joinFrench(dits.map(({ version }) => version.titre)),
    calcul: `Au prorata des jours : ${joinFrench(said)}.`,
  };
}

function sayEcrit({ taux, nombre }: Engagement, parTaux: boolean): string {
  return parTaux ? formatTauxCourt(taux ?? 0) : formatNombre(nombre ?? 0);
}

/** The rate binds its own leases; without one, the year's number in proportion to the days, rounded up. */
function partOf({ du, au, version, engagement: { taux, nombre, annee } }: Dit): PartObjectif {
  const own = taux !== null || nombre === null ? null : Math.ceil((nombre * daysOf({ du, au })) / daysOfAnnee(annee));
  return { du, au, taux, nombre: own, acte: version.titre };
}

function daysOfAnnee(annee: number): number {
  return daysOf({ du: `${annee}-01-01`, au: `${annee}-12-31` });
}

/** Both ends included. */
function daysOf({ du, au }: Pick<Tranche, "du" | "au">): number {
  return (daysBetween(du, au) ?? 0) + 1;
}

/** « du 15 novembre 2018 au 31 décembre 2018 ». */
export function labelPart({ du, au }: Pick<PartObjectif, "du" | "au">): string {
  return `du ${formatJour(du)} au ${formatJour(au)}`;
}
