import { computeEffort } from "#bilan/lectures/effort/compute-effort.ts";
import type { BlocEffort, Effort, Lecture, LigneEffort, Projection } from "#bilan/lectures/effort/effort.ts";
import { keyPorteur } from "#engagements/regles/convention/engagement.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { requirePartout, type SourcePoints } from "./points-source.ts";
import type { PointPropose } from "./ports.ts";

/**
 * Objectives of the last published year that are missed, late while the year runs, or undecided because of unlocated leases: the EPCI's, then each
 * bearer's.
 */
export const POINTS_OBJECTIFS: SourcePoints = {
  nom: "les objectifs de la convention",
  natures: ["objectif-en-retard", "verdict-indecidable"],
  async read(base, { epci }) {
    requirePartout(base, "bilan", epci);
    const annee = (await base.cubes.annees(epci)).at(-1);
    if (annee === undefined) return [];
    const question = {
      epci,
      annee,
      dernierMois: null,
      bailleur: null,
      prior: "jeffreys",
      attentes: new Map(),
    } as const;
    return pointsOfEffort(await computeEffort(base, question));
  },
};

type LigneLue = Pick<LigneEffort, "porteur" | "nom"> & {
  readonly lecture: Pick<Lecture, "verdict" | "aCeJour" | "contredit" | "phrases">;
  readonly cible: Pick<Projection, "phrase" | "verdict" | "contredit"> | null;
  readonly plancher: Pick<Projection, "phrase" | "verdict" | "contredit"> | null;
};
type BlocLu = Pick<BlocEffort, "objet" | "titre"> & {
  readonly ensemble: LigneLue | null;
  readonly lignes: readonly LigneLue[];
};
type EffortLu = Pick<Effort, "annee" | "arreteAu" | "acheve"> & { readonly blocs: readonly BlocLu[] };

/** Pure. One point for each objective that calls for one, in the order of the page. */
export function pointsOfEffort(effort: EffortLu): readonly PointPropose[] {
  return effort.blocs.flatMap((bloc) =>
    [...(bloc.ensemble ? [bloc.ensemble] : []), ...bloc.lignes].flatMap((ligne) => pointOf(effort, bloc, ligne)),
  );
}

function pointOf(effort: EffortLu, bloc: BlocLu, ligne: LigneLue): PointPropose[] {
  const { annee, acheve } = effort;
  const { lecture, porteur } = ligne;
  const objectif = ligne.cible ?? ligne.plancher;
  const commun = { reference: `${annee}:${bloc.objet}:${keyPorteur(porteur)}`, chemin: `objectifs?annee=${annee}` };
  // A running year has no verdict: its current state is reported; a past one is judged by the written number, if any.
  const constate = acheve ? (objectif?.verdict ?? lecture.verdict) : lecture.aCeJour;
  if (constate === "indecidable") {
    return [{ ...commun, nature: "verdict-indecidable", ...tellIndecidable(effort, bloc, ligne) }];
  }
  // A contradiction between two counts of the whole comes first: a delay based on one of them may be wrong.
  if (constate !== "non-atteint" || isContredit(bloc.ensemble)) return [];
  return [{ ...commun, nature: "objectif-en-retard", ...tellRetard(effort, bloc, ligne) }];
}

function isContredit(ensemble: LigneLue | null): boolean {
  if (ensemble === null) return false;
  const { lecture, cible, plancher } = ensemble;
  return [lecture.contredit, cible?.contredit, plancher?.contredit].some(Boolean);
}

type Dit = Pick<PointPropose, "titre" | "constat">;

function tellRetard(effort: EffortLu, { titre }: BlocLu, { nom, lecture, cible, plancher }: LigneLue): Dit {
  const besoin = (cible ?? plancher)?.phrase;
  return {
    titre: `${nom} : ${titre}, objectif ${effort.acheve ? "manqué" : "non atteint à ce jour"}`,
    constat: [sayQuand(effort), lecture.phrases.constat, ...(besoin ? [besoin] : [])].join(" "),
  };
}

function tellIndecidable(effort: EffortLu, { titre }: BlocLu, { nom, lecture: { phrases } }: LigneLue): Dit {
  const { constat, inconnues, trancher } = phrases;
  return {
    titre: `${nom} : ${titre}, ${effort.acheve ? "verdict indécidable" : "indécidable à ce jour"}`,
    constat: [sayQuand(effort), constat, inconnues, ...(trancher ? [trancher] : [])].join(" "),
  };
}

function sayQuand({ annee, arreteAu, acheve }: EffortLu): string {
  return acheve ? `Année ${annee} entière.` : `Au ${formatJour(arreteAu)}.`;
}
