import type { Ressource } from "./ressource.ts";
import type { Role } from "./role.ts";

type RessourceDemande = Extract<
  Ressource,
  | "demande-identite"
  | "demande-menage"
  | "demande-sensible"
  | "etat-civil"
  | "piece"
  | "piece-sensible"
  | "cotation"
  | "prospect"
  | "information"
>;

/** The part of the matrix (matrice-table.ts says how it is written) that speaks of a household's file and of how households are received. */
export const MATRICE_DEMANDE: { readonly [R in RessourceDemande]: Readonly<Partial<Record<Role, string>>> } = {
  "demande-identite": {
    demandeur: "lm:soi",
    tiers: "l:soi",
    guichet: "lcm:guichet",
    commune: "l:souhait",
    "agent-bailleur": "l:souhait",
    "responsable-bailleur": "l:souhait",
    reservataire: "l:contingent",
    etat: "l:territoire",
    "agent-epci": "l:affectation",
    "secretaire-cal": "l:seance",
    relogement: "l:affectation",
  },
  "demande-menage": {
    demandeur: "lm:soi",
    tiers: "lm:soi",
    guichet: "lcm:guichet",
    commune: "l:souhait",
    "agent-bailleur": "l:souhait",
    "responsable-bailleur": "l:souhait",
    reservataire: "l:contingent",
    etat: "l:territoire",
    "agent-epci": "l:affectation",
    "membre-cal": "l:seance",
    "secretaire-cal": "l:seance",
    "membre-coordination": "pseudonyme~l:seance",
    relogement: "l:affectation",
  },
  "demande-sensible": {
    demandeur: "lcm:soi",
    tiers: "l:soi",
    guichet: "lc:guichet",
    "agent-bailleur": "l:affectation",
    reservataire: "l:affectation",
    etat: "l:affectation",
    "secretaire-cal": "l:affectation",
    relogement: "l:affectation",
  },
  "etat-civil": {
    demandeur: "l:soi",
    guichet: "m:guichet",
    etat: "l:territoire",
    "agent-epci": "v:territoire",
    dpo: "l:territoire",
  },
  piece: {
    demandeur: "lcs:soi",
    tiers: "lc:soi",
    guichet: "lcv:guichet",
    commune: "l:souhait",
    "agent-bailleur": "l:souhait",
    "responsable-bailleur": "l:souhait",
    reservataire: "l:contingent",
    etat: "l:affectation",
    "secretaire-cal": "l:seance",
    relogement: "l:affectation",
  },
  "piece-sensible": {
    demandeur: "lcs:soi",
    guichet: "lcv:guichet",
    "agent-bailleur": "l:affectation",
    etat: "l:affectation",
    "secretaire-cal": "l:affectation",
  },
  // CCH, art. L. 441-2-8: the scheme is public, and adopted by the EPCI.
  cotation: {
    public: "l:publie",
    demandeur: "l:publie",
    tiers: "l:publie",
    guichet: "l:publie",
    commune: "l:publie",
    "agent-bailleur": "l:publie",
    "responsable-bailleur": "l:publie",
    reservataire: "l:publie",
    etat: "l:publie l:territoire",
    "agent-epci": "l:publie lcmvx:territoire",
    "gestionnaire-epci": "l:publie",
    "membre-cal": "l:publie",
    "secretaire-cal": "l:publie",
    "membre-coordination": "l:publie",
    relogement: "l:publie",
    dpo: "l:publie",
  },
  // Before there is a demande: whoever received the person, and the bailleur they were sent on to.
  prospect: {
    guichet: "lcm:organisation",
    commune: "lcm:organisation",
    "agent-bailleur": "lcm:organisation",
    "responsable-bailleur": "lcmx:organisation",
    reservataire: "lcm:organisation",
    "agent-epci": "lcmx:organisation pseudonyme~lx:territoire",
    relogement: "lc:organisation",
  },
  information: {
    public: "l:publie",
    demandeur: "l:publie",
    tiers: "l:publie",
    guichet: "l:publie lm:organisation",
    commune: "l:publie lm:organisation",
    "agent-bailleur": "l:publie lm:organisation",
    "responsable-bailleur": "l:publie lm:organisation",
    reservataire: "l:publie",
    etat: "l:publie",
    "agent-epci": "l:publie lcmvxs:territoire",
    "gestionnaire-epci": "l:publie",
    "membre-cal": "l:publie",
    "secretaire-cal": "l:publie",
    "membre-coordination": "l:publie",
    relogement: "l:publie",
    dpo: "l:publie",
  },
};
