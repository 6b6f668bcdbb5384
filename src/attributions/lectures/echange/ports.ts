import { z } from "zod";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import { CLOTURES_ECHANGE, OUI_NON } from "../../regles/echange/echange.ts";
import { situation } from "../ports.ts";

const texte = z.string().nullable();
const nombre = z.number().nullable();
const ouiNon = z.enum(OUI_NON).nullable();

/** Euros a month, m²; null: unknown. `commune` is a name. */
const lieu = {
  bailleur: z.string(),
  commune: texte,
  secteur: texte,
  situation,
  typologie: z.enum(TYPOLOGIES).nullable(),
  surface: nombre,
  loyer: nombre,
};

/** A tenant's dwelling that its bailleur offers. `reference` null: its household's file is erased, or not the reader's. */
export const offreEchangeRow = z.object({
  id: z.number(),
  organisation: z.number(),
  ...lieu,
  adresse: texte,
  reference: texte,
  demandeur: texte,
  ouverteLe: z.string(),
  /** In an exchange that is not over. */
  engagee: z.boolean(),
  possibles: z.number(),
});
export type OffreEchange = Readonly<z.infer<typeof offreEchangeRow>>;

export const possibleRow = z.object({ offre: z.number(), organisation: z.number(), ...lieu });
export type EchangePossible = Readonly<z.infer<typeof possibleRow>>;

/** One side: what its bailleur reads of its own dwelling, and of the other one. */
export const echangeRow = z.object({
  id: z.number(),
  organisation: z.number(),
  offre: z.number(),
  adresse: texte,
  typologie: z.enum(TYPOLOGIES).nullable(),
  reference: texte,
  demandeur: texte,
  proposeLe: z.string(),
  bailleurReponse: ouiNon,
  menageReponse: ouiNon,
  liberation: nombre,
  closeLe: texte,
  cloture: z.enum(CLOTURES_ECHANGE).nullable(),
});
export type CoteEchange = Readonly<z.infer<typeof echangeRow>>;

/** `adresse`: once its household has agreed. */
export const autreCoteRow = z.object({
  id: z.number(),
  ...lieu,
  charges: nombre,
  adresse: texte,
  bailleurReponse: ouiNon,
  bailleurLe: texte,
  bailleurMotif: texte,
  menageReponse: ouiNon,
  liberationOuverte: z.boolean(),
});
export type AutreCote = Readonly<z.infer<typeof autreCoteRow>>;

export const familleRow = z.object({
  personnes: nombre,
  enfants: nombre,
  surface: nombre,
  surfaceAutre: nombre,
});

/** Of one bailleur; `proposes` and `dAccord` are open. */
export const compteEchangeRow = z.object({
  organisation: z.number(),
  bailleur: z.string(),
  offerts: z.number(),
  proposes: z.number(),
  dAccord: z.number(),
  signes: z.number(),
  refusesBailleur: z.number(),
  refusesMenage: z.number(),
});
export type CompteEchange = Readonly<z.infer<typeof compteEchangeRow>>;

export type OffreAOuvrir = {
  readonly epci: string;
  readonly organisation: number;
  readonly logement: number;
  readonly demandeur: string;
  readonly accordLe: string;
  readonly ouverteLe: string;
  readonly synthetique: boolean;
};

export type ReponseBailleur = {
  readonly epci: string;
  readonly id: number;
  readonly reponse: "oui" | "non";
  readonly motif: string | null;
  readonly le: string;
};

export type EchangeQueries = {
  /** The actor's own, open. */
  offres(epci: string, organisation: number): Promise<readonly OffreEchange[]>;
  logementOf(epci: string, offre: number): Promise<number | null>;
  possibles(epci: string, offre: number): Promise<readonly EchangePossible[]>;
  /** null: this dwelling or this household is offered already. */
  offrir(offre: OffreAOuvrir): Promise<number | null>;
  /** Ends its exchange too, if no dwelling of it is before a commission. false: not theirs, closed, or such an exchange. */
  retirer(epci: string, offre: number, organisation: number, le: string): Promise<boolean>;
  /** Side of the proposer; null: one of the two is no more to exchange. */
  proposer(
    epci: string,
    question: { readonly offre: number; readonly autre: number; readonly le: string },
  ): Promise<number | null>;
  /** The latest first. */
  ofOrganisation(epci: string, organisation: number): Promise<readonly CoteEchange[]>;
  find(epci: string, id: number): Promise<CoteEchange | null>;
  autres(epci: string): Promise<readonly AutreCote[]>;
  ofDemandeur(epci: string, demandeur: string): Promise<readonly CoteEchange[]>;
  familles(epci: string, id: number): Promise<readonly z.infer<typeof familleRow>[]>;
  comptes(epci: string): Promise<readonly CompteEchange[]>;
  /** false: answered, or over. */
  repondreBailleur(reponse: ReponseBailleur): Promise<boolean>;
  repondreMenage(epci: string, id: number, reponse: "oui" | "non", le: string): Promise<boolean>;
  /** Household that comes to this side's dwelling; null: not all have agreed. */
  arrivant(epci: string, id: number): Promise<string | null>;
  lier(epci: string, id: number, liberation: number): Promise<boolean>;
  /** null: no exchange. false: it does not go to the other household, or the other lease could not be signed. */
  ensemble(epci: string, liberation: number, demandeur: string): Promise<boolean | null>;
};
