import { z } from "zod";
/** A commune outside the known perimeter, with leases in the published files. */
export const dehorsRow = z.object({
  commune: z.string(),
  /** Its name in another territory of the platform; null: none has it. */
  nom: z.string().nullable(),
  /** Leases signed in the years of `annees`, ascending. */
  baux: z.number(),
  annees: z.array(z.number()).readonly(),
});
export type CommuneDehors = Readonly<z.infer<typeof dehorsRow>>;

export const rattachementRow = z.object({
  id: z.number(),
  commune: z.string(),
  nom: z.string().nullable(),
  motif: z.string(),
  decideLe: z.string(),
  decidePar: z.string(),
  annuleLe: z.string().nullable(),
  annulePar: z.string().nullable(),
});
export type Rattachement = Readonly<z.infer<typeof rattachementRow>>;

export type RattachementQueries = {
  /** Most leases first, without the communes counted by decision. */
  dehors(epci: string): Promise<readonly CommuneDehors[]>;
  /** Codes of the communes counted by decision. */
  actifs(epci: string): Promise<readonly string[]>;
  /** Latest first, withdrawn ones included. */
  list(epci: string): Promise<readonly Rattachement[]>;
  /** null when it is already counted. */
  add(
    epci: string,
    decision: { readonly commune: string; readonly motif: string; readonly par: string },
  ): Promise<number | null>;
  /** The commune; null when there is no such decision, or when it is already withdrawn. */
  withdraw(epci: string, id: number, par: string): Promise<string | null>;
  /** Years of signature of the published leases in these communes, ascending. */
  anneesOf(epci: string, communes: readonly string[]): Promise<readonly number[]>;
  /** Published lots of attributions with a lease in one of these communes. */
  lotsOf(epci: string, communes: readonly string[]): Promise<readonly number[]>;
};
