/** Life of a demande in Blaise (CCH, art. R. 441-2-7 and R. 441-2-8; arrêté of 23 March 2015). */
export const ETATS_DEMANDE = [
  "brouillon",
  "a-enregistrer",
  "a-completer",
  "active",
  "a-renouveler",
  "avertie",
  "radiee",
] as const;
export type EtatDemande = (typeof ETATS_DEMANDE)[number];

export const LIBELLE_ETAT_DEMANDE: Readonly<Record<EtatDemande, string>> = {
  brouillon: "En préparation",
  "a-enregistrer": "À enregistrer",
  "a-completer": "À compléter",
  active: "Active",
  "a-renouveler": "À renouveler",
  avertie: "Avertie avant radiation",
  radiee: "Radiée",
};

/** Registered and not struck off: the demande may be answered, proposed a dwelling, and compared with the national system. */
export function isVivante(etat: string): boolean {
  return etat === "active" || etat === "a-renouveler" || etat === "avertie";
}

/** The national system has not accepted it: it has no number, and no right that runs from its registration (CCH, art. L. 441-2-1). */
export function isNonEnregistree(etat: EtatDemande): boolean {
  return etat === "brouillon" || etat === "a-enregistrer" || etat === "a-completer";
}

/** Said on every page and paper of such a household. */
export const PAS_ENCORE_ENREGISTREE = "Votre demande n’est pas encore enregistrée : aucune ancienneté ne court.";

export const TRANSITIONS_DEMANDE = [
  "deposer",
  "demander-complement",
  "enregistrer",
  "prevenir",
  "renouveler",
  "avertir",
  "lever-avertissement",
  "radier",
  "reactiver",
] as const;
export type TransitionDemande = (typeof TRANSITIONS_DEMANDE)[number];

/** Table of the states: those that each act starts from, and the one it leads to. Any other transition is refused. */
export const VIE_DEMANDE: Readonly<
  Record<TransitionDemande, { readonly depuis: readonly EtatDemande[]; readonly vers: EtatDemande }>
> = {
  deposer: { depuis: ["brouillon", "a-completer"], vers: "a-enregistrer" },
  "demander-complement": { depuis: ["a-enregistrer"], vers: "a-completer" },
  enregistrer: { depuis: ["a-enregistrer", "a-completer"], vers: "active" },
  prevenir: { depuis: ["active"], vers: "a-renouveler" },
  renouveler: { depuis: ["active", "a-renouveler"], vers: "active" },
  avertir: { depuis: ["active", "a-renouveler"], vers: "avertie" },
  "lever-avertissement": { depuis: ["avertie"], vers: "active" },
  radier: { depuis: ["active", "a-renouveler", "avertie"], vers: "radiee" },
  reactiver: { depuis: ["radiee"], vers: "active" },
};

/** Closed list of the grounds of radiation (CCH, art. R. 441-2-8). */
export const MOTIFS_RADIATION = [
  "attribution",
  "renonciation",
  "non-reponse",
  "irrecevabilite",
  "non-renouvellement",
] as const;
export type MotifRadiation = (typeof MOTIFS_RADIATION)[number];

export const LIBELLE_MOTIF_RADIATION: Readonly<Record<MotifRadiation, string>> = {
  attribution: "Logement attribué : bail signé",
  renonciation: "Renonciation écrite du demandeur",
  "non-reponse": "Absence de réponse aux courriers",
  irrecevabilite: "Irrecevabilité prononcée par la commission d’attribution",
  "non-renouvellement": "Demande non renouvelée",
};
