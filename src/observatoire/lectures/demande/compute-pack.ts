import { buildCadre, countNonLues, nullesOf } from "#bilan/lectures/cadre.ts";
import { measure } from "#bilan/lectures/measure.ts";
import { nameBailleur } from "#donnees/regles/bailleur/nom-bailleur.ts";
import { findManquants, sayEnCours, type TrimestrePublie } from "#droit/regles/attribution/trimestre-publie.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { CelluleFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { lastDayOfMonth } from "#socle/regles/shared/calendrier.ts";
import { formatCompte, formatFraction, formatJour, joinFrench } from "#socle/regles/shared/format.ts";
import { groupBy } from "#socle/regles/shared/group-by.ts";
import { unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import { cumulPeriode, quarterPeriode, type Trimestre } from "#socle/regles/shared/periode.ts";
import { nameAbsents } from "../absents.ts";
import { colonne, compteParmi, figureOf } from "../cellule.ts";
import { champsStock, nameAbsentsBaux } from "./champs.ts";
import { chooseDelai, chooseSilence, countAll, nombreOf, sumNombre } from "./compter.ts";
import { cadreDemandes, figuresPression, readDemandes } from "./compute-demandes.ts";
import { referenceOf } from "./derive-demandes.ts";
import { type CadreBaux, figureCroisee, figureSalaries } from "./figures-baux.ts";
import { figureSignalees, figuresAnciennes, tellAnciennes } from "./figures-non-pourvues.ts";
import { sayNonLues } from "./mois-publies.ts";
import type { ContenuPack } from "./pack.ts";
import type { CompteBail, CompteBailleur, PackBailleur } from "./ports.ts";

export type QuestionPack = { readonly epci: string; readonly annee: number; readonly trimestre: Trimestre };

type PackBase = Pick<Base, "demandes" | "territoires" | "localisations" | "cubes" | "lots">;

/** « 3e trimestre 2018 ». */
export function labelTrimestre({ annee, trimestre }: Pick<QuestionPack, "annee" | "trimestre">): string {
  return `${trimestre}${trimestre === 1 ? "er" : "e"} trimestre ${annee}`;
}

type Bornes = { readonly debut: string; readonly fin: string };

export function bornesOf({ annee, trimestre }: Pick<QuestionPack, "annee" | "trimestre">): Bornes {
  const mois = trimestre * 3;
  return { debut: `${annee}-${String(mois - 2).padStart(2, "0")}-01`, fin: lastDayOfMonth(annee, mois) };
}

/**
 * The commission de coordination's pack of a quarter, from today's published data: the sentences first name the incomplete quarters. Throws
 * `territoire-inconnu`.
 */
export async function computePack(base: PackBase, question: QuestionPack): Promise<ContenuPack> {
  const { epci, annee, trimestre } = question;
  const { debut, fin } = bornesOf(question);
  const [territoire, trimestres, baux, cumul, aLocaliser] = await Promise.all([
    base.territoires.find(epci),
    base.cubes.trimestres(epci, annee),
    base.demandes.baux(epci, debut, fin),
    base.demandes.baux(epci, `${annee}-01-01`, fin),
    base.localisations.aLocaliser(epci),
  ]);
  if (!territoire) throw unknownTerritoire(epci);
  const libelle = labelTrimestre(question);
  const periode = quarterPeriode(annee, trimestre);
  const nulles = nullesOf(periode);
  const nonLues = countNonLues({ periode, trimestres });
  const cadre: CadreBaux = { baux, nonLues, nulles: nulles.valeur, quand: `, ${libelle}`, source: SOURCE };
  const depuis: CadreBaux = {
    ...cadre,
    baux: cumul,
    nonLues: countNonLues({ periode: cumulPeriode(annee, trimestre), trimestres }),
    quand: `, depuis le 1er janvier ${annee}`,
  };
  const own = baux.filter(({ axe }) => axe === "origine");
  const adresses = aLocaliser.filter(({ annees }) => annees.includes(annee));
  const stock = await readStock(base, question);
  return {
    territoire: epci,
    nom: territoire.nom,
    demonstration: territoire.demonstration,
    annee,
    trimestre,
    libelle,
    total: sumNombre(own),
    phrases: [
      ...tellManquants(question, trimestres),
      ...tellQuarter(own, question, trimestres),
      ...sayNonLues(nonLues),
      ...(stock?.phrases ?? [AUCUN_STOCK]),
    ],
    figures: [
      ...(await nameAbsentsBaux(base, epci, [
        figureCroisee(cadre),
        ...(trimestre === 1 ? [] : [figureCroisee(depuis, "pack-cumul")]),
        figureLocalisation(own, adresses, cadre),
        figureSalaries(cadre),
      ])),
      ...(stock?.figures ?? []),
    ],
  };
}

const SOURCE = "SNE, extractions « radiation » publiées";
const AUCUN_STOCK =
  "Aucun stock de demandes n’est publié à la fin de ce trimestre : les demandes ne sont pas dans ce pack.";

/** The same rows for each bailleur that the reader may see. */
export async function computePackBailleurs(
  base: PackBase,
  question: QuestionPack,
): Promise<readonly Omit<PackBailleur, "empreinte">[]> {
  const { debut, fin } = bornesOf(question);
  const [comptes, trimestres, noms] = await Promise.all([
    base.demandes.bauxParBailleur(question.epci, debut, fin),
    base.cubes.trimestres(question.epci, question.annee),
    base.cubes.bailleurs(question.epci),
  ]);
  const periode = quarterPeriode(question.annee, question.trimestre);
  const nulles = nullesOf(periode);
  const nonLues = countNonLues({ periode, trimestres });
  const quand = `, ${labelTrimestre(question)}`;
  const packs = await Promise.all(
    [...groupBy(comptes, ({ bailleur }) => bailleur)].map(async ([bailleur, own]) => {
      const nom = nameBailleur(bailleur, noms);
      const cadre: CadreBaux = { baux: own.map(bailOf), nonLues, nulles: nulles.valeur, quand, source: SOURCE };
      const figure = figureCroisee(cadre, `pack-bailleur-${bailleur}`, ` : ${nom}`);
      return { bailleur, nom, figures: await nameAbsentsBaux(base, question.epci, [figure]) };
    }),
  );
  return packs.toSorted((a, b) => a.nom.localeCompare(b.nom, "fr"));
}

function bailOf({ origine, bailleur: _, ...compte }: CompteBailleur): CompteBail {
  return { ...compte, axe: "origine", cle: origine === "inconnue" ? "inconnu" : origine };
}

/** Incomplete quarters: the quarter itself, then the earlier ones, which the year's table sums. */
function tellManquants({ annee, trimestre }: QuestionPack, trimestres: readonly TrimestrePublie[]): readonly string[] {
  const quart = quarterPeriode(annee, trimestre);
  const own = sayEnCours(quart, findManquants(quart, trimestres));
  const cumul = cumulPeriode(annee, trimestre);
  const avant = findManquants(cumul, trimestres).filter((one) => one.trimestre < trimestre);
  const before =
    avant.length === 0
      ? []
      : [
          `Depuis le 1er janvier, ${joinFrench(avant.map((one) => `le T${one.trimestre}`))} ${avant.length > 1 ? "ne sont pas entièrement publiés" : "n’est pas entièrement publié"} : le cumul est celui de ce qui l’est.`,
        ];
  return [...(own === null ? [] : [own]), ...before];
}

/** The bilan's measures of the quarter in one sentence; empty for an incomplete quarter without counts. */
function tellQuarter(
  baux: readonly CompteBail[],
  { annee, trimestre }: QuestionPack,
  trimestres: readonly TrimestrePublie[],
): readonly string[] {
  const total = sumNombre(baux);
  const libelle = labelTrimestre({ annee, trimestre });
  if (total === 0) {
    const entier = findManquants(quarterPeriode(annee, trimestre), trimestres).length === 0;
    return entier ? [`Aucun bail signé au ${libelle} dans les fichiers publiés.`] : [];
  }
  const cadre = buildCadre(quarterPeriode(annee, trimestre), [], trimestres);
  const { horsQpv, qpv } = measure(baux, cadre, null);
  const nonSitues = sumNombre(baux.filter(({ situation }) => situation === "inconnue"));
  return [
    `${formatCompte(total, "bail signé", "baux signés")} au ${libelle} : hors QPV, ${formatFraction(horsQpv.realise, horsQpv.assiette)} au 1er quartile ou relogés ; en QPV, ${formatFraction(qpv.realise, qpv.assiette)} aux quartiles 2 à 4 ; ${formatCompte(nonSitues, "non localisé", "non localisés")}.`,
  ];
}

type AdresseLue = { readonly lignes: number };

/** « Éliminer les biais (situation inconnue) »: unlocated leases of the quarter, and what the year's queue still holds. */
function figureLocalisation(baux: readonly CompteBail[], adresses: readonly AdresseLue[], cadre: CadreBaux): Figure {
  const own = baux.filter(({ situation }) => situation === "inconnue");
  const row = (cle: string, libelle: string, nombre: CelluleFigure): LigneFigure => ({
    cle,
    libelle,
    cellules: { nombre },
  });
  const dits = own.filter(({ quartile }) => quartile !== "inconnu");
  const q1 = dits.filter(({ quartile }) => quartile === "q1");
  const attributions = adresses.reduce((total, { lignes }) => total + lignes, 0);
  return figureOf({
    code: "pack-localisation",
    titre: `Attributions non localisées${cadre.quand}`,
    maille: "epci",
    lignesDe: "Attributions",
    colonnes: [colonne("nombre", "nombre", "Nombre", "Baux signés, ou adresses")],
    lignes: [
      row(
        "q1",
        "Non localisées, 1er quartile",
        compteParmi(sumNombre(q1), sumNombre(dits), sumNombre(own) - sumNombre(dits)),
      ),
      row(
        "autres",
        "Non localisées, autres quartiles ou ressources inconnues",
        nombreOf(sumNombre(own) - sumNombre(q1)),
      ),
      row(FILE_ADRESSES, "Adresses encore à localiser de l’année", nombreOf(adresses.length)),
      row(FILE_ATTRIBUTIONS, "Attributions à ces adresses, toutes années", nombreOf(attributions)),
    ],
    methode: {
      definition: [
        "Un logement que personne n’a situé n’est ni en QPV ni hors QPV. La file de réparation réunit ces adresses : une adresse localisée l’est pour tous les fichiers.",
      ],
      source: cadre.source,
      reserves: [],
    },
  });
}

/** Rows of the repair queue, for the keepers of the files only. */
export const FILE_ADRESSES = "file-adresses";
export const FILE_ATTRIBUTIONS = "file-attributions";

/** The latest stock up to that day; null when none is published. */
async function readStock(base: PackBase, question: QuestionPack) {
  const { fin } = bornesOf(question);
  const stocks = await base.demandes.stocks(question.epci);
  const stock = stocks.find(({ periode }) => referenceOf(periode) <= fin);
  if (!stock) return null;
  const reference = referenceOf(stock.periode);
  const delais = { delai: chooseDelai(null, reference), silence: chooseSilence(null, reference) };
  const lu = await readDemandes(base, question.epci, stock, delais);
  if (lu.comptes.length === 0) return null;
  const cadre = cadreDemandes(lu, lu.comptes, { ...delais, filtre: "" });
  const late =
    reference === fin ? [] : [`Le dernier stock publié est du ${formatJour(reference)}, avant la fin du trimestre.`];
  const signalees = countAll(lu.comptes, ({ signalee }) => signalee === "oui");
  return {
    phrases: [
      ...late,
      tellAnciennes(cadre),
      `${formatCompte(signalees, "demande n’a", "demandes n’ont")} ni proposition ni évènement depuis plus de ${cadre.silence} mois.`,
    ],
    figures: [...figuresAnciennes(cadre), figureSignalees(cadre), ...figuresPression(lu)].map((figure) =>
      nameAbsents(figure, stock.absents, champsStock),
    ),
  };
}
