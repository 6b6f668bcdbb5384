/**
 * The sixteen roles of the matrix. « public » is whoever has not said who they are; « demandeur » and « tiers » (a helper with a dated
 * written mandate) are persons outside the organisations; all others are held through a habilitation.
 */
export const ROLES = [
  "public",
  "demandeur",
  "tiers",
  "guichet",
  "commune",
  "agent-bailleur",
  "responsable-bailleur",
  "reservataire",
  "etat",
  "agent-epci",
  "gestionnaire-epci",
  "membre-cal",
  "secretaire-cal",
  "membre-coordination",
  "relogement",
  "dpo",
] as const;
export type Role = (typeof ROLES)[number];

/** Outside the matrix: runs the platform, opens territories, names the first managers. Reads no personal data. */
export const ADMINISTRATEUR = "administrateur";

/** What a habilitation may carry. */
export const ROLES_HABILITES = [...ROLES.slice(3), ADMINISTRATEUR] as readonly RoleHabilite[];
export type RoleHabilite = Exclude<Role, "public" | "demandeur" | "tiers"> | typeof ADMINISTRATEUR;

export const TYPES_ORGANISATION = [
  "epci",
  "bailleur",
  "reservataire",
  "commune",
  "guichet",
  "etat",
  "plateforme",
] as const;
export type TypeOrganisation = (typeof TYPES_ORGANISATION)[number];

/** The organisations in which a role makes sense: a bailleur's agent works for a bailleur, a guichet may be kept by anyone who registers. */
export const ORGANISATIONS_DU_ROLE: Readonly<Record<RoleHabilite, readonly TypeOrganisation[]>> = {
  guichet: ["guichet", "commune", "bailleur", "reservataire", "epci", "etat"],
  commune: ["commune"],
  "agent-bailleur": ["bailleur"],
  "responsable-bailleur": ["bailleur"],
  reservataire: ["reservataire", "commune", "epci", "etat"],
  etat: ["etat"],
  "agent-epci": ["epci"],
  "gestionnaire-epci": ["epci"],
  "membre-cal": ["bailleur", "commune", "epci", "etat", "reservataire"],
  "secretaire-cal": ["bailleur"],
  "membre-coordination": ["epci", "etat", "bailleur", "commune", "reservataire"],
  relogement: ["bailleur", "epci", "commune"],
  dpo: ["epci", "plateforme"],
  administrateur: ["plateforme"],
};

export const LIBELLE_ROLE: Readonly<Record<Role | RoleHabilite, string>> = {
  public: "Public",
  demandeur: "Demandeur",
  tiers: "Tiers mandaté par un demandeur",
  guichet: "Agent de guichet enregistreur",
  commune: "Agent de commune (consultation)",
  "agent-bailleur": "Agent de bailleur",
  "responsable-bailleur": "Responsable de bailleur",
  reservataire: "Réservataire",
  etat: "Services de l’État",
  "agent-epci": "Agent de l’EPCI",
  "gestionnaire-epci": "Gestionnaire des habilitations de l’EPCI",
  "membre-cal": "Membre de commission d’attribution",
  "secretaire-cal": "Secrétaire de commission d’attribution",
  "membre-coordination": "Membre de la commission de coordination",
  relogement: "Chargé de relogement",
  dpo: "Délégué à la protection des données",
  administrateur: "Administrateur de la plateforme",
};

export const LIBELLE_TYPE_ORGANISATION: Readonly<Record<TypeOrganisation, string>> = {
  epci: "Intercommunalité",
  bailleur: "Bailleur",
  reservataire: "Réservataire",
  commune: "Commune",
  guichet: "Guichet enregistreur",
  etat: "État",
  plateforme: "Exploitant de la plateforme",
};
