const SIREN = "999000029";

/** The draft that the world of these tests begins with; what it holds is shown on its pages. */
export const OBJECTIFS: Readonly<Record<string, string>> = {
  "reference.2026.hors-qpv": "2025",
  [`nombre.2026.hors-qpv.bailleur:${SIREN}`]: "32",
  [`taux.2026.hors-qpv.bailleur:${SIREN}`]: "25",
  [`base.2026.hors-qpv.bailleur:${SIREN}`]: "130",
  "nombre.2026.hors-qpv.epci": "90",
  "taux.2026.hors-qpv.epci": "25",
  "base.2026.hors-qpv.epci": "360",
};
export const CONVENTION: Readonly<Record<string, string>> = {
  titre: "Convention d’essai",
  objet: "Ses objectifs",
  reprise: "",
  duree: "3",
};
