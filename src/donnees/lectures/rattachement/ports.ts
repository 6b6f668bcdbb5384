import { z } from "zod";
/** A commune outside the perimeter known, of which the published files hold leases. */
export const dehorsRow = z.object({
  commune: z.string(),
  /** As another territory of the platform names it; null when none does. */
  nom: z.string().nullable(),
  /** Signed in the years of `annees`, ascending. */
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
  /** Most leases first; those that are counted by decision are not of them. */
  dehors(epci: string): Promise<readonly CommuneDehors[]>;
  /** Codes of the communes counted by decision. */
  actifs(epci: string): Promise<readonly string[]>;
  /** Latest first, those taken back included. */
  list(epci: string): Promise<readonly Rattachement[]>;
  /** null when it is counted already. */
  add(
    epci: string,
    decision: { readonly commune: string; readonly motif: string; readonly par: string },
  ): Promise<number | null>;
  /** The commune; null when there is no such decision, or when it was taken back. */
  withdraw(epci: string, id: number, par: string): Promise<string | null>;
  /** Years in which a published lease of one of these communes was signed, ascending. */
  anneesOf(epci: string, communes: readonly string[]): Promise<readonly number[]>;
  /** Published lots of attributions that hold a lease of one of these communes. */
  lotsOf(epci: string, communes: readonly string[]): Promise<readonly number[]>;
};
