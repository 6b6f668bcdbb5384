/** State of a household of a building to demolish. The last two close the file. */
export const ETATS_RELOGEMENT = ["a-rencontrer", "diagnostic", "offres", "bloque", "reloge", "depart"] as const;
export type EtatRelogement = (typeof ETATS_RELOGEMENT)[number];

export const LIBELLE_ETAT_RELOGEMENT: Readonly<Record<EtatRelogement, string>> = {
  "a-rencontrer": "À rencontrer",
  diagnostic: "Diagnostic",
  offres: "Offres",
  bloque: "Situation bloquée",
  reloge: "Relogé",
  depart: "Parti sans relogement",
};

/** States that close the file on the day of the change: the household needs no rehousing any more. */
export const CLOTURES: readonly EtatRelogement[] = ["reloge", "depart"];

/**
 * Allowed transitions, by state; any other is refused. A lease signed by mistake goes back to
 * « offres »; a departure is final.
 */
export const TRANSITIONS_RELOGEMENT: Readonly<Record<EtatRelogement, readonly EtatRelogement[]>> = {
  "a-rencontrer": ["diagnostic", "depart", "bloque"],
  diagnostic: ["offres", "depart", "bloque"],
  offres: ["reloge", "depart", "bloque"],
  bloque: ["diagnostic", "offres", "depart"],
  reloge: ["offres"],
  depart: [],
};
