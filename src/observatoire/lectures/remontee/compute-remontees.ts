import type { Base } from "#socle/lectures/base.ts";
import type { Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { formatCompte, formatNombre } from "#socle/regles/shared/format.ts";
import { unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import {
  ETATS_REMONTEE,
  type EtatRemontee,
  LIBELLE_ETAT_REMONTEE,
  LIBELLE_TYPE_REMONTEE,
  type Remontee,
  TYPES_REMONTEE,
} from "../../regles/remontee/remontee.ts";
import { buildComptes, buildListe, type Noms } from "./figures-remontees.ts";
import type { CompteRemontees, FiltreRemontees } from "./ports.ts";
import type { RemonteesLues } from "./remontees.ts";

/** Rows on the page; its files have all of them. */
export const REMONTEES_PAGE = 100;
export const REMONTEES_FICHIER = 10_000;

export type QuestionRemontees = {
  readonly epci: string;
  readonly filtre: FiltreRemontees;
  /** Most rows, the last observed. */
  readonly limite: number;
};

/** Throws `territoire-inconnu`. */
export async function computeRemontees(base: Base, question: QuestionRemontees): Promise<RemonteesLues> {
  const { epci, filtre, limite } = question;
  const [territoire, communes, bailleurs, liste, comptes] = await Promise.all([
    base.territoires.find(epci),
    base.territoires.perimetre(epci),
    base.cubes.bailleurs(epci),
    base.remontees.list(epci, filtre, limite),
    base.remontees.comptes(epci, filtre),
  ]);
  if (!territoire) throw unknownTerritoire(epci);
  const points = await base.remontees.points(
    epci,
    comptes.flatMap(({ residence }) => residence ?? []),
  );
  const noms: Noms = { communes: new Map(communes.map(({ commune, nom }) => [commune, nom])), bailleurs };
  const parEtat = countEtats(comptes);
  const total = comptes.reduce((sum, { nombre }) => sum + nombre, 0);
  return {
    territoire: epci,
    filtre,
    total,
    parEtat,
    residence: comptes.find(({ residence }) => residence === filtre.residence)?.residenceNom ?? null,
    phrases: sayCounts(total, parEtat, liste),
    communes: communes.map(({ commune, nom }) => ({ code: commune, libelle: nom })),
    bailleurs: [...bailleurs].map(([code, libelle]) => ({ code, libelle })),
    figures: figuresOf({ nom: territoire.nom, liste, comptes, total, noms, points }),
  };
}

type Lu = {
  readonly nom: string;
  readonly liste: readonly Remontee[];
  readonly comptes: readonly CompteRemontees[];
  readonly total: number;
  readonly noms: Noms;
  readonly points: ReadonlyMap<string, readonly [number, number]>;
};

function figuresOf({ nom, liste, comptes, total, noms, points }: Lu): readonly Figure[] {
  const par = (key: (compte: CompteRemontees) => string | null) => groupBy(comptes, key);
  const ensemble = { nom, comptes };
  const natures = par(({ type }) => type);
  return [
    buildListe(liste, total, noms),
    buildComptes({
      code: "remontees-par-nature",
      titre: "Remontées par nature",
      maille: "epci",
      lignesDe: "Nature",
      ensemble,
      lignes: TYPES_REMONTEE.flatMap((type) => {
        const of = natures.get(type);
        return of ? [{ cle: type, libelle: LIBELLE_TYPE_REMONTEE[type], comptes: of }] : [];
      }),
      carte: false,
    }),
    buildComptes({
      code: "remontees-par-commune",
      titre: "Remontées par commune",
      maille: "commune",
      ensemble,
      carte: true,
      lignes: [...par(({ commune }) => commune)].map(([cle, of]) => ({
        cle,
        libelle: noms.communes.get(cle) ?? cle,
        comptes: of,
        chemin: `observatoire/remontees?commune=${cle}`,
      })),
    }),
    buildComptes({
      code: "remontees-par-residence",
      titre: "Remontées par résidence",
      maille: "residence",
      carte: true,
      ensemble,
      lignes: [...par(({ residence }) => residence)].map(([cle, of]) => placed(cle, of, points)),
    }),
  ];
}

function placed(
  cle: string,
  comptes: readonly [CompteRemontees, ...CompteRemontees[]],
  points: Lu["points"],
): Pick<LigneFigure, "cle" | "libelle" | "chemin" | "point"> & { comptes: readonly CompteRemontees[] } {
  const point = points.get(cle);
  return {
    cle,
    libelle: comptes[0].residenceNom ?? cle,
    comptes,
    chemin: `observatoire/remontees?residence=${cle}`,
    ...(point ? { point } : {}),
  };
}

function groupBy(
  comptes: readonly CompteRemontees[],
  key: (compte: CompteRemontees) => string | null,
): ReadonlyMap<string, readonly [CompteRemontees, ...CompteRemontees[]]> {
  const groups = new Map<string, [CompteRemontees, ...CompteRemontees[]]>();
  for (const compte of comptes) {
    const cle = key(compte);
    if (cle === null) continue;
    const group = groups.get(cle);
    if (group) group.push(compte);
    else groups.set(cle, [compte]);
  }
  return groups;
}

function countEtats(comptes: readonly CompteRemontees[]): Record<EtatRemontee, number> {
  const parEtat: Record<EtatRemontee, number> = { signalee: 0, "prise-en-charge": 0, resolue: 0, "sans-suite": 0 };
  for (const { etat, nombre } of comptes) parEtat[etat] += nombre;
  return parEtat;
}

function sayCounts(
  total: number,
  parEtat: Readonly<Record<EtatRemontee, number>>,
  liste: readonly Remontee[],
): readonly string[] {
  if (total === 0)
    return ["Aucune remontée ne répond à ces filtres : personne n’a rien écrit, ce qui ne dit pas que tout va bien."];
  const etats = ETATS_REMONTEE.map(
    (etat) => `${LIBELLE_ETAT_REMONTEE[etat].toLowerCase()} : ${formatNombre(parEtat[etat])}`,
  );
  return [
    `${formatCompte(total, "remontée")} ; ${etats.join(", ")}.`,
    ...(liste.length < total
      ? [`La liste montre les ${formatNombre(liste.length)} dernières observées ; les fichiers les ont toutes.`]
      : []),
  ];
}
