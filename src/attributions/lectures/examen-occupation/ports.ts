import { z } from "zod";
import { SITUATIONS_OCCUPATION } from "#droit/regles/examen-triennal.ts";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import {
  AVIS_OCCUPATION,
  type AvisOccupation,
  PLAFONDS_OCCUPATION,
  SOURCES_BAIL_SUIVI,
  SUITES_OCCUPATION,
  type SuiteOccupation,
} from "../../regles/examen-occupation/examen-occupation.ts";
import { reponse } from "../ports.ts";

/** A lease in force that its bailleur follows: a place and a day, no name. */
export const bailSuiviRow = z.object({
  id: z.number(),
  epci: z.string(),
  organisation: z.number(),
  source: z.enum(SOURCES_BAIL_SUIVI),
  /** Reference of the bailleur; null: none. */
  reference: z.string().nullable(),
  cle: z.string(),
  commune: z.string().nullable(),
  nomCommune: z.string().nullable(),
  typologie: z.enum(TYPOLOGIES).nullable(),
  /** m². */
  surface: z.coerce.number().nullable(),
  signeLe: z.string(),
  closLe: z.string().nullable(),
  synthetique: z.boolean(),
});
export type BailSuivi = Readonly<z.infer<typeof bailSuiviRow>>;

export const bailSuiviASaisir = bailSuiviRow.omit({ id: true, source: true, nomCommune: true, closLe: true });
export type BailSuiviASaisir = Readonly<z.infer<typeof bailSuiviASaisir>>;

/** An examination without its sensitive answers. `reservee`: one of the two situations about health. */
export const examenOccupationRow = z.object({
  id: z.number(),
  bail: z.number(),
  seance: z.number().nullable(),
  examineLe: z.string(),
  personnes: z.number().nullable(),
  nomCommune: z.string().nullable(),
  typologie: z.enum(TYPOLOGIES).nullable(),
  surface: z.coerce.number().nullable(),
  plafond: z.enum(PLAFONDS_OCCUPATION),
  situations: z.array(z.enum(SITUATIONS_OCCUPATION)),
  reservee: z.boolean(),
  transmisLe: z.string().nullable(),
  avis: z.enum(AVIS_OCCUPATION).nullable(),
  avisTexte: z.string().nullable(),
  avisLe: z.string().nullable(),
  notifieLe: z.string().nullable(),
  suite: z.enum(SUITES_OCCUPATION).nullable(),
  suiteLe: z.string().nullable(),
});
export type ExamenOccupation = Readonly<z.infer<typeof examenOccupationRow>>;

export const examenAEcrire = examenOccupationRow
  .pick({
    examineLe: true,
    personnes: true,
    typologie: true,
    surface: true,
    plafond: true,
    situations: true,
    reservee: true,
  })
  .extend({
    epci: z.string(),
    organisation: z.number(),
    bailSuivi: z.number(),
    commune: z.string().nullable(),
    synthetique: z.boolean(),
  });
export type ExamenAEcrire = Readonly<z.infer<typeof examenAEcrire>>;

/** Sensitive answers: read and written with the right to sensitive data and a reason. */
export const adaptationRow = z.object({ logementAdapte: reponse, depart: reponse, besoin: reponse });
export type AdaptationOccupation = Readonly<z.infer<typeof adaptationRow>>;

/** A lease in force with its last examination; null: none. */
export type BailExamine = { readonly bail: BailSuivi; readonly dernier: ExamenOccupation | null };

/** Stock of a bailleur in the last published RPLS, without empty dwellings. null: none is published. */
export const parcOccupeRow = z.object({
  periode: z.string(),
  logements: z.number(),
  /** Count followed in Blaise. */
  suivis: z.number(),
  /** Count not followed, for which RPLS gives the month of the lease. */
  moisConnu: z.number(),
});
export type ParcOccupe = Readonly<z.infer<typeof parcOccupeRow>>;

/** Is the territory in the zones of the text, since a day? */
export const zoneExamenRow = z.object({ depuis: z.string(), applicable: reponse, source: z.string() });
export type ZoneExamen = Readonly<z.infer<typeof zoneExamenRow>>;

/** Counts of one bailleur: leases followed, then by outcome of the examinations. */
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
  /** ISO day on which the tenant was told of the opinion; null: not written. */
  readonly notifieLe: string | null;
};

export type ExamenOccupationQueries = {
  /** Leases in force, the first due first. */
  baux(epci: string): Promise<readonly BailExamine[]>;
  bail(epci: string, id: number): Promise<BailSuivi | null>;
  /** null: that dwelling has a lease in force already. */
  ajouterBail(bail: BailSuiviASaisir): Promise<number | null>;
  /** Takes the leases of the last published RPLS, with a month, of dwellings not followed; returns the count. */
  reprendre(epci: string, organisation: number): Promise<number>;
  clore(epci: string, id: number, le: string): Promise<boolean>;
  parc(epci: string, organisation: number): Promise<ParcOccupe | null>;
  /** Latest first. */
  examens(epci: string, bail: number): Promise<readonly ExamenOccupation[]>;
  examen(epci: string, id: number): Promise<ExamenOccupation | null>;
  /** Examinations on the agenda of a session, in the order of sending. */
  ofSeance(seance: number): Promise<readonly ExamenOccupation[]>;
  ajouter(examen: ExamenAEcrire): Promise<number>;
  ajouterAdaptation(
    examen: { readonly id: number; readonly epci: string; readonly organisation: number },
    adaptation: AdaptationOccupation,
  ): Promise<void>;
  /** null: none was written, or the actor may not read it. */
  adaptation(examen: number): Promise<AdaptationOccupation | null>;
  /** false: before a session already, or nothing to send. */
  transmettre(epci: string, examen: number, seance: number, le: string): Promise<boolean>;
  /** false: an opinion was already given, or it is not on that agenda. */
  donnerAvis(seance: number, examen: number, avis: AvisAEcrire): Promise<boolean>;
  /** false: no opinion was given. */
  suivre(epci: string, examen: number, suite: SuiteAEcrire): Promise<boolean>;
  /** Latest first. */
  zones(epci: string): Promise<readonly ZoneExamen[]>;
  /** false: one is already written from that day. */
  ajouterZone(epci: string, zone: ZoneExamen): Promise<boolean>;
  /** By bailleur, for a reader of sums. `mois`: between two examinations. */
  compter(epci: string, jour: string, mois: number): Promise<readonly CompteExamens[]>;
};
