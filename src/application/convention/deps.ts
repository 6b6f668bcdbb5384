import type { Base, Horloge } from "../base.ts";

export type ConventionDeps = {
  readonly base: Pick<
    Base,
    "acteur" | "conventions" | "cubes" | "habilitations" | "journal" | "territoires" | "transaction"
  >;
  readonly horloge: Horloge;
};

/** Which version of which territory. */
export type VersionVisee = { readonly epci: string; readonly numero: number };
