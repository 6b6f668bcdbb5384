import { apportion } from "#socle/calculs/synthese/largest-remainder.ts";
import { drawInteger, drawWeighted, type Random } from "#socle/calculs/synthese/mulberry32.ts";
import { type BailleurDemo, bailleurOf } from "./bailleurs.ts";
import { type CommuneDemo, SAINT_DIZIER } from "./communes.ts";
import { distanceToBorder, isInside, type Point } from "./geometrie.ts";
import { IMMEUBLES_A_DEMOLIR } from "./marges.ts";
import { createNaming, type NomResidence } from "./noms.ts";
import { centreVertBois, innerRadius, siteOf, VERT_BOIS } from "./perimetres.ts";
import { type CelluleParc, shareParc } from "./repartition.ts";

export type ResidenceDemo = NomResidence & {
  readonly bailleur: BailleurDemo;
  readonly commune: CommuneDemo;
  readonly qpv: boolean;
  readonly type: "C" | "I";
  readonly construction: number;
  readonly aDemolir: boolean;
  readonly batiments: readonly BatimentDemo[];
};

/** A building of several dwellings, or one house. */
export type BatimentDemo = {
  /** « A », « B »…; null when the résidence has one building, and for houses. */
  readonly lettre: string | null;
  readonly numero: number;
  readonly point: Point;
  readonly logements: number;
};

export type LogementDemo = {
  readonly identRep: string;
  readonly residence: ResidenceDemo;
  readonly batiment: BatimentDemo;
  /** Rank in the building, from 1. */
  readonly porte: number;
  readonly etage: number;
  readonly pieces: number;
  readonly surface: number;
  /** CONTRESLOG 1 … 7. */
  readonly contingent: string;
};

/** Every dwelling at 1 January 2017, in the order of the file. */
export function buildParc(random: Random): readonly LogementDemo[] {
  const naming = createNaming();
  const residences = shareParc(random).flatMap((cellule) => buildResidences(cellule, naming, random));
  return listLogements(residences, 0, random);
}

/** A programme let for the first time in `livraison`, invented as its name is. */
export type ProgrammeDemo = CelluleParc & { readonly noms: NomResidence; readonly livraison: number };

/** Dwellings of the later programmes, numbered after the others. */
export function buildProgrammes(programmes: readonly ProgrammeDemo[], random: Random): readonly LogementDemo[] {
  const residences = programmes.map(
    ({ noms, livraison, ...cellule }): ResidenceDemo => ({
      ...placeResidence(
        cellule,
        noms,
        splitAround(cellule.logements, TAILLES.ailleurs.batiment, random),
        false,
        random,
      ),
      construction: livraison,
    }),
  );
  return listLogements(residences, 7_000, random);
}

function listLogements(residences: readonly ResidenceDemo[], apres: number, random: Random): readonly LogementDemo[] {
  let numero = apres;
  return residences.flatMap((residence) =>
    residence.batiments.flatMap((batiment) =>
      Array.from({ length: batiment.logements }, (_, rank): LogementDemo => {
        numero++;
        const pieces = drawWeighted(random, residence.type === "C" ? PIECES_COLLECTIF : PIECES_INDIVIDUEL);
        return {
          identRep: `DEMO${String(numero).padStart(6, "0")}`,
          residence,
          batiment,
          porte: rank + 1,
          etage: residence.type === "C" ? Math.floor(rank / PORTES_PAR_ETAGE) : 0,
          pieces,
          surface: (SURFACES[pieces] ?? 0) + drawInteger(random, -5, 7),
          contingent: drawWeighted(random, CONTINGENTS),
        };
      }),
    ),
  );
}

const PORTES_PAR_ETAGE = 4;
/** Hypothèses: the convention gives no distribution by number of rooms. */
const PIECES_COLLECTIF = [
  [1, 5],
  [2, 21],
  [3, 40],
  [4, 27],
  [5, 7],
] as const;
const PIECES_INDIVIDUEL = [
  [3, 24],
  [4, 50],
  [5, 22],
  [6, 4],
] as const;
/** Hypothèse: 7 not reserved, 2 préfet (prioritaires), 3 Action Logement, 4 collectivités, 1 préfet (fonctionnaires), 6 others. */
const CONTINGENTS = [
  ["7", 52],
  ["2", 20],
  ["3", 14],
  ["4", 8],
  ["1", 4],
  ["6", 2],
] as const;
const SURFACES = [0, 31, 47, 64, 78, 92, 108] as const;

/** Average sizes, in dwellings: of a résidence, then of each of its buildings. No building goes over 60. */
const TAILLES = {
  qpv: { residence: 95, batiment: 30 },
  saintDizier: { residence: 34, batiment: 16 },
  ailleurs: { residence: 14, batiment: 9 },
  individuel: { residence: 9, batiment: 1 },
} as const;

function buildResidences(
  cellule: CelluleParc,
  naming: ReturnType<typeof createNaming>,
  random: Random,
): ResidenceDemo[] {
  const named = cellule.bailleur === "oph" && cellule.qpv && cellule.type === "C" ? IMMEUBLES_A_DEMOLIR : [];
  const aDemolir = named.map(([nom, sizes]) => {
    const noms = { nom, typeVoie: "rue", nomVoie: nom };
    return placeResidence(cellule, noms, sizes, true, random);
  });
  const left = cellule.logements - aDemolir.reduce((total, residence) => total + countOf(residence), 0);
  const taille = TAILLES[zoneOf(cellule)];
  return [
    ...aDemolir,
    ...splitAround(left, taille.residence, random).map((logements) => {
      const noms = naming(cellule.commune.code, cellule.type, cellule.qpv);
      return placeResidence(cellule, noms, splitAround(logements, taille.batiment, random), false, random);
    }),
  ];
}

function zoneOf(cellule: CelluleParc): keyof typeof TAILLES {
  if (cellule.type === "I") return "individuel";
  if (cellule.qpv) return "qpv";
  return cellule.commune.code === SAINT_DIZIER ? "saintDizier" : "ailleurs";
}

function countOf(residence: ResidenceDemo): number {
  return residence.batiments.reduce((total, batiment) => total + batiment.logements, 0);
}

/** Parts of about `average`, none more than 1.7 times it nor empty. */
function splitAround(total: number, average: number, random: Random): number[] {
  if (total === 0) return [];
  if (average === 1) return Array.from({ length: total }, () => 1);
  const parts = Math.max(1, Math.round(total / average));
  return apportion(
    Array.from({ length: parts }, () => 0.75 + random() * 0.5),
    total,
  );
}

function placeResidence(
  cellule: CelluleParc,
  noms: NomResidence,
  sizes: readonly number[],
  aDemolir: boolean,
  random: Random,
): ResidenceDemo {
  const centre = drawPoint(cellule, random);
  const first = 2 * drawInteger(random, 0, 12) + 1;
  const batiments = sizes.map(
    (logements, rank): BatimentDemo => ({
      lettre: cellule.type === "C" && sizes.length > 1 ? String.fromCharCode(65 + rank) : null,
      numero: first + 2 * rank,
      point: neighbour(cellule, centre, cellule.type === "C" ? 0.05 : 0.016, rank),
      logements,
    }),
  );
  return {
    ...noms,
    bailleur: bailleurOf(cellule.bailleur),
    commune: cellule.commune,
    qpv: cellule.qpv,
    type: cellule.type,
    construction: aDemolir ? drawInteger(random, 1962, 1970) : drawConstruction(cellule, random),
    aDemolir,
    batiments,
  };
}

/** Hypothèses, around the average years of the convention: 1970 in the Vert-Bois, 1984 in the rest of Saint-Dizier, 1978 elsewhere. */
function drawConstruction(cellule: CelluleParc, random: Random): number {
  if (cellule.qpv && cellule.type === "I") return drawInteger(random, 2009, 2015);
  const periodes: Record<string, readonly (readonly [readonly [number, number], number])[]> = {
    qpv: [
      [[1958, 1966], 30],
      [[1967, 1977], 62],
      [[2010, 2015], 8],
    ],
    saintDizier: [
      [[1954, 1974], 34],
      [[1975, 1989], 30],
      [[1990, 2015], 36],
    ],
    ailleurs: [
      [[1956, 1974], 38],
      [[1975, 1989], 42],
      [[1990, 2014], 20],
    ],
  };
  const zone = cellule.qpv ? "qpv" : cellule.commune.code === SAINT_DIZIER ? "saintDizier" : "ailleurs";
  const [from, to] = drawWeighted(random, periodes[zone] ?? []);
  return drawInteger(random, from, to);
}

/** Distances to the perimeter's border, in kilometres: far enough for a coordinate rounded to the decimetre to stay on its side. */
const RETRAIT = { qpv: 0.07, horsQpv: 0.12 } as const;

function drawPoint(cellule: CelluleParc, random: Random): Point {
  const [centre, rayon] = cellule.qpv
    ? ([centreVertBois(), 0.56] as const)
    : ([siteOf(cellule.commune), reachOf(cellule.commune)] as const);
  for (let draw = 0; draw < 1_000; draw++) {
    const angle = 2 * Math.PI * random();
    const away = rayon * Math.sqrt(random());
    const point: Point = [centre[0] + away * Math.cos(angle), centre[1] + away * Math.sin(angle)];
    if (isWellPlaced(cellule, point)) return point;
  }
  throw new Error(`No room left in ${cellule.commune.nom}.`);
}

/** How far from its middle the dwellings of the city, and those of a village, are, in kilometres at most. */
const ETENDUE = { ville: 1.36, village: 0.6 } as const;

/** In a disc that no border of the commune crosses. */
function reachOf(commune: CommuneDemo): number {
  return Math.min(innerRadius(commune) * 0.85, commune.code === SAINT_DIZIER ? ETENDUE.ville : ETENDUE.village);
}

function isWellPlaced(cellule: CelluleParc, point: Point): boolean {
  const away = distanceToBorder(point, VERT_BOIS);
  return cellule.qpv
    ? isInside(point, VERT_BOIS) && away > RETRAIT.qpv
    : !isInside(point, VERT_BOIS) && away > RETRAIT.horsQpv;
}

/** The next building of the résidence, on a spiral of `pas` kilometres around the first: never as far as the border. */
function neighbour(cellule: CelluleParc, centre: Point, pas: number, rank: number): Point {
  const limite = cellule.qpv ? RETRAIT.qpv : RETRAIT.horsQpv;
  const away = Math.min(pas * Math.sqrt(rank), limite * 0.8);
  const angle = rank * 2.399963;
  return [centre[0] + away * Math.cos(angle), centre[1] + away * Math.sin(angle)];
}
