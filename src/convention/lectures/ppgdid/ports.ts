import type { ActePpgdid } from "../../regles/ppgdid/acte.ts";
import type { RubriqueEcrite } from "../../regles/ppgdid/contenu.ts";
import type { ConventionPpgdid, PlanPpgdid } from "../../regles/ppgdid/plan.ts";

export type PpgdidQueries = {
  /** Every act on the plans of a territory follows the others: what it read is still true when it writes. */
  lock(epci: string): Promise<void>;
  /** With all that belongs to them, in the order of their numbers; drafts for whoever may see them. */
  plans(epci: string): Promise<readonly PlanPpgdid[]>;
  /** `numero` of the new draft, from the contents of another when there is one. */
  add(epci: string, titre: string, depuis: readonly RubriqueEcrite[]): Promise<number>;
  remove(epci: string, plan: number): Promise<void>;
  setAccueil(
    epci: string,
    plan: number,
    accueil: { readonly jours: number | null; readonly organisme: string | null },
  ): Promise<void>;
  writeRubrique(epci: string, plan: number, rubrique: RubriqueEcrite): Promise<void>;
  addActe(epci: string, plan: number, acte: ActePpgdid): Promise<void>;
  /** The plan is public from then on. */
  adopt(epci: string, plan: number, jours: { readonly adopteLe: string; readonly publieLe: string }): Promise<void>;
  addConvention(
    epci: string,
    plan: number,
    convention: Pick<ConventionPpgdid, "nature" | "titre" | "arrete"> & { readonly signataires: readonly string[] },
  ): Promise<void>;
  /** false when the row is not there, or is signed already. */
  sign(epci: string, signataire: number, le: string): Promise<boolean>;
};
