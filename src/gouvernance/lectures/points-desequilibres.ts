import type {
  AnalyseDesequilibre,
  MemoireAnalyses,
  UniteAnalysee,
} from "#observatoire/lectures/desequilibre/analyse.ts";
import { type DesequilibresLus, readDesequilibres } from "#observatoire/lectures/desequilibre/read-analyse.ts";
import { formatCompte, joinFrench } from "#socle/regles/shared/format.ts";
import type { SourcePoints } from "./points-source.ts";
import type { PointPropose } from "./ports.ts";

/** Maximum résidences named in a sentence; the page has them all. */
const NOMMEES = 6;

const SANS_MEMOIRE: MemoireAnalyses = { remember: (_, compute) => compute() };

/** Résidences whose gap is established in today's reading and was not in the previous one: former stock, former survey, or former method. */
export const POINTS_DESEQUILIBRES: SourcePoints = {
  nom: "les déséquilibres des résidences",
  natures: ["residence-desequilibree"],
  async read(base, { epci, aujourdhui, memoire = SANS_MEMOIRE }) {
    const question = { epci, millesime: null, enquete: null, methode: null, aujourdhui };
    const lus = await readDesequilibres(base, memoire, question);
    if (lus.analyse === null) return [];
    const avant = previousOf(lus, lus.analyse);
    const before =
      avant === null ? null : (await readDesequilibres(base, memoire, { ...question, ...avant.question })).analyse;
    return pointsOfLectures(lus.analyse, before, avant?.nom ?? null);
  },
};

type Avant = {
  readonly question: { readonly millesime?: string; readonly enquete?: string; readonly methode?: number };
  readonly nom: string;
};

/** Reading before the last change: of vintage, else of survey, else of method. */
function previousOf({ millesimes, enquetes, methodes }: DesequilibresLus, analyse: AnalyseDesequilibre): Avant | null {
  const before = <T>(known: readonly T[], current: T) => known[known.indexOf(current) - 1];
  const enquete = analyse.enquete === null ? undefined : before(enquetes, analyse.enquete);
  const millesime = before(millesimes, analyse.millesime);
  if (millesime !== undefined || enquete !== undefined) {
    return {
      question: { ...(millesime ? { millesime } : {}), ...(enquete ? { enquete } : {}) },
      nom: [...(millesime ? [`parc de ${millesime}`] : []), ...(enquete ? [`enquête de ${enquete}`] : [])].join(", "),
    };
  }
  const methode = before(
    methodes.map(({ version }) => version),
    analyse.methode.version,
  );
  return methode === undefined ? null : { question: { methode }, nom: `méthode n° ${methode}` };
}

type UniteLue = Pick<UniteAnalysee, "cle" | "nom"> & {
  readonly populations: { readonly occupants: Pick<UniteAnalysee["fonctionnement"], "classe"> };
  readonly fonctionnement: Pick<UniteAnalysee["fonctionnement"], "classe">;
};
type LectureDesequilibre = Pick<AnalyseDesequilibre, "millesime" | "enquete"> & {
  readonly methode: { readonly version: number };
  readonly residences: readonly UniteLue[];
};

/** Pure. `avant` null: no previous reading, and the point says so. */
export function pointsOfLectures(
  analyse: LectureDesequilibre,
  avant: Pick<LectureDesequilibre, "residences"> | null,
  nomAvant: string | null,
): readonly PointPropose[] {
  const etablies = analyse.residences.filter(isEtablie);
  const deja = new Set(avant?.residences.filter(isEtablie).map(({ cle }) => cle));
  const nouvelles = etablies.filter(({ cle }) => !deja.has(cle));
  if (nouvelles.length === 0) return [];
  const { millesime, enquete, methode } = analyse;
  const compte = formatCompte(nouvelles.length, "résidence a un écart établi", "résidences ont un écart établi");
  const lecture =
    avant === null
      ? "sans lecture précédente à comparer"
      : `qui ne l’était pas dans la lecture précédente (${nomAvant}), sur ${formatCompte(etablies.length, "résidence")}`;
  return [
    {
      nature: "residence-desequilibree",
      reference: [millesime, enquete ?? "sans-enquete", methode.version].join(":"),
      titre:
        avant === null
          ? "Résidences en déséquilibre, sans lecture précédente"
          : "Résidences nouvellement en déséquilibre",
      constat: `${compte}, ${lecture} : ${nameAll(nouvelles)}.`,
      chemin: "observatoire/desequilibres",
    },
  ];
}

function isEtablie({ populations, fonctionnement }: UniteLue): boolean {
  return populations.occupants.classe === "ecart-etabli" || fonctionnement.classe === "ecart-etabli";
}

function nameAll(residences: readonly UniteLue[]): string {
  const noms = residences.slice(0, NOMMEES).map(({ nom }) => nom);
  const reste = residences.length - noms.length;
  return joinFrench(reste > 0 ? [...noms, formatCompte(reste, "autre")] : noms);
}
