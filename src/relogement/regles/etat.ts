/** Where a household of a building to demolish stands. The two last close the file. */
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

/** The household is not ours to rehouse any more: the day of the change closes the file. */
export const CLOTURES: readonly EtatRelogement[] = ["reloge", "depart"];

/**
 * The states as a table: from each, where one may go. An act that is not here is refused. A lease signed by mistake is taken back to
 * « offres »; a departure never comes back.
 */
export const TRANSITIONS_RELOGEMENT: Readonly<Record<EtatRelogement, readonly EtatRelogement[]>> = {
  "a-rencontrer": ["diagnostic", "depart", "bloque"],
  diagnostic: ["offres", "depart", "bloque"],
  offres: ["reloge", "depart", "bloque"],
  bloque: ["diagnostic", "offres", "depart"],
  reloge: ["offres"],
  depart: [],
};
