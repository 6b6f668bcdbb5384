import type { Source } from "#socle/regles/shared/source.ts";

export type FichierDemo = {
  readonly nom: string;
  readonly octets: Uint8Array;
  readonly source: Source;
  /** What an officer would answer when asked which period the file covers. */
  readonly periode: string;
};
