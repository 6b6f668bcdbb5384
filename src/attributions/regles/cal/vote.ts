import { formatCompte } from "#socle/regles/shared/format.ts";
import { DECISIONS_CAL, type DecisionCal } from "./decision.ts";

/** What a member may vote for one candidate: one of the decisions, or nothing. */
export const SENS_VOTE = [...DECISIONS_CAL, "abstention"] as const;
export type SensVote = (typeof SENS_VOTE)[number];

/** The last word of one member on one candidate. */
export type VoteExprime = { readonly membre: number; readonly sens: SensVote; readonly rang: number | null };

/** `aucun`: nobody has voted. `partage`: no majority, and no casting vote that settles it. */
export type IssueVote = DecisionCal | "partage" | "aucun";

export type Depouillement = {
  readonly issue: IssueVote;
  readonly voix: Readonly<Partial<Record<SensVote, number>>>;
  readonly exprimes: number;
  /** The mayor's vote made the issue (CCH, art. L. 441-2, II: « voix prépondérante »). */
  readonly preponderante: boolean;
};

/**
 * More than half of the votes cast makes the decision; abstentions are not cast. When the first are level, the mayor's vote among them decides.
 * Anything else is undecided. `votes`: one a member with a deliberative voice on this dwelling; `maire`: member who has the casting vote.
 */
export function depouiller(votes: readonly VoteExprime[], maire: number | null): Depouillement {
  const voix = count(votes);
  const exprimes = DECISIONS_CAL.reduce((somme, sens) => somme + (voix[sens] ?? 0), 0);
  const rien = { voix, exprimes, preponderante: false };
  if (votes.length === 0) return { ...rien, issue: "aucun" };
  const most = Math.max(0, ...DECISIONS_CAL.map((sens) => voix[sens] ?? 0));
  const premiers = DECISIONS_CAL.filter((sens) => most > 0 && voix[sens] === most);
  const [seul, autre] = premiers;
  if (seul !== undefined && autre === undefined && most * 2 > exprimes) return { ...rien, issue: seul };
  const duMaire = votes.find(({ membre }) => membre === maire)?.sens;
  const tranche = premiers.length > 1 ? premiers.find((sens) => sens === duMaire) : undefined;
  return tranche === undefined ? { ...rien, issue: "partage" } : { ...rien, issue: tranche, preponderante: true };
}

function count(votes: readonly VoteExprime[]): Partial<Record<SensVote, number>> {
  const voix: Partial<Record<SensVote, number>> = {};
  for (const { sens } of votes) voix[sens] = (voix[sens] ?? 0) + 1;
  return voix;
}

/** A member's votes: the last of each, whatever the order in which they came. `n`: its place in the trace. */
export function derniersVotes<V extends { readonly membre: number; readonly candidature: number; readonly n: number }>(
  traces: readonly V[],
): readonly V[] {
  const last = new Map<string, V>();
  for (const vote of traces) {
    const cle = `${vote.membre}:${vote.candidature}`;
    const known = last.get(cle);
    if (known === undefined || known.n < vote.n) last.set(cle, vote);
  }
  return [...last.values()];
}

type RangVote = { readonly membre: number; readonly candidature: number; readonly rang: number | null };

/**
 * The order that the votes give to the candidates retained: lowest mean rank first, then the mayor's rank, then the order of inscription.
 * A rank that nobody gave counts after all the others. Information for whoever decides, not a rule of law.
 */
export function classer(
  candidatures: readonly { readonly id: number; readonly ordre: number }[],
  votes: readonly RangVote[],
  maire: number | null,
): readonly number[] {
  const dernier = candidatures.length + 1;
  const note = (id: number) => {
    const rangs = votes
      .filter(({ candidature, rang }) => candidature === id && rang !== null)
      .map(({ rang }) => rang ?? dernier);
    return rangs.length === 0 ? dernier : rangs.reduce((somme, rang) => somme + rang, 0) / rangs.length;
  };
  const duMaire = (id: number) =>
    votes.find(({ membre, candidature }) => membre === maire && candidature === id)?.rang ?? dernier;
  return candidatures
    .toSorted((a, b) => note(a.id) - note(b.id) || duMaire(a.id) - duMaire(b.id) || a.ordre - b.ordre)
    .map(({ id }) => id);
}

const MOTS: Readonly<Record<SensVote, readonly [string, string]>> = {
  attribution: ["voix pour l’attribution", "voix pour l’attribution"],
  "sous-condition": ["voix pour l’attribution sous condition", "voix pour l’attribution sous condition"],
  "non-attribution": ["voix pour la non-attribution", "voix pour la non-attribution"],
  irrecevabilite: ["voix pour l’irrecevabilité", "voix pour l’irrecevabilité"],
  report: ["voix pour le report", "voix pour le report"],
  abstention: ["abstention", "abstentions"],
};

/** « 3 voix pour l’attribution, 1 abstention ; voix du maire prépondérante. » */
export function sayDepouillement({ voix, issue, preponderante }: Depouillement): string {
  if (issue === "aucun") return "Aucun vote n’est enregistré.";
  const parts = SENS_VOTE.flatMap((sens) => {
    const nombre = voix[sens] ?? 0;
    return nombre === 0 ? [] : [formatCompte(nombre, ...MOTS[sens])];
  });
  const suite = preponderante
    ? " ; la voix du maire est prépondérante"
    : issue === "partage"
      ? " ; aucune majorité"
      : "";
  return `${parts.join(", ")}${suite}.`;
}
