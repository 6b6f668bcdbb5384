import type { Base } from "#socle/lectures/base.ts";
import { cumulPeriode, labelPeriode, type Periode, toTrimestre, yearPeriode } from "#socle/regles/shared/periode.ts";
import type { Source } from "#socle/regles/shared/source.ts";
import type { SourceCitee } from "../bilan.ts";
import { buildCadre, nullesOf } from "../cadre.ts";
import { readSitues } from "../cible-en-parts.ts";
import { computeBilan } from "../compute-bilan.ts";
import { computeEffort } from "../effort/compute-effort.ts";
import type { LigneEffort } from "../effort/effort.ts";
import { pickMesures } from "../measure.ts";
import { partsOfRows } from "../parties.ts";
import type { CubeFiltre } from "../ports.ts";
import type { AxeCroise, FiguresBailleur, LignesCroisees } from "./bilan-bailleur.ts";
import { buildCroisement, buildOrigines, type Lecture } from "./croiser.ts";

export type BilanBailleurQuestion = {
  readonly epci: string;
  readonly siren: string;
  /** Name used when no published stock has one. */
  readonly nom: string;
  readonly periode: Periode;
};

type BilanBailleurBase = Pick<
  Base,
  "acteur" | "bailleurs" | "territoires" | "cubes" | "conventions" | "publics" | "bilansBailleurs"
>;

/** Crosses required by action 13 of the document-cadre. */
const MOBILISATION: readonly AxeCroise[] = ["quartile", "situation"];
const PROFIL: readonly AxeCroise[] = ["quartile", "situation", "menage", "age", "origine", "prioritaire"];

/**
 * The figures of one bailleur, from the published lots. Throws `territoire-inconnu`, `bailleur-inconnu`, `parametre-absent`. Zeros are true zeros: a
 * bailleur without leases in the period has only zeros.
 */
export async function computeBilanBailleur(
  base: BilanBailleurBase,
  { epci, siren, nom, periode }: BilanBailleurQuestion,
): Promise<FiguresBailleur> {
  const { annee, premierMois, dernierMois } = periode;
  const filtre: CubeFiltre = { epci, annee, premierMois, dernierMois, bailleur: siren };
  const [bilan, cellules, origines, mois, communes, noms, cumul, effort] = await Promise.all([
    computeBilan(base, { epci, periode, bailleur: siren }),
    base.bilansBailleurs.croisements(filtre),
    base.bilansBailleurs.origines(filtre),
    base.bilansBailleurs.mois(epci, annee),
    base.territoires.perimetre(epci),
    base.cubes.bailleurs(epci),
    computeCumul(base, filtre),
    findEffort(base, filtre, siren),
  ]);
  const lecture: Lecture = {
    noms: new Map(communes.map((row) => [row.commune, row.nom])),
    nulles: nullesOf(periode).valeur,
  };
  const cross = (lignes: LignesCroisees, axes: readonly AxeCroise[]) =>
    axes.map((axe) => buildCroisement(lignes, axe, cellules, lecture));
  return {
    territoire: epci,
    nom: bilan.nom,
    demonstration: bilan.demonstration,
    siren,
    bailleur: noms.get(siren) ?? nom,
    annee,
    periode: periode.code,
    libellePeriode: bilan.libellePeriode,
    seuilPremierQuartile: bilan.seuilPremierQuartile,
    mesures: pickMesures(bilan),
    cumul,
    contingents: cross("contingent", MOBILISATION),
    origines: buildOrigines(origines),
    secteurs: cross("secteur", PROFIL),
    communes: cross("commune", PROFIL),
    effort,
    mois: mois
      .filter((row) => row.bailleur === siren && row.mois >= premierMois && row.mois <= dernierMois)
      .map((row) => ({ mois: row.mois, empreinte: row.empreinte })),
    methodes: bilan.methodes,
    sources: bilan.sources.filter((source) => isUsed(source, annee)),
  };
}

/** Other bailleurs' own lists are excluded. */
const SOURCES_LUES: readonly Source[] = ["sne-attributions", "rpls", "seuils", "objectifs", "qpv", "communes"];

/** Leases of the year, and those of former years, from which the effort expects the next months. */
function isUsed({ source, periode }: SourceCitee, annee: number): boolean {
  return SOURCES_LUES.includes(source) && (source !== "sne-attributions" || Number(periode.slice(0, 4)) <= annee);
}

/** What remains for the bailleur's own hors-QPV objective at the end of the period; null when unknown. */
async function findEffort(base: BilanBailleurBase, filtre: CubeFiltre, siren: string): Promise<LigneEffort | null> {
  const { epci, annee, dernierMois } = filtre;
  const question = { epci, annee, dernierMois, bailleur: siren, prior: "jeffreys", attentes: new Map() } as const;
  const { blocs } = await computeEffort(base, question);
  const lignes = blocs.find(({ objet }) => objet === "hors-qpv")?.lignes ?? [];
  return lignes.find(({ porteur }) => porteur.type === "bailleur" && porteur.siren === siren) ?? null;
}

/** The year so far, judged on its last day as in the bilan: an objective is yearly. */
async function computeCumul(base: BilanBailleurBase, filtre: CubeFiltre): Promise<FiguresBailleur["cumul"]> {
  const { epci, annee, dernierMois, bailleur } = filtre;
  const periode = soFar(annee, dernierMois);
  const [comptes, objectifs, trimestres, imprimes] = await Promise.all([
    base.cubes.byBailleur({ ...filtre, premierMois: 1 }),
    base.cubes.objectifs(epci, annee),
    base.cubes.trimestres(epci, annee),
    // Printed tables cover whole years only.
    periode.code === "annee" ? base.cubes.resultats(epci, annee) : [],
  ]);
  const cadre = buildCadre(periode, objectifs, trimestres, await readSitues(base.cubes, filtre, objectifs));
  return {
    libelle: labelPeriode(periode),
    mesures: partsOfRows(comptes, { cadre, imprimes, bailleur }).ensemble.mesures,
  };
}

function soFar(annee: number, dernierMois: number): Periode {
  const trimestre = toTrimestre(dernierMois / 3);
  return trimestre === undefined || trimestre === 4 ? yearPeriode(annee) : cumulPeriode(annee, trimestre);
}
