import type { CoteChangement } from "../../regles/cote-changement.ts";

/** Whose token it is, before anybody is known: bound to the service « connexion ». */
export type ChangementParJeton = {
  readonly id: number;
  readonly demandeur: string;
  readonly epci: string;
  readonly cote: CoteChangement;
};
