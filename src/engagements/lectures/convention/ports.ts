import { z } from "zod";
import type { ObjectifRow } from "#donnees/formats/rows.ts";
import type { FormatPiece } from "#donnees/regles/piece/piece.ts";
import type { Application } from "../../regles/convention/application-avenant.ts";
import type { Engagement } from "../../regles/convention/engagement.ts";
import type { EtapeAEcrire, FichierEtape } from "../../regles/convention/etape.ts";
import type { ObjectifTerritorialise } from "../../regles/convention/objectif-territorialise.ts";
import type { Signataire } from "../../regles/convention/signataire.ts";
import type { Version } from "../../regles/convention/version.ts";

/** An action as the convention's text writes it; its milestones belong to the follow-up of actions. */
export const actionRow = z.object({
  numero: z.number(),
  orientation: z.string(),
  titre: z.string(),
  jalons: z.string().nullable(),
  acteurs: z.string().nullable(),
});
export type ActionEcrite = Readonly<z.infer<typeof actionRow>>;

export type NouvelleVersion = Pick<
  Version,
  "numero" | "parent" | "application" | "titre" | "objet" | "reprise" | "dureeAns"
>;

export type ConventionQueries = {
  /** Serialises the acts on a territory's convention: what they read stays true until they write. */
  lock(epci: string): Promise<void>;
  /** Every version of the territory with its rows, by number. */
  versions(epci: string): Promise<readonly Version[]>;
  actions(epci: string): Promise<readonly ActionEcrite[]>;
  /** SIREN → name from the directory of organisations, which is public, unlike a territory's files. */
  nomsBailleurs(epci: string): Promise<ReadonlyMap<string, string>>;
  /** Objectives of the published « objectifs » files, all years, in the order of their effect. */
  objectifsDeposes(epci: string): Promise<readonly ObjectifRow[]>;
  /** Returns the `id`. The number is taken under a lock: two simultaneous drafts have two numbers. */
  addVersion(epci: string, version: Omit<NouvelleVersion, "numero">): Promise<number>;
  /** Deletes a draft and its rows. Throws `version-en-vigueur`, `version-inconnue`, like the next functions. */
  removeVersion(epci: string, id: number): Promise<void>;
  replaceEngagements(epci: string, version: number, engagements: readonly Engagement[]): Promise<void>;
  replaceTerritorialises(epci: string, version: number, objectifs: readonly ObjectifTerritorialise[]): Promise<void>;
  setApplication(epci: string, version: number, application: Application): Promise<void>;
  addEtape(
    epci: string,
    version: number,
    etape: EtapeAEcrire & { readonly fichier?: FichierEtape & { readonly octets: Uint8Array } },
  ): Promise<void>;
  /** The act joined to the préfet's agreement; null: none. */
  acteSigne(
    epci: string,
    numero: number,
  ): Promise<{ readonly nom: string; readonly format: FormatPiece; readonly octets: Uint8Array } | null>;
  /** Writes the first day of effect, and publishes the version with the actions of its text. */
  enterVigueur(
    epci: string,
    version: number,
    jours: { readonly depuis: string; readonly publieLe: string },
  ): Promise<void>;
  addSignataire(epci: string, version: number, signataire: Omit<Signataire, "id" | "signeLe">): Promise<number>;
  removeSignataire(epci: string, id: number): Promise<void>;
  /** false when the row is missing, already signed, or not this person's to sign. */
  sign(epci: string, signataire: number, le: string): Promise<boolean>;
  /** `publieLe`: null while no version is in force. */
  replaceActions(epci: string, actions: readonly ActionEcrite[], publieLe: string | null): Promise<void>;
};
