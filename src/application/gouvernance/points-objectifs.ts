import { keyPorteur } from "#domain/convention/engagement.ts";
import { formatJour } from "#domain/shared/format.ts";
import { computeEffort } from "../effort/compute-effort.ts";
import type { BlocEffort, Effort, Lecture, LigneEffort, Projection } from "../effort/effort.ts";
import { requirePartout, type SourcePoints } from "./points-source.ts";
import type { PointPropose } from "./ports.ts";

/** Objectives of the last published year that are not met, or that the unlocated leases leave undecided: the EPCI's, then each bearer's. */
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
  readonly lecture: Pick<Lecture, "verdict" | "phrases">;
  readonly cible: Pick<Projection, "phrase"> | null;
  readonly plancher: Pick<Projection, "phrase"> | null;
};
type BlocLu = Pick<BlocEffort, "objet" | "titre"> & {
  readonly ensemble: LigneLue | null;
  readonly lignes: readonly LigneLue[];
};
type EffortLu = Pick<Effort, "annee" | "arreteAu" | "acheve"> & { readonly blocs: readonly BlocLu[] };

/** Pure: a point for each objective that calls for one, in the order of its page. */
export function pointsOfEffort(effort: EffortLu): readonly PointPropose[] {
  return effort.blocs.flatMap((bloc) =>
    [...(bloc.ensemble ? [bloc.ensemble] : []), ...bloc.lignes].flatMap((ligne) => pointOf(effort, bloc, ligne)),
  );
}

function pointOf({ annee, arreteAu, acheve }: EffortLu, bloc: BlocLu, ligne: LigneLue): PointPropose[] {
  const { lecture, porteur, nom } = ligne;
  const commun = { reference: `${annee}:${bloc.objet}:${keyPorteur(porteur)}`, chemin: `objectifs?annee=${annee}` };
  const quand = acheve ? `Année ${annee} entière.` : `Au ${formatJour(arreteAu)}.`;
  const { constat, inconnues, trancher } = lecture.phrases;
  if (lecture.verdict === "non-atteint") {
    const besoin = (ligne.cible ?? ligne.plancher)?.phrase;
    return [
      {
        ...commun,
        nature: "objectif-en-retard",
        titre: `${nom} : ${bloc.titre}, objectif ${acheve ? "manqué" : "non atteint à ce jour"}`,
        constat: [quand, constat, ...(besoin ? [besoin] : [])].join(" "),
      },
    ];
  }
  if (lecture.verdict !== "indecidable") return [];
  return [
    {
      ...commun,
      nature: "verdict-indecidable",
      titre: `${nom} : ${bloc.titre}, verdict indécidable`,
      constat: [quand, constat, inconnues, ...(trancher ? [trancher] : [])].join(" "),
    },
  ];
}
