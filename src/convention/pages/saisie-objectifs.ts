import { OBJETS, type Objet } from "#donnees/regles/convention/objet.ts";
import { type Engagement, keyPorteur, type Porteur } from "#engagements/regles/convention/engagement.ts";

/** What was typed for one bearer, as it was typed: a refused form comes back whole. */
export type LigneSaisie = {
  readonly porteur: Porteur;
  readonly nombre: string;
  /** In percent: « 25 », « 17,5 ». */
  readonly taux: string;
  /** Attributions of the reference year. */
  readonly base: string;
};

/** One table of the editor: an object in a year. */
export type TableSaisie = {
  readonly objet: Objet;
  readonly annee: number;
  /** Reference year, as typed. */
  readonly reference: string;
  readonly lignes: readonly LigneSaisie[];
};

export type SaisieObjectifs = readonly TableSaisie[];

/** A field that could not be read: `champ` is the `id` of its input, the rest says where it is. `porteur` null: of the whole table. */
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

/** The editor's first state: what the version holds. */
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

/** By object, then by year; in a table bailleurs and réservataires keep the order they have, the EPCI comes last as a total does. */
export function sortTables(tables: readonly TableSaisie[]): SaisieObjectifs {
  return tables
    .map((table) => ({
      ...table,
      lignes: table.lignes.toSorted((a, b) => Number(a.porteur.type === "epci") - Number(b.porteur.type === "epci")),
    }))
    .toSorted((a, b) => OBJETS.indexOf(a.objet) - OBJETS.indexOf(b.objet) || a.annee - b.annee);
}

/** 0.175 → « 17,5 »: what an input holds, without its sign. */
function writePercent(taux: number): string {
  return String(Math.round(taux * 1_000_000) / 10_000).replace(".", ",");
}
