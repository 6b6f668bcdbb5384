import type { Base } from "#socle/lectures/base.ts";

declare module "#socle/routes/site.ts" {
  interface Site {
    /** The body's decision that each version carries out, by number of version. */
    readonly decisionsDeVersions: (
      base: Base,
      epci: string,
    ) => Promise<ReadonlyMap<number, { readonly id: number; readonly numero: string }>>;
  }
}
