import { z } from "zod";
import type { Territoire } from "#socle/regles/shared/territoire.ts";
import type { CommuneRow } from "../../formats/rows.ts";
import type { FaitsTitulaire, NatureTitulaire } from "../../regles/territoire/obligation.ts";
import type { Sejour } from "../../regles/territoire/perimetre.ts";

/** `nature` null: opened before it was kept, or not said. */
export type TerritoireAOuvrir = Territoire & { readonly nature?: NatureTitulaire | null };

export const communeTerritoireRow = z.object({
  commune: z.string(),
  nom: z.string(),
  population: z.number().nullable(),
});
export type CommuneTerritoire = Readonly<z.infer<typeof communeTerritoireRow>>;

/** With its stays in the territory, ascending; none: every act that had brought it has been taken back. */
export type CommuneDuPerimetre = CommuneTerritoire & {
  readonly sejours: readonly Sejour[];
  /** Listed by the code book when the territory was opened; false: an act brought it. */
  readonly origine: boolean;
};

/** `jour`: the first day in the territory of a commune that joins, the last one of a commune that leaves. */
export const acteRow = z.object({
  id: z.number(),
  commune: z.string(),
  nom: z.string(),
  genre: z.enum(["entree", "sortie"]),
  jour: z.string(),
  /** The act that says so: « arrêté du préfet du 12 décembre 2016 ». */
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
    /** Of a commune that is none today; else null. */
    readonly dernierJour: string | null;
  };

/** A commune that is none today, its last day, and what it became. */
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
    /** A mark that changes whenever something published, undone, repaired or renamed could change what a bilan says. */
    etat(epci: string): Promise<string>;
    /** The same, and what changes a bilan without changing what is released: the offers made here. */
    etatBilan(epci: string): Promise<string>;
    /** Adding the same territory again updates its name and those of its communes; which they are is for acts to say. False: it was there. */
    add(territoire: TerritoireAOuvrir, communes: readonly CommuneTerritoire[]): Promise<boolean>;
    /** What the law looks at to say whether it binds the territory. */
    faitsTitulaire(epci: string): Promise<FaitsTitulaire>;
    /** Those of today. */
    communes(epci: string): Promise<readonly CommuneTerritoire[]>;
    /** Every commune that has been or will be of the territory: names and days of the past included. */
    perimetre(epci: string): Promise<readonly CommuneDuPerimetre[]>;
    /** Contours and secteurs of the published `communes` lot; empty when none is published. */
    contours(epci: string): Promise<readonly CommuneRow[]>;
    /** Which published lots the contours and the perimeters of a territory are: a lot never changes. Empty: none may be read. */
    lotsDuFond(epci: string): Promise<string>;
  }
}

/** Acts on the perimeter. Of one commune, they are written one after the other: `lock` first. */
export type PerimetreQueries = {
  lock(commune: string): Promise<void>;
  /** Latest first, those taken back included. */
  actes(epci: string): Promise<readonly ActePerimetre[]>;
  /** null when the same act stands already. */
  ecrire(epci: string, acte: ActeAEcrire): Promise<number | null>;
  /** The commune; null when there is no such act, or when it was taken back. */
  annuler(epci: string, id: number, par: string): Promise<string | null>;
  /** Reads again, in the files taken in, the lines that wrote the code of a commune that ended. */
  relire(epci: string, finie: CommuneFinie): Promise<void>;
  autresTitulaires(epci: string, communes: readonly string[]): Promise<readonly AutreTitulaire[]>;
  /** People who hold on that day a right narrowed to communes of which one is among these. */
  habilites(epci: string, communes: readonly string[], jour: string): Promise<number>;
};
