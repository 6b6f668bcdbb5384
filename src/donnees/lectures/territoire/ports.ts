import { z } from "zod";
import type { Territoire } from "#socle/regles/shared/territoire.ts";
import type { CommuneRow } from "../../formats/rows.ts";
import type { FaitsTitulaire, NatureTitulaire } from "../../regles/territoire/obligation.ts";
import type { Sejour } from "../../regles/territoire/perimetre.ts";

/** `nature` null: unknown, or opened before this field existed. */
export type TerritoireAOuvrir = Territoire & { readonly nature?: NatureTitulaire | null };

export const communeTerritoireRow = z.object({
  commune: z.string(),
  nom: z.string(),
  population: z.number().nullable(),
});
export type CommuneTerritoire = Readonly<z.infer<typeof communeTerritoireRow>>;

/** `sejours`: ascending; empty when every act that had added the commune is withdrawn. */
export type CommuneDuPerimetre = CommuneTerritoire & {
  readonly sejours: readonly Sejour[];
  /** True when the code book listed it at the opening; false: an act added it. */
  readonly origine: boolean;
};

/** `jour`: first day in the territory of a commune that joins, last day of one that leaves. */
export const acteRow = z.object({
  id: z.number(),
  commune: z.string(),
  nom: z.string(),
  genre: z.enum(["entree", "sortie"]),
  jour: z.string(),
  /** « arrêté du préfet du 12 décembre 2016 ». */
  acte: z.string(),
  ecritLe: z.string(),
  ecritPar: z.string(),
  annuleLe: z.string().nullable(),
  annulePar: z.string().nullable(),
});
export type ActePerimetre = Readonly<z.infer<typeof acteRow>>;

export type ActeAEcrire = CommuneTerritoire &
  Pick<ActePerimetre, "genre" | "jour" | "acte"> & {
    readonly par: string;
    /** For a commune that no longer exists; else null. */
    readonly dernierJour: string | null;
  };

/** A commune that no longer exists, its last day, and the commune that it became. */
export type CommuneFinie = { readonly commune: string; readonly devenue: string; readonly dernierJour: string };

/** Another territory of the platform that has the commune on some of these days. */
export type AutreTitulaire = {
  readonly commune: string;
  readonly epci: string;
  readonly nom: string;
  readonly sejours: readonly Sejour[];
};

declare module "#socle/lectures/territoires.ts" {
  interface TerritoireQueries {
    /** A mark that changes with any publication, undoing, repair or renaming that could change a bilan. */
    etat(epci: string): Promise<string>;
    /** As `etat`, plus the offers made here, which change a bilan without changing what is published. */
    etatBilan(epci: string): Promise<string>;
    /** Adding the same territory again updates its name and those of its communes; which they are is for acts to say. False: it was there. */
    add(territoire: TerritoireAOuvrir, communes: readonly CommuneTerritoire[]): Promise<boolean>;
    /** What the law looks at to say whether it binds the territory. */
    faitsTitulaire(epci: string): Promise<FaitsTitulaire>;
    /** Communes of today. */
    communes(epci: string): Promise<readonly CommuneTerritoire[]>;
    /** Every past, present or future commune of the territory, with names and days. */
    perimetre(epci: string): Promise<readonly CommuneDuPerimetre[]>;
    /** Contours and secteurs of the published `communes` lot; empty without one. */
    contours(epci: string): Promise<readonly CommuneRow[]>;
    /** Identifies the published lots behind the contours and perimeters; a lot never changes. Empty: none may be read. */
    lotsDuFond(epci: string): Promise<string>;
  }
}

/** Acts on the perimeter, serialised by commune: call `lock` first. */
export type PerimetreQueries = {
  lock(commune: string): Promise<void>;
  /** Latest first, withdrawn ones included. */
  actes(epci: string): Promise<readonly ActePerimetre[]>;
  /** null when the same act already stands. */
  ecrire(epci: string, acte: ActeAEcrire): Promise<number | null>;
  /** The commune; null when there is no such act, or when it is already withdrawn. */
  annuler(epci: string, id: number, par: string): Promise<string | null>;
  /** Updates the imported lines whose code is that of a commune that ended. */
  relire(epci: string, finie: CommuneFinie): Promise<void>;
  autresTitulaires(epci: string, communes: readonly string[]): Promise<readonly AutreTitulaire[]>;
  /** Number of persons with a right in force on that day that is limited to communes, one of these included. */
  habilites(epci: string, communes: readonly string[], jour: string): Promise<number>;
};
