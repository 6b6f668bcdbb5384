import { z } from "zod";
import type { Reponse } from "#droit/regles/attribution/attribution.ts";
import type { SituationOccupation } from "#droit/regles/examen-triennal.ts";
import type { Typologie } from "#droit/regles/typologie.ts";
import type {
  AdaptationOccupation,
  AvisOccupation,
  BailSuivi,
  ExamenOccupation,
  PlafondOccupation,
  SuiteOccupation,
} from "../../regles/examen-occupation/examen-occupation.ts";

export type BailSuiviASaisir = Pick<
  BailSuivi,
  "epci" | "organisation" | "reference" | "cle" | "signeLe" | "synthetique"
> & {
  readonly commune: string | null;
  readonly typologie: Typologie | null;
  readonly surface: number | null;
};

/** A lease in force with its last examination; null: there has been none. */
export type BailExamine = { readonly bail: BailSuivi; readonly dernier: ExamenOccupation | null };

export type ExamenAEcrire = {
  readonly epci: string;
  readonly organisation: number;
  readonly bail: number;
  readonly examineLe: string;
  readonly personnes: number | null;
  readonly commune: string | null;
  readonly typologie: Typologie | null;
  readonly surface: number | null;
  readonly plafond: PlafondOccupation;
  readonly situations: readonly SituationOccupation[];
  readonly reservee: boolean;
  readonly synthetique: boolean;
};

/** The stock of a bailleur in the last RPLS that is published, without what is empty. null: none is. */
export const parcOccupeRow = z.object({
  periode: z.string(),
  logements: z.number(),
  /** Followed here. */
  suivis: z.number(),
  /** Not followed, and RPLS gives the month of the lease. */
  moisConnu: z.number(),
});
export type ParcOccupe = Readonly<z.infer<typeof parcOccupeRow>>;

/** Whether the territory is in the zones of the text, since a day. */
export type ZoneExamen = { readonly depuis: string; readonly applicable: Reponse; readonly source: string };

/** Of one bailleur: leases followed, then by what is found of them. */
export const compteExamensRow = z.object({
  organisation: z.number(),
  nom: z.string(),
  suivis: z.number(),
  retard: z.number(),
  examines: z.number(),
  transmis: z.number(),
  avis: z.number(),
});
export type CompteExamens = Readonly<z.infer<typeof compteExamensRow>>;

export type AvisAEcrire = { readonly avis: AvisOccupation; readonly texte: string | null; readonly le: string };

export type SuiteAEcrire = {
  readonly suite: SuiteOccupation;
  readonly le: string;
  /** Day on which the tenant was told of the opinion; null: not written. */
  readonly notifieLe: string | null;
};

export type ExamenOccupationQueries = {
  /** In force, the first due first. */
  baux(epci: string): Promise<readonly BailExamine[]>;
  bail(epci: string, id: number): Promise<BailSuivi | null>;
  /** null: that dwelling has a lease in force already. */
  ajouterBail(bail: BailSuiviASaisir): Promise<number | null>;
  /** How many leases of the last RPLS published were taken: those whose month it gives, of dwellings that are not followed. */
  reprendre(epci: string, organisation: number): Promise<number>;
  clore(epci: string, id: number, le: string): Promise<boolean>;
  parc(epci: string, organisation: number): Promise<ParcOccupe | null>;
  /** The latest first. */
  examens(epci: string, bail: number): Promise<readonly ExamenOccupation[]>;
  examen(epci: string, id: number): Promise<ExamenOccupation | null>;
  /** Those on the agenda of a session, in the order in which they were sent. */
  ofSeance(seance: number): Promise<readonly ExamenOccupation[]>;
  ajouter(examen: ExamenAEcrire): Promise<number>;
  ajouterAdaptation(
    examen: { readonly id: number; readonly epci: string; readonly organisation: number },
    adaptation: AdaptationOccupation,
  ): Promise<void>;
  /** null: none was written, or the person may not read it. */
  adaptation(examen: number): Promise<AdaptationOccupation | null>;
  /** false: it is before a session already, or has nothing to send. */
  transmettre(epci: string, examen: number, seance: number, le: string): Promise<boolean>;
  /** false: an opinion was already given, or it is not on that agenda. */
  donnerAvis(seance: number, examen: number, avis: AvisAEcrire): Promise<boolean>;
  /** false: no opinion was given. */
  suivre(epci: string, examen: number, suite: SuiteAEcrire): Promise<boolean>;
  /** The latest first. */
  zones(epci: string): Promise<readonly ZoneExamen[]>;
  /** false: one is already written from that day. */
  ajouterZone(epci: string, zone: ZoneExamen): Promise<boolean>;
  /** By bailleur, for whoever reads sums. `mois`: between two examinations. */
  compter(epci: string, jour: string, mois: number): Promise<readonly CompteExamens[]>;
};
