import type { Base } from "#socle/lectures/base.ts";
import { findLiberation } from "../../actes/liberation/ouvrir-liberation.ts";
import { compareCandidats, compterPertes, type GroupeExclu } from "../../regles/rapprochement/classer.ts";
import { examiner } from "../../regles/rapprochement/examiner.ts";
import { type DemandeExaminee, logementExamine } from "../../regles/rapprochement/faits.ts";
import type { QuestionRapprochement } from "./ports.ts";
import type { CandidatExamine, RechercheCandidats } from "./recherche.ts";

/** Candidates shown at once: the commission examines three. */
const CANDIDATS_MONTRES = 30;
/** Candidates that the law asks for (CCH, art. R. 441-3): below, those who wish another place are counted too, to suggest a change. */
const CANDIDATS_MIN = 3;

export type DemandeRecherche = {
  readonly epci: string;
  /** `id` of the freed dwelling. */
  readonly liberation: number;
  readonly jour: string;
  /** true: also counts those who wish another place, whatever the count of candidates. */
  readonly ailleurs?: boolean;
};

/**
 * Candidates for a dwelling among the demandes that `base` may read, and what excludes the others. Writes nothing. Refuses
 * `liberation-inconnue`.
 */
export async function chercherCandidats(base: Base, demande: DemandeRecherche): Promise<RechercheCandidats> {
  const question = await questionOf(base, demande);
  const [ids, groupes] = await Promise.all([
    base.rapprochements.candidats(question, CANDIDATS_MONTRES),
    base.rapprochements.groupes(question),
  ]);
  const ailleurs = (demande.ailleurs ?? false) || compterPertes(groupes).eligibles < CANDIDATS_MIN;
  const loin: readonly GroupeExclu[] = ailleurs ? await base.rapprochements.groupesAilleurs(question) : [];
  const faits = await base.rapprochements.faits(demande.epci, ids);
  return {
    candidats: faits.toSorted(compareCandidats).map((un) => examinerUn(un, question)),
    bilan: compterPertes([...groupes, ...loin]),
    ailleurs,
    seuils: question.seuils,
  };
}

function examinerUn(faits: DemandeExaminee, question: QuestionRapprochement): CandidatExamine {
  return { demandeur: faits.demandeur, examen: examiner(faits, question) };
}

/** Question of a search for a freed dwelling, with the thresholds of its bailleur on the day. Refuses `liberation-inconnue`. */
export async function questionOf(
  base: Base,
  { epci, liberation, jour }: Pick<DemandeRecherche, "epci" | "liberation" | "jour">,
): Promise<QuestionRapprochement> {
  const libere = await findLiberation(base, epci, liberation);
  const seuils = await base.rapprochements.seuils(epci, libere.bailleur.organisation, jour);
  return { epci, logement: logementExamine(libere), seuils, jour };
}
