import { drawTable } from "#socle/calculs/synthese/arrondi.ts";
import { apportion } from "#socle/calculs/synthese/largest-remainder.ts";
import type { Random } from "#socle/calculs/synthese/mulberry32.ts";
import { BAILLEURS, type CleBailleur } from "./bailleurs.ts";
import { COMMUNES, type CommuneDemo, communeOf, SAINT_DIZIER } from "./communes.ts";
import {
  IMPLANTATIONS,
  PARC_2017,
  PART_NON_OPH_HORS_SAINT_DIZIER,
  PENTE_HORS_SAINT_DIZIER,
  SECTEURS_2015,
  TYPES_QPV_2015,
} from "./marges.ts";

/** Dwellings of one bailleur in one commune, on one side of the perimeter, of one type of construction. */
export type CelluleParc = {
  readonly bailleur: CleBailleur;
  readonly commune: CommuneDemo;
  readonly qpv: boolean;
  readonly type: "C" | "I";
  readonly logements: number;
};

type SansType = Omit<CelluleParc, "type">;

const TOTAL_2017 = sum(BAILLEURS.map(({ cle }) => PARC_2017[cle][0] + PARC_2017[cle][1]));

/** RPLS 2015 by secteur, brought to the total of 2017. */
const SECTEURS_2017 = recalibrate(SECTEURS_2015.map(([, collectif, individuel]) => collectif + individuel));

/**
 * The stock of 2017 in cells, a chain of two-dimensional tables, each with exact margins:
 * bailleur × zone, then bailleur × commune outside Saint-Dizier, then secteur × type, then cell × type inside each secteur.
 */
export function shareParc(random: Random): readonly CelluleParc[] {
  const zones = shareZones(random);
  const cells = [
    ...zones.map(({ bailleur, qpv }) => cell(bailleur, SAINT_DIZIER, true, qpv)),
    ...zones.map(({ bailleur, saintDizier }) => cell(bailleur, SAINT_DIZIER, false, saintDizier)),
    ...shareCommunes(zones, random),
  ].filter(({ logements }) => logements > 0);
  return shareTypes(cells, random).filter(({ logements }) => logements > 0);
}

type Zones = { bailleur: CleBailleur; qpv: number; saintDizier: number; ailleurs: number };

/** The OPH's share outside Saint-Dizier is a hard margin: left to the fitting, it would be near 24 % instead of 14 %. */
function shareZones(random: Random): Zones[] {
  const ailleurs = TOTAL_2017 - (SECTEURS_2017[0] ?? 0);
  const ophAilleurs = ailleurs - Math.round(ailleurs * PART_NON_OPH_HORS_SAINT_DIZIER);
  const ophSaintDizier = PARC_2017.oph[1] - ophAilleurs;
  const autres = BAILLEURS.flatMap(({ cle, nom }) => (cle === "oph" ? [] : [{ cle, nom }]));
  const horsQpv = sum(BAILLEURS.map(({ cle }) => PARC_2017[cle][1]));
  const table = drawTable(
    autres.map(({ cle }) => [1, PENTE_HORS_SAINT_DIZIER[cle]]),
    autres.map(({ cle, nom }) => ({ nom, total: PARC_2017[cle][1] })),
    [
      { nom: "Saint-Dizier hors QPV", total: horsQpv - ailleurs - ophSaintDizier },
      { nom: "hors Saint-Dizier", total: ailleurs - ophAilleurs },
    ],
    random,
  );
  return [
    { bailleur: "oph", qpv: PARC_2017.oph[0], saintDizier: ophSaintDizier, ailleurs: ophAilleurs },
    ...autres.map(({ cle }, rank) => ({
      bailleur: cle,
      qpv: PARC_2017[cle][0],
      saintDizier: table[rank]?.[0] ?? 0,
      ailleurs: table[rank]?.[1] ?? 0,
    })),
  ];
}

function shareCommunes(zones: readonly Zones[], random: Random): SansType[] {
  const communes = outsideSaintDizier();
  const table = drawTable(
    zones.map(({ bailleur }) => communes.map(({ commune }) => presence(bailleur, commune.code))),
    zones.map(({ bailleur, ailleurs }) => ({ nom: `${bailleur} hors Saint-Dizier`, total: ailleurs })),
    communes.map(({ commune, logements }) => ({ nom: commune.nom, total: logements })),
    random,
  );
  return zones.flatMap(({ bailleur }, ligne) =>
    communes.map(({ commune }, colonne) => ({
      bailleur,
      commune,
      qpv: false,
      logements: table[ligne]?.[colonne] ?? 0,
    })),
  );
}

function presence(bailleur: CleBailleur, commune: string): number {
  const known = IMPLANTATIONS[commune];
  if (known) return known[bailleur] ?? 0;
  return bailleur === "hamaris" ? 1 : 0;
}

function outsideSaintDizier(): { commune: CommuneDemo; logements: number }[] {
  return SECTEURS_2015.flatMap(([secteur], rank) => {
    const communes = COMMUNES.filter((commune) => commune.secteur === secteur && commune.poidsParc > 0);
    if (communes.some((commune) => commune.code === SAINT_DIZIER)) return [];
    const parts = apportion(
      communes.map((commune) => commune.poidsParc),
      SECTEURS_2017[rank] ?? 0,
    );
    return communes.map((commune, place) => ({ commune, logements: parts[place] ?? 0 }));
  });
}

function shareTypes(cells: readonly SansType[], random: Random): CelluleParc[] {
  const secteurs = drawTable(
    SECTEURS_2015.map(([, collectif, individuel]) => [collectif, individuel]),
    SECTEURS_2015.map(([nom], rank) => ({ nom, total: SECTEURS_2017[rank] ?? 0 })),
    typesMarges(
      recalibrate([sum(SECTEURS_2015.map((ligne) => ligne[1])), sum(SECTEURS_2015.map((ligne) => ligne[2]))]),
    ),
    random,
  );
  const [collectifQpv = 0, individuelQpv = 0] = apportion(
    TYPES_QPV_2015,
    sum(cells.filter((candidate) => candidate.qpv).map((candidate) => candidate.logements)),
  );
  return SECTEURS_2015.flatMap(([secteur], rank) => {
    const [collectif = 0, individuel = 0] = secteurs[rank] ?? [];
    const own = cells.filter((candidate) => candidate.commune.secteur === secteur);
    const outside = own.filter((candidate) => !candidate.qpv);
    if (outside.length === own.length) return splitTypes(outside, [collectif, individuel], random);
    return [
      ...splitTypes(
        own.filter((candidate) => candidate.qpv),
        [collectifQpv, individuelQpv],
        random,
      ),
      ...splitTypes(outside, [collectif - collectifQpv, individuel - individuelQpv], random),
    ];
  });
}

function splitTypes(cells: readonly SansType[], types: readonly number[], random: Random): CelluleParc[] {
  const table = drawTable(
    cells.map(() => types.map((type) => Math.max(type, 0))),
    cells.map(({ bailleur, commune, logements }) => ({ nom: `${bailleur} à ${commune.nom}`, total: logements })),
    typesMarges(types),
    random,
  );
  return cells.flatMap((own, rank) => [
    { ...own, type: "C" as const, logements: table[rank]?.[0] ?? 0 },
    { ...own, type: "I" as const, logements: table[rank]?.[1] ?? 0 },
  ]);
}

function typesMarges(types: readonly number[]): { nom: string; total: number }[] {
  return [
    { nom: "collectif", total: types[0] ?? 0 },
    { nom: "individuel", total: types[1] ?? 0 },
  ];
}

function recalibrate(effectifs: readonly number[]): number[] {
  return apportion(effectifs, TOTAL_2017);
}

function cell(bailleur: CleBailleur, commune: string, qpv: boolean, logements: number): SansType {
  return { bailleur, commune: communeOf(commune), qpv, logements };
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
