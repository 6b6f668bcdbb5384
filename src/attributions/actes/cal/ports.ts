import { z } from "zod";
import { NATURES_PIECE } from "#donnees/regles/piece/nature.ts";
import type { SuiteEnvoi } from "#dossier/lectures/courrier/ports.ts";
import { ETATS_ENVOI } from "#dossier/regles/courrier/envoi.ts";
import { EXCEPTIONS_CANDIDATS } from "#droit/regles/exception-candidats.ts";
import { ETATS_PRESENCE, type EtatPresence } from "#socle/regles/gouvernance/reunion.ts";
import type { EnjeuFige } from "../../lectures/liberation/objectifs-touches.ts";
import { contingent, situation } from "../../lectures/ports.ts";
import { AVIS_COMMUNE } from "../../regles/cal/avis.ts";
import { QUALITES_CAL } from "../../regles/cal/composition.ts";
import type { DecisionSaisie } from "../../regles/cal/decider.ts";
import { DECISIONS_CAL } from "../../regles/cal/decision.ts";
import { MOTIFS_CAL } from "../../regles/cal/motif.ts";
import { MODES_SEANCE, type ReglementCal } from "../../regles/cal/reglement.ts";
import { ETATS_SEANCE, type EtatSeance } from "../../regles/cal/seance.ts";
import { type Depouillement, SENS_VOTE } from "../../regles/cal/vote.ts";
import { ETATS_CANDIDATURE, SOURCES_CANDIDATURE } from "../../regles/candidature/candidature.ts";
import { referenceLiberation } from "../../regles/liberation/liberation.ts";
import { ACCES_LOGEMENT } from "../../regles/logement/logement-suivi.ts";
import type { Examen } from "../../regles/rapprochement/examen.ts";

const reglesRow = z.object({
  quorum: z.number(),
  distance: z.boolean(),
  asynchrone: z.boolean(),
  fenetreHeures: z.number(),
  nomsSecretaire: z.boolean(),
  source: z.string(),
  aConfirmer: z.boolean(),
});

const reglesSeanceRow = reglesRow.extend({ numero: z.number() });
export type ReglesSeance = Readonly<z.infer<typeof reglesSeanceRow>>;

export const reglementAAdopter = reglesRow.extend({ depuis: z.string() });
export type ReglementAAdopter = Readonly<z.infer<typeof reglementAAdopter>>;

export const reglementRow = reglesSeanceRow.extend({ id: z.number(), depuis: z.string() });

/** Somebody who sits, in the commission or in one session. */
export const siegeEcrit = z.object({
  qualite: z.enum(QUALITES_CAL),
  /** How the seat is spoken of; null: by its capacity. */
  designation: z.string().nullable(),
  compte: z.number().nullable(),
  commune: z.string().nullable(),
  reservataire: z.number().nullable(),
  president: z.boolean(),
});
export type SiegeEcrit = Readonly<z.infer<typeof siegeEcrit>>;

export const membreAAjouter = siegeEcrit.extend({ depuis: z.string(), synthetique: z.boolean() });
export type MembreAAjouter = Readonly<z.infer<typeof membreAAjouter>>;

export const membreComposeRow = siegeEcrit.extend({
  id: z.number(),
  depuis: z.string(),
  jusqua: z.string().nullable(),
});
export type MembreCompose = Readonly<z.infer<typeof membreComposeRow>>;

export const membreConvoqueRow = siegeEcrit.extend({
  id: z.number(),
  presence: z.enum(ETATS_PRESENCE).nullable(),
  mandataire: z.number().nullable(),
  /** Territory for which they sit; null: for all of the session. */
  epciPour: z.string().nullable(),
  aVote: z.boolean(),
});
export type MembreConvoque = Readonly<z.infer<typeof membreConvoqueRow>>;

/** An account that may sit. */
export const siegePossibleRow = z.object({
  compte: z.number(),
  nom: z.string(),
  organisation: z.string(),
  role: z.string(),
});
export type SiegePossible = Readonly<z.infer<typeof siegePossibleRow>>;

/** JSON of the engine writes an instant with its offset. */
const instant = z.string().transform((texte) => new Date(texte).toISOString());

export const seanceRow = z.object({
  id: z.number(),
  /** Where it was convened. */
  epci: z.string(),
  /** The others of its agenda. */
  territoires: z.array(z.object({ epci: z.string(), nom: z.string() })),
  organisation: z.number(),
  nomBailleur: z.string(),
  sirenBailleur: z.string().nullable(),
  annee: z.number(),
  numero: z.number(),
  mode: z.enum(MODES_SEANCE),
  /** Day of the session, or the first of the vote by writing. */
  tenueLe: z.string(),
  heure: z.string(),
  dureeMinutes: z.number(),
  lieu: z.string().nullable(),
  visio: z.string().nullable(),
  fenetre: z.object({ du: instant, au: instant }).nullable(),
  /** null until it is convened. */
  regles: reglesSeanceRow.nullable(),
  etat: z.enum(ETATS_SEANCE),
  convoqueeLe: z.string().nullable(),
  ouverteLe: z.string().nullable(),
  closeLe: z.string().nullable(),
  notifieeLe: z.string().nullable(),
  synthetique: z.boolean(),
});
export type SeanceCal = Readonly<z.infer<typeof seanceRow>>;

export type SeanceAPreparer = Pick<
  SeanceCal,
  "epci" | "organisation" | "mode" | "tenueLe" | "heure" | "dureeMinutes" | "lieu" | "visio" | "synthetique"
> & {
  /** null: the session meets. */
  readonly fenetreHeures: number | null;
};

/** What was frozen whole, with its version: its shape is not checked again. */
function frozen<T>() {
  return z.custom<T>(
    (value) => typeof value === "object" && value !== null && "version" in value && value.version === 1,
  );
}

/** « L-0012 » in place of the number of a freed dwelling. */
function withReference<T extends { readonly numero: number }>({ numero, ...reste }: T) {
  return { reference: referenceLiberation(numero), ...reste };
}

/** What the commission reads of a dwelling: about a place, with no word of who leaves. Euros a month, m². */
const bien = z
  .object({
    numero: z.number(),
    adresse: z.string(),
    nomCommune: z.string().nullable(),
    situation,
    typologie: z.string().nullable(),
    surface: z.number().nullable(),
    loyer: z.number().nullable(),
    charges: z.number().nullable(),
    acces: z.enum(ACCES_LOGEMENT),
    contingent,
    exception: z.enum(EXCEPTIONS_CANDIDATS).nullable(),
    exceptionMotif: z.string().nullable(),
    /** Key of its résidence in the observatory; null: the dwelling is not in the published stock. */
    residence: z.string().nullable(),
    /** On the list of the convention; null: not known. */
    enjeuMixite: z.boolean().nullable(),
    /** null: its bailleur has not oriented it, or no objective was read that day. Absent of what was put on an agenda before it was frozen. */
    enjeu: frozen<EnjeuFige>().nullable().default(null),
  })
  .transform(withReference);
export type BienCal = Readonly<z.infer<typeof bien>>;

export const logementSeanceRow = z.object({
  epci: z.string(),
  nomTerritoire: z.string(),
  liberation: z.number(),
  ordre: z.number(),
  commune: z.string(),
  reservataire: z.number().nullable(),
  etat: z.enum(["inscrit", "decide"]),
  bien,
});
export type LogementSeance = Readonly<z.infer<typeof logementSeanceRow>>;

/** A freed dwelling that may be put on an agenda. */
export const logementInscriptibleRow = z
  .object({
    liberation: z.number(),
    numero: z.number(),
    adresse: z.string(),
    commune: z.string(),
    candidats: z.number(),
    exception: z.enum(EXCEPTIONS_CANDIDATS).nullable(),
  })
  .transform(withReference);
export type LogementInscriptible = Readonly<z.infer<typeof logementInscriptibleRow>>;

/** A candidate before the commission: no name, whoever reads. */
export const candidatRow = z.object({
  id: z.number(),
  epci: z.string(),
  liberation: z.number(),
  ordre: z.number(),
  /** null: the file was erased since. */
  demandeur: z.string().nullable(),
  source: z.enum(SOURCES_CANDIDATURE),
  etat: z.enum(ETATS_CANDIDATURE),
  rang: z.number().nullable(),
  /** null: nothing was frozen. */
  examen: frozen<Examen>().nullable(),
  examineLe: z.string().nullable(),
});
export type CandidatCal = Readonly<z.infer<typeof candidatRow>>;

export const voteRow = z.object({
  membre: z.number(),
  liberation: z.number(),
  candidature: z.number(),
  n: z.number(),
  sens: z.enum(SENS_VOTE),
  rang: z.number().nullable(),
  le: z.string(),
});
export type VoteEcrit = Readonly<z.infer<typeof voteRow>>;

export const messageRow = z.object({
  id: z.number(),
  liberation: z.number(),
  membre: z.number().nullable(),
  nature: z.enum(["message", "examen"]),
  texte: z.string().nullable(),
  le: z.string(),
});
export type MessageCal = Readonly<z.infer<typeof messageRow>>;

export const avisRow = z.object({
  liberation: z.number(),
  commune: z.string(),
  sens: z.enum(AVIS_COMMUNE),
  motif: z.string().nullable(),
  le: z.string(),
});
export type AvisEcrit = Readonly<z.infer<typeof avisRow>>;

/** As the tally was when it was written with the decision. */
const depouillement = z.custom<Depouillement>(
  (value) => typeof value === "object" && value !== null && "issue" in value && "voix" in value,
);

const priseRow = z.object({
  id: z.number(),
  rang: z.number().nullable(),
  motif: z.enum(MOTIFS_CAL).nullable(),
  precision: z.string().nullable(),
  piece: z.enum(NATURES_PIECE).nullable(),
  decision: z.enum(DECISIONS_CAL),
  designation: z.string().nullable(),
  decideeLe: z.string(),
});

export const decisionRow = priseRow.extend({
  /** Of its dwelling. */
  epci: z.string(),
  /** null: its household was erased since, and with it what was written of it. */
  candidature: z.number().nullable(),
  liberation: z.number(),
  methode: z.number().nullable(),
  notifieeLe: z.string().nullable(),
  vote: depouillement.nullable(),
});
export type DecisionEcrite = Readonly<z.infer<typeof decisionRow>>;

/** What is written with a decision. */
export type DecisionAEcrire = {
  readonly seance: Pick<SeanceCal, "id" | "epci" | "organisation">;
  readonly logement: Pick<LogementSeance, "epci" | "liberation" | "reservataire">;
  readonly designation: string;
  readonly jour: string;
  readonly jeton: string;
  readonly decision: DecisionSaisie;
  readonly vote: Depouillement;
};

/** What a household reads of its own, once it is notified. */
export const decisionNotifieeRow = priseRow.extend({ bailleur: z.string(), notifieeLe: z.string() });
export type DecisionNotifiee = Readonly<z.infer<typeof decisionNotifieeRow>>;

export const pvRow = z.object({
  numero: z.string(),
  contenu: z.unknown(),
  empreinte: z.string(),
  figeLe: z.string(),
});
export type PvFige = Readonly<z.infer<typeof pvRow>>;

/** Minutes to freeze, cut by territory: `contenu` is what those of one may read. */
export type PvAFiger = Omit<PvFige, "contenu"> & {
  readonly parties: readonly { readonly epci: string; readonly contenu: unknown }[];
};

type SurSeance = Pick<SeanceCal, "id" | "epci" | "organisation">;
/** A dwelling of its agenda, in its own territory. */
type SurLogement = Pick<LogementSeance, "epci" | "liberation">;

/** What the commission is made of, outside of any session. */
type CompositionQueries = {
  /** The latest first. */
  reglements(epci: string, organisation: number): Promise<readonly ReglementCal[]>;
  /** false: one is already in force from that day. */
  adopter(epci: string, organisation: number, reglement: ReglementAAdopter): Promise<boolean>;
  composition(epci: string, organisation: number): Promise<readonly MembreCompose[]>;
  ajouterMembre(epci: string, organisation: number, membre: MembreAAjouter): Promise<number>;
  retirerMembre(epci: string, id: number, jusqua: string): Promise<boolean>;
  sieges(epci: string): Promise<readonly SiegePossible[]>;
};

type SeanceQueries = {
  /** Convened there, or with dwellings of there; the latest first. */
  list(epci: string): Promise<readonly SeanceCal[]>;
  find(epci: string, id: number): Promise<SeanceCal | null>;
  preparer(seance: SeanceAPreparer): Promise<number>;
  /** false: it is no more in that state. */
  passer(
    seance: SurSeance,
    de: EtatSeance,
    vers: EtatSeance,
    quand: { readonly maintenant: string; readonly regles?: ReglesSeance },
  ): Promise<boolean>;
  membres(seance: number): Promise<readonly MembreConvoque[]>;
  /** `epciPour` null: for all of the session. */
  asseoir(seance: SurSeance, membre: SiegeEcrit, epciPour: string | null): Promise<number>;
  /** Nobody sits any more, as long as it is being prepared. */
  lever(seance: number): Promise<void>;
  direPresence(membre: number, presence: EtatPresence | null, mandataire: number | null): Promise<void>;
  /** Opens the session to that account for a territory, between these days; false: it may not sit there any more. */
  ouvrirA(seance: SurSeance, epci: string, compte: number, du: string, au: string): Promise<boolean>;
  /** Opens the files of the candidates to those convened. */
  lierMenages(seance: SurSeance, du: string, au: string): Promise<void>;
  /** `deja`: that form has already been sent. `autre`: its token has, with other answers. */
  prendreJeton(
    seance: SurSeance,
    formulaire: { readonly jeton: string; readonly acte: string; readonly empreinte: string; readonly le: string },
  ): Promise<"pris" | "deja" | "autre">;
  /** A part for each territory that the actor reads. */
  pv(seance: number): Promise<readonly PvFige[]>;
  figerPv(seance: SurSeance, pv: PvAFiger): Promise<void>;
};

export const envoiSeanceRow = z.object({
  membre: z.number(),
  etat: z.enum(ETATS_ENVOI),
  motif: z.string().nullable(),
});
export type EnvoiSeance = Readonly<z.infer<typeof envoiSeanceRow>>;

/** `courriel` null: the account is closed, or gone. */
export const envoiAPartirRow = z.object({
  epci: z.string(),
  /** Where the member opens it. */
  territoire: z.string(),
  seance: z.number(),
  cle: z.string(),
  tentatives: z.number(),
  courriel: z.string().nullable(),
});
export type EnvoiSeanceAPartir = Readonly<z.infer<typeof envoiAPartirRow>>;

/** Messages that convene; an address is read when its message leaves, and kept nowhere. */
type EnvoiQueries = {
  ecrireEnvoi(
    seance: SurSeance,
    envoi: { readonly membre: number; readonly cle: string; readonly demandeLe: string },
  ): Promise<number>;
  /** Held until the transaction ends; null: gone, another has it, or it has left. */
  prendreEnvoi(id: number): Promise<EnvoiSeanceAPartir | null>;
  /** Counts one attempt more. */
  noterEnvoi(id: number, suite: SuiteEnvoi): Promise<void>;
  envois(seance: number): Promise<readonly EnvoiSeance[]>;
};

type LogementQueries = {
  inscriptibles(epci: string, organisation: number): Promise<readonly LogementInscriptible[]>;
  /** Territory of a freed dwelling of that bailleur; null: none that the actor reads. */
  territoireDe(organisation: number, liberation: number): Promise<SeanceCal["territoires"][number] | null>;
  /** false: it waits for another session, or is not one of this bailleur's. */
  inscrire(seance: SurSeance, logement: SurLogement, mixite: ReadonlySet<string> | null): Promise<boolean>;
  rafraichir(seance: SurSeance, epci: string, mixite: ReadonlySet<string> | null): Promise<void>;
  retirer(seance: number, liberation: number): Promise<boolean>;
  logements(seance: number): Promise<readonly LogementSeance[]>;
  /** null: those of the whole session. */
  candidats(seance: number, liberation: number | null): Promise<readonly CandidatCal[]>;
  figerExamen(candidature: number, examen: Examen, jour: string): Promise<void>;
};

type VoteQueries = {
  votes(seance: number, liberation: number | null): Promise<readonly VoteEcrit[]>;
  voter(seance: SurSeance, logement: SurLogement, vote: Omit<VoteEcrit, "n" | "liberation">): Promise<void>;
  messages(seance: number, liberation: number | null): Promise<readonly MessageCal[]>;
  ecrire(seance: SurSeance, logement: SurLogement, message: Omit<MessageCal, "id" | "liberation">): Promise<void>;
  avis(seance: number): Promise<readonly AvisEcrit[]>;
  donnerAvis(seance: SurSeance, epci: string, avis: AvisEcrit): Promise<void>;
  decisions(seance: number): Promise<readonly DecisionEcrite[]>;
  decider(decision: DecisionAEcrire): Promise<void>;
  /** Ties the decision to its household, who can read it from then on; false: it was already. */
  notifier(decision: number, candidature: number, maintenant: string): Promise<boolean>;
  ofDemandeur(epci: string, demandeur: string): Promise<readonly DecisionNotifiee[]>;
};

export type CalQueries = CompositionQueries & SeanceQueries & EnvoiQueries & LogementQueries & VoteQueries;
