import type { EtatReunion } from "../regles/gouvernance/reunion.ts";

/** A meeting in a calendar. `jour` and `heure` are the local time of Paris. */
export type EvenementReunion = {
  /** Never changes, even when the address of the site does. */
  readonly uid: string;
  readonly sequence: number;
  readonly etat: EtatReunion;
  readonly titre: string;
  readonly jour: string;
  readonly heure: string;
  readonly dureeMinutes: number;
  readonly lieu: string | null;
  readonly description: string;
  readonly url: string;
  readonly organisateur: { readonly nom: string; readonly courriel: string };
  /** The recipient; null in a file that any convened person may take. */
  readonly invite: { readonly nom: string; readonly courriel: string } | null;
};
