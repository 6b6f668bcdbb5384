import { findValeur } from "#droit/regles/parametre.ts";
import { RESSOURCES_NULLES } from "#droit/regles/quartile.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { addMonths } from "#socle/regles/shared/calendrier.ts";
import { formatJour, MOIS } from "#socle/regles/shared/format.ts";
import { unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import { introuvable, Refus } from "#socle/regles/shared/refus.ts";
import { nameAbsents } from "../absents.ts";
import { champsStock, nameAbsentsBaux } from "./champs.ts";
import { type CadreDemandes, chooseDelai, chooseSilence, countAll, countBy, sumNombre } from "./compter.ts";
import type { Demandes, QuestionDemandes } from "./demandes.ts";
import { referenceOf } from "./derive-demandes.ts";
import { readCompletude } from "./figure-completude.ts";
import { figureDelai } from "./figure-delai.ts";
import { figureEvolution, type StockCompte } from "./figure-evolution.ts";
import { figureFlux } from "./figure-flux.ts";
import { figureMutations, figureVeille } from "./figure-veille.ts";
import { type CadreBaux, figureQuartiles, figureSalaries } from "./figures-baux.ts";
import { figureSignalees, figuresAnciennes, tellAnciennes } from "./figures-non-pourvues.ts";
import { figuresParcours } from "./figures-parcours.ts";
import { figurePression, groupLieux, type LieuPression } from "./figures-pression.ts";
import { figuresStock, tellStock, withQuartiles } from "./figures-stock.ts";
import { TYPOLOGIES } from "./modalites.ts";
import { readMoisPublies, sayNonLues } from "./mois-publies.ts";
import type { CompteBail, CompteDemande, ParcDemande, Stock } from "./ports.ts";

type DemandesBase = Pick<Base, "demandes" | "territoires" | "cubes">;
type PageBase = DemandesBase & Pick<Base, "lots">;

export type LuDemandes = {
  readonly stock: Stock;
  readonly reference: string;
  /** For the whole territory, whatever the filter. */
  readonly comptes: readonly CompteDemande[];
  readonly baux: readonly CompteBail[];
  readonly mois: number;
  /** Lines of the files of these months that were not read. */
  readonly nonLues: number;
  readonly parc: ParcDemande | null;
  readonly communes: ReadonlyMap<string, string>;
};

/**
 * The demandes of a territory, for their page; null when no stock is published. Throws `stock-inconnu`, `stock-a-republier`, `delai-inconnu`,
 * `commune-inconnue`, `parametre-absent`.
 */
export async function computeDemandes(base: PageBase, question: QuestionDemandes): Promise<Demandes | null> {
  const { epci, commune, typologie } = question;
  const stocks = await base.demandes.stocks(epci);
  const stock = chooseStock(stocks, question.stock);
  if (stock === null) return null;
  const reference = referenceOf(stock.periode);
  const [delai, silence] = [chooseDelai(question.delai, reference), chooseSilence(question.silence, reference)];
  const lu = await readDemandes(base, epci, stock, { delai, silence });
  if (lu.comptes.length === 0) throw notDerived(lu);
  const filtre = labelFiltre(question, lu.communes);
  const comptes =
    commune === null && typologie === null
      ? lu.comptes
      : await base.demandes.comptes({ epci, periode: stock.periode, delai, silence, commune, typologie });
  const nulles = findValeur(RESSOURCES_NULLES, reference).valeur;
  const cadre = cadreDemandes(lu, comptes, { delai, silence, filtre });
  const duStock = (figures: readonly Figure[]) => figures.map((one) => nameAbsents(one, stock.absents, champsStock));
  const avant = stocks.find(({ periode }) => periode === String(Number(reference.slice(0, 4)) - 1)) ?? null;
  return {
    territoire: epci,
    stock: stock.periode,
    reference,
    delai,
    silence,
    commune,
    typologie,
    choix: choixOf(stocks, lu),
    total: cadre.total,
    phrases: [...tellStock(cadre), tellAnciennes(cadre)],
    absents: tellAbsents(stock),
    signalees: {
      nombre: countAll(comptes, ({ signalee }) => signalee === "oui"),
      inconnues: countAll(comptes, ({ signalee }) => signalee === "inconnu"),
    },
    figures: {
      stock: duStock(
        figuresStock(
          cadre,
          await readFlux(base, epci, lu, avant, { delai, silence }),
          figureEvolution(await readSerie(base, question, stocks, { delai, silence }), { delai, filtre }),
        ),
      ),
      pression: figuresPression(lu),
      "non-pourvues": duStock([...figuresAnciennes(cadre), figureSignalees(cadre)]),
      parcours: [
        ...duStock([figureVeille(cadre), figureMutations(cadre)]),
        ...figuresParcours(await base.demandes.parcours(epci)),
      ],
      attributions: await nameAbsentsBaux(base, epci, [
        figureQuartiles(cadreBaux(lu, nulles)),
        figureSalaries(cadreBaux(lu, nulles)),
        figureDelai(await base.demandes.attentes(epci, anneeOf(lu)), anneeOf(lu)),
        await readCompletude(base, epci),
      ]),
    },
  };
}

/** Common data of the tables of one stock, filter included. */
export function cadreDemandes(
  lu: LuDemandes,
  comptes: readonly CompteDemande[],
  { delai, silence, filtre }: Pick<CadreDemandes, "delai" | "silence" | "filtre">,
): CadreDemandes {
  const nulles = findValeur(RESSOURCES_NULLES, lu.reference).valeur;
  return {
    comptes: withQuartiles(comptes, nulles),
    total: countAll(comptes),
    reference: lu.reference,
    delai,
    silence,
    filtre,
    source: sourceStock(lu),
    communes: lu.communes,
  };
}

/** A lot published before the cube existed would count zero. */
function notDerived({ stock, reference }: LuDemandes): Refus {
  return new Refus(
    "stock-a-republier",
    `Le stock du ${formatJour(reference)} a été publié avant que cette page existe : annulez sa publication, puis publiez-le de nouveau (import ${stock.lot}).`,
    { lot: stock.lot },
  );
}

function chooseStock(stocks: readonly Stock[], asked: string | null): Stock | null {
  if (asked === null) return stocks[0] ?? null;
  const found = stocks.find(({ periode }) => periode === asked);
  if (found) return found;
  throw introuvable(
    "stock-inconnu",
    `Aucun stock de demandes n’est publié pour « ${asked} ». Choisissez-en un dans la liste.`,
    {
      asked,
    },
  );
}

type Delais = { readonly delai: number; readonly silence: number };

export async function readDemandes(
  base: DemandesBase,
  epci: string,
  stock: Stock,
  delais: Delais,
): Promise<LuDemandes> {
  const reference = referenceOf(stock.periode);
  const debut = yearBefore(reference);
  const filtre = { epci, periode: stock.periode, ...delais, commune: null, typologie: null };
  const [comptes, baux, { publies, nonLues }, parc, communes, territoire] = await Promise.all([
    base.demandes.comptes(filtre),
    base.demandes.baux(epci, debut, reference),
    readMoisPublies(base.cubes, epci, { debut, nombre: 12 }),
    base.demandes.parc(epci, Number(reference.slice(0, 4))),
    base.territoires.perimetre(epci),
    base.territoires.find(epci),
  ]);
  if (!territoire) throw unknownTerritoire(epci);
  const noms = new Map(communes.map((row) => [row.commune, row.nom]));
  return { stock, reference, comptes, baux, mois: publies, nonLues, parc, communes: noms };
}

/** First day of the twelve months that end on `reference`, the last day of a month. */
function yearBefore(reference: string): string {
  return addMonths(`${reference.slice(0, 7)}-01`, -11);
}

/** Throws `commune-inconnue`, `typologie-inconnue`: an invalid filter must not look like a territory without demandes. */
function labelFiltre({ commune, typologie }: QuestionDemandes, communes: ReadonlyMap<string, string>): string {
  const nom = commune === null ? null : communes.get(commune);
  if (nom === undefined)
    throw new Refus("commune-inconnue", `La commune ${commune} n’est pas de ce territoire.`, { commune });
  const type = typologie === null ? null : TYPOLOGIES.find(({ code }) => code === typologie)?.libelle;
  if (type === undefined)
    throw new Refus("typologie-inconnue", `Le type « ${typologie} » n’est pas dans la liste.`, { typologie });
  if (nom === null && type === null) return "";
  return `, ${[type === null ? null : `type ${type}`, nom === null ? null : `souhait ${nom}`].filter(Boolean).join(", ")}`;
}

function choixOf(stocks: readonly Stock[], { communes, comptes }: LuDemandes): Demandes["choix"] {
  const wished = countBy(comptes, "commune");
  const types = countBy(comptes, "typologie");
  return {
    stocks: stocks.map(({ periode }) => periode),
    communes: [...communes]
      .filter(([code]) => wished.has(code))
      .map(([code, nom]) => ({ code, nom }))
      .toSorted((a, b) => a.nom.localeCompare(b.nom, "fr")),
    typologies: TYPOLOGIES.filter(({ code }) => types.has(code)).map(({ code, libelle }) => ({ code, nom: libelle })),
  };
}

const CHAMPS: Readonly<Record<string, string>> = {
  positionPlafond: "la position face aux plafonds",
  propositions: "le nombre de propositions",
  refusPar: "l’auteur du dernier refus",
  refusMotif: "le motif du dernier refus",
  dernierEvenement: "la date du dernier évènement",
  salarie: "qui est salarié d’une entreprise assujettie",
  qpvActuel: "qui habite un quartier prioritaire",
};

function tellAbsents({ absents }: Stock): string | null {
  const named = absents.flatMap((champ) => CHAMPS[champ] ?? []);
  return named.length === 0
    ? null
    : `Ce fichier ne dit pas : ${named.join(", ")}. Ces informations sont comptées « non renseigné ».`;
}

function sourceStock({ stock, reference }: LuDemandes): string {
  return `SNE, extraction « stock » au ${formatJour(reference)} (lot ${stock.lot})`;
}

/** « octobre 2017 à septembre 2018 ». */
function labelMois({ reference }: LuDemandes): string {
  const month = (jour: string) => `${MOIS[Number(jour.slice(5, 7)) - 1]} ${jour.slice(0, 4)}`;
  return `${month(yearBefore(reference))} à ${month(reference)}`;
}

function cadreBaux(lu: LuDemandes, nulles: CadreBaux["nulles"]): CadreBaux {
  const manque = lu.mois < 12 ? ` ; ${12 - lu.mois} mois dont les baux ne sont pas publiés` : "";
  return {
    baux: lu.baux,
    nonLues: lu.nonLues,
    nulles,
    quand: `, ${labelMois(lu)}`,
    source: `SNE, extractions « radiation » publiées, baux signés de ${labelMois(lu)}${manque}`,
  };
}

function anneeOf({ reference }: LuDemandes): number {
  return Number(reference.slice(0, 4));
}

/** Most stocks compared; each costs a query. */
const STOCKS_MAX = 12;

async function readSerie(
  base: DemandesBase,
  { epci, commune, typologie }: QuestionDemandes,
  stocks: readonly Stock[],
  delais: Delais,
): Promise<readonly StockCompte[]> {
  if (stocks.length < 2) return [];
  return Promise.all(
    stocks.slice(0, STOCKS_MAX).map(async ({ periode }) => ({
      reference: referenceOf(periode),
      comptes: await base.demandes.comptes({ epci, periode, ...delais, commune, typologie }),
    })),
  );
}

async function readFlux(base: DemandesBase, epci: string, lu: LuDemandes, avant: Stock | null, delais: Delais) {
  const annee = Number(lu.reference.slice(0, 4));
  const debut = `${annee}-01-01`;
  const nombre = Number(lu.reference.slice(5, 7));
  // Twelve months of a whole year are the year.
  const [baux, { publies, nonLues }] =
    nombre === 12
      ? [lu.baux, { publies: lu.mois, nonLues: lu.nonLues }]
      : await Promise.all([
          base.demandes.baux(epci, debut, lu.reference),
          readMoisPublies(base.cubes, epci, { debut, nombre }),
        ]);
  const filtre = { epci, ...delais, commune: null, typologie: null };
  const before = avant === null ? null : countAll(await base.demandes.comptes({ ...filtre, periode: avant.periode }));
  return figureFlux({
    annee,
    fin: lu.reference,
    comptes: lu.comptes,
    baux,
    moisTus: nombre - publies,
    nonLues,
    stockAvant: before,
    source: `${sourceStock(lu)} ; SNE, extractions « radiation » publiées`,
  });
}

/** By the source's groups of communes, by commune, and by type of dwelling. */
export function figuresPression(lu: LuDemandes) {
  const quand = `au ${formatJour(lu.reference)}`;
  const millesime = lu.parc === null ? "aucun RPLS publié" : `RPLS au 1er janvier ${lu.parc.millesime}`;
  const manque =
    lu.mois < 12
      ? [`Les baux de ${12 - lu.mois} des douze mois ne sont pas publiés : le rapport est surestimé d’autant.`]
      : [];
  const commun = {
    source: `${sourceStock(lu)} ; SNE, baux signés de ${labelMois(lu)} ; ${millesime}`,
    reserves: [
      "Seul le premier souhait est compté : un ménage peut accepter d’autres communes ou d’autres types.",
      ...manque,
      ...sayNonLues(lu.nonLues),
    ],
    nonLues: lu.nonLues,
  };
  const communes = lieuxOf(lu, "commune", (code) => lu.communes.get(code) ?? `Commune ${code}, hors du territoire`);
  const types = lieuxOf(lu, "typologie", (code) => TYPOLOGIES.find((one) => one.code === code)?.libelle ?? code);
  const grouped = groupLieux(communes.lieux, "Autres communes");
  return [
    figurePression({
      ...commun,
      ...communes,
      lieux: grouped,
      code: "pression-synthese",
      titre: `Pression de la demande, ${quand}`,
      maille: "epci",
      lignesDe: "Commune",
      carte: false,
    }),
    figurePression({
      ...commun,
      ...communes,
      code: "pression-communes",
      titre: `Pression de la demande par commune, ${quand}`,
      maille: "commune",
      carte: true,
    }),
    figurePression({
      ...commun,
      ...types,
      code: "pression-typologies",
      titre: `Pression de la demande par type de logement, ${quand}`,
      maille: "epci",
      lignesDe: "Type",
      carte: false,
    }),
  ];
}

function lieuxOf({ comptes, baux, parc }: LuDemandes, axe: "commune" | "typologie", nameOf: (code: string) => string) {
  const demandes = countBy(comptes, axe);
  const stock = new Map(parc?.comptes.filter((row) => row.axe === axe).map((row) => [row.cle, row]));
  const leases = baux.filter((bail) => bail.axe === axe);
  const attributions = (cle: string) => sumNombre(leases.filter((bail) => bail.cle === cle));
  const cles = new Set([...demandes.keys(), ...leases.map(({ cle }) => cle), ...stock.keys()]);
  const lieux = [...cles]
    .filter((cle) => cle !== "inconnu")
    .map(
      (cle): LieuPression => ({
        cle,
        libelle: nameOf(cle),
        parc: parc === null ? null : (stock.get(cle)?.logements ?? 0),
        demandes: demandes.get(cle) ?? 0,
        attributions: attributions(cle),
        liberes: stock.get(cle)?.liberes ?? null,
        liberationsInconnues: stock.get(cle)?.liberationsInconnues ?? null,
      }),
    );
  return {
    lieux:
      axe === "typologie"
        ? lieux.toSorted((a, b) => a.cle.localeCompare(b.cle))
        : lieux.toSorted((a, b) => b.demandes - a.demandes || a.libelle.localeCompare(b.libelle, "fr")),
    inconnus: { demandes: demandes.get("inconnu") ?? 0, attributions: attributions("inconnu") },
    parcInconnu: stock.get("inconnu")?.logements ?? 0,
  };
}
