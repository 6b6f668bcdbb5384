import type { Contingent, Reponse } from "#droit/regles/attribution/attribution.ts";
import type { ExceptionCandidats } from "#droit/regles/exception-candidats.ts";
import type {
  CauseVacance,
  DatesLiberation,
  EtapeSaisie,
  Filiere,
  FinancementLogement,
  Liberation,
  Orientation,
  OrigineLiberation,
} from "../../regles/liberation/liberation.ts";
import type { EnjeuFige } from "./vue-liberation.ts";

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

/** Days of one dwelling, for the delays. */
export type DatesLues = {
  readonly id: number;
  readonly organisation: number;
  readonly bailleur: string;
  readonly secteur: string | null;
  readonly filiere: Filiere;
  readonly ouverteLe: string;
  readonly dates: DatesLiberation;
  readonly causeVacance: CauseVacance;
  readonly close: boolean;
};

/** Whose turn it is: on a right in stock, or for the flux of the year. */
export type Attribuee = {
  readonly reservataire: number | null;
  readonly contingent: Contingent;
  readonly droit: number | null;
};

export type LiberationQueries = {
  list(epci: string, filtre: FiltreLiberations): Promise<readonly Liberation[]>;
  find(epci: string, id: number): Promise<Liberation | null>;
  /** Candidates still in the race of each, of those that the person reads; a dwelling without any is absent. */
  enLice(epci: string, ids: readonly number[]): Promise<ReadonlyMap<number, number>>;
  /** null: this dwelling has a liberation that is open. */
  add(liberation: LiberationAOuvrir): Promise<number | null>;
  /** Each of these: false when it is closed, not this person's, or changed since that revision. */
  update(epci: string, id: number, revision: number, valeurs: LiberationAModifier): Promise<boolean>;
  orienter(
    epci: string,
    id: number,
    choix: { readonly orientation: Orientation; readonly motif: string; readonly le: string },
  ): Promise<boolean>;
  /** What its objectives are on that day, in place of what was frozen before. */
  figerEnjeu(liberation: Pick<Liberation, "epci" | "id" | "bailleur">, enjeu: EnjeuFige): Promise<void>;
  excepter(
    epci: string,
    id: number,
    choix: { readonly exception: ExceptionCandidats | null; readonly motif: string | null },
  ): Promise<boolean>;
  attribuer(epci: string, id: number, choix: Attribuee): Promise<boolean>;
  retirer(epci: string, id: number, choix: { readonly le: string; readonly motif: string }): Promise<boolean>;
  /** Opened since that day, whatever their state: for the delays. */
  dates(epci: string, depuis: string): Promise<readonly DatesLues[]>;
  /** Key of the résidence of a dwelling of the published stock; null: RPLS does not know it, or no stock is published. */
  residence(epci: string, cle: string): Promise<string | null>;
  /** Dwellings that the person may free: followed by that organisation, with no liberation that is open. */
  liberables(epci: string, organisation: number): Promise<readonly { readonly id: number; readonly libelle: string }[]>;
};
