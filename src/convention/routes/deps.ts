import type { Base } from "#socle/lectures/base.ts";

declare module "#socle/routes/site.ts" {
  interface Site {
    /** Which decision of a body each version carries out, by version. */
    readonly decisionsDeVersions: (
      base: Base,
      epci: string,
    ) => Promise<ReadonlyMap<number, { readonly id: number; readonly numero: string }>>;
  }
}
