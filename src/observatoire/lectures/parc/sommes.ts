import type { LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { CLASSES_PARC, type RepartitionParc } from "../../regles/parc/classes.ts";
import { findPortrait } from "../chemins.ts";
import { cleZone, compareZones, libelleZone, type MailleZone, type Zones } from "../zones.ts";
import { type CelluleParc, type CompteParc, compteRow } from "./ports.ts";

/** Sum of the cells of one row. */
export type SommeParc = Omit<CelluleParc, "bailleur" | "bailleurNom" | "commune" | "situation" | "qpv" | "zone"> & {
  readonly qpv: number;
  readonly horsQpv: number;
  readonly situationInconnue: number;
};

/** The stock of one vintage, and its zones. */
export type VueParc = {
  readonly millesime: string;
  /** « RPLS au 1er janvier 2017 (lot 12) » */
  readonly source: string;
  readonly zones: Zones;
  readonly cellules: readonly CelluleParc[];
  readonly bailleurs: ReadonlyMap<string, string>;
};

export type GroupeParc = { readonly cle: string; readonly libelle: string; readonly somme: SommeParc };

const CHAMPS = compteRow.keyof().options;

export function sumComptes(comptes: readonly CompteParc[]): CompteParc {
  const somme = Object.fromEntries(CHAMPS.map((champ) => [champ, 0])) as Record<(typeof CHAMPS)[number], number>;
  for (const compte of comptes) for (const champ of CHAMPS) somme[champ] += compte[champ];
  return somme;
}

export function sumParc(cellules: readonly CelluleParc[]): SommeParc {
  const cotes = { qpv: 0, "hors-qpv": 0, inconnue: 0 };
  for (const { situation, logements } of cellules) cotes[situation] += logements;
  const noms = Object.keys(CLASSES_PARC) as RepartitionParc[];
  const repartitions = Object.fromEntries(
    noms.map((nom) => [nom, addUp(CLASSES_PARC[nom].length, cellules, (cellule) => cellule.repartitions[nom])]),
  ) as Record<RepartitionParc, readonly number[]>;
  return {
    ...sumComptes(cellules),
    repartitions,
    proposesPeriodes: addUp(CLASSES_PARC.periodes.length, cellules, (cellule) => cellule.proposesPeriodes),
    vacantsPeriodes: addUp(CLASSES_PARC.periodes.length, cellules, (cellule) => cellule.vacantsPeriodes),
    qpv: cotes.qpv,
    horsQpv: cotes["hors-qpv"],
    situationInconnue: cotes.inconnue,
  };
}

function addUp(
  length: number,
  cellules: readonly CelluleParc[],
  read: (cellule: CelluleParc) => readonly number[],
): readonly number[] {
  const sums = Array.from({ length }, () => 0);
  for (const cellule of cellules)
    read(cellule).forEach((count, rank) => {
      sums[rank] = (sums[rank] ?? 0) + count;
    });
  return sums;
}

/** Cache: several figures of a page use the same groups. */
const GROUPES = new WeakMap<VueParc, Map<MailleZone, readonly GroupeParc[]>>();

/** Rows of a maille in reading order, without zones that have no dwelling. */
export function groupParc(vue: VueParc, maille: MailleZone): readonly GroupeParc[] {
  const known = GROUPES.get(vue) ?? new Map<MailleZone, readonly GroupeParc[]>();
  GROUPES.set(vue, known);
  const groupes = known.get(maille) ?? cutParc(vue, maille);
  known.set(maille, groupes);
  return groupes;
}

function cutParc({ zones, cellules, bailleurs }: VueParc, maille: MailleZone): readonly GroupeParc[] {
  const groups = new Map<string, CelluleParc[]>();
  for (const cellule of cellules) {
    const cle = cleZone(zones, maille, cellule);
    const group = groups.get(cle);
    if (group) group.push(cellule);
    else groups.set(cle, [cellule]);
  }
  return [...groups]
    .map(([cle, own]) => ({ cle, libelle: libelleZone(zones, maille, cle, bailleurs), somme: sumParc(own) }))
    .sort((a, b) => compareZones(maille, a, b));
}

/** The rows, then the whole territory. */
export function lignesOf(
  vue: VueParc,
  maille: MailleZone,
  cellulesOf: (groupe: GroupeParc) => LigneFigure["cellules"],
): readonly LigneFigure[] {
  const groupes = groupParc(vue, maille);
  const lignes = groupes.map((groupe): LigneFigure => {
    const { cle, libelle } = groupe;
    const chemin = findPortrait(maille, cle);
    return { cle, libelle, ...(chemin === undefined ? {} : { chemin }), cellules: cellulesOf(groupe) };
  });
  const tout = { cle: vue.zones.epci, libelle: "Territoire", somme: sumParc(vue.cellules) };
  const total: LigneFigure = { cle: tout.cle, libelle: tout.libelle, cellules: cellulesOf(tout), total: true };
  return maille === "epci" ? [total] : [...lignes, total];
}
