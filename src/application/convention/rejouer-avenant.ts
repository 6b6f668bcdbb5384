import type { Porteur } from "#domain/convention/engagement.ts";
import type { Objet } from "#domain/convention/objet.ts";
import type { Base } from "../base.ts";
import type { Verdict } from "../bilan/bilan.ts";
import type { VersionVisee } from "./deps.ts";

export type CibleRejouee = {
  /** As written; one of the two may be absent. */
  readonly taux: number | null;
  readonly nombre: number | null;
  readonly attendu: number;
  readonly manque: number;
  readonly verdict: Verdict;
  /** Year of the line applied: another than the year measured when the version says nothing for that one. */
  readonly annee: number;
};

export type LigneRejeu = {
  readonly annee: number;
  readonly objet: Objet;
  readonly porteur: Porteur;
  readonly nom: string;
  readonly assiette: number;
  readonly realise: number;
  readonly taux: number | null;
  /** Under the version in force; null when it sets nothing. */
  readonly actuel: CibleRejouee | null;
  /** Under the version replayed. */
  readonly projet: CibleRejouee | null;
};

/** « With these targets, 2017 and 2018 would have been… » */
export type Rejeu = {
  readonly epci: string;
  readonly numero: number;
  readonly titre: string;
  /** `numero` of the version it is compared with. */
  readonly actuelle: number | null;
  readonly annees: readonly number[];
  readonly lignes: readonly LigneRejeu[];
  /** What the table does not say: lines of another year applied, objectives that are not measured. French, shown as is. */
  readonly remarques: readonly string[];
};

/** `annees`: every published year by default. */
export async function rejouerAvenant(
  _base: Pick<Base, "conventions" | "cubes" | "territoires">,
  _demande: VersionVisee & { readonly annees?: readonly number[] },
  _jour: string,
): Promise<Rejeu> {
  throw new Error("to come");
}
