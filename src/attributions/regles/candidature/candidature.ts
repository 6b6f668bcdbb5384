/** Who names a household for a dwelling. `plan`: a computed proposal, retained by a person. */
export const SOURCES_CANDIDATURE = ["bailleur", "reservataire", "commune", "relogement", "plan"] as const;
export type SourceCandidature = (typeof SOURCES_CANDIDATURE)[number];

export const LIBELLE_SOURCE_CANDIDATURE: Readonly<Record<SourceCandidature, string>> = {
  bailleur: "Bailleur",
  reservataire: "Réservataire",
  commune: "Commune",
  relogement: "Relogement",
  plan: "Plan de proposition",
};

/**
 * `designee`: named for the dwelling. `presentee`: on the agenda of a session. `attribuee` to `reportee`: decision of the commission.
 * `offerte`: the offer is sent. `refusee`: refused by the household, or expired. `sans-suite`: another household took the dwelling.
 */
export const ETATS_CANDIDATURE = [
  "designee",
  "retiree",
  "presentee",
  "attribuee",
  "sous-condition",
  "non-attribuee",
  "irrecevable",
  "reportee",
  "offerte",
  "refusee",
  "sans-suite",
  "logee",
] as const;
export type EtatCandidature = (typeof ETATS_CANDIDATURE)[number];

export const LIBELLE_ETAT_CANDIDATURE: Readonly<Record<EtatCandidature, string>> = {
  designee: "Désignée",
  retiree: "Retirée",
  presentee: "Présentée en commission",
  attribuee: "Attribuée",
  "sous-condition": "Attribuée sous condition",
  "non-attribuee": "Non attribuée",
  irrecevable: "Irrecevable",
  reportee: "Reportée",
  offerte: "Offre envoyée",
  refusee: "Offre refusée",
  "sans-suite": "Sans suite",
  logee: "Bail signé",
};

const EN_LICE: readonly EtatCandidature[] = [
  "designee",
  "presentee",
  "attribuee",
  "sous-condition",
  "reportee",
  "offerte",
];

/** Is the candidature still active for the dwelling? */
export function isEnLice({ etat }: { readonly etat: EtatCandidature }): boolean {
  return EN_LICE.includes(etat);
}

export const SUITES_VISITE = ["interesse", "pas-interesse", "absent"] as const;
export type SuiteVisite = (typeof SUITES_VISITE)[number];

export const LIBELLE_SUITE_VISITE: Readonly<Record<SuiteVisite, string>> = {
  interesse: "Intéressé",
  "pas-interesse": "Pas intéressé",
  absent: "Absent",
};
