import type { Base } from "#socle/lectures/base.ts";
import type { CelluleFigure, Figure } from "#socle/lectures/observatoire/figure.ts";
import { formatNombre, formatTaux } from "#socle/regles/shared/format.ts";
import { unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import { pageIntrouvable, Refus } from "#socle/regles/shared/refus.ts";
import { nameAbsentsBaux } from "../demande/champs.ts";
import type { AnalyseDesequilibre, MemoireAnalyses } from "../desequilibre/analyse.ts";
import { readDesequilibres } from "../desequilibre/read-analyse.ts";
import { nameAbsentsRpls } from "../parc/champs.ts";
import { readVue } from "../parc/compute-parc.ts";
import { figureStock } from "../parc/figures-stock.ts";
import type { VueParc } from "../parc/sommes.ts";
import { sujetsOf } from "./extraire.ts";
import {
  type ChoixPortraits,
  MAILLES_PORTRAIT,
  type MaillePortrait,
  type Portrait,
  type SectionPortrait,
  type SujetPortrait,
} from "./portrait.ts";
import {
  keysInQpv,
  residencesOf,
  type Sujet,
  sectionAttributions,
  sectionClasses,
  sectionDemandes,
  sectionLoyers,
  sectionOccupation,
  sectionsParc,
} from "./sections.ts";

export type QuestionPortrait = {
  readonly epci: string;
  readonly maille: MaillePortrait;
  readonly code: string;
  readonly aujourdhui: string;
};

export async function listPortraits(base: Base, epci: string): Promise<ChoixPortraits> {
  const vue = await readLast(base, epci);
  const listes = MAILLES_PORTRAIT.map((maille) => ({ maille, sujets: vue ? sujetsOf(figureStock(vue, maille)) : [] }));
  return { millesime: vue?.millesime ?? null, listes };
}

async function readLast(base: Base, epci: string): Promise<VueParc | null> {
  const millesime = (await base.parc.millesimes(epci)).at(-1);
  return millesime === undefined ? null : readVue(base, epci, millesime);
}

/**
 * One subject beside its territory, with rows of the other pages' figures: nothing is counted here. Throws `territoire-inconnu`, and
 * `page-introuvable` for a subject that the published stock does not name.
 */
export async function computePortrait(
  base: Base,
  memoire: MemoireAnalyses,
  { epci, maille, code, aujourdhui }: QuestionPortrait,
): Promise<Portrait> {
  const [territoire, vue] = await Promise.all([base.territoires.find(epci), readLast(base, epci)]);
  if (!territoire) throw unknownTerritoire(epci);
  const sujet = vue ? sujetsOf(figureStock(vue, maille)).find((one) => one.code === code) : undefined;
  if (!vue || !sujet) throw unknownSujet();
  const qui: Sujet = { maille, sujet };
  const [loyers, demandes, attributions, occupation, analyse, cles] = await Promise.all([
    sectionLoyers(base, epci, qui),
    sectionDemandes(base, epci, qui),
    sectionAttributions(base, epci, qui),
    sectionOccupation(base, vue, qui),
    readAnalyse(base, memoire, epci, aujourdhui),
    keysInQpv(base, vue, qui),
  ]);
  const own = analyse ? residencesOf(analyse, qui, cles) : [];
  const classes = sectionClasses(analyse, qui, own);
  const lectures = [...sectionsParc(vue, qui), loyers, occupation, classes.lecture, demandes, attributions];
  const lues = lectures.flatMap((lecture) => ("section" in lecture ? [lecture.section] : []));
  const sections = await nameSections(base, { epci, millesime: vue.millesime }, lues);
  return {
    epci,
    territoire: territoire.nom,
    demonstration: territoire.demonstration,
    maille,
    sujet,
    phrases: phrasesOf(sujet, sections),
    sections,
    residences: classes.residences,
    absents: [...new Set(lectures.flatMap((lecture) => ("absent" in lecture ? [lecture.absent] : [])))],
    sources: sourcesOf(sections),
  };
}

async function nameSections(
  base: Base,
  vintage: { readonly epci: string; readonly millesime: string },
  sections: readonly SectionPortrait[],
): Promise<readonly SectionPortrait[]> {
  const duParc = await nameAbsentsRpls(
    base,
    vintage,
    sections.map(({ figure }) => figure),
  );
  const figures = await nameAbsentsBaux(base, vintage.epci, duParc);
  return sections.map((section, rang) => ({ ...section, figure: figures[rang] ?? section.figure }));
}

/** null without the right to indicators of the whole territory. */
async function readAnalyse(
  base: Base,
  memoire: MemoireAnalyses,
  epci: string,
  aujourdhui: string,
): Promise<AnalyseDesequilibre | null> {
  try {
    const question = { epci, millesime: null, enquete: null, methode: null, aujourdhui };
    return (await readDesequilibres(base, memoire, question)).analyse;
  } catch (error) {
    if (error instanceof Refus && error.code === "droit-absent") return null;
    throw error;
  }
}

function unknownSujet(): Refus {
  return pageIntrouvable(
    "Le parc publié ne connaît ni cette commune, ni ce quartier, ni ce bailleur. Choisissez dans la liste des portraits.",
  );
}

function sourcesOf(sections: readonly SectionPortrait[]): readonly string[] {
  return [...new Set(sections.map(({ figure }) => figure.methode.source))];
}

function phrasesOf({ nom }: SujetPortrait, sections: readonly SectionPortrait[]): readonly string[] {
  const read = (titre: string, colonne: string) =>
    cellsOf(sections.find((one) => one.titre === titre)?.figure, colonne);
  const logements = read("Parc", "logements");
  const part = read("Parc", "part_parc");
  const vacance = read("Vacance et mobilité", "vacance");
  const plai = read("Occupation", "ressources_sous_plai");
  const entrants = read("Occupation", "entrants_ressources_sous_plai");
  return [
    logements.own === null || part.own === null
      ? null
      : `${nom} : ${formatNombre(logements.own)} logements sociaux, ${formatTaux(part.own)} du parc du territoire.`,
    compare("Des logements loués ou proposés, {} sont vacants", vacance),
    compare("Parmi les ménages qui ont répondu, {} ont des ressources sous le plafond PLAI", plai),
    compare("Parmi les emménagés récents, {}", entrants),
  ].flatMap((phrase) => phrase ?? []);
}

type Deux = { readonly own: number | null; readonly tout: number | null };

function cellsOf(figure: Figure | undefined, colonne: string): Deux {
  const [own, tout] = (figure?.lignes ?? []).map(({ cellules }) => numberOf(cellules[colonne]));
  return { own: own ?? null, tout: tout ?? null };
}

function numberOf(cellule: CelluleFigure | undefined): number | null {
  return typeof cellule?.valeur === "number" ? cellule.valeur : null;
}

function compare(phrase: string, { own, tout }: Deux): string | null {
  if (own === null || tout === null) return null;
  return `${phrase.replace("{}", formatTaux(own))}, contre ${formatTaux(tout)} sur tout le territoire.`;
}
