import type { EtatReunion } from "../regles/gouvernance/reunion.ts";

/** A meeting as calendars know it. `jour` and `heure` are the local time of Paris. */
export type EvenementReunion = {
  /** The same for ever, whatever the address of the site. */
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
  /** To whom it is written; null in a file that anyone convened takes. */
  readonly invite: { readonly nom: string; readonly courriel: string } | null;
};
