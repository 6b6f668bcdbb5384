import type { Engagement } from "#domain/convention/engagement.ts";
import type { Etape } from "#domain/convention/etape.ts";
import type { Signataire } from "#domain/convention/signataire.ts";
import type { Version } from "#domain/convention/version.ts";

/** One of the convention's actions as its text writes it; its milestones belong to the follow-up of actions. */
export type ActionEcrite = {
  readonly numero: number;
  readonly orientation: string;
  readonly titre: string;
  readonly jalons: string | null;
  readonly acteurs: string | null;
};

export type NouvelleVersion = Pick<Version, "numero" | "parent" | "titre" | "objet" | "reprise" | "dureeAns">;

export type ConventionQueries = {
  /** Every version of the territory with all that belongs to it, in the order of their numbers. */
  versions(epci: string): Promise<readonly Version[]>;
  actions(epci: string): Promise<readonly ActionEcrite[]>;
  /** `id` of the new version. The number is taken under a lock: two drafts at once are two numbers. */
  addVersion(epci: string, version: Omit<NouvelleVersion, "numero">): Promise<number>;
  /** Deletes a draft and all that belongs to it. */
  removeVersion(epci: string, id: number): Promise<void>;
  replaceEngagements(epci: string, version: number, engagements: readonly Engagement[]): Promise<void>;
  addEtape(epci: string, version: number, etape: Etape): Promise<void>;
  /** Writes the first day of effect, and publishes the version. */
  enterVigueur(epci: string, version: number, depuis: string): Promise<void>;
  addSignataire(epci: string, version: number, signataire: Omit<Signataire, "id" | "signeLe">): Promise<number>;
  removeSignataire(epci: string, id: number): Promise<void>;
  /** false when the row is not there, or not to be signed by this person. */
  sign(epci: string, signataire: number, le: string): Promise<boolean>;
  replaceActions(epci: string, actions: readonly ActionEcrite[]): Promise<void>;
};
