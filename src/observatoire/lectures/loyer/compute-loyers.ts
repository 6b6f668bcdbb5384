import { LOYERS_MIN } from "#donnees/regles/loyer/prix.ts";
import { findValeur } from "#droit/regles/parametre.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { capitalize, formatCompte, formatJour, formatNombre, formatTaux } from "#socle/regles/shared/format.ts";
import { introuvable } from "#socle/regles/shared/refus.ts";
import { TYPES_MENAGE } from "../../regles/loyer/menage.ts";
import { nameAbsentsRpls } from "../parc/champs.ts";
import { readZones, withDeclares } from "../zones.ts";
import { figuresMenage } from "./figures-menage.ts";
import { figureClasses, figureSerie, figuresNiveau } from "./figures-niveau.ts";
import { figuresRevision } from "./figures-revision.ts";
import { type HypothesesSaisies, type HypotheseVue, readHypotheses } from "./hypotheses.ts";
import type { MailleLoyer, MillesimeLoyer, PartieLoyer } from "./ports.ts";
import { ResumesLoyer } from "./resume.ts";
import { type CoupeLoyer, cutByMaille, type FiltreLoyer, keepChosen, type NomsLoyer, type VueLoyers } from "./vue.ts";

export type QuestionLoyers = FiltreLoyer &
  HypothesesSaisies & {
    readonly epci: string;
    /** null: the last published. */
    readonly millesime: string | null;
    readonly maille: MailleLoyer;
    readonly partie: PartieLoyer;
  };

/** Content of the page of rents and its files. */
export type Loyers = {
  readonly question: QuestionLoyers & { readonly millesime: string };
  readonly millesimes: readonly string[];
  readonly choix: ChoixLoyers;
  readonly phrases: readonly string[];
  /** Of the requested part of the page. */
  readonly figures: readonly Figure[];
  /** Hypotheses on what households may pay; null without a threshold or typed resources. */
  readonly hypotheses: { readonly liste: readonly HypotheseVue[]; readonly menage: string } | null;
};

type Option = { readonly code: string; readonly nom: string };

export type ChoixLoyers = {
  /** The territory has its own zones. */
  readonly zonesLocales: boolean;
  readonly secteurs: readonly string[];
  readonly communes: readonly Option[];
  readonly bailleurs: readonly Option[];
  readonly annees: readonly number[];
  readonly menages: readonly Option[];
};

/** Most vintages of the time series; each is read whole. */
const SERIE_MAX = 6;

/** null when no stock is published. Throws `millesime-inconnu` for an unpublished vintage. */
export async function computeLoyers(base: Base, question: QuestionLoyers): Promise<Loyers | null> {
  const { epci } = question;
  const millesimes = await base.loyers.millesimes(epci);
  const chosen =
    question.millesime === null
      ? millesimes.at(-1)
      : millesimes.find(({ millesime }) => millesime === question.millesime);
  if (!chosen) {
    if (question.millesime === null) return null;
    throw introuvable(
      "millesime-inconnu",
      `Aucun parc n’est publié pour « ${question.millesime} ». Choisissez un millésime de la liste.`,
    );
  }
  const [vue, mobilite, seuils] = await Promise.all([
    readVue(base, question, chosen),
    base.loyers.mobilite(epci, chosen.millesime),
    base.faits.seuils(epci),
  ]);
  const nommer = (figures: readonly Figure[]) => nameAbsentsRpls(base, { epci, millesime: chosen.millesime }, figures);
  const hypotheses = readHypotheses({ saisies: question, seuils, mobilite, jour: vue.jour });
  return {
    question: { ...question, millesime: chosen.millesime },
    millesimes: millesimes.map(({ millesime }) => millesime),
    choix: choixOf(
      vue,
      seuils.map(({ annee }) => annee),
    ),
    phrases: phrasesOf(vue),
    figures: await nommer(
      question.partie === "loyers"
        ? figuresLoyers(vue, await readSerie(base, question, vue, millesimes))
        : hypotheses === null
          ? []
          : [...figuresMenage(vue, hypotheses), ...figuresRevision(vue, hypotheses)],
    ),
    hypotheses: hypotheses && { liste: hypotheses.liste, menage: hypotheses.menage.code },
  };
}

function figuresLoyers(vue: VueLoyers, serie: readonly CoupeLoyer[]): readonly Figure[] {
  const coupes = cutByMaille(vue);
  return [figureClasses(vue, coupes), ...figuresNiveau(vue, coupes), figureSerie(vue, serie)];
}

type BaseVue = Pick<Base, "loyers" | "parc" | "territoires" | "cubes" | "faits">;

function firstDay(millesime: string): string {
  return `${millesime.slice(0, 4)}-01-01`;
}

export async function readVue(
  base: BaseVue,
  question: FiltreLoyer & Pick<QuestionLoyers, "epci" | "maille">,
  { millesime, lot }: MillesimeLoyer,
): Promise<VueLoyers> {
  const { epci, maille } = question;
  const jour = firstDay(millesime);
  const [tous, zones, bailleurs] = await Promise.all([
    base.loyers.groupes(epci, millesime),
    readZones(base, epci, millesime),
    base.cubes.bailleurs(epci),
  ]);
  const noms = { communes: zones.communes, bailleurs, secteurs: zones.secteurs };
  const choisis = keepChosen(tous, question, noms);
  return {
    millesime,
    jour,
    maille,
    noms,
    tous,
    choisis,
    quand: `au ${formatJour(jour)}`,
    source: `RPLS au ${formatJour(jour)} (lot ${lot})`,
    filtre: nameFiltre(question, noms),
    resumes: new ResumesLoyer(),
    zones: withDeclares(zones, tous),
  };
}

function nameFiltre({ secteur, commune, bailleur }: FiltreLoyer, noms: NomsLoyer): string | null {
  const parts = [
    secteur,
    commune === null ? null : (noms.communes.get(commune) ?? commune),
    bailleur === null ? null : (noms.bailleurs.get(bailleur) ?? bailleur),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(", ");
}

async function readSerie(
  base: Base,
  question: QuestionLoyers,
  vue: VueLoyers,
  millesimes: readonly MillesimeLoyer[],
): Promise<readonly CoupeLoyer[]> {
  return Promise.all(
    millesimes.slice(-SERIE_MAX).map(async ({ millesime }) => {
      const libelle = formatJour(firstDay(millesime));
      if (millesime === vue.millesime) return { cle: millesime, libelle, groupes: vue.choisis };
      const groupes = await base.loyers.groupes(question.epci, millesime);
      return { cle: millesime, libelle, groupes: keepChosen(groupes, question, vue.noms) };
    }),
  );
}

function choixOf({ tous, noms }: VueLoyers, annees: readonly number[]): ChoixLoyers {
  const french = (a: Option, b: Option) => a.nom.localeCompare(b.nom, "fr");
  const named = (codes: readonly string[], of: ReadonlyMap<string, string>) =>
    [...new Set(codes)].map((code) => ({ code, nom: of.get(code) ?? code })).toSorted(french);
  const communes = tous.map(({ commune }) => commune);
  const secteurs = new Set(communes.flatMap((commune) => noms.secteurs.get(commune) ?? []));
  return {
    zonesLocales: tous.some(({ zone }) => zone != null),
    secteurs: [...secteurs].toSorted((a, b) => a.localeCompare(b, "fr", { numeric: true })),
    communes: named(communes, noms.communes),
    bailleurs: named(
      tous.flatMap(({ bailleur }) => bailleur ?? []),
      noms.bailleurs,
    ),
    annees: [...new Set(annees)].toSorted((a, b) => a - b),
    menages: TYPES_MENAGE.map(({ code, libelle }) => ({ code, nom: libelle })),
  };
}

function phrasesOf(vue: VueLoyers): readonly string[] {
  const { logements, connus, comptes, quartiles, moyenne } = vue.resumes.of(vue.choisis);
  const ou = vue.filtre === null ? "" : ` (${vue.filtre})`;
  if (logements === 0) return [`Aucun logement ne répond à ces filtres, ${vue.quand}.`];
  if (connus === 0 || quartiles === null || moyenne === null) {
    return [`Aucun loyer n’est connu ${vue.quand}${ou} : le fichier publié n’en dit rien.`];
  }
  const minimum = findValeur(LOYERS_MIN, vue.jour).valeur;
  if (connus < minimum) {
    return [
      `${capitalize(vue.quand)}${ou}, moins de ${minimum} loyers sont connus : ni moyenne ni médiane n’est donnée.`,
    ];
  }
  const [q1, mediane, q3] = quartiles.map(formatM2);
  return [
    `${capitalize(vue.quand)}${ou}, la moitié des logements au loyer connu sont à ${mediane} le m² ou moins, charges non comprises ; la moitié centrale va de ${q1} à ${q3} ; la moyenne est de ${formatM2(moyenne)}.`,
    `${formatNombre(logements - connus)} des ${formatCompte(logements, "logement")} (${formatTaux((logements - connus) / logements)}) n’ont pas de loyer connu, dont ${formatCompte(comptes.nul, "loyer nul", "loyers nuls")} : ils sont comptés à part, jamais à 0 €.`,
  ];
}

const deuxDecimales = new Intl.NumberFormat("fr-FR", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

function formatM2(euros: number): string {
  return `${deuxDecimales.format(euros)}\u00A0€`;
}
