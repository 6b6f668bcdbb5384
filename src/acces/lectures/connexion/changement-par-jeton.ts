import type { CoteChangement } from "../../regles/cote-changement.ts";

/** Read by the service « connexion », before anybody is known. */
export type ChangementParJeton = {
  readonly id: number;
  readonly demandeur: string;
  readonly epci: string;
  readonly cote: CoteChangement;
};
