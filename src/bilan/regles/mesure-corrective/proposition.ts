import { findValeur } from "#droit/regles/parametre.ts";
import { addMonths } from "#socle/regles/shared/calendrier.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import { ATTENTE_SECOND_TEMPS, type Barreau, type CodeMesure, findBarreau } from "./echelle.ts";
import type { IssueAnnee } from "./objectif-annee.ts";

export type DecisionMesure = "retenue" | "ecartee";

/** A rung proposed for a missed year: only people decide it, on a day and for a reason. */
export type MesureCorrective = {
  readonly id: number;
  readonly annee: number;
  readonly code: CodeMesure;
  readonly proposeeLe: string;
  readonly motif: string;
  readonly decision: DecisionMesure | null;
  readonly decideeLe: string | null;
  readonly decisionMotif: string | null;
};

export type SituationMesure = {
  readonly annee: number;
  readonly issue: IssueAnnee;
  /** For the side hors QPV only, which the legal provisions concern. */
  readonly issueHorsQpv: IssueAnnee;
  /** Why the year, and its side hors QPV, are undecided, and what would settle it; empty when decided. */
  readonly indecis: string;
  readonly indecisHorsQpv: string;
  /** All measures of the territory, any year. */
  readonly mesures: readonly MesureCorrective[];
  readonly aujourdhui: string;
};

/** Whether the rung may be proposed. `raison`: a sentence for the reader of the ladder. */
export type OuvertureMesure = { readonly ouverte: boolean; readonly raison: string };

export function readOuverture(barreau: Barreau, situation: SituationMesure): OuvertureMesure {
  const already = situation.mesures.find(({ annee, code }) => annee === situation.annee && code === barreau.code);
  if (already) return closed(`Proposée le ${formatJour(already.proposeeLe)} pour cette année.`);
  const issue = barreau.temps === 1 ? situation.issue : situation.issueHorsQpv;
  if (issue !== "non-atteint") return closed(whyClosed(issue, situation, barreau));
  return barreau.temps === 1
    ? { ouverte: true, raison: "L’objectif annuel de l’EPCI n’est pas atteint : la mesure peut être proposée." }
    : readSecondTemps(situation);
}

/** Refuses `mesure-deja-proposee`, `mesure-fermee`, `mesure-date-future`. */
export function checkProposition(code: CodeMesure, proposeeLe: string, situation: SituationMesure): void {
  if (situation.mesures.some((mesure) => mesure.annee === situation.annee && mesure.code === code)) {
    throw conflit(
      "mesure-deja-proposee",
      `Cette mesure est déjà proposée pour ${situation.annee}. Sa décision s’enregistre sur la même ligne.`,
    );
  }
  const { ouverte, raison } = readOuverture(findBarreau(code), situation);
  if (!ouverte) throw new Refus("mesure-fermee", `Cette mesure ne peut pas être proposée. ${raison}`);
  checkDate("de la proposition", proposeeLe, situation.aujourdhui);
  if (proposeeLe <= `${situation.annee}-12-31`) {
    throw new Refus(
      "mesure-avant-la-fin",
      `L’année ${situation.annee} ne peut être dite manquée qu’une fois finie : datez la proposition d’après le 31 décembre ${situation.annee}.`,
    );
  }
}

/** Refuses `mesure-deja-decidee`, `mesure-date-future`, `mesure-decision-avant`. */
export function checkDecision(mesure: MesureCorrective, decideeLe: string, aujourdhui: string): void {
  if (mesure.decision !== null) {
    throw conflit(
      "mesure-deja-decidee",
      "Cette mesure est déjà décidée. Une décision ne se réécrit pas : proposez-la de nouveau pour une autre année.",
    );
  }
  checkDate("de la décision", decideeLe, aujourdhui);
  if (decideeLe < mesure.proposeeLe) {
    throw new Refus(
      "mesure-decision-avant",
      `La décision ne peut précéder la proposition du ${formatJour(mesure.proposeeLe)}. Corrigez la date.`,
    );
  }
}

function checkDate(quoi: string, jour: string, aujourdhui: string): void {
  if (jour <= aujourdhui) return;
  throw new Refus("mesure-date-future", `La date ${quoi} n’est pas encore passée. Corrigez-la.`);
}

function closed(raison: string): OuvertureMesure {
  return { ouverte: false, raison };
}

function whyClosed(issue: IssueAnnee, { annee, indecis, indecisHorsQpv }: SituationMesure, { temps }: Barreau): string {
  const objectif = temps === 1 ? "L’objectif annuel de l’EPCI" : "L’objectif hors quartier prioritaire";
  switch (issue) {
    case "en-cours":
      return `L’année ${annee} n’est pas entièrement publiée : rien n’est manqué tant qu’elle ne l’est pas.`;
    case "indecidable":
      return `${objectif} est indécidable : ${temps === 1 ? indecis : indecisHorsQpv}.`;
    case "atteint":
      return `${objectif} est atteint : rien n’est à corriger.`;
    default:
      return `Aucun objectif ne lie l’EPCI pour ${annee}, ou aucune attribution n’est à compter.`;
  }
}

/** Second time: a measure of the first was kept, for this year or an earlier one, and a year has shown its effect. */
function readSecondTemps({ annee, mesures, aujourdhui }: SituationMesure): OuvertureMesure {
  const kept = mesures.filter(
    (mesure) => findBarreau(mesure.code).temps === 1 && mesure.annee <= annee && mesure.decision === "retenue",
  );
  const first = kept.flatMap(({ decideeLe }) => decideeLe ?? []).toSorted()[0];
  if (first === undefined) {
    return closed("Envisagée dans un second temps seulement : aucune mesure du premier temps n’a encore été retenue.");
  }
  const attente = findValeur(ATTENTE_SECOND_TEMPS, first).valeur;
  const due = addMonths(first, attente);
  if (aujourdhui < due) {
    return closed(
      `Envisagée dans un second temps seulement : l’effet de la mesure retenue le ${formatJour(first)} est attendu jusqu’au ${formatJour(due)} (${attente} mois, lecture à confirmer).`,
    );
  }
  return {
    ouverte: true,
    raison: `Une mesure du premier temps a été retenue le ${formatJour(first)}, il y a plus de ${attente} mois (délai à confirmer) : les dispositions de la loi peuvent être proposées.`,
  };
}
