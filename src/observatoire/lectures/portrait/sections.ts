import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { chooseDelai, chooseSilence } from "../demande/compter.ts";
import { figuresPression, readDemandes } from "../demande/compute-demandes.ts";
import { referenceOf } from "../demande/derive-demandes.ts";
import type { AnalyseDesequilibre, UniteAnalysee } from "../desequilibre/analyse.ts";
import { cheminResidence } from "../desequilibre/figures-unites.ts";
import { readVue as readVueLoyers } from "../loyer/compute-loyers.ts";
import { figuresNiveau } from "../loyer/figures-niveau.ts";
import { figureOccupation } from "../occupation/figure-occupation.ts";
import { figureRepartition, figureStock } from "../parc/figures-stock.ts";
import { figureVacance } from "../parc/figures-vacance.ts";
import type { VueParc } from "../parc/sommes.ts";
import { extractLignes } from "./extraire.ts";
import { figureAttributions } from "./figure-attributions.ts";
import { figureClasses } from "./figure-classes.ts";
import type { MaillePortrait, Portrait, SectionPortrait, SujetPortrait } from "./portrait.ts";

export type Sujet = { readonly maille: MaillePortrait; readonly sujet: SujetPortrait };

export type Lecture = { readonly section: SectionPortrait } | { readonly absent: string };

function section(titre: string, figure: Figure | null, chemin: string | null, absent: string): Lecture {
  return figure ? { section: { titre, figure, chemin } } : { absent };
}

export function sectionsParc(vue: VueParc, { maille, sujet }: Sujet): readonly Lecture[] {
  const pick = (figure: Figure, codes: readonly string[]) => extractLignes(figure, maille, sujet, codes);
  const aucun = "Le parc publié n’a aucun logement ici.";
  return [
    section(
      "Parc",
      merge([
        pick(figureStock(vue, maille), [
          "logements",
          "part_parc",
          ...(maille === "qpv" ? [] : ["part_qpv"]),
          "part_recents",
        ]),
        pick(figureRepartition(vue, maille, "types"), ["part_individuel"]),
        pick(figureRepartition(vue, maille, "periodes"), ["annee_moyenne"]),
      ]),
      "observatoire/parc",
      aucun,
    ),
    section(
      "Vacance et mobilité",
      pick(figureVacance(vue, maille), ["vacants", "vacance", "vacance_plus_3_mois", "mobilite", "vides", "rotation"]),
      "observatoire/parc?theme=vacance",
      aucun,
    ),
  ];
}

/** Joins columns of several tables of one vintage and unit, under the first one's name. */
function merge(figures: readonly (Figure | null)[]): Figure | null {
  const own = figures.flatMap((figure) => figure ?? []);
  const [first] = own;
  if (!first) return null;
  return {
    ...first,
    colonnes: own.flatMap(({ colonnes }) => colonnes),
    lignes: first.lignes.map((ligne, rang) => ({
      ...ligne,
      cellules: Object.assign({}, ...own.map(({ lignes }) => lignes[rang]?.cellules ?? {})),
    })),
    methode: {
      ...first.methode,
      definition: [...new Set(own.flatMap(({ methode }) => methode.definition))],
      reserves: [...new Set(own.flatMap(({ methode }) => methode.reserves))],
    },
  };
}

/** Rents are cut by commune and bailleur, not by QPV. */
export async function sectionLoyers(base: Base, epci: string, { maille, sujet }: Sujet): Promise<Lecture> {
  if (maille === "qpv")
    return { absent: "Les loyers ne sont pas publiés par quartier : voyez les grands territoires." };
  const chosen = (await base.loyers.millesimes(epci)).at(-1);
  if (!chosen) return { absent: "Aucun parc n’est publié : les loyers sont inconnus." };
  const vue = await readVueLoyers(base, { epci, maille, secteur: null, commune: null, bailleur: null }, chosen);
  const [niveau] = figuresNiveau(vue);
  const codes = ["loyers_connus", "quartile_1", "mediane", "quartile_3", "moyenne", "part_bas_loyers"];
  const figure = niveau ? extractLignes(niveau, maille, sujet, codes) : null;
  return section("Loyers", figure, "observatoire/loyers", "Aucun loyer n’est publié ici.");
}

/** A demande names a commune, but no bailleur or QPV. */
export async function sectionDemandes(base: Base, epci: string, { maille, sujet }: Sujet): Promise<Lecture> {
  if (maille !== "commune") {
    return { absent: "Une demande dit une commune souhaitée : elle ne nomme ni bailleur ni quartier." };
  }
  const [stock] = await base.demandes.stocks(epci);
  if (!stock) return { absent: "Aucun stock de demandes n’est publié." };
  const reference = referenceOf(stock.periode);
  const delais = { delai: chooseDelai(null, reference), silence: chooseSilence(null, reference) };
  const figures = figuresPression(await readDemandes(base, epci, stock, delais));
  const pression = figures.find(({ code }) => code === "pression-communes");
  const codes = ["demandes", "part-demande", "attributions", "ratio", "ecart-parc"];
  const figure = pression ? extractLignes(pression, maille, sujet, codes) : null;
  return section(
    "Demandes",
    figure,
    "observatoire/demandes?vue=pression",
    "Aucune demande publiée ne souhaite cette commune.",
  );
}

/** Only for readers of the whole territory's bilan, which is the comparison. */
export async function sectionAttributions(base: Base, epci: string, { maille, sujet }: Sujet): Promise<Lecture> {
  if (maille === "qpv")
    return {
      absent:
        "Le bilan compte les attributions en quartier prioritaire et hors quartier, sans distinguer les quartiers.",
    };
  if (!peutPartout(base.acteur, "bilan", "lire", epci)) {
    return { absent: "Les attributions de tout le territoire ne sont pas ouvertes à votre habilitation." };
  }
  const annee = (await base.cubes.annees(epci)).at(-1);
  if (annee === undefined) return { absent: "Aucune attribution n’est publiée." };
  const bilan = await computeBilan(base, { epci, periode: yearPeriode(annee), bailleur: null });
  const codes = ["attributions", "hors_qpv", "qpv", "non_localisees", "sans_ressources"];
  const figure = extractLignes(figureAttributions(bilan, maille), maille, sujet, codes);
  return section(
    "Attributions",
    figure,
    `bilan?annee=${annee}&periode=annee`,
    `Aucun bail de ${annee} n’est publié ici.`,
  );
}

export async function sectionOccupation(base: Base, vue: VueParc, { maille, sujet }: Sujet): Promise<Lecture> {
  const { epci } = vue.zones;
  const enquete = (await base.occupations.enquetes(epci)).at(-1);
  if (enquete === undefined) return { absent: "Aucune enquête OPS n’est publiée : l’occupation est inconnue." };
  const lignes = await base.occupations.zones(epci, enquete, vue.millesime);
  const whole = figureOccupation({ enquete, zones: vue.zones, lignes, bailleurs: vue.bailleurs }, maille);
  const figure = extractLignes(
    whole,
    maille,
    sujet,
    whole.colonnes.map(({ code }) => code),
  );
  return section(
    "Occupation",
    figure,
    "observatoire/desequilibres",
    `Aucune résidence d’ici n’est dans l’enquête OPS ${enquete}.`,
  );
}

/** The subject's résidences in the reading of imbalances; null: no reading. */
export function residencesOf(
  { residences }: AnalyseDesequilibre,
  { maille, sujet }: Sujet,
  cles: ReadonlySet<string>,
): readonly UniteAnalysee[] {
  return residences.filter((unite) => {
    if (maille === "commune") return unite.commune === sujet.code;
    if (maille === "bailleur") return unite.bailleur === sujet.code;
    return cles.has(unite.cle);
  });
}

/** Résidences of a QPV, even if some dwellings are outside. */
export async function keysInQpv(base: Base, vue: VueParc, { maille, sujet }: Sujet): Promise<ReadonlySet<string>> {
  if (maille !== "qpv") return new Set();
  const residences = await base.parc.residences(vue.zones.epci, vue.millesime);
  return new Set(residences.filter(({ qpv }) => qpv === sujet.code).map(({ cle }) => cle));
}

/** Most résidences named; the page of imbalances has the others. */
const RESIDENCES_MAX = 8;

export function sectionClasses(
  analyse: AnalyseDesequilibre | null,
  { maille, sujet }: Sujet,
  own: readonly UniteAnalysee[],
): { readonly lecture: Lecture; readonly residences: Portrait["residences"] } {
  if (analyse === null)
    return { lecture: { absent: "Les déséquilibres des résidences ne sont pas lus ici." }, residences: null };
  if (own.length === 0) {
    return {
      lecture: { absent: "Aucune résidence d’ici n’entre dans l’analyse des déséquilibres." },
      residences: null,
    };
  }
  const figure = figureClasses(analyse, maille, sujet, own);
  const established = own
    .filter(({ populations }) => populations.occupants.classe === "ecart-etabli")
    .toSorted((a, b) => (b.populations.occupants.indice ?? 0) - (a.populations.occupants.indice ?? 0));
  const filtre = maille === "qpv" ? "" : `?${maille}=${encodeURIComponent(sujet.code)}`;
  return {
    lecture: { section: { titre: "Déséquilibres", figure, chemin: `observatoire/desequilibres${filtre}` } },
    residences: established.slice(0, RESIDENCES_MAX).map(({ cle, nom }) => ({ nom, chemin: cheminResidence(cle) })),
  };
}
