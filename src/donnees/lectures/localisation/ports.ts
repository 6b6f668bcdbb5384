import { z } from "zod";
import type { Cote, MotifDeduction } from "#droit/regles/patrimoine/deduction.ts";
import { MOTIFS_DEDUCTION } from "#droit/regles/patrimoine/deduction.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";

/** An address of the published attributions whose location nobody knows, with all its lines. */
export const adresseRow = z.object({
  cleAdresse: z.string(),
  commune: z.string().nullable(),
  communeNom: z.string().nullable(),
  adresse: z.string().nullable(),
  residence: z.string().nullable(),
  numeroRpls: z.string().nullable(),
  bailleur: z.string(),
  bailleurNom: z.string().nullable(),
  typologie: z.string().nullable(),
  lignes: z.number().int(),
  premierQuartile: z.number().int(),
  annees: z.array(z.number().int()).readonly(),
  /** What the published stock makes likely of all its lines, and why; null when nothing does, when they differ, or when a person set it aside. */
  probable: z.object({ situation: z.enum(["qpv", "hors-qpv"]), motif: z.enum(MOTIFS_DEDUCTION) }).nullable(),
  exemple: z.object({ fichier: z.string(), ligne: z.number() }),
});
export type AdresseALocaliser = Readonly<z.infer<typeof adresseRow>>;

/** An address whose side is retained because it was deduced, with all its lines. */
export type AdresseDeduite = Pick<
  AdresseALocaliser,
  "cleAdresse" | "commune" | "communeNom" | "adresse" | "residence" | "bailleur" | "bailleurNom" | "lignes" | "annees"
> & { readonly situation: Cote; readonly motif: MotifDeduction };

/** One résidence of the published RPLS stock: the dwellings of a commune at one address, grouped. */
export type ResidenceCandidate = {
  readonly identRep: string | null;
  readonly commune: string;
  readonly communeNom: string | null;
  readonly adresse: string | null;
  readonly residence: string | null;
  readonly bailleur: string | null;
  readonly logements: number;
  /** Retained location: what RPLS declares when it says something, else the point in the perimeter; `inconnue` when its dwellings differ. */
  readonly situation: Situation;
  readonly longitude: number | null;
  readonly latitude: number | null;
};

export type Localisation = {
  readonly id: number;
  readonly cleAdresse: string;
  readonly situation: Situation;
  readonly situationAvant: Situation;
  readonly residence: string | null;
  readonly identRep: string | null;
  readonly motif: string;
  readonly decideeLe: string;
  readonly decideePar: string;
  readonly annuleeLe: string | null;
  readonly annuleePar: string | null;
};

export type LocalisationQueries = {
  /** Most lines first, then commune and address. */
  aLocaliser(epci: string): Promise<readonly AdresseALocaliser[]>;
  /** The same order. An address whose lines were deduced on both sides, or for two reasons, is there twice. */
  deduites(epci: string): Promise<readonly AdresseDeduite[]>;
  /** Résidences of the commune; when commune is null, of the bailleur in the whole territory. */
  candidates(epci: string, commune: string | null, bailleur: string): Promise<readonly ResidenceCandidate[]>;
  record(
    epci: string,
    localisation: Omit<Localisation, "id" | "decideeLe" | "annuleeLe" | "annuleePar">,
  ): Promise<number>;
  withdraw(id: number, par: string): Promise<Localisation | null>;
  find(id: number): Promise<(Localisation & { readonly epci: string }) | null>;
  history(epci: string): Promise<readonly Localisation[]>;
  /** Published attribution lots that hold this address. */
  lotsOf(epci: string, cleAdresse: string): Promise<readonly number[]>;
};
