import type { MotifRefus } from "#donnees/regles/demande/demande.ts";
import type { NatureProposee, Repondant, ReponseProposee } from "../../regles/proposition/proposition.ts";

export type PropositionAFaire = {
  readonly demandeur: string;
  readonly epci: string;
  readonly organisation: number;
  readonly reservataire: number | null;
  readonly nature: NatureProposee;
  /** As the household recognises it: « 12 rue de l’Essai, 2e étage ». */
  readonly logement: string;
  /** The landlord's own key, or that of RPLS; null: not said. */
  readonly logementCle: string | null;
  readonly commune: string;
  readonly typologie: string | null;
  readonly loyer: number | null;
  readonly charges: number | null;
  readonly proposeeLe: string;
  readonly repondreAvant: string;
};

export type PropositionFaite = Omit<PropositionAFaire, "epci" | "reservataire"> & {
  readonly id: number;
  readonly nomOrganisation: string;
  readonly nomCommune: string | null;
  readonly reponse: ReponseProposee | null;
  readonly repondueLe: string | null;
  readonly reponduePar: Repondant | null;
  readonly refusMotif: MotifRefus | null;
  /** Candidature whose offer, or visit, it is; null: proposed outside of a commission. */
  readonly candidature: number | null;
};

export type ReponseADire = {
  readonly reponse: Exclude<ReponseProposee, "sans-reponse">;
  readonly par: Repondant;
  readonly motif: MotifRefus | null;
  readonly maintenant: string;
  readonly jour: string;
};

export type PropositionQueries = {
  faire(proposition: PropositionAFaire): Promise<number>;
  /** What is still to answer first, then the latest. */
  ofDemandeur(epci: string, demandeur: string): Promise<readonly PropositionFaite[]>;
  /** false: answered meanwhile, or past its last day. */
  repondre(id: number, reponse: ReponseADire): Promise<boolean>;
};
