import type { DeclarationLogement, EtatLogement, LogementSuivi } from "../../regles/logement/logement-suivi.ts";

/** Those that somebody can be offered. */
export const ETATS_OFFERTS = ["bientot-libre", "libre"] as const satisfies readonly EtatLogement[];

export type LogementSuiviQueries = {
  /** By commune then address. `etats` empty: whatever they are. */
  list(epci: string, etats: readonly EtatLogement[]): Promise<readonly LogementSuivi[]>;
  find(epci: string, id: number): Promise<LogementSuivi | null>;
  /** null when that bailleur has declared a dwelling of that key. */
  add(
    epci: string,
    organisation: number,
    declaration: DeclarationLogement,
    synthetique: boolean,
  ): Promise<number | null>;
  /** false when it is not there for this person, or has changed since that revision. The key and the bailleur never change. */
  update(epci: string, id: number, revision: number, declaration: DeclarationLogement): Promise<boolean>;
};
