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
  /** Name of the dwelling for the household: « 12 rue de l’Essai, 2e étage ». */
  logement: z.string(),
  /** Key of the dwelling at the bailleur, or in RPLS; null: not given. */
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
  /** Candidature that the offer or the visit is of; null: proposed outside of a commission. */
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
  /** Proposals still to answer first, then the latest. */
  ofDemandeur(epci: string, demandeur: string): Promise<readonly PropositionFaite[]>;
  /** false: answered meanwhile, or past the last day. */
  repondre(id: number, reponse: ReponseADire): Promise<boolean>;
};
