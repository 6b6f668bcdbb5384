import { z } from "zod";
import type { Contingent, Quartile, Reponse } from "#droit/regles/attribution/attribution.ts";
import type { Typologie } from "#droit/regles/typologie.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";
import type { PlanPropose } from "../../regles/plan/plan.ts";
import type { MethodePlan } from "../../regles/plan/resolution.ts";
import { organisationRow } from "../ports.ts";

/** An eligible household for a dwelling of the batch, as the rapprochement reads it. */
export type MenageEligible = {
  readonly demandeur: string;
  readonly reference: string | null;
  readonly quartile: Quartile;
  readonly relogement: Reponse;
  readonly priorite: Reponse;
  /** Whole months since the first demande; null: its day is unknown. */
  readonly mois: number | null;
  readonly points: number | null;
};

export type LotEligible = {
  readonly demandes: readonly MenageEligible[];
  readonly paires: readonly { readonly liberation: number; readonly demandeur: string }[];
  /** Dwellings with more candidates than were read. */
  readonly coupes: readonly number[];
};

/** A dwelling of the proposal; `cle`: its key in the lines. */
export type LogementPresente = {
  readonly cle: string;
  readonly liberation: number;
  readonly reference: string;
  readonly typologie: Typologie | null;
  readonly commune: string;
  readonly zone: Situation;
  readonly contingent: Contingent;
};

/** Frozen content. Households are « 1 », « 2 »…: their files are stored apart, and erased with them. */
export type ContenuPlan = {
  readonly version: 1;
  /** Last ISO day whose leases the objectives count. */
  readonly arreteAu: string;
  /** Sentence on the quarters of the year that are not whole; null: all are. Absent from older frozen proposals. */
  readonly manquants?: string | null;
  readonly logements: readonly LogementPresente[];
  /** Keys of the dwellings of which only the best placed candidates were read. */
  readonly coupes: readonly string[];
  readonly plan: PlanPropose;
};

export type ResumePlan = {
  readonly logements: number;
  readonly proposes: number;
  readonly objectifs: number;
  readonly atteintsAvant: number;
  readonly atteints: number;
  readonly ecartees: number;
  readonly methode: MethodePlan;
  readonly ecart: number | null;
};

/** Frozen object: its hash proves it, so its shape is not checked, and later versions may extend it. */
function frozen<T>(...champs: readonly string[]) {
  return z.custom<T>(
    (value) => typeof value === "object" && value !== null && champs.every((champ) => Object.hasOwn(value, champ)),
  );
}

export const enteteRow = z.object({
  id: z.number(),
  nom: z.string(),
  bailleur: organisationRow,
  jour: z.string(),
  /** ISO instant. */
  figeLe: z.string(),
  figePar: z.string(),
  empreinte: z.string(),
  synthetique: z.boolean(),
  resume: frozen<ResumePlan>("logements", "atteints"),
});
export type EntetePlan = Readonly<z.infer<typeof enteteRow>>;

/** `contenu` null: its households were detached at the end of their retention. */
export const planRow = enteteRow.extend({ contenu: frozen<ContenuPlan>("plan", "logements").nullable() });

/** File of a number; `reference` null: the actor does not read that demande in the list. */
export const menageRow = z.object({
  numero: z.number(),
  demandeur: z.string(),
  reference: z.string().nullable(),
});
export type MenagePlan = Readonly<z.infer<typeof menageRow>>;

/** What the proposal says of a household: the proposed dwelling and those of which it is a reserve, by reference. */
export type MenageCite = {
  readonly demandeur: string;
  readonly propose: string | null;
  readonly reserves: readonly string[];
  readonly ecartee: boolean;
};

export type PlanLu = Readonly<z.infer<typeof planRow>> & { readonly menages: readonly MenagePlan[] };

export type PlanAFiger = Pick<EntetePlan, "nom" | "jour" | "figePar" | "empreinte" | "synthetique" | "resume"> & {
  readonly epci: string;
  readonly organisation: number;
  readonly seance: number | null;
  readonly contenu: ContenuPlan;
  /** By number, from 1. */
  readonly menages: readonly MenageCite[];
};

export type PlanQueries = {
  /** Latest first. */
  list(epci: string): Promise<readonly EntetePlan[]>;
  find(epci: string, id: number): Promise<PlanLu | null>;
  add(plan: PlanAFiger): Promise<number>;
};
