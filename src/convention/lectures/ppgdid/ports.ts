import type { ActePpgdid } from "../../regles/ppgdid/acte.ts";
import type { RubriqueEcrite } from "../../regles/ppgdid/contenu.ts";
import type { ConventionPpgdid, PlanPpgdid } from "../../regles/ppgdid/plan.ts";

export type PpgdidQueries = {
  /** Makes the acts on the plans of a territory wait for each other: what an act read is still true when it writes. */
  lock(epci: string): Promise<void>;
  /** Plans with their rubriques, acts and conventions, by number; drafts only for whoever may see them. */
  plans(epci: string): Promise<readonly PlanPpgdid[]>;
  /** Adds a draft with the rubriques of another plan, if any. Returns its `numero`. */
  add(epci: string, titre: string, depuis: readonly RubriqueEcrite[]): Promise<number>;
  remove(epci: string, plan: number): Promise<void>;
  setAccueil(
    epci: string,
    plan: number,
    accueil: { readonly jours: number | null; readonly organisme: string | null },
  ): Promise<void>;
  writeRubrique(epci: string, plan: number, rubrique: RubriqueEcrite): Promise<void>;
  addActe(epci: string, plan: number, acte: ActePpgdid): Promise<void>;
  /** Makes the plan public. */
  adopt(epci: string, plan: number, jours: { readonly adopteLe: string; readonly publieLe: string }): Promise<void>;
  addConvention(
    epci: string,
    plan: number,
    convention: Pick<ConventionPpgdid, "nature" | "titre" | "arrete"> & { readonly signataires: readonly string[] },
  ): Promise<void>;
  /** false: the row does not exist, or is signed already. */
  sign(epci: string, signataire: number, le: string): Promise<boolean>;
};
