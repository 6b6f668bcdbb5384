import type { Reponse } from "#droit/regles/attribution/attribution.ts";
import type { Typologie } from "#droit/regles/typologie.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";
import type { CoutLogement } from "./menage.ts";

/** « Proposer trois offres de relogement » (règlement général de l’ANRU; signed document, action 11). A fourth needs a decision of the comité. */
export const OFFRES_PREVUES = 3;

export const REPONSES_OFFRE = ["attendue", "acceptee", "refusee", "retiree"] as const;
export type ReponseOffre = (typeof REPONSES_OFFRE)[number];

export const LIBELLE_REPONSE_OFFRE: Readonly<Record<ReponseOffre, string>> = {
  attendue: "Réponse attendue",
  acceptee: "Acceptée",
  refusee: "Refusée",
  // Withdrawn by the bailleur or the officer before any reply: not counted among the three.
  retiree: "Retirée",
};

export const MOTIFS_REFUS_OFFRE = [
  "reste-a-charge",
  "localisation",
  "eloignement-emploi-ecole-soins",
  "taille",
  "etage-acces",
  "etat-logement",
  "environnement",
  "attente-neuf",
  "accession",
  "autre",
] as const;
export type MotifRefusOffre = (typeof MOTIFS_REFUS_OFFRE)[number];

export const LIBELLE_MOTIF_REFUS_OFFRE: Readonly<Record<MotifRefusOffre, string>> = {
  "reste-a-charge": "Reste à charge trop élevé",
  localisation: "Quartier ou commune non souhaités",
  "eloignement-emploi-ecole-soins": "Trop loin de l’emploi, de l’école ou des soins",
  taille: "Trop petit ou trop grand",
  "etage-acces": "Étage, accès ou équipement",
  "etat-logement": "État du logement",
  environnement: "Environnement de l’immeuble",
  "attente-neuf": "Préfère attendre un logement neuf",
  accession: "Projet d’accession",
  autre: "Autre motif",
};

/**
 * Order in which the signed document asks to offer (action 11): new or under an agreement for less than five years; else recently
 * résidentialisé or rehabilitated, with a lowered rent first; else rehabilitated or built by the first programme; then the rest.
 */
export const RANGS_OFFRE = ["neuf", "rehabilite-loyer-baisse", "rehabilite", "pru1", "autre", "inconnu"] as const;
export type RangOffre = (typeof RANGS_OFFRE)[number];

export const LIBELLE_RANG_OFFRE: Readonly<Record<RangOffre, string>> = {
  neuf: "Neuf ou conventionné depuis moins de 5 ans",
  "rehabilite-loyer-baisse": "Réhabilité ou résidentialisé, loyer diminué",
  rehabilite: "Réhabilité ou résidentialisé récemment",
  pru1: "Réhabilité ou construit par le PRU 1",
  autre: "Autre logement",
  inconnu: "Ancienneté inconnue",
};

/** The dwelling on the day of the offer, kept unchanged whatever the next vintage says. */
export type LogementOffert = CoutLogement & {
  readonly identRpls: string | null;
  readonly bailleur: { readonly organisation: number; readonly nom: string };
  readonly adresse: string;
  readonly commune: string;
  readonly secteur: string | null;
  readonly situation: Situation;
  readonly typologie: Typologie | null;
  /** First lease, and convention: ISO dates. `rangOf` decides which one makes it « neuf ». */
  readonly premiereLocationLe: string | null;
  readonly conventionneLe: string | null;
  readonly rehabilite: Reponse;
  readonly residentialise: Reponse;
  readonly loyerBaisse: Reponse;
  readonly pru1: Reponse;
  /** Reserved for Action Logement, if known. */
  readonly droitActionLogement: Reponse;
};

export type OffreRelogement = {
  readonly id: number;
  readonly relogement: number;
  /** 1, 2, 3: rank among the counted offers of the household; withdrawn ones keep their number of entry. */
  readonly numero: number;
  readonly logement: LogementOffert;
  readonly proposeeLe: string;
  readonly visiteeLe: string | null;
  readonly reponse: ReponseOffre;
  readonly reponduLe: string | null;
  readonly motifRefus: MotifRefusOffre | null;
  readonly precision: string | null;
  /** Why no better dwelling was offered, when it is not of the first rank of the signed document. */
  readonly raisonRang: string | null;
  /** Decision of the comité, required for a fourth offer. */
  readonly decisionComite: number | null;
};
