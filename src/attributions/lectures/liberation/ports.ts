import { z } from "zod";
import type { Contingent, Reponse } from "#droit/regles/attribution/attribution.ts";
import { EXCEPTIONS_CANDIDATS, type ExceptionCandidats } from "#droit/regles/exception-candidats.ts";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import {
  CAUSES_VACANCE,
  type CauseVacance,
  CLOTURES,
  ETAPES_LIBERATION,
  type EtapeSaisie,
  FILIERES,
  FINANCEMENTS,
  type Filiere,
  type FinancementLogement,
  ORIENTATIONS,
  ORIGINES_LIBERATION,
  type Orientation,
  type OrigineLiberation,
} from "../../regles/liberation/liberation.ts";
import { ACCES_LOGEMENT } from "../../regles/logement/logement-suivi.ts";
import { contingent, organisationRow, reponse, situation } from "../ports.ts";
import type { EnjeuFige } from "./objectifs-touches.ts";

const dates = z.record(z.enum(ETAPES_LIBERATION), z.string().nullable());

/** A dwelling to match with demandes. Euros a month, m²; null and `inconnu`: unknown. */
const logementLibereRow = z.object({
  id: z.number(),
  /** RPLS identifier, or the bailleur's own. */
  cle: z.string(),
  adresse: z.string(),
  commune: z.string(),
  nomCommune: z.string().nullable(),
  secteur: z.string().nullable(),
  situation,
  typologie: z.enum(TYPOLOGIES).nullable(),
  surface: z.number().nullable(),
  loyer: z.number().nullable(),
  charges: z.number().nullable(),
  acces: z.enum(ACCES_LOGEMENT),
  financement: z.enum(FINANCEMENTS),
});
export type LogementLibere = Readonly<z.infer<typeof logementLibereRow>>;

/** A dwelling freed or about to be, from the notice to the lease: a place, and nobody's name. */
export const liberationRow = z.object({
  id: z.number(),
  epci: z.string(),
  numero: z.number(),
  bailleur: organisationRow.extend({ siren: z.string().nullable() }),
  logement: logementLibereRow,
  origine: z.enum(ORIGINES_LIBERATION),
  filiere: z.enum(FILIERES),
  meuble: reponse,
  causeVacance: z.enum(CAUSES_VACANCE),
  etape: z.enum(ETAPES_LIBERATION),
  dates,
  departPrevuLe: z.string().nullable(),
  travauxPrevusLe: z.string().nullable(),
  contingent,
  reservataire: organisationRow.nullable(),
  /** Right in stock that names this dwelling. */
  droit: z.number().nullable(),
  orientation: z.enum(ORIENTATIONS).nullable(),
  orientationMotif: z.string().nullable(),
  orienteeLe: z.string().nullable(),
  exception: z.enum(EXCEPTIONS_CANDIDATS).nullable(),
  exceptionMotif: z.string().nullable(),
  ouverteLe: z.string(),
  closeLe: z.string().nullable(),
  cloture: z.enum(CLOTURES).nullable(),
  clotureMotif: z.string().nullable(),
  revision: z.number(),
  synthetique: z.boolean(),
});
export type Liberation = Readonly<z.infer<typeof liberationRow>>;

export type LiberationAOuvrir = {
  readonly epci: string;
  readonly organisation: number;
  readonly logement: number;
  readonly origine: OrigineLiberation;
  readonly financement: FinancementLogement;
  readonly filiere: Filiere;
  readonly meuble: Reponse;
  readonly causeVacance: CauseVacance;
  readonly dates: Readonly<Record<EtapeSaisie, string | null>>;
  readonly departPrevuLe: string | null;
  readonly travauxPrevusLe: string | null;
  readonly contingent: Contingent;
  readonly ouverteLe: string;
  readonly synthetique: boolean;
};

export type LiberationAModifier = Omit<
  LiberationAOuvrir,
  "epci" | "organisation" | "logement" | "ouverteLe" | "synthetique" | "origine"
>;

/** `ouvertes`: still to let. `closes`: let or withdrawn. */
export type FiltreLiberations = {
  readonly etat: "ouvertes" | "closes";
  readonly filiere: Filiere | null;
  readonly bailleur: number | null;
};

/** Days of one dwelling, to measure the delays. */
export const datesLuesRow = z.object({
  id: z.number(),
  organisation: z.number(),
  bailleur: z.string(),
  secteur: z.string().nullable(),
  filiere: z.enum(FILIERES),
  ouverteLe: z.string(),
  dates,
  causeVacance: z.enum(CAUSES_VACANCE),
  close: z.boolean(),
});
export type DatesLues = Readonly<z.infer<typeof datesLuesRow>>;

/** Solicited réservataire: on a right in stock, or for the flux of the year. */
export type Attribuee = {
  readonly reservataire: number | null;
  readonly contingent: Contingent;
  readonly droit: number | null;
};

export type LiberationQueries = {
  list(epci: string, filtre: FiltreLiberations): Promise<readonly Liberation[]>;
  find(epci: string, id: number): Promise<Liberation | null>;
  /** Count of the active candidates of each, among those that the actor reads; a dwelling without any is absent. */
  enLice(epci: string, ids: readonly number[]): Promise<ReadonlyMap<number, number>>;
  /** null: this dwelling is already being let. */
  add(liberation: LiberationAOuvrir): Promise<number | null>;
  /** For this and the next ones, false: closed, not the actor's, or changed since that revision. */
  update(epci: string, id: number, revision: number, valeurs: LiberationAModifier): Promise<boolean>;
  orienter(
    epci: string,
    id: number,
    choix: { readonly orientation: Orientation; readonly motif: string; readonly le: string },
  ): Promise<boolean>;
  /** Freezes the objectives of that day, replacing the former ones. */
  figerEnjeu(liberation: Pick<Liberation, "epci" | "id" | "bailleur">, enjeu: EnjeuFige): Promise<void>;
  excepter(
    epci: string,
    id: number,
    choix: { readonly exception: ExceptionCandidats | null; readonly motif: string | null },
  ): Promise<boolean>;
  attribuer(epci: string, id: number, choix: Attribuee): Promise<boolean>;
  retirer(epci: string, id: number, choix: { readonly le: string; readonly motif: string }): Promise<boolean>;
  /** Dwellings opened since that day, in any state, for the delays. */
  dates(epci: string, depuis: string): Promise<readonly DatesLues[]>;
  /** Key of the résidence of a dwelling of the published stock; null: unknown to RPLS, or no stock is published. */
  residence(epci: string, cle: string): Promise<string | null>;
  /** Dwellings that the organisation follows and that are not being let. */
  liberables(epci: string, organisation: number): Promise<readonly { readonly id: number; readonly libelle: string }[]>;
};
