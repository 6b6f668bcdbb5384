import { createHash } from "node:crypto";
import { findValeur } from "#droit/regles/parametre.ts";
import type { Base } from "#socle/lectures/base.ts";
import { canonicalJson } from "#socle/lectures/canonical-json.ts";
import { habilitationsIn, peut } from "#socle/regles/habilitation/peut.ts";
import { conflit, interdit, introuvable, type Refus } from "#socle/regles/shared/refus.ts";
import type {
  AvisEcrit,
  CandidatCal,
  DecisionEcrite,
  LogementSeance,
  MembreConvoque,
  MessageCal,
  ReglesSeance,
  SeanceCal,
  VoteEcrit,
} from "../../actes/cal/ports.ts";
import { voixSur } from "../../regles/cal/composition.ts";
import { REGLES_PAR_DEFAUT } from "../../regles/cal/reglement.ts";
import { type QuorumSeance, readQuorumSeance, referenceSeance } from "../../regles/cal/seance.ts";
import { type Depouillement, depouiller, derniersVotes } from "../../regles/cal/vote.ts";
import type { ExamenOccupation } from "../examen-occupation/ports.ts";

/** A session as it stands, with what its members have said so far. */
export type SeanceLue = {
  readonly seance: SeanceCal;
  readonly reference: string;
  /** Those that apply: frozen since the convocation, else those in force. */
  readonly regles: ReglesSeance;
  readonly membres: readonly MembreConvoque[];
  readonly logements: readonly LogementSeance[];
  readonly candidats: readonly CandidatCal[];
  readonly votes: readonly VoteEcrit[];
  readonly messages: readonly MessageCal[];
  readonly avis: readonly AvisEcrit[];
  readonly decisions: readonly DecisionEcrite[];
  /** Occupations examined, on the agenda for an opinion. */
  readonly examens: readonly ExamenOccupation[];
  readonly quorum: QuorumSeance;
  /** The seat of whoever reads; null: they do not sit. */
  readonly moi: MembreConvoque | null;
  /** Holds the session. */
  readonly secretaire: boolean;
};

/** Refuses `seance-inconnue`. */
export async function readSeance(base: Base, epci: string, id: number): Promise<SeanceLue> {
  const seance = await findSeance(base, epci, id);
  const [membres, logements, candidats, votes, messages, avis, decisions, examens, regles] = await Promise.all([
    base.cal.membres(id),
    base.cal.logements(id),
    base.cal.candidats(id, null),
    base.cal.votes(id, null),
    base.cal.messages(id, null),
    base.cal.avis(id),
    base.cal.decisions(id),
    peut(base.acteur, "examen-occupation", "lire", seance.epci) ? base.examensOccupation.ofSeance(id) : [],
    seance.regles ?? reglesEnVigueur(base, seance),
  ]);
  return {
    seance,
    regles,
    membres,
    logements,
    candidats,
    votes,
    messages,
    avis,
    decisions,
    examens,
    reference: referenceSeance(seance.annee, seance.numero),
    quorum: quorumOf({ seance, regles, membres }),
    moi: membres.find(({ compte }) => compte !== null && compte === base.acteur.compte) ?? null,
    secretaire: isSecretaire(base, seance),
  };
}

export async function findSeance({ cal }: Pick<Base, "cal">, epci: string, id: number): Promise<SeanceCal> {
  const seance = await cal.find(epci, id);
  if (seance !== null) return seance;
  throw introuvable("seance-inconnue", "Cette séance n’existe pas, ou vous n’y êtes pas convoqué.");
}

/** Where the session was convened first, then the others of its agenda. */
export function territoiresDe({ epci, territoires }: Pick<SeanceCal, "epci" | "territoires">): readonly string[] {
  return [epci, ...territoires.map((territoire) => territoire.epci)];
}

/** Of the bailleur whose commission it is, and of no other. */
function isSecretaire(
  { acteur }: Pick<Base, "acteur">,
  { epci, organisation }: Pick<SeanceCal, "epci" | "organisation">,
): boolean {
  return habilitationsIn(acteur, epci).some((h) => h.role === "secretaire-cal" && h.organisation === organisation);
}

/** `ailleurs`: name of the territory, when it is not where the session was convened. Refuses `droit-absent`. */
export function requireSecretaire(
  base: Pick<Base, "acteur">,
  seance: Pick<SeanceCal, "epci" | "organisation">,
  ailleurs?: string,
): void {
  if (isSecretaire(base, seance)) return;
  throw interdit(
    "droit-absent",
    ailleurs === undefined
      ? "Seul le secrétariat de cette commission fait cet acte."
      : `Des logements de cette séance sont sur le territoire ${ailleurs} : il faut y être aussi secrétaire de la commission de ce bailleur. Demandez-y cette habilitation.`,
  );
}

/** An act on the whole session is of whoever reads all of its agenda: nobody closes what they do not see. Refuses `droit-absent`. */
export function requireToutes(base: Pick<Base, "acteur">, seance: SeanceCal): void {
  requireSecretaire(base, seance);
  for (const { epci, nom } of seance.territoires) requireSecretaire(base, { ...seance, epci }, nom);
}

/** The version adopted in force on the day of the session; ours, to be confirmed, when none was. */
export async function reglesEnVigueur(
  { cal }: Pick<Base, "cal">,
  { epci, organisation, tenueLe }: Pick<SeanceCal, "epci" | "organisation" | "tenueLe">,
): Promise<ReglesSeance> {
  const adopte = (await cal.reglements(epci, organisation)).find(({ depuis }) => depuis <= tenueLe);
  if (adopte) return adopte;
  const { valeur, source } = findValeur(REGLES_PAR_DEFAUT, tenueLe);
  return { ...valeur, numero: 0, source, aConfirmer: true };
}

function quorumOf({ seance, regles, membres }: Pick<SeanceLue, "seance" | "regles" | "membres">): QuorumSeance {
  return readQuorumSeance(membres, regles.quorum, seance.mode);
}

type PourVote = Pick<SeanceLue, "seance" | "membres" | "votes">;

/** Those whose voice counts on that dwelling. */
export function votantsDe(
  { seance, membres }: Pick<PourVote, "seance" | "membres">,
  logement: LogementSeance,
): readonly MembreConvoque[] {
  return membres.filter((membre) => voixSur(membre, logement, seance.tenueLe) === "deliberative");
}

/** The seat by which whoever reads has a voice on that dwelling: one may sit for two territories. */
export function maVoix(lue: Pick<SeanceLue, "seance" | "membres" | "moi">, logement: LogementSeance) {
  const compte = lue.moi?.compte ?? null;
  return compte === null ? undefined : votantsDe(lue, logement).find((membre) => membre.compte === compte);
}

/** Present, or represented: the secretary may write what they say in the room. */
export function isLa({ presence }: Pick<MembreConvoque, "presence">): boolean {
  return presence === "present" || presence === "represente";
}

/** Who has the casting vote on that dwelling; null: its mayor is not convened. */
function maireDe({ membres }: Pick<PourVote, "membres">, { commune }: LogementSeance): number | null {
  return membres.find((membre) => membre.qualite === "maire" && membre.commune === commune)?.id ?? null;
}

/** The last word of each member with a voice on that dwelling, for all its candidates. */
export function votesComptes(lue: PourVote, logement: LogementSeance): readonly VoteEcrit[] {
  const votants = new Set(votantsDe(lue, logement).map(({ id }) => id));
  return derniersVotes(
    lue.votes.filter(({ liberation, membre }) => liberation === logement.liberation && votants.has(membre)),
  );
}

export function depouillerCandidat(lue: PourVote, logement: LogementSeance, candidature: number): Depouillement {
  const votes = votesComptes(lue, logement).filter((vote) => vote.candidature === candidature);
  return depouiller(votes, maireDe(lue, logement));
}

/** What the commission decided of a candidate; « effacee »: it did, and what it was is no longer kept; null: not yet. */
export type DecisionCandidat = DecisionEcrite | "effacee" | null;

export function decisionDe(
  { decisions }: Pick<SeanceLue, "decisions">,
  logement: Pick<LogementSeance, "etat">,
  { id, etat }: Pick<CandidatCal, "id" | "etat">,
): DecisionCandidat {
  const decision = decisions.find(({ candidature }) => candidature === id);
  if (decision) return decision;
  // All the candidates of a dwelling are decided at once; one put forward since waits for another session.
  return logement.etat === "decide" && etat !== "presentee" ? "effacee" : null;
}

export function logementHorsSeance(): Refus {
  return introuvable("logement-hors-seance", "Ce logement n’est pas à l’ordre du jour de cette séance.");
}

/** Refuses `logement-hors-seance`. */
export function findLogement({ logements }: Pick<SeanceLue, "logements">, liberation: number): LogementSeance {
  const logement = logements.find((un) => un.liberation === liberation);
  if (logement) return logement;
  throw logementHorsSeance();
}

/** « candidat 2 »: how a candidate is spoken of, by whoever has no name to say. */
export function nommerCandidat(
  candidats: readonly CandidatCal[],
  { id, liberation }: Pick<CandidatCal, "id" | "liberation">,
): string {
  const rang = candidats
    .filter((candidat) => candidat.liberation === liberation)
    .findIndex((candidat) => candidat.id === id);
  return `candidat\u00A0${rang + 1}`;
}

/** Everybody who has a voice on that dwelling has said it: by writing, one need not wait for the end of the window. */
export function tousOntVote(lue: SeanceLue, logement: LogementSeance): boolean {
  const ontVote = new Set(votesComptes(lue, logement).map(({ membre }) => membre));
  return votantsDe(lue, logement).every(({ id }) => ontVote.has(id));
}

export function libelleLogement({ bien }: LogementSeance): string {
  return [bien.typologie, bien.adresse, bien.nomCommune].filter((mot) => mot !== null).join(", ");
}

const JETON = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

type FormulaireEnvoye = {
  readonly jeton: string;
  readonly acte: string;
  readonly maintenant: string;
  /** What the form says: the same token with other answers is not the same form. */
  readonly dit: unknown;
};

/**
 * Does the act once for that form: a second sending of the same token does nothing, and false is returned so that the page gives the same answer.
 * Refuses `cal-jeton`, also when what is sent again says something else: it would be told done, and is not.
 */
export async function uneFois(
  base: Base,
  seance: SeanceCal,
  { jeton, acte, maintenant, dit }: FormulaireEnvoye,
  work: () => Promise<void>,
): Promise<boolean> {
  if (!JETON.test(jeton))
    throw conflit("cal-jeton", "Ce formulaire est trop ancien. Rechargez la page et recommencez.");
  const empreinte = createHash("sha256").update(canonicalJson(dit)).digest("hex");
  const pris = await base.cal.prendreJeton(seance, { jeton, acte, empreinte, le: maintenant });
  if (pris === "autre") {
    throw conflit(
      "cal-jeton",
      "Ce formulaire avait déjà été enregistré avec d’autres réponses : celles-ci ne le sont pas. Vérifiez-les, puis envoyez à nouveau.",
    );
  }
  if (pris === "deja") return false;
  await work();
  return true;
}
