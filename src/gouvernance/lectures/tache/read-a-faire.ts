import type { Base } from "#socle/lectures/base.ts";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { type AFaire, DELAIS, type DelaiTache } from "./a-faire.ts";
import type { ReadEcarts } from "./ecarts-controles.ts";
import { listTachesActions } from "./list-taches-actions.ts";
import { listTachesBilans } from "./list-taches-bilans.ts";
import { listTachesCal } from "./list-taches-cal.ts";
import { listTachesCas } from "./list-taches-cas.ts";
import { listTachesConvention } from "./list-taches-convention.ts";
import { listTachesConvocations } from "./list-taches-convocations.ts";
import { listTachesDecisions } from "./list-taches-decisions.ts";
import { listTachesDemandes } from "./list-taches-demandes.ts";
import { listTachesDiffusion } from "./list-taches-diffusion.ts";
import { listTachesEvaluations } from "./list-taches-evaluations.ts";
import { listTachesExamens } from "./list-taches-examens.ts";
import { listTachesFichesContact } from "./list-taches-fiches-contact.ts";
import { listTachesFichiers } from "./list-taches-fichiers.ts";
import { listTachesFlux } from "./list-taches-flux.ts";
import { listTachesGuichets } from "./list-taches-guichets.ts";
import { listTachesHabilitations } from "./list-taches-habilitations.ts";
import { listTachesMesures } from "./list-taches-mesures.ts";
import { listTachesPacks } from "./list-taches-packs.ts";
import { listTachesPaires } from "./list-taches-paires.ts";
import { listTachesPlateforme } from "./list-taches-plateforme.ts";
import { listTachesPpgdid } from "./list-taches-ppgdid.ts";
import { listTachesProgramme } from "./list-taches-programme.ts";
import { listTachesProtection } from "./list-taches-protection.ts";
import { listTachesRelogement } from "./list-taches-relogement.ts";
import { listTachesRemontees } from "./list-taches-remontees.ts";
import { listTachesReunions } from "./list-taches-reunions.ts";
import { listTachesVeille } from "./list-taches-veille.ts";
import type { QuestionTaches, Tache } from "./tache.ts";

/** One context's tasks for whoever asks. Each knows the rights that make a task theirs, and asks nothing of the database without them. */
export type SourceTaches = {
  /** « les réunions »: said when they could not be read. */
  readonly quoi: string;
  readonly list: (base: Base, question: QuestionTaches) => Promise<readonly Tache[]>;
};

/** In the order in which tasks of the same day are read. */
export function createSources(readEcarts: ReadEcarts): readonly SourceTaches[] {
  return [
    { quoi: "les réunions", list: listTachesReunions },
    { quoi: "les convocations", list: listTachesConvocations },
    { quoi: "les commissions d’attribution", list: listTachesCal },
    { quoi: "les demandes", list: listTachesDemandes },
    { quoi: "les guichets", list: listTachesGuichets },
    { quoi: "les relogements", list: listTachesRelogement },
    { quoi: "les examens de l’occupation", list: listTachesExamens },
    { quoi: "les cas bloqués", list: listTachesCas },
    { quoi: "la veille", list: listTachesVeille },
    { quoi: "les décisions", list: listTachesDecisions },
    { quoi: "les actions", list: listTachesActions },
    { quoi: "les fichiers", list: (base, question) => listTachesFichiers(base, question, readEcarts) },
    { quoi: "les fiches contact", list: listTachesFichesContact },
    { quoi: "les bilans par bailleur", list: listTachesBilans },
    { quoi: "les baux à départager", list: listTachesPaires },
    { quoi: "les flux", list: listTachesFlux },
    { quoi: "les packs trimestriels", list: listTachesPacks },
    { quoi: "les évaluations", list: listTachesEvaluations },
    { quoi: "la convention", list: listTachesConvention },
    { quoi: "le plan partenarial", list: listTachesPpgdid },
    { quoi: "les mesures correctives", list: listTachesMesures },
    { quoi: "les opérations", list: listTachesProgramme },
    { quoi: "les remontées de terrain", list: listTachesRemontees },
    { quoi: "la diffusion", list: listTachesDiffusion },
    { quoi: "les habilitations", list: listTachesHabilitations },
    { quoi: "la protection des données", list: listTachesProtection },
  ];
}

/** Of whoever runs the platform, who is nobody in the territories. */
export const SOURCES_PLATEFORME: readonly SourceTaches[] = [{ quoi: "la plateforme", list: listTachesPlateforme }];

/**
 * All that a person has to do here. Sources are read at the same time; one that refuses is said, and the others are shown all the same.
 * A defect is not a refusal, and goes up.
 */
export async function readAFaire(
  base: Base,
  question: QuestionTaches,
  sources: readonly SourceTaches[],
): Promise<AFaire> {
  const lues = await Promise.all(sources.map((source) => readSource(source, base, question)));
  const taches = lues.flatMap((lue) => lue.taches);
  return {
    aujourdhui: question.aujourdhui,
    total: taches.length,
    groupes: groupByDelai(taches, question.aujourdhui),
    illisibles: lues.flatMap(({ illisible }) => illisible ?? []),
  };
}

type Lue = { readonly taches: readonly Tache[]; readonly illisible?: AFaire["illisibles"][number] };

async function readSource({ quoi, list }: SourceTaches, base: Base, question: QuestionTaches): Promise<Lue> {
  try {
    return { taches: await list(base, question) };
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return { taches: [], illisible: { quoi, raison: error.message } };
  }
}

/** Days, today included, that « cette semaine » holds after today. */
const SEMAINE = 7;

function groupByDelai(taches: readonly Tache[], aujourdhui: string): AFaire["groupes"] {
  const horizon = addDays(aujourdhui, SEMAINE);
  const delaiOf = ({ echeance }: Tache): DelaiTache => {
    if (echeance === null) return "sans-date";
    if (echeance < aujourdhui) return "en-retard";
    return echeance <= horizon ? "cette-semaine" : "plus-tard";
  };
  return DELAIS.map((delai) => ({
    delai,
    taches: taches
      .filter((tache) => delaiOf(tache) === delai)
      .toSorted((a, b) => (a.echeance ?? "").localeCompare(b.echeance ?? "")),
  })).filter((groupe) => groupe.taches.length > 0);
}
