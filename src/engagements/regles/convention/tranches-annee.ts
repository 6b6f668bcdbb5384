import { successionsAt } from "#donnees/regles/bailleur/succession.ts";
import type { Objet } from "#donnees/regles/convention/objet.ts";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import type { Application } from "./application-avenant.ts";
import { type Engagement, keyPorteur, type Porteur } from "./engagement.ts";
import { carryObjectifs, type Reprises, type Transmissible } from "./reprise.ts";

/** What tells a version's effect on a year. `application` null: not an avenant. */
export type VersionDatee = {
  readonly numero: number;
  readonly titre: string;
  /** First day of effect; null: a draft, without effect. */
  readonly depuis: string | null;
  readonly application: Application | null;
  readonly engagements: readonly Engagement[];
};

/** Written objectives, and the acts on bailleurs that transfer them. */
export type ObjectifsEcrits<V extends VersionDatee = VersionDatee> = {
  readonly versions: readonly V[];
  readonly reprises: Reprises;
};

export type EnVigueur<V extends VersionDatee = VersionDatee> = V & { readonly depuis: string };
export type LigneEcrite = Engagement & Pick<Transmissible, "reprise">;
/** `lignes`: the version's lines, carried by the acts up to those days. */
export type TrancheAnnee<V extends VersionDatee = VersionDatee> = {
  readonly du: string;
  readonly au: string;
  readonly version: EnVigueur<V>;
  readonly lignes: readonly LigneEcrite[];
};

function byDepuis(a: EnVigueur, b: EnVigueur): number {
  return a.depuis.localeCompare(b.depuis) || a.numero - b.numero;
}

type Jours<V extends VersionDatee> = Omit<TrancheAnnee<V>, "lignes">;

/**
 * The versions that share a year, in order: one, unless an avenant holds from its day or by its days. A convention signed in October sets the whole
 * year, and so does the first version of all. The day of a bailleur's succession cuts the slice in force.
 */
export function sliceAnnee<V extends VersionDatee>(
  { versions, reprises }: ObjectifsEcrits<V>,
  annee: number,
): readonly TrancheAnnee<V>[] {
  const [premier, dernier] = [`${annee}-01-01`, `${annee}-12-31`];
  const past = versions
    .filter((version): version is EnVigueur<V> => version.depuis !== null && version.depuis <= dernier)
    .toSorted(byDepuis);
  const slices = past.reduce<readonly Jours<V>[]>((before, version) => {
    const cuts = version.application === "a-compter" || version.application === "prorata";
    if (before.length === 0 || version.depuis <= premier || !cuts) return [{ du: premier, au: dernier, version }];
    return [...cutBefore(before, version.depuis), { du: version.depuis, au: dernier, version }];
  }, []);
  return slices.flatMap((slice) => cutBySuccessions(slice, reprises));
}

function cutBefore<J extends { readonly du: string; readonly au: string }>(
  slices: readonly J[],
  jour: string,
): readonly J[] {
  return slices
    .filter(({ du }) => du < jour)
    .map((slice) => ({ ...slice, au: slice.au < jour ? slice.au : addDays(jour, -1) }));
}

function cutBySuccessions<V extends VersionDatee>(
  { du, au, version }: Jours<V>,
  { successions, vue }: Reprises,
): readonly TrancheAnnee<V>[] {
  const own = (jour: string) =>
    carryObjectifs<LigneEcrite>(
      version.engagements,
      successionsAt(successions, vue === "alors" ? jour : null),
      keyLigne,
    );
  const inside = successions.filter(
    ({ jour, objectifs }) => vue === "alors" && jour > du && jour <= au && objectifs !== "inchanges",
  );
  const days = [du, ...new Set(inside.map(({ jour }) => jour))].sort();
  return days.map((jour, rank) => ({ du: jour, au: endOf(days[rank + 1], au), version, lignes: own(jour) }));
}

function endOf(next: string | undefined, au: string): string {
  return next === undefined ? au : addDays(next, -1);
}

function keyLigne({ annee, objet }: Engagement): string {
  return `${annee} ${objet}`;
}

/** The first version that took effect. */
export function firstEnVigueur<V extends VersionDatee>(versions: readonly V[]): EnVigueur<V> | null {
  const inForce = versions.filter((version): version is EnVigueur<V> => version.depuis !== null);
  return inForce.toSorted(byDepuis)[0] ?? null;
}

/** A year as if this version alone had been in force throughout. */
export function sliceAlone(version: EnVigueur, reprises: Reprises, annee: number): readonly TrancheAnnee[] {
  const alone = { ...version, application: null, depuis: `${annee}-01-01` };
  return sliceAnnee({ versions: [alone], reprises }, annee);
}

/** Bearers of an objective of that kind on at least some days of the year. */
export function porteursEngages(ecrit: ObjectifsEcrits, annee: number, objet: Objet): readonly Porteur[] {
  const written = sliceAnnee(ecrit, annee).flatMap(({ lignes }) =>
    lignes.filter((one) => one.annee === annee && one.objet === objet).map(({ porteur }) => porteur),
  );
  return [...new Map(written.map((porteur) => [keyPorteur(porteur), porteur])).values()];
}
