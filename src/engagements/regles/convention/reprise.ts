import { isDisparition, type Succession, type VueBailleurs } from "#donnees/regles/bailleur/succession.ts";
import { formatJour, joinFrench } from "#socle/regles/shared/format.ts";
import { type Engagement, keyPorteur, type Reference } from "./engagement.ts";

/** The acts on bailleurs that transfer objectives, and the view in which they are read. */
export type Reprises = { readonly successions: readonly Succession[]; readonly vue: VueBailleurs };

export const SANS_REPRISE: Reprises = { successions: [], vue: "alors" };

/** The part of a line that an act may transfer. */
export type Transmissible = Pick<Engagement, "objet" | "porteur" | "taux" | "nombre" | "reference"> & {
  /** What came from another bailleur, in French; absent: nothing. */
  readonly reprise?: string;
};

/**
 * The lines after these acts, in the order of their days: transferred to the successor and added to its own, split, closed, or left. `keyOf`
 * identifies one objective of one bearer. A share of a number is rounded up, like any minimum. Lines whose sum is unknown (two rates without weights)
 * are dropped: no objective is invented.
 */
export function carryObjectifs<L extends Transmissible>(
  lignes: readonly L[],
  successions: readonly Succession[],
  keyOf: (ligne: L) => string,
): readonly L[] {
  return successions.reduce((lines, succession) => carryOne(lines, succession, keyOf), lignes);
}

function carryOne<L extends Transmissible>(
  lignes: readonly L[],
  succession: Succession,
  keyOf: (ligne: L) => string,
): readonly L[] {
  const { objectifs, parts } = succession;
  const own = lignes.filter(({ porteur }) => porteur.type === "bailleur" && porteur.siren === succession.siren);
  if (own.length === 0 || objectifs === "inchanges") return lignes;
  const others = lignes.filter((ligne) => !own.includes(ligne));
  const given = objectifs === "clos" ? [] : own.flatMap((ligne) => parts.map((part) => give(ligne, succession, part)));
  const left = isDisparition(succession) ? [] : own.map((ligne) => take(ligne, 1 - sumOf(parts)));
  return mergeSame([...others, ...left, ...given], keyOf);
}

function sumOf(parts: Succession["parts"]): number {
  return parts.reduce((sum, { part }) => sum + (part ?? 0), 0);
}

function give<L extends Transmissible>(
  ligne: L,
  succession: Succession,
  { vers, part }: Succession["parts"][number],
): L {
  const { nom, jour, acte } = succession;
  const share = succession.objectifs === "repris" ? 1 : (part ?? 0);
  const reprise = `${share === 1 ? "avec" : "avec une part de"} l’objectif de ${nom} depuis le ${formatJour(jour)} (${acte})`;
  return {
    ...take(ligne, share),
    porteur: { type: "bailleur", siren: vers },
    reprise: joinReprises([ligne.reprise, reprise]),
  };
}

/** A rate transfers whole; a number and its base, in proportion. */
function take<L extends Transmissible>(ligne: L, share: number): L {
  if (share === 1) return ligne;
  return { ...ligne, nombre: ligne.nombre === null ? null : ceil(ligne.nombre * share), reference: null };
}

/** 30 × 0.7 is 21, not 22: the noise of decimals is not a lease. */
function ceil(nombre: number): number {
  return Math.ceil(nombre - 1e-9);
}

function mergeSame<L extends Transmissible>(lignes: readonly L[], keyOf: (ligne: L) => string): readonly L[] {
  const groups = new Map<string, L[]>();
  for (const ligne of lignes) {
    const key = `${keyPorteur(ligne.porteur)} ${keyOf(ligne)}`;
    const group = groups.get(key);
    if (group) group.push(ligne);
    else groups.set(key, [ligne]);
  }
  return [...groups.values()].flatMap(([first, ...rest]) =>
    first === undefined
      ? []
      : rest.reduce<readonly L[]>((sum, ligne) => sum.flatMap((one) => add(one, ligne)), [first]),
  );
}

/** Empty: the sum is unknown. */
function add<L extends Transmissible>(a: L, b: L): readonly L[] {
  const nombre = a.nombre === null || b.nombre === null ? null : a.nombre + b.nombre;
  const reference = addReferences(a.reference, b.reference);
  const taux = addTaux(a, b, reference);
  if (nombre === null && taux === null) return [];
  const reprise = joinReprises([a.reprise, b.reprise]);
  return [{ ...a, nombre, taux, reference, ...(reprise === undefined ? {} : { reprise }) }];
}

function addReferences(a: Reference | null, b: Reference | null): Reference | null {
  return a && b && a.annee === b.annee ? { annee: a.annee, assiette: a.assiette + b.assiette } : null;
}

/** The common rate of both; else their mean, weighted by their reference leases. */
function addTaux(a: Transmissible, b: Transmissible, reference: Reference | null): number | null {
  if (a.taux === null || b.taux === null) return null;
  if (a.taux === b.taux) return a.taux;
  if (!reference?.assiette || !a.reference || !b.reference) return null;
  return (a.taux * a.reference.assiette + b.taux * b.reference.assiette) / reference.assiette;
}

function joinReprises(reprises: readonly (string | undefined)[]): string | undefined {
  const said = reprises.filter((one) => one !== undefined);
  return said.length === 0 ? undefined : joinFrench(said);
}

/** « Convention du 5 octobre 2018, avec l’objectif de Hamaris depuis le 1er janvier 2019 (décret…) ». */
export function nameActe(titre: string, reprise: string | undefined): string {
  return reprise === undefined ? titre : `${titre}, ${reprise}`;
}

/** Lines of a bearer that acts leave without an objective, for lack of weights. */
export function findNonSommables<L extends Transmissible>(
  lignes: readonly L[],
  succession: Succession,
  keyOf: (ligne: L) => string,
): readonly L[] {
  if (succession.objectifs !== "repris" && succession.objectifs !== "repartis") return [];
  const after = new Set(
    carryOne(lignes, succession, keyOf).map((ligne) => `${keyPorteur(ligne.porteur)} ${keyOf(ligne)}`),
  );
  const own = lignes.filter(({ porteur }) => porteur.type === "bailleur" && porteur.siren === succession.siren);
  return own.filter((ligne) =>
    succession.parts.some(({ vers }) => !after.has(`${keyPorteur({ type: "bailleur", siren: vers })} ${keyOf(ligne)}`)),
  );
}
