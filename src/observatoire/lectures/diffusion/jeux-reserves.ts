import { LIBELLE_SITUATION } from "#droit/regles/attribution/libelles.ts";
import type { CelluleSecret, Relation } from "#socle/calculs/secret/systeme.ts";
import { cleOf, readTableau, TOUT } from "#socle/calculs/secret/tableau.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { CelluleFigure, ColonneFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import {
  DEFINITION_TAILLE,
  LIBELLE_TAILLE,
  TAILLES_RESERVEES,
  type TailleReservee,
  tailleOf,
} from "../../regles/parc/reserve.ts";
import { listAbsents } from "../absents.ts";
import { figureOf } from "../cellule.ts";
import type { CelluleReserve } from "../parc/ports.ts";
import { SITUATIONS } from "./comptes-dits.ts";
import type { JeuBrut, Matiere } from "./jeu.ts";
import { type RegleMontants, readMontants } from "./montants.ts";
import { type Groupe, groupesAnterieurs, noeudOf, regrouper } from "./regrouper.ts";

const FAMILLE = "reserve";
const FAMILLE_RELOUES = "reserve-reloues";
const AUCUNE: Matiere = { jeux: [], cellules: [], relations: [] };

const LIBELLE: Readonly<Record<string, string>> = { ...LIBELLE_SITUATION, inconnue: "Non localisés" };

type Releve = {
  readonly regle: RegleMontants;
  /** Keys of earlier releases. */
  readonly anterieures: readonly string[];
};

/**
 * Dwellings reserved for employees of companies. By law the stock is public, but not its reservations (CCH, art. R. 411-3 and R. 411-4): they are
 * counts under secrecy, in groups of communes large enough to hide one.
 */
export async function readReserves(
  base: Base,
  { epci, ...releve }: Releve & { readonly epci: string },
): Promise<Matiere> {
  const millesime = (await base.parc.millesimes(epci)).at(-1);
  if (millesime === undefined) return AUCUNE;
  const [cellules, communes, reloues] = await Promise.all([
    base.parc.reserves(epci, millesime),
    base.territoires.perimetre(epci),
    readReloues(base, epci, millesime),
  ]);
  return buildReserves(
    { millesime, cellules, reloues, noms: new Map(communes.map(({ commune, nom }) => [commune, nom])) },
    releve,
  );
}

/** Reletting needs the occupation, which a file may lack or leave empty. */
async function readReloues(base: Base, epci: string, millesime: string): Promise<Reloues> {
  if (await base.parc.ditReloues(epci, millesime)) return "dit";
  const absents = listAbsents(await base.lots.champsAbsents(epci), "rpls", millesime);
  return ["mode", "bailDepuis"].some((champ) => absents.includes(champ)) ? "pas-dans-le-fichier" : "inconnu";
}

type Reloues = "dit" | "inconnu" | "pas-dans-le-fichier";
type Stock = Pick<Lecture, "millesime" | "cellules" | "noms" | "reloues">;

export function buildReserves(stock: Stock, { regle, anterieures }: Releve): Matiere {
  const { millesime, cellules } = stock;
  // Dwellings of unknown rooms or reservation are only in the number of undescribed ones.
  const decrits = cellules.filter(({ pieces, reserve }) => pieces !== null && reserve !== "inconnu");
  const plancher = 2 * regle.seuil;
  const anterieurs = (dimension: string) => groupesAnterieurs(anterieures, { famille: FAMILLE, millesime, dimension });
  const lecture: Lecture = { ...stock, decrits, lieux: orElse(anterieurs("lieu"), () => lieuxOf(decrits, plancher)) };
  if (lecture.lieux.length === 0) return AUCUNE;
  const situations = orElse(anterieurs("situation"), () => situationsOf(decrits, plancher));
  const parts = [
    tableLieux(lecture, regle.seuil),
    tableSituations(lecture, situations, regle.seuil),
    ...(lecture.reloues === "dit" ? [tableReloues(lecture, regle)] : []),
  ];
  return {
    jeux: [communesJeu(lecture), situationsJeu(lecture, situations)],
    cellules: parts.flatMap((part) => part.cellules),
    relations: parts.flatMap(({ relations }) => relations),
  };
}

type Lecture = {
  readonly millesime: string;
  readonly cellules: readonly CelluleReserve[];
  readonly reloues: Reloues;
  /** Cells with known rooms and reservation. */
  readonly decrits: readonly CelluleReserve[];
  readonly noms: ReadonlyMap<string, string>;
  readonly lieux: readonly Groupe[];
};

function orElse(before: readonly Groupe[], group: () => readonly Groupe[]): readonly Groupe[] {
  return before.length > 0 ? before : group();
}

function situationsOf(decrits: readonly CelluleReserve[], plancher: number): readonly Groupe[] {
  const parts = SITUATIONS.map((code) => ({
    code,
    tailles: [countOf(decrits.filter(({ situation }) => situation === code))],
  }));
  return regrouper(parts, plancher);
}

function lieuxOf(decrits: readonly CelluleReserve[], plancher: number): readonly Groupe[] {
  const communes = [...new Set(decrits.map(({ commune }) => commune))].sort();
  return regrouper(
    communes.map((code) => {
      const own = decrits.filter(({ commune }) => commune === code);
      return { code, tailles: TAILLES_RESERVEES.map((taille) => countOf(own.filter((one) => isSized(one, taille)))) };
    }),
    plancher,
  );
}

function isSized({ pieces }: CelluleReserve, taille: string): boolean {
  return taille === TOUT || (pieces !== null && tailleOf(pieces) === taille);
}

function countOf(cellules: readonly CelluleReserve[]): number {
  return cellules.reduce((total, { logements }) => total + logements, 0);
}

const isReserve = ({ reserve }: CelluleReserve): boolean => reserve === "oui";

function inLieu(cellules: readonly CelluleReserve[], noeud: string): readonly CelluleReserve[] {
  if (noeud === TOUT) return cellules;
  const codes = noeud.split("+");
  return cellules.filter(({ commune }) => codes.includes(commune));
}

/** Counts of a table, bounded by its public stock: no more dwellings are reserved than exist. */
type Croisement = {
  readonly noeuds: (cellules: readonly CelluleReserve[], noeud: string) => readonly CelluleReserve[];
  readonly code: string;
  readonly parts: readonly string[];
  readonly tailles: readonly string[];
};

function tableOf({ millesime, decrits }: Lecture, { noeuds, code, parts, tailles }: Croisement, seuil: number) {
  const own = (part: string, taille: string) => noeuds(decrits, part).filter((cellule) => isSized(cellule, taille));
  const { cellules, relations } = readTableau(
    {
      famille: FAMILLE,
      dimensions: [
        { code: "stock", arbre: new Map(), seuls: [millesime] },
        { code, arbre: new Map([[TOUT, parts]]) },
        tailles.length > 0
          ? { code: "taille", arbre: new Map([[TOUT, tailles]]) }
          : { code: "taille", arbre: new Map(), seuls: [TOUT] },
      ],
      valeur: ([, part = TOUT, taille = TOUT]) => countOf(own(part, taille).filter(isReserve)),
      structurel: ([, part = TOUT, taille = TOUT]) => countOf(own(part, taille)) === 0,
    },
    seuil,
  );
  const bornes = [TOUT, ...parts].flatMap((part) =>
    [TOUT, ...tailles].map(
      (taille): Relation => ({
        termes: [[cleOf(FAMILLE, { stock: millesime, [code]: part, taille }), 1]],
        min: 0,
        max: countOf(own(part, taille)),
      }),
    ),
  );
  return { cellules, relations: [...relations, ...bornes] };
}

function tableLieux(lecture: Lecture, seuil: number) {
  const croisement = { noeuds: inLieu, code: "lieu", parts: lecture.lieux.map(noeudOf), tailles: TAILLES_RESERVEES };
  return tableOf(lecture, croisement, seuil);
}

function inSituation(cellules: readonly CelluleReserve[], noeud: string): readonly CelluleReserve[] {
  const codes = noeud.split("+");
  return noeud === TOUT ? cellules : cellules.filter(({ situation }) => codes.includes(situation));
}

function tableSituations(lecture: Lecture, situations: readonly Groupe[], seuil: number) {
  const croisement = { noeuds: inSituation, code: "situation", parts: situations.map(noeudOf), tailles: [] };
  return tableOf(lecture, croisement, seuil);
}

/** Relet in the year: also an activity of the bailleur, hence the rule of vacancy; counts a part of the reserved ones. */
function tableReloues({ millesime, decrits, lieux }: Lecture, regle: RegleMontants) {
  const parts = lieux.map(noeudOf);
  const apports = parts.flatMap((part) =>
    inLieu(decrits, part)
      .filter(isReserve)
      .map(({ bailleur, reloues }) => ({ commune: part, bailleur, valeur: reloues })),
  );
  const arbre = new Map([[TOUT, parts]]);
  const montants = readMontants({ famille: FAMILLE_RELOUES, millesime, arbre, entiere: true }, apports, regle);
  const dont = [TOUT, ...parts].map(
    (lieu): Relation => ({
      termes: [
        [cleOf(FAMILLE, { stock: millesime, lieu }), 1],
        [cleOf(FAMILLE_RELOUES, { millesime, lieu }), -1],
      ],
      min: 0,
      max: null,
    }),
  );
  const cellules: readonly CelluleSecret[] = montants.cellules;
  return { cellules, relations: [...montants.relations, ...dont] };
}

function nombre(code: string, libelle: string, definition: string): ColonneFigure {
  return { code, libelle, genre: "nombre", definition };
}

const DECRITS = nombre(
  "logements",
  "Logements décrits",
  "Logements sociaux dont le fichier dit la taille et le réservataire.",
);
const RESERVES = nombre("reserves", "Réservés", "Logements réservés aux salariés des entreprises.");

function cellule(valeur: number, connus: number): CelluleFigure {
  return connus === 0 ? { valeur: null, manque: "sans-objet" } : { valeur };
}

function communesJeu(lecture: Lecture): JeuBrut {
  const { millesime, decrits, noms, lieux } = lecture;
  const ligneOf = (noeud: string, libelle: string): LigneFigure => {
    const own = inLieu(decrits, noeud);
    const reserves = own.filter(isReserve);
    const tailles = TAILLES_RESERVEES.map((taille): [string, CelluleFigure] => {
      const dits = own.filter((one) => isSized(one, taille));
      return [taille, cellule(countOf(dits.filter(isReserve)), countOf(dits))];
    });
    return {
      cle: noeud === TOUT ? "total" : noeud,
      libelle,
      cellules: {
        logements: { valeur: countOf(own) },
        reserves: { valeur: countOf(reserves) },
        ...Object.fromEntries(tailles),
        reloues:
          lecture.reloues === "dit"
            ? { valeur: reserves.reduce((total, { reloues }) => total + reloues, 0) }
            : { valeur: null, manque: lecture.reloues },
      },
      ...(noeud === TOUT ? { total: true as const } : {}),
    };
  };
  const collator = new Intl.Collator("fr");
  const nommes = lieux.map((groupe) => ({
    noeud: noeudOf(groupe),
    libelle: groupe
      .map((code) => noms.get(code) ?? code)
      .toSorted(collator.compare)
      .join(", "),
  }));
  const figure = figureOf({
    code: "reserves-communes",
    titre: `Logements réservés aux salariés des entreprises au 1er janvier ${millesime}`,
    maille: "commune",
    lignesDe: "Commune, ou communes comptées ensemble",
    colonnes: [
      DECRITS,
      RESERVES,
      ...TAILLES_RESERVEES.map((taille) =>
        nombre(taille, `Dont ${LIBELLE_TAILLE[taille]}`, `Logements réservés : ${DEFINITION_TAILLE[taille]}.`),
      ),
      nombre("reloues", "Dont reloués dans l’année", `Logements réservés reloués en ${Number(millesime) - 1}.`),
    ],
    lignes: [
      ...nommes
        .toSorted((a, b) => collator.compare(a.libelle, b.libelle))
        .map(({ noeud, libelle }) => ligneOf(noeud, libelle)),
      ligneOf(TOUT, "Ensemble"),
    ],
    methode: methodeOf(lecture),
  });
  return {
    theme: "parc",
    figure,
    nombres: (ligne, colonne) => {
      const lieu = ligne === "total" ? TOUT : ligne;
      if (colonne === "logements") return null;
      if (colonne === "reloues") return { part: cleOf(FAMILLE_RELOUES, { millesime, lieu }) };
      return { part: cleOf(FAMILLE, { stock: millesime, lieu, taille: isTaille(colonne) ? colonne : TOUT }) };
    },
  };
}

function isTaille(colonne: string): colonne is TailleReservee {
  return (TAILLES_RESERVEES as readonly string[]).includes(colonne);
}

function situationsJeu(lecture: Lecture, situations: readonly Groupe[]): JeuBrut {
  const { millesime, decrits } = lecture;
  const ligneOf = (noeud: string, libelle: string): LigneFigure => {
    const own = inSituation(decrits, noeud);
    return {
      cle: noeud === TOUT ? "total" : noeud,
      libelle,
      cellules: { logements: { valeur: countOf(own) }, reserves: { valeur: countOf(own.filter(isReserve)) } },
      ...(noeud === TOUT ? { total: true as const } : {}),
    };
  };
  return {
    theme: "parc",
    figure: figureOf({
      code: "reserves-quartiers",
      titre: `Logements réservés aux salariés, en quartier prioritaire et hors quartier, au 1er janvier ${millesime}`,
      maille: "epci",
      lignesDe: "Localisation",
      colonnes: [DECRITS, RESERVES],
      lignes: [
        ...situations.map((groupe) =>
          ligneOf(noeudOf(groupe), groupe.map((code) => LIBELLE[code] ?? code).join(", ou ")),
        ),
        ligneOf(TOUT, "Ensemble"),
      ],
      methode: methodeOf(lecture),
    }),
    nombres: (ligne, colonne) =>
      colonne === "logements"
        ? null
        : { part: cleOf(FAMILLE, { stock: millesime, situation: ligne === "total" ? TOUT : ligne }) },
  };
}

function methodeOf({ millesime, cellules, decrits }: Lecture): Figure["methode"] {
  const muets = countOf(cellules) - countOf(decrits);
  return {
    definition: [
      "Logements dont le répertoire national dit qu’ils sont réservés à un employeur ou à Action Logement (CONTRESLOG 3), ceux qui sont sortis du parc non compris.",
      "Reloué dans l’année : logement déjà loué auparavant, dont le bail en cours a commencé dans l’année qui précède.",
      "Les communes où une taille de logement compte trop peu de logements sont comptées ensemble : leur parc est public, un nombre caché s’y devinerait.",
    ],
    source: `RPLS au 1er janvier ${millesime}`,
    reference:
      "CCH, art. L. 411-10, R. 411-3 et R. 411-4 : le réservataire d’un logement n’est pas public ; seuls des nombres le sont ici",
    confiance: "R",
    reserves: [
      ...(muets > 0
        ? [
            `Le fichier ne dit pas la taille ou le réservataire de ${formatCompte(muets, "logement", "logements")} : ils ne sont dans aucun nombre.`,
          ]
        : []),
      "Une réservation gérée en flux ne désigne aucun logement : elle ne se lit pas ici, et un salarié peut être logé sur un logement non réservé.",
      "Une réservation ne dit pas que le logement est libre.",
    ],
  };
}
