import { LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import {
  bandConstruction,
  LIBELLE_CONSTRUCTION,
  PERIODES_CONSTRUCTION,
  type PeriodeConstruction,
} from "#droit/regles/patrimoine/construction.ts";
import { INCONNU } from "#socle/regles/shared/format.ts";
import { LIBELLE_FINANCEMENT } from "../../regles/contingent/logement-reserve.ts";
import {
  AXES_FLUX,
  type AxeFlux,
  type ColonneFlux,
  type DetailFlux,
  LIBELLE_AXE_FLUX,
  type LigneVentilation,
  type VentilationFlux,
} from "./bilan-flux.ts";
import type { CelluleBilanFlux } from "./ports.ts";

/** Names of the communes of the territory, by code. */
export type Libelles = { readonly communes: ReadonlyMap<string, string> };

const INCONNUE = "inconnue";

const LIBELLE_SITUATION: Readonly<Record<string, string>> = {
  qpv: "En quartier prioritaire",
  "hors-qpv": "Hors quartier prioritaire",
  [INCONNUE]: "Inconnue",
};

/** Value of a lease on an axis: a code, or « inconnue » when no file has one. */
function codeOf(cellule: CelluleBilanFlux, axe: AxeFlux): string {
  if (axe === "construction") return bandConstruction(cellule.construction);
  return cellule[axe] ?? INCONNUE;
}

function libelleOf(axe: AxeFlux, code: string, { communes }: Libelles): string {
  if (code === INCONNUE) return "Inconnue";
  if (axe === "financement") return LIBELLE_FINANCEMENT[code] ?? `Code ${code}`;
  if (axe === "situation") return LIBELLE_SITUATION[code] ?? code;
  if (axe === "commune") return communes.get(code) ?? code;
  if (axe === "construction") return LIBELLE_CONSTRUCTION[code as PeriodeConstruction] ?? code;
  return code === "T6P" ? "T6 et plus" : code === "C" ? "Chambre" : code;
}

/** Chronological for construction, by name for communes, by code elsewhere; the unknown line comes last, and is always present. */
function compareLignes(axe: AxeFlux, a: LigneVentilation, b: LigneVentilation): number {
  if (a.code === INCONNUE || b.code === INCONNUE) return Number(a.code === INCONNUE) - Number(b.code === INCONNUE);
  if (axe === "construction") return rankConstruction(a.code) - rankConstruction(b.code);
  return axe === "commune" ? a.libelle.localeCompare(b.libelle, "fr") : a.code.localeCompare(b.code, "fr");
}

const PERIODES: readonly string[] = PERIODES_CONSTRUCTION;

function rankConstruction(code: string): number {
  return PERIODES.indexOf(code);
}

/** Every axis cuts the same leases: its lines always sum to their number. */
export function ventileFlux(
  cellules: readonly CelluleBilanFlux[],
  colonnes: readonly ColonneFlux[],
  libelles: Libelles,
): readonly VentilationFlux[] {
  return AXES_FLUX.map((axe) => {
    const codes = new Set([...cellules.map((cellule) => codeOf(cellule, axe)), INCONNUE]);
    const lignes = [...codes].map((code): LigneVentilation => {
      const own = cellules.filter((cellule) => codeOf(cellule, axe) === code);
      return {
        code,
        libelle: libelleOf(axe, code, libelles),
        nombre: sum(own),
        parContingent: colonnes.map((colonne) => sum(own.filter(({ contingent }) => contingent === colonne.code))),
      };
    });
    return { axe, titre: LIBELLE_AXE_FLUX[axe], lignes: lignes.toSorted((a, b) => compareLignes(axe, a, b)) };
  });
}

function sum(cellules: readonly CelluleBilanFlux[]): number {
  return cellules.reduce((total, { nombre }) => total + nombre, 0);
}

/** Crosses all axes; leases with the same words are grouped. */
export function readDetails(cellules: readonly CelluleBilanFlux[], libelles: Libelles): readonly DetailFlux[] {
  const found = new Map<string, DetailFlux>();
  for (const cellule of cellules) {
    const word = (axe: AxeFlux) => {
      const code = codeOf(cellule, axe);
      return code === INCONNUE ? INCONNU : libelleOf(axe, code, libelles);
    };
    const detail = {
      contingent: LIBELLE_CONTINGENT[cellule.contingent],
      typologie: word("typologie"),
      financement: word("financement"),
      situation: word("situation"),
      commune: word("commune"),
      construction: word("construction"),
    };
    const key = JSON.stringify(detail);
    found.set(key, { ...detail, nombre: (found.get(key)?.nombre ?? 0) + cellule.nombre });
  }
  return [...found.values()];
}
