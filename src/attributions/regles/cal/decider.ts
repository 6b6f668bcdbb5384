import { NATURES_PIECE, type NaturePiece } from "#donnees/regles/piece/nature.ts";
import { formatCompte, joinFrench } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { aRang, type DecisionCal, LIBELLE_DECISION_CAL } from "./decision.ts";
import { type MotifCal, motifsPour } from "./motif.ts";
import type { ModeSeance } from "./reglement.ts";
import { type Depouillement, sayDepouillement } from "./vote.ts";

/** What is decided for one candidate of a dwelling. */
export type DecisionSaisie = {
  readonly candidature: number;
  readonly decision: DecisionCal;
  /** Of an attribution, under condition or not; null for the others. */
  readonly rang: number | null;
  readonly motif: MotifCal | null;
  /** Read by the household, after the reason. */
  readonly precision: string | null;
  /** Paper that suspends an attribution. */
  readonly piece: NaturePiece | null;
  /** Number of the method of the observatory that a reason of balance cites. */
  readonly methode: number | null;
};

/** A dwelling as it stands when it is decided. */
export type LogementADecider = {
  readonly mode: ModeSeance;
  readonly jour: string;
  readonly examenDemande: boolean;
  readonly candidats: readonly { readonly id: number; readonly libelle: string; readonly vote: Depouillement }[];
  /** Published and in force that day. */
  readonly methodes: readonly number[];
};

/**
 * All the candidates of a dwelling are decided together, since their ranks mean nothing one without the other. Refuses `cal-decision-incomplete`,
 * `cal-rang`, `cal-motif`, `cal-piece`, `cal-methode`, `cal-examen`, `cal-vote`.
 */
export function checkDecisions(logement: LogementADecider, decisions: readonly DecisionSaisie[]): void {
  checkComplete(logement, decisions);
  for (const decision of decisions) {
    const candidat = logement.candidats.find(({ id }) => id === decision.candidature);
    if (candidat === undefined) continue;
    checkMotif(candidat.libelle, decision, logement);
    checkVote(candidat, decision, logement);
  }
  checkRangs(decisions);
}

function checkComplete({ candidats }: LogementADecider, decisions: readonly DecisionSaisie[]): void {
  const manque = candidats.filter(({ id }) => decisions.filter(({ candidature }) => candidature === id).length !== 1);
  if (manque.length === 0 && decisions.length === candidats.length) return;
  throw new Refus(
    "cal-decision-incomplete",
    manque.length === 0
      ? "La liste des candidats a changé. Rechargez la page et recommencez."
      : `Décision manquante : ${joinFrench(manque.map(({ libelle }) => libelle))}. Un candidat sur lequel la commission ne se prononce pas est reporté.`,
  );
}

/** Refuses `cal-rang`: ranks are 1 to n, without a hole and without two alike. */
function checkRangs(decisions: readonly DecisionSaisie[]): void {
  const rangs = decisions.filter(({ decision }) => aRang(decision)).map(({ rang }) => rang);
  const attendus = rangs.map((_, i) => i + 1);
  if (attendus.every((rang) => rangs.includes(rang))) return;
  throw new Refus(
    "cal-rang",
    `${formatCompte(rangs.length, "attribution")} : donnez les rangs ${joinFrench(attendus.map(String))}, chacun une fois.`,
    { champ: "rang" },
  );
}

function checkMotif(
  libelle: string,
  { decision, motif, piece, methode, rang }: DecisionSaisie,
  { jour, methodes }: LogementADecider,
): void {
  if (aRang(decision) !== (rang !== null)) {
    throw new Refus("cal-rang", `${libelle} : une attribution a un rang, et elle seule.`, { champ: "rang" });
  }
  if (decision === "sous-condition" && (piece === null || !NATURES_PIECE.includes(piece))) {
    throw new Refus("cal-piece", `${libelle} : choisissez la pièce dont dépend l’attribution.`, { champ: "piece" });
  }
  if (aRang(decision)) return;
  if (motif === null || !motifsPour(decision, jour).includes(motif)) {
    throw new Refus(
      "cal-motif",
      `${libelle} : choisissez le motif de la décision « ${LIBELLE_DECISION_CAL[decision].toLowerCase()} » ; il sera écrit au demandeur.`,
      { champ: "motif" },
    );
  }
  if (motif === "desequilibre" && (methode === null || !methodes.includes(methode))) {
    throw new Refus(
      "cal-methode",
      `${libelle} : un refus pour l’équilibre de la résidence cite la méthode publiée de l’observatoire. Choisissez-la.`,
      { champ: "methode" },
    );
  }
}

type Candidat = LogementADecider["candidats"][number];

/** Nobody decides against the votes; without a vote, only those who sit together may find that they agree. */
function checkVote(
  { libelle, vote }: Candidat,
  { decision }: DecisionSaisie,
  { mode, examenDemande }: LogementADecider,
): void {
  if (decision === "report") return;
  if (examenDemande && mode === "asynchrone") {
    throw new Refus(
      "cal-examen",
      "Un membre a demandé l’examen en séance : reportez ce logement à une séance qui se réunit.",
    );
  }
  if (vote.issue === decision || (vote.issue === "aucun" && mode !== "asynchrone")) return;
  throw new Refus(
    "cal-vote",
    `${libelle} : la décision « ${LIBELLE_DECISION_CAL[decision].toLowerCase()} » n’est pas celle du vote. ${sayDepouillement(vote)}`,
  );
}
