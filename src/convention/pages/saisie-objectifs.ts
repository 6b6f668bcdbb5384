import { OBJETS, type Objet } from "#donnees/regles/convention/objet.ts";
import { type Engagement, keyPorteur, type Porteur } from "#engagements/regles/convention/engagement.ts";

/** Input for one bearer, as typed, so that a refused form comes back whole. */
export type LigneSaisie = {
  readonly porteur: Porteur;
  readonly nombre: string;
  /** In percent: « 25 », « 17,5 ». */
  readonly taux: string;
  /** Count of attributions of the reference year, as typed. */
  readonly base: string;
};

/** One table of the editor: one object in one year. */
export type TableSaisie = {
  readonly objet: Objet;
  readonly annee: number;
  /** Reference year, as typed. */
  readonly reference: string;
  readonly lignes: readonly LigneSaisie[];
};

export type SaisieObjectifs = readonly TableSaisie[];

/** A field that could not be read; `champ`: `id` of its input. `porteur` null: the field is of the whole table. */
export type ErreurChamp = Pick<TableSaisie, "annee" | "objet"> & {
  readonly champ: string;
  readonly porteur: Porteur | null;
  readonly message: string;
};

type Grandeur = "nombre" | "taux" | "base";

/** Name and `id` of an input: « nombre.2018.hors-qpv.bailleur:999000011 ». */
export function champLigne(
  grandeur: Grandeur,
  { annee, objet }: Pick<TableSaisie, "annee" | "objet">,
  porteur: Porteur,
) {
  return `${grandeur}.${annee}.${objet}.${keyPorteur(porteur)}`;
}

export function champReference({ annee, objet }: Pick<TableSaisie, "annee" | "objet">): string {
  return `reference.${annee}.${objet}`;
}

/** First state of the editor: the saved objectives of the version. */
export function saisieOf(engagements: readonly Engagement[]): SaisieObjectifs {
  const tables = new Map<string, { objet: Objet; annee: number; reference: string; lignes: LigneSaisie[] }>();
  for (const engagement of engagements) {
    const key = `${engagement.objet} ${engagement.annee}`;
    const table = tables.get(key) ?? { objet: engagement.objet, annee: engagement.annee, reference: "", lignes: [] };
    tables.set(key, table);
    if (engagement.reference) table.reference ||= String(engagement.reference.annee);
    table.lignes.push({
      porteur: engagement.porteur,
      nombre: engagement.nombre === null ? "" : String(engagement.nombre),
      taux: engagement.taux === null ? "" : writePercent(engagement.taux),
      base: engagement.reference === null ? "" : String(engagement.reference.assiette),
    });
  }
  return sortTables([...tables.values()]);
}

/** Sorts by object, then by year; in a table the EPCI comes last, as a total, and the other bearers keep their order. */
export function sortTables(tables: readonly TableSaisie[]): SaisieObjectifs {
  return tables
    .map((table) => ({
      ...table,
      lignes: table.lignes.toSorted((a, b) => Number(a.porteur.type === "epci") - Number(b.porteur.type === "epci")),
    }))
    .toSorted((a, b) => OBJETS.indexOf(a.objet) - OBJETS.indexOf(b.objet) || a.annee - b.annee);
}

/** 0.175 → « 17,5 »: the input holds no percent sign. */
function writePercent(taux: number): string {
  return String(Math.round(taux * 1_000_000) / 10_000).replace(".", ",");
}
