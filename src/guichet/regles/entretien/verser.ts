import { QUESTIONS, type Question } from "#dossier/regles/question.ts";
import type { Identite, PersonneDossier, QualitePersonne, Reponses, Souhait } from "#dossier/regles/reponses.ts";
import type { ReponsesEntretien } from "./entretien.ts";

/** Answers of the interview in the form of the demande: a question not asked stays unanswered. */
export function toReponses(reponses: ReponsesEntretien): Reponses {
  const { situation } = reponses;
  const seul = isSeul(reponses);
  const revenus = toRevenus(reponses);
  const logementActuel = toLogement(reponses);
  const recherche = toRecherche(reponses);
  return {
    ...(situation && { vous: { situation: situation.familiale } }),
    ...(seul !== null && { menage: { seul } }),
    ...(revenus && { revenus }),
    ...(logementActuel && { logementActuel }),
    ...(recherche && { recherche }),
  };
}

function toRevenus({ budget, emploi }: ReponsesEntretien): Reponses["revenus"] {
  if (!budget && !emploi) return undefined;
  return {
    sources: budget?.sources ?? [],
    mensuel: budget?.mensuel ?? null,
    pensionVersee: null,
    rfr: budget?.rfr ?? null,
    rfrN1: null,
    profession: emploi?.profession ?? null,
    contratCourt: emploi?.contratCourt ?? "inconnu",
    employeurSiret: emploi?.employeurSiret ?? null,
    employeurPlusDeDix: emploi?.employeurPlusDeDix ?? "inconnu",
  };
}

function toLogement({ logement }: ReponsesEntretien): Reponses["logementActuel"] {
  if (!logement) return undefined;
  const { mode, commune, depuis, loyer } = logement;
  const inconnus = { bailleurSiren: null, charges: null, aide: null, personnes: null, surface: null, pieces: null };
  return { mode, commune, depuis, loyer, ...inconnus, proprietaireAilleurs: "inconnu" };
}

function toRecherche({ souhaits, budget, emploi }: ReponsesEntretien): Reponses["recherche"] {
  if (!souhaits) return undefined;
  const { typologies, genre, elargir } = souhaits;
  const rapide = { meuble: emploi?.meuble ?? false, mobilite: emploi?.mobilite ?? null };
  return { motifs: [], typologies, genre, elargir, loyerMax: budget?.loyerMax ?? null, ...rapide };
}

/** null: unknown. */
function isSeul({ composition }: ReponsesEntretien): boolean | null {
  if (!composition) return null;
  const { adultes, enfants, gardePartagee, aNaitre } = composition;
  const others = [enfants, gardePartagee, aNaitre];
  if ((adultes ?? 0) > 1 || others.some((nombre) => (nombre ?? 0) > 0)) return false;
  return adultes === 1 && others.every((nombre) => nombre === 0) ? true : null;
}

/** Persons of the household, without a name or an age, which the demande asks. */
export function toPersonnes({ situation, composition }: ReponsesEntretien): readonly PersonneDossier[] {
  if (!composition) return [];
  const { adultes, enfants, gardePartagee, aNaitre } = composition;
  const enCouple = ["marie", "pacse", "concubin"].includes(situation?.familiale ?? "");
  const autres = Math.max(0, (adultes ?? 1) - 1);
  const qualites: QualitePersonne[] = [
    ...Array.from(
      { length: autres },
      (_, rang): QualitePersonne => (rang === 0 && enCouple ? "conjoint" : "cotitulaire"),
    ),
    ...Array.from({ length: enfants ?? 0 }, (): QualitePersonne => "a-charge"),
    ...Array.from({ length: gardePartagee ?? 0 }, (): QualitePersonne => "garde-partagee"),
    ...Array.from({ length: aNaitre ?? 0 }, (): QualitePersonne => "a-naitre"),
  ];
  const nul = { lien: null, nom: null, prenom: null, naissance: null };
  return qualites.map((qualite, index) => ({ rang: index + 1, qualite, ...nul }));
}

export function toSouhaits({ souhaits }: ReponsesEntretien): readonly Souhait[] {
  return (souhaits?.communes ?? []).map((commune) => ({ commune }));
}

/** Questions of the demande that the interview answered; the household checks them, and answers the others. */
export function questionsVersees(
  reponses: ReponsesEntretien,
  identite: Pick<Identite, "nom" | "prenom" | "naissance" | "telephone" | "courriel">,
): readonly Question[] {
  const { situation, budget, logement, souhaits, emploi } = reponses;
  const { nom, prenom, naissance, telephone, courriel } = identite;
  const repondues: Partial<Record<Question, boolean>> = {
    "vous/identite": nom !== null && prenom !== null && naissance !== null,
    "vous/joindre": telephone !== null || courriel !== null,
    "vous/situation": situation !== undefined && situation.familiale !== null,
    "revenus/travail": emploi !== undefined && emploi.profession !== null,
    "revenus/employeur": emploi?.profession === "salarie-prive",
    "revenus/ressources": budget !== undefined && budget.mensuel !== null,
    "revenus/impots": budget !== undefined && budget.rfr !== null,
    "logement-actuel/logement": logement !== undefined && logement.mode !== null,
    "recherche/logement": souhaits !== undefined && souhaits.typologies.length > 0,
    "recherche/lieux": souhaits !== undefined && souhaits.communes.length > 0,
    "recherche/rapide": emploi !== undefined,
  };
  return QUESTIONS.filter((question) => repondues[question] === true);
}
