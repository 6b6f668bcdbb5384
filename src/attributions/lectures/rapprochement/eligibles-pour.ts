import { monthsBetween } from "#dossier/regles/cotation/mois.ts";
import type { Quartile, Reponse } from "#droit/regles/attribution/attribution.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { Examen } from "../../regles/rapprochement/examen.ts";
import { examiner } from "../../regles/rapprochement/examiner.ts";
import type { DemandeExaminee } from "../../regles/rapprochement/faits.ts";
import { questionOf } from "./chercher-candidats.ts";
import type { QuestionRapprochement } from "./ports.ts";

/** Maximum candidates read for each dwelling: an optimum never needs the ones far behind, and the pairs must fit in memory. */
const ELIGIBLES_PAR_LOGEMENT = 300;

/** A household of a batch, once, whatever the number of suitable dwellings. */
export type DemandeEligible = {
  readonly demandeur: string;
  readonly reference: string | null;
  readonly quartile: Quartile;
  readonly relogement: Reponse;
  readonly priorite: Reponse;
  readonly salarie: Reponse;
  readonly actionLogement: Reponse;
  readonly nature: "acces" | "mutation" | "inconnue";
  readonly ancienneteLe: string | null;
  /** Whole months since the first demande; null: its day is unknown. */
  readonly mois: number | null;
  /** Points under the scheme of the day; null: not scored. */
  readonly points: number | null;
};

export type PaireEligible = {
  readonly liberation: number;
  readonly demandeur: string;
  /** Rank among the candidates of the dwelling, from 1. */
  readonly rang: number;
  readonly examen: Examen;
};

export type Eligibles = {
  /** By identifier. */
  readonly demandes: readonly DemandeEligible[];
  /** By dwelling in the order given, then by rank. */
  readonly paires: readonly PaireEligible[];
  /** Dwellings with more candidates than `parLogement`. */
  readonly coupes: readonly number[];
};

type Liste = {
  readonly liberation: number;
  readonly question: QuestionRapprochement;
  readonly ids: readonly string[];
};

/** Eligible pairs of several dwellings at once, with what a plan weighs. Writes nothing. Refuses `liberation-inconnue`. */
export async function eligiblesPour(
  base: Base,
  demande: {
    readonly epci: string;
    readonly liberations: readonly number[];
    readonly jour: string;
    readonly parLogement?: number;
  },
): Promise<Eligibles> {
  const { epci, liberations, jour, parLogement = ELIGIBLES_PAR_LOGEMENT } = demande;
  const listes: Liste[] = [];
  for (const liberation of liberations) {
    const question = await questionOf(base, { epci, liberation, jour });
    listes.push({ liberation, question, ids: await base.rapprochements.candidats(question, parLogement) });
  }
  const lus = await base.rapprochements.faits(epci, [...new Set(listes.flatMap(({ ids }) => ids))]);
  const faits = new Map(lus.map((one) => [one.demandeur, one]));
  const paires = listes.flatMap((liste) => pairesOf(liste, faits));
  const retenus = new Set(paires.map(({ demandeur }) => demandeur));
  return {
    demandes: lus
      .filter(({ demandeur }) => retenus.has(demandeur))
      .map((one) => eligibleOf(one, jour))
      .toSorted((a, b) => (a.demandeur < b.demandeur ? -1 : 1)),
    paires,
    coupes: listes.filter(({ ids }) => ids.length === parLogement).map(({ liberation }) => liberation),
  };
}

/** The search does not filter on the need of access: those it excludes are left out here. */
function pairesOf(
  { liberation, question, ids }: Liste,
  faits: ReadonlyMap<string, DemandeExaminee>,
): readonly PaireEligible[] {
  const examens = ids.flatMap((demandeur) => {
    const one = faits.get(demandeur);
    return one ? [{ demandeur, examen: examiner(one, question) }] : [];
  });
  return examens
    .filter(({ examen }) => examen.motifs.length === 0)
    .map(({ demandeur, examen }, rang) => ({ liberation, demandeur, rang: rang + 1, examen }));
}

function eligibleOf(faits: DemandeExaminee, jour: string): DemandeEligible {
  const { demandeur, reference, quartile, relogement, priorite, salarie, actionLogement, nature, ancienneteLe } = faits;
  return {
    demandeur,
    reference,
    quartile,
    relogement,
    priorite,
    salarie,
    actionLogement,
    nature,
    ancienneteLe,
    mois: ancienneteLe === null ? null : monthsBetween(ancienneteLe, jour),
    points: faits.cotation?.points ?? null,
  };
}
