import { pickMesures } from "#bilan/lectures/measure.ts";
import type { EnteteRapport, Rapport } from "#bilan/lectures/rapport/ports.ts";
import { readRapport } from "#bilan/lectures/rapport/read-rapport.ts";
import { findValeur } from "#droit/regles/parametre.ts";
import { SEUIL_SECRET } from "#droit/regles/seuil-secret.ts";
import type { MemoireAnalyses } from "#observatoire/lectures/desequilibre/analyse.ts";
import type { Base } from "#socle/lectures/base.ts";
import { unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import {
  type GenreEvaluation,
  LIBELLE_GENRE_EVALUATION,
  LIBELLE_PARTIE_EVALUATION,
  labelAnnees,
  PARTIES_EVALUATION,
  type PartieEvaluation,
  yearsOf,
} from "../../regles/evaluation/evaluation.ts";
import { contenu, type Lecteur, lireOuDire, type Matiere, type PartieLue } from "./contenu.ts";
import type { Evaluation, EvaluationPreparee } from "./evaluation.ts";
import { anneeNonFinie, findRapportAnnuel, manqueRapport } from "./manques.ts";
import { lireActions } from "./partie-actions.ts";
import { lireGouvernance } from "./partie-gouvernance.ts";
import { lireMesures } from "./partie-mesures.ts";
import { lireMethode } from "./partie-methode.ts";
import { lireNationaux } from "./partie-nationaux.ts";
import { lireObjectifs } from "./partie-objectifs.ts";
import { lireObservatoire } from "./partie-observatoire.ts";
import { lireProgramme } from "./partie-programme.ts";
import { lirePublics } from "./partie-publics.ts";
import { lireRelogement } from "./partie-relogement.ts";
import type { TextesEvaluation } from "./ports.ts";

export type QuestionEvaluation = {
  readonly epci: string;
  readonly genre: GenreEvaluation;
  /** Last year evaluated. */
  readonly annee: number;
  /** ISO day. */
  readonly aujourdhui: string;
  /** Texts written under the parts. */
  readonly textes: TextesEvaluation;
  readonly memoire: MemoireAnalyses;
};

const LECTEURS: Readonly<Record<PartieEvaluation, Lecteur>> = {
  objectifs: lireObjectifs,
  nationaux: lireNationaux,
  "publics-prioritaires": lirePublics,
  mesures: lireMesures,
  relogement: lireRelogement,
  programme: lireProgramme,
  actions: lireActions,
  gouvernance: lireGouvernance,
  observatoire: lireObservatoire,
  methode: lireMethode,
  recommandations: async () => ({ interne: contenu([]), publique: contenu([]) }),
};

/**
 * Evaluation of those years as of today: figures of the frozen reports, the rest read on the day. Null fields without a
 * frozen report of each whole year. Throws `territoire-inconnu`.
 */
export async function computeEvaluation(base: Base, question: QuestionEvaluation): Promise<EvaluationPreparee> {
  const { epci, genre, annee, aujourdhui, memoire } = question;
  const annees = yearsOf(genre, annee);
  const [territoire, entetes] = await Promise.all([base.territoires.find(epci), base.rapports.list(epci)]);
  if (!territoire) throw unknownTerritoire(epci);
  const { nom, demonstration } = territoire;
  const cadre = { genre, anneeDebut: annees[0] ?? annee, anneeFin: annee };
  const titre = `${LIBELLE_GENRE_EVALUATION[genre]}, ${labelAnnees(cadre.anneeDebut, annee)}`;
  const manques = [...anneeNonFinie(annee, aujourdhui), ...annees.flatMap((one) => manqueRapport(one, entetes))];
  if (manques.length > 0) return { ...cadre, titre, manques, evaluation: null, publique: null };
  const rapports = await readRapports(
    base,
    epci,
    annees.flatMap((one) => findRapportAnnuel(one, entetes) ?? []),
  );
  const seuil = findValeur(SEUIL_SECRET, aujourdhui).valeur;
  const diffusee = await base.diffusions.publique(epci);
  const lues = await lireParties(base, { epci, annees, rapports, aujourdhui, seuil, diffusee, memoire });
  const commun = {
    ...cadre,
    territoire: epci,
    nom,
    demonstration,
    titre,
    etabliLe: aujourdhui,
    rapports: citer(rapports),
  };
  const parties = (version: keyof PartieLue): Evaluation["parties"] =>
    PARTIES_EVALUATION.map((code) => ({
      ...lues[code][version],
      code,
      titre: LIBELLE_PARTIE_EVALUATION[code],
      texte: question.textes[code] ?? null,
    }));
  return {
    ...cadre,
    titre,
    manques,
    evaluation: { ...commun, publique: false, annees: rapports.map(anneeOf), parties: parties("interne") },
    publique: { ...commun, publique: true, annees: [], parties: parties("publique") },
  };
}

/** In the order of the years. */
async function readRapports(base: Base, epci: string, entetes: readonly EnteteRapport[]): Promise<readonly Rapport[]> {
  const found: Rapport[] = [];
  for (const { numero } of entetes) {
    const rapport = await readRapport(base, epci, numero);
    if (rapport) found.push(rapport);
  }
  return found;
}

/** Read in sequence: they may run in the transaction that freezes them. */
async function lireParties(base: Base, matiere: Matiere): Promise<Readonly<Record<PartieEvaluation, PartieLue>>> {
  const lues: Partial<Record<PartieEvaluation, PartieLue>> = {};
  for (const code of PARTIES_EVALUATION) lues[code] = await lireOuDire(LECTEURS[code], base, matiere);
  return lues as Record<PartieEvaluation, PartieLue>; // every part is read just above
}

function citer(rapports: readonly Rapport[]): Evaluation["rapports"] {
  return rapports.map(({ annee, numero, figeLe, empreinte }) => ({ annee, numero, figeLe, empreinte }));
}

/** Whole, as frozen. */
function anneeOf({ annee, bilan }: Rapport): Evaluation["annees"][number] {
  return { annee, ensemble: pickMesures(bilan), bailleurs: bilan.bailleurs };
}
