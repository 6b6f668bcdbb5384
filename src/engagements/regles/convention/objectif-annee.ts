import { daysOf } from "#donnees/regles/convention/duree-objectif.ts";
import type { Objet } from "#donnees/regles/convention/objet.ts";
import { formatCompte, formatJour, formatNombre, formatTauxCourt, joinFrench } from "#socle/regles/shared/format.ts";
import { type Engagement, findEngagement, keyPorteur, type Porteur } from "./engagement.ts";
import { nameActe } from "./reprise.ts";
import {
  firstEnVigueur,
  type LigneEcrite,
  type ObjectifsEcrits,
  sliceAlone,
  sliceAnnee,
  type TrancheAnnee,
} from "./tranches-annee.ts";

/** An objective over some days of its year, both included. A written number of the year is reduced to these days. */
export type PartObjectif = {
  readonly du: string;
  readonly au: string;
  readonly taux: number | null;
  readonly nombre: number | null;
  readonly acte: string;
};

/** The objective of one bearer in one year. */
export type ObjectifAnnee = Pick<Engagement, "taux" | "nombre" | "reference"> & {
  /** Title of the version, or of those that share the year. */
  readonly acte: string;
  /** First day of effect of the last one. */
  readonly depuis: string;
  /** Several when an avenant holds from its day: each part is judged on its own leases, and `taux` and `nombre` are the last one's. Else empty. */
  readonly parts: readonly PartObjectif[];
  /** Weighting by days, in French; null when there was none. */
  readonly calcul: string | null;
};

/**
 * The objective of a bearer in a year. A line that the avenant does not change is one objective all year. When several avenants share the year, the
 * last one's `application` decides. null: nothing is written for that year.
 */
export function readObjectifAnnee(
  ecrit: ObjectifsEcrits,
  annee: number,
  objet: Objet,
  porteur: Porteur,
): ObjectifAnnee | null {
  return readOver(sliceAnnee(ecrit, annee), annee, objet, porteur);
}

function readOver(
  tranches: readonly TrancheAnnee[],
  annee: number,
  objet: Objet,
  porteur: Porteur,
): ObjectifAnnee | null {
  const last = tranches.at(-1)?.version;
  const ecrits = mergeAlike(
    tranches.map((tranche) => ({ ...tranche, engagement: findEngagement(tranche.lignes, annee, objet, porteur) })),
  );
  const told = ecrits.flatMap(({ engagement, ...tranche }) =>
    engagement === null ? [] : [{ ...tranche, engagement }],
  );
  const final = told.at(-1);
  if (!last || !final) return null;
  const { taux, nombre, reference } = final.engagement;
  const acte = nameActe(final.version.titre, final.engagement.reprise);
  const whole = { acte, depuis: final.version.depuis, taux, nombre, reference };
  if (ecrits.length === 1) return { ...whole, parts: [], calcul: null };
  const weighed = last.application === "prorata" && told.length === ecrits.length ? weighDays(told, annee) : null;
  return weighed ? { ...whole, ...weighed, parts: [] } : { ...whole, parts: told.map(partOf), calcul: null };
}

/** An objective judged by a bilan: the EPCI's (`bailleur` null) or one bailleur's, hors QPV or in QPV. */
export type ObjectifRetenu = ObjectifAnnee & {
  readonly annee: number;
  readonly bailleur: string | null;
  readonly objet: "hors-qpv" | "qpv";
};

/**
 * Objectives that judge a bilan of a year, and those of the next years in its last version. Before any version was in force, the first one's: callers
 * check `depuis`.
 */
export function retainObjectifs(ecrit: ObjectifsEcrits, annee: number, jusque: number): readonly ObjectifRetenu[] {
  const inForce = sliceAnnee(ecrit, annee);
  const first = inForce.length === 0 ? firstEnVigueur(ecrit.versions) : null;
  const tranches = first === null ? inForce : sliceAlone(first, ecrit.reprises, annee);
  const last = tranches.at(-1);
  if (!last) return [];
  const own = tranches.flatMap(({ lignes }) => lignes.filter((one) => one.annee === annee));
  const later = last.lignes.filter((one) => one.annee > annee && one.annee <= jusque);
  const depuis = (first ?? last.version).depuis;
  const written = { ...last.version, depuis };
  return [
    ...porteursMesures(own).flatMap((line) => retainLine(tranches, line, first?.depuis ?? null)),
    ...porteursMesures(later).flatMap((line) => {
      const year = { du: `${line.annee}-01-01`, au: `${line.annee}-12-31`, version: written, lignes: last.lignes };
      return retainLine([year], line, null);
    }),
  ];
}

/** Bearers that a bilan measures, without duplicates. */
function porteursMesures(lignes: readonly LigneEcrite[]): readonly LigneEcrite[] {
  const measured = lignes.filter(
    ({ objet, porteur }) => (objet === "hors-qpv" || objet === "qpv") && porteur.type !== "reservataire",
  );
  return [...new Map(measured.map((one) => [`${one.annee} ${one.objet} ${keyPorteur(one.porteur)}`, one])).values()];
}

/** `depuis`: the day shown, when the version was not in force that year. */
function retainLine(
  tranches: readonly TrancheAnnee[],
  { annee, objet, porteur }: LigneEcrite,
  depuis: string | null,
): readonly ObjectifRetenu[] {
  if (objet !== "hors-qpv" && objet !== "qpv") return [];
  const read = readOver(tranches, annee, objet, porteur);
  if (read === null) return [];
  const bailleur = porteur.type === "bailleur" ? porteur.siren : null;
  return [{ ...read, depuis: depuis ?? read.depuis, annee, bailleur, objet }];
}

type Ecrit = TrancheAnnee & { readonly engagement: LigneEcrite | null };
type Dit = TrancheAnnee & { readonly engagement: LigneEcrite };

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

/** null: the versions write different kinds of objectives, which have no average. A number is rounded up: it is a minimum. */
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
    acte: joinFrench(dits.map(({ version, engagement }) => nameActe(version.titre, engagement.reprise))),
    calcul: `Au prorata des jours : ${joinFrench(said)}.`,
  };
}

function sayEcrit({ taux, nombre }: Engagement, parTaux: boolean): string {
  return parTaux ? formatTauxCourt(taux ?? 0) : formatNombre(nombre ?? 0);
}

/** A rate applies to the part's own leases; without one, the year's number in proportion to the days, rounded up. */
function partOf({ du, au, version, engagement: { taux, nombre, annee, reprise } }: Dit): PartObjectif {
  const own = taux !== null || nombre === null ? null : Math.ceil((nombre * daysOf({ du, au })) / daysOfAnnee(annee));
  return { du, au, taux, nombre: own, acte: nameActe(version.titre, reprise) };
}

function daysOfAnnee(annee: number): number {
  return daysOf({ du: `${annee}-01-01`, au: `${annee}-12-31` });
}

/** « du 15 novembre 2018 au 31 décembre 2018 ». */
export function labelPart({ du, au }: Pick<PartObjectif, "du" | "au">): string {
  return `du ${formatJour(du)} au ${formatJour(au)}`;
}
