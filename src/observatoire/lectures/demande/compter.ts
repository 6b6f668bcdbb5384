import { findValeur } from "#droit/regles/parametre.ts";
import type { CelluleFigure } from "#socle/lectures/observatoire/figure.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { DELAI_NON_POURVU, DELAI_SANS_EVENEMENT, DELAIS } from "../../regles/demande/anciennete.ts";
import type { AxeDemande, CompteDemande } from "./ports.ts";

export type CadreDemandes = {
  readonly comptes: readonly CompteDemande[];
  readonly total: number;
  readonly reference: string;
  readonly delai: number;
  readonly silence: number;
  /** « , demandes de T3 pour Wassy »; empty without a filter. */
  readonly filtre: string;
  /** « SNE, extraction « stock » au 31 décembre 2017 (lot 11) ». */
  readonly source: string;
  readonly communes: ReadonlyMap<string, string>;
};

/** Throws `delai-inconnu` for a number of months that starts no band. */
export function chooseDelai(asked: number | null, reference: string): number {
  return checkDelai(asked ?? findValeur(DELAI_NON_POURVU, reference).valeur);
}

export function chooseSilence(asked: number | null, reference: string): number {
  return checkDelai(asked ?? findValeur(DELAI_SANS_EVENEMENT, reference).valeur);
}

function checkDelai(mois: number): number {
  if (DELAIS.some((delai) => delai === mois)) return mois;
  throw new Refus(
    "delai-inconnu",
    `Le délai de ${mois} mois n’est pas proposé. Choisissez ${DELAIS.join(", ")} mois.`,
    {
      mois,
    },
  );
}

type Keep = (compte: CompteDemande) => boolean;

export function sumNombre(comptes: readonly { readonly nombre: number }[]): number {
  return comptes.reduce((total, { nombre }) => total + nombre, 0);
}

export function ofAxe(comptes: readonly CompteDemande[], axe: AxeDemande): readonly CompteDemande[] {
  return comptes.filter((compte) => compte.axe === axe);
}

/** Demandes by value of an axis. */
export function countBy(
  comptes: readonly CompteDemande[],
  axe: AxeDemande,
  keep: Keep = () => true,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const compte of comptes) {
    if (compte.axe === axe && keep(compte)) found.set(compte.cle, (found.get(compte.cle) ?? 0) + compte.nombre);
  }
  return found;
}

/** Sums over one axis: every axis counts each demande once. */
export function countAll(comptes: readonly CompteDemande[], keep: Keep = () => true): number {
  return sumNombre(comptes.filter((compte) => compte.axe === "origine" && keep(compte)));
}

export function nombreOf(valeur: number, incertains = 0): CelluleFigure {
  return incertains > 0 ? { valeur, bornes: [valeur, valeur + incertains] } : { valeur };
}

/** Share of the known, with the bounds that the unknown allow. */
export function partOf(nombre: number, connus: number, inconnus: number): CelluleFigure {
  if (connus === 0) return { valeur: null, manque: inconnus > 0 ? "inconnu" : "sans-objet" };
  const total = connus + inconnus;
  return {
    valeur: nombre / connus,
    ...(inconnus > 0 ? { bornes: [nombre / total, (nombre + inconnus) / total] as const } : {}),
    sur: connus,
  };
}
