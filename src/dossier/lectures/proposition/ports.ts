import { z } from "zod";
import { MOTIFS_REFUS, type MotifRefus } from "#donnees/regles/demande/demande.ts";
import {
  NATURES_PROPOSEES,
  REPONDANTS,
  REPONSES_PROPOSEES,
  type Repondant,
  type ReponseProposee,
} from "../../regles/proposition/proposition.ts";

const proposeRow = z.object({
  demandeur: z.string(),
  organisation: z.number(),
  nature: z.enum(NATURES_PROPOSEES),
  /** As the household recognises it: « 12 rue de l’Essai, 2e étage ». */
  logement: z.string(),
  /** The landlord's own key, or that of RPLS; null: not said. */
  logementCle: z.string().nullable(),
  commune: z.string(),
  typologie: z.string().nullable(),
  loyer: z.coerce.number().nullable(),
  charges: z.coerce.number().nullable(),
  proposeeLe: z.string(),
  repondreAvant: z.string(),
});

export const propositionAFaire = proposeRow.extend({ epci: z.string(), reservataire: z.number().nullable() });
export type PropositionAFaire = Readonly<z.infer<typeof propositionAFaire>>;

export const propositionRow = proposeRow.extend({
  id: z.number(),
  nomOrganisation: z.string(),
  nomCommune: z.string().nullable(),
  reponse: z.enum(REPONSES_PROPOSEES).nullable(),
  repondueLe: z.string().nullable(),
  reponduePar: z.enum(REPONDANTS).nullable(),
  refusMotif: z.enum(MOTIFS_REFUS).nullable(),
  /** Candidature whose offer, or visit, it is; null: proposed outside of a commission. */
  candidature: z.number().nullable(),
});
export type PropositionFaite = Readonly<z.infer<typeof propositionRow>>;

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
