import type { NaturePiece } from "#donnees/regles/piece/nature.ts";
import type { SuiteEnvoi } from "#dossier/lectures/courrier/ports.ts";
import type { EtatEnvoi } from "#dossier/regles/courrier/envoi.ts";
import type { Contingent } from "#droit/regles/attribution/attribution.ts";
import type { ExceptionCandidats } from "#droit/regles/exception-candidats.ts";
import type { EtatPresence } from "#socle/regles/gouvernance/reunion.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";
import type { EnjeuFige } from "../../lectures/liberation/vue-liberation.ts";
import type { AvisCommune } from "../../regles/cal/avis.ts";
import type { QualiteCal } from "../../regles/cal/composition.ts";
import type { DecisionSaisie } from "../../regles/cal/decider.ts";
import type { DecisionCal } from "../../regles/cal/decision.ts";
import type { MotifCal } from "../../regles/cal/motif.ts";
import type { ModeSeance, ReglementCal, ReglesCal } from "../../regles/cal/reglement.ts";
import type { EtatSeance, FenetreVote } from "../../regles/cal/seance.ts";
import type { Depouillement, SensVote } from "../../regles/cal/vote.ts";
import type { EtatCandidature, SourceCandidature } from "../../regles/candidature/candidature.ts";
import type { AccesLogement } from "../../regles/logement/logement-suivi.ts";
import type { Examen } from "../../regles/rapprochement/examen.ts";

export type ReglementAAdopter = ReglesCal & Pick<ReglementCal, "depuis" | "source" | "aConfirmer">;

/** Somebody who sits, in the commission or in one session. */
export type SiegeEcrit = {
  readonly qualite: QualiteCal;
  /** How the seat is spoken of; null: by its capacity. */
  readonly designation: string | null;
  readonly compte: number | null;
  readonly commune: string | null;
  readonly reservataire: number | null;
  readonly president: boolean;
};
export type MembreCompose = SiegeEcrit & {
  readonly id: number;
  readonly depuis: string;
  readonly jusqua: string | null;
};
export type MembreConvoque = SiegeEcrit & {
  readonly id: number;
  readonly presence: EtatPresence | null;
  readonly mandataire: number | null;
};

/** An account that may sit. */
export type SiegePossible = {
  readonly compte: number;
  readonly nom: string;
  readonly organisation: string;
  readonly role: string;
};

export type SeanceCal = {
  readonly id: number;
  readonly epci: string;
  readonly organisation: number;
  readonly nomBailleur: string;
  readonly sirenBailleur: string | null;
  readonly annee: number;
  readonly numero: number;
  readonly mode: ModeSeance;
  /** Day of the session, or the first of the vote by writing. */
  readonly tenueLe: string;
  readonly heure: string;
  readonly dureeMinutes: number;
  readonly lieu: string | null;
  readonly visio: string | null;
  readonly fenetre: FenetreVote | null;
  /** null until it is convened. */
  readonly regles: ReglesSeance | null;
  readonly etat: EtatSeance;
  readonly convoqueeLe: string | null;
  readonly ouverteLe: string | null;
  readonly closeLe: string | null;
  readonly notifieeLe: string | null;
  readonly synthetique: boolean;
};
export type ReglesSeance = ReglesCal & {
  readonly numero: number;
  readonly source: string;
  readonly aConfirmer: boolean;
};

export type SeanceAPreparer = Pick<
  SeanceCal,
  "epci" | "organisation" | "mode" | "tenueLe" | "heure" | "dureeMinutes" | "lieu" | "visio" | "synthetique"
> & {
  /** null: the session meets. */
  readonly fenetreHeures: number | null;
};

/** What the commission reads of a dwelling: about a place, with no word of who leaves. Euros a month, m². */
export type BienCal = {
  /** « L-0012 ». */
  readonly reference: string;
  readonly adresse: string;
  readonly nomCommune: string | null;
  readonly situation: Situation;
  readonly typologie: string | null;
  readonly surface: number | null;
  readonly loyer: number | null;
  readonly charges: number | null;
  readonly acces: AccesLogement;
  readonly contingent: Contingent;
  readonly exception: ExceptionCandidats | null;
  readonly exceptionMotif: string | null;
  /** Key of its résidence in the observatory; null: the dwelling is not in the published stock. */
  readonly residence: string | null;
  /** On the list of the convention; null: not known. */
  readonly enjeuMixite: boolean | null;
  /** null: its bailleur has not oriented it, or no objective was read that day. */
  readonly enjeu: EnjeuFige | null;
};

export type LogementSeance = {
  readonly liberation: number;
  readonly ordre: number;
  readonly commune: string;
  readonly reservataire: number | null;
  readonly etat: "inscrit" | "decide";
  readonly bien: BienCal;
};

/** A freed dwelling that may be put on an agenda. */
export type LogementInscriptible = {
  readonly liberation: number;
  readonly reference: string;
  readonly adresse: string;
  readonly commune: string;
  readonly candidats: number;
  readonly exception: ExceptionCandidats | null;
};

/** A candidate before the commission: no name, whoever reads. */
export type CandidatCal = {
  readonly id: number;
  readonly liberation: number;
  readonly ordre: number;
  /** null: the file was erased since. */
  readonly demandeur: string | null;
  readonly source: SourceCandidature;
  readonly etat: EtatCandidature;
  readonly rang: number | null;
  /** null: nothing was frozen. */
  readonly examen: Examen | null;
  readonly examineLe: string | null;
};

export type VoteEcrit = {
  readonly membre: number;
  readonly liberation: number;
  readonly candidature: number;
  readonly n: number;
  readonly sens: SensVote;
  readonly rang: number | null;
  readonly le: string;
};

export type MessageCal = {
  readonly id: number;
  readonly liberation: number;
  readonly membre: number | null;
  readonly nature: "message" | "examen";
  readonly texte: string | null;
  readonly le: string;
};

export type AvisEcrit = {
  readonly liberation: number;
  readonly commune: string;
  readonly sens: AvisCommune;
  readonly motif: string | null;
  readonly le: string;
};

export type DecisionEcrite = Omit<DecisionSaisie, "candidature"> & {
  readonly id: number;
  /** null: its household was erased since, and with it what was written of it. */
  readonly candidature: number | null;
  readonly liberation: number;
  readonly designation: string | null;
  readonly decideeLe: string;
  readonly notifieeLe: string | null;
  readonly vote: Depouillement | null;
};

/** What is written with a decision. */
export type DecisionAEcrire = {
  readonly seance: Pick<SeanceCal, "id" | "epci" | "organisation">;
  readonly liberation: number;
  readonly reservataire: number | null;
  readonly designation: string;
  readonly jour: string;
  readonly jeton: string;
  readonly decision: DecisionSaisie;
  readonly vote: Depouillement;
};

/** What a household reads of its own, once it is notified. */
export type DecisionNotifiee = {
  readonly id: number;
  readonly decision: DecisionCal;
  readonly rang: number | null;
  readonly motif: MotifCal | null;
  readonly precision: string | null;
  readonly piece: NaturePiece | null;
  readonly designation: string | null;
  readonly bailleur: string;
  readonly decideeLe: string;
  readonly notifieeLe: string;
};

export type PvFige = {
  readonly numero: string;
  readonly contenu: unknown;
  readonly empreinte: string;
  readonly figeLe: string;
};

type SurSeance = Pick<SeanceCal, "id" | "epci" | "organisation">;

/** What the commission is made of, outside of any session. */
type CompositionQueries = {
  /** The latest first. */
  reglements(epci: string, organisation: number): Promise<readonly ReglementCal[]>;
  /** false: one is already in force from that day. */
  adopter(epci: string, organisation: number, reglement: ReglementAAdopter): Promise<boolean>;
  composition(epci: string, organisation: number): Promise<readonly MembreCompose[]>;
  ajouterMembre(
    epci: string,
    organisation: number,
    membre: SiegeEcrit & { readonly depuis: string; readonly synthetique: boolean },
  ): Promise<number>;
  retirerMembre(epci: string, id: number, jusqua: string): Promise<boolean>;
  sieges(epci: string): Promise<readonly SiegePossible[]>;
};

type SeanceQueries = {
  /** The latest first. */
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
  asseoir(seance: SurSeance, membre: SiegeEcrit): Promise<number>;
  /** Nobody sits any more, as long as it is being prepared. */
  lever(seance: number): Promise<void>;
  direPresence(membre: number, presence: EtatPresence | null, mandataire: number | null): Promise<void>;
  /** Opens the session to that account between these days; false: it may not sit any more. */
  ouvrirA(seance: SurSeance, compte: number, du: string, au: string): Promise<boolean>;
  /** Opens the files of the candidates to those convened. */
  lierMenages(seance: SurSeance, du: string, au: string): Promise<void>;
  /** `deja`: that form has already been sent. `autre`: its token has, with other answers. */
  prendreJeton(
    seance: SurSeance,
    formulaire: { readonly jeton: string; readonly acte: string; readonly empreinte: string; readonly le: string },
  ): Promise<"pris" | "deja" | "autre">;
  pv(seance: number): Promise<PvFige | null>;
  figerPv(seance: SurSeance, pv: PvFige): Promise<void>;
};

export type EnvoiSeance = {
  readonly membre: number;
  readonly etat: EtatEnvoi;
  readonly motif: string | null;
};
/** `courriel` null: the account is closed, or gone. */
export type EnvoiSeanceAPartir = {
  readonly epci: string;
  readonly seance: number;
  readonly cle: string;
  readonly tentatives: number;
  readonly courriel: string | null;
};

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
  /** false: it waits for another session, or is not one of this bailleur's. */
  inscrire(seance: SurSeance, liberation: number, mixite: ReadonlySet<string> | null): Promise<boolean>;
  rafraichir(seance: SurSeance, mixite: ReadonlySet<string> | null): Promise<void>;
  retirer(seance: number, liberation: number): Promise<boolean>;
  logements(seance: number): Promise<readonly LogementSeance[]>;
  /** null: those of the whole session. */
  candidats(seance: number, liberation: number | null): Promise<readonly CandidatCal[]>;
  figerExamen(candidature: number, examen: Examen, jour: string): Promise<void>;
};

type VoteQueries = {
  votes(seance: number, liberation: number | null): Promise<readonly VoteEcrit[]>;
  voter(seance: SurSeance, vote: Omit<VoteEcrit, "n">): Promise<void>;
  messages(seance: number, liberation: number | null): Promise<readonly MessageCal[]>;
  ecrire(seance: SurSeance, message: Omit<MessageCal, "id">): Promise<void>;
  avis(seance: number): Promise<readonly AvisEcrit[]>;
  donnerAvis(seance: SurSeance, avis: AvisEcrit): Promise<void>;
  decisions(seance: number): Promise<readonly DecisionEcrite[]>;
  decider(decision: DecisionAEcrire): Promise<void>;
  /** Ties the decision to its household, who can read it from then on; false: it was already. */
  notifier(decision: number, candidature: number, maintenant: string): Promise<boolean>;
  ofDemandeur(epci: string, demandeur: string): Promise<readonly DecisionNotifiee[]>;
};

export type CalQueries = CompositionQueries & SeanceQueries & EnvoiQueries & LogementQueries & VoteQueries;
