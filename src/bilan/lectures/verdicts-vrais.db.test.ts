// @module-tag profondeur
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { AttributionRow } from "#donnees/formats/rows.ts";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { ceilShare } from "#socle/regles/shared/taux.ts";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";
import { attribution, EPCI, logement, openTerritoireEssai, QPV_CARRE, stageRows } from "../../../test/fixtures/lots.ts";
import { selon } from "../../../test/profondeur.ts";
import type { Mesures } from "./bilan.ts";
import { computeBilan } from "./compute-bilan.ts";

/**
 * From the lines of a file to the printed verdicts: draws a completely known world, then a file of it with blank cells and columns, moved leases,
 * foreign leases, lines that cannot be read, a missing quarter.
 */
const MIXTE = "732829320";
/** Its whole stock is outside, before and after the lease. */
const DEHORS = "552100554";
const AVEC_QPV = "52448";
const SANS_QPV = "52550";
const AILLEURS = "51649";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
  await publish("qpv", [QPV_CARRE], "2015");
  for (const millesime of ["2017", "2018"]) await publish("rpls", STOCK, millesime);
});
afterAll(() => database?.drop());

const STOCK = [
  ...Array.from({ length: 3 }, (_, i) => logement({ bailleur: DEHORS, situationDeclaree: "hors-qpv" }, i)),
  ...Array.from({ length: 4 }, (_, i) =>
    logement({ bailleur: MIXTE, situationDeclaree: i % 2 === 0 ? "qpv" : "hors-qpv" }, 10 + i),
  ),
];

let essai = 0;
async function publish(
  source: Parameters<typeof stageRows>[1],
  rows: Parameters<typeof stageRows>[2],
  periode: string,
  rejetees = 0,
): Promise<void> {
  essai += 1;
  const lot = await stageRows(database.base, source, rows, { periode, fichier: `${source}-${essai}.csv`, rejetees });
  await publishLot(database.base, lot, { confirme: true });
}

const LIEUX = [
  "mixte-qpv",
  "mixte-qpv",
  "mixte-qpv",
  "mixte-hors",
  "mixte-hors",
  "mixte-hors",
  "sans-qpv",
  "bailleur-dehors",
  "ailleurs",
] as const;

const bail = fc.record({
  lieu: fc.constantFrom(...LIEUX),
  quartile: fc.constantFrom("q1", "q2-4", "q2-4"),
  relogement: fc.constantFrom("oui", "non", "non", "non"),
  sansSituation: fc.boolean(),
  sansRessources: fc.boolean(),
  sansRelogement: fc.boolean(),
  sansCommune: fc.boolean(),
  demenage: fc.boolean(),
  rejete: fc.constantFrom(true, ...Array<false>(9).fill(false)),
});
type Bail = typeof bail extends fc.Arbitrary<infer B> ? B : never;
type Colonne = "sansSituation" | "sansRessources" | "sansRelogement" | "sansCommune" | "demenage";

const monde = fc.record({
  baux: fc.array(bail, { minLength: 4, maxLength: 40 }),
  /** Blank cells: those drawn by each line, a whole column, or none. */
  colonnes: fc.record({
    sansSituation: fc.constantFrom("tirees", "toutes", "aucune"),
    sansRessources: fc.constantFrom("tirees", "toutes", "aucune"),
    sansRelogement: fc.constantFrom("tirees", "toutes", "aucune"),
    sansCommune: fc.constantFrom("tirees", "aucune"),
    demenage: fc.constantFrom("tirees", "aucune"),
  }),
  sansT4: fc.constantFrom(false, false, false, true),
});
type Monde = typeof monde extends fc.Arbitrary<infer M> ? M : never;

const sideOf = ({ lieu }: Bail) => (lieu === "mixte-qpv" ? "qpv" : "hors-qpv");
const bailleurOf = ({ lieu }: Bail) => (lieu === "bailleur-dehors" ? DEHORS : MIXTE);

function ligneOf(un: Bail, rang: number, is: (colonne: Colonne) => boolean): AttributionRow {
  const situationDeclaree = is("sansSituation") ? "inconnue" : sideOf(un);
  return attribution(
    {
      bailleur: bailleurOf(un),
      commune: communeOf(un, situationDeclaree !== "inconnue", is),
      situationDeclaree,
      quartileDeclare: is("sansRessources") ? "inconnu" : un.quartile,
      revenuMensuel: is("sansRessources") ? null : 900,
      relogement: is("sansRelogement") ? "inconnu" : un.relogement,
      bailSigneLe: `2017-${String(trimestreOf(rang) * 3 - 1).padStart(2, "0")}-10`,
    },
    rang,
  );
}

/** A blank commune is the territory's, owner of the file. A moved lease does not contradict the declared side. */
function communeOf(un: Bail, declare: boolean, is: (colonne: Colonne) => boolean): string | null {
  if (un.lieu === "ailleurs") return AILLEURS;
  if (is("sansCommune")) return null;
  const own = un.lieu === "sans-qpv" ? SANS_QPV : AVEC_QPV;
  return declare && is("demenage") ? (own === SANS_QPV ? AVEC_QPV : SANS_QPV) : own;
}

/** Every quarter of a world has leases. */
const trimestreOf = (rang: number) => (rang % 4) + 1;

function fichierOf({ baux, colonnes, sansT4 }: Monde): readonly AttributionRow[] {
  return baux.flatMap((un, rang) => {
    if (un.rejete || (sansT4 && trimestreOf(rang) === 4)) return [];
    const is = (colonne: Colonne) => colonnes[colonne] === "toutes" || (colonnes[colonne] === "tirees" && un[colonne]);
    return [ligneOf(un, rang, is)];
  });
}

/** The law, on completely known leases. */
function countVrai(baux: readonly Bail[], objet: "hors-qpv" | "qpv") {
  const own = baux.filter((un) => un.lieu !== "ailleurs" && sideOf(un) === objet);
  const counts = ({ quartile, relogement }: Bail) =>
    objet === "qpv" ? quartile === "q2-4" : quartile === "q1" || relogement === "oui";
  return { part: own.filter(counts).length, total: own.length };
}

function expectTrue(mesures: Mesures, baux: readonly Bail[]): void {
  for (const [objet, { bornes, verdict, plancher }] of [
    ["hors-qpv", mesures.horsQpv],
    ["qpv", mesures.qpv],
  ] as const) {
    const { part, total } = countVrai(baux, objet);
    expect(["indecidable", issueOf(part, total, plancher)]).toContain(verdict);
    const [low = 2, high = -1] = bornes ?? [];
    if (total > 0) expect([low <= part / total, part / total <= high]).toEqual([true, true]);
  }
}

function issueOf(part: number, total: number, plancher: number) {
  if (total === 0) return "sans-objet";
  return part >= ceilShare(total, plancher) ? "atteint" : "non-atteint";
}

it("prints nothing that the whole file contradicts, of the territory nor of a bailleur; nothing sure of a year without a quarter", async () => {
  await fc.assert(
    fc.asyncProperty(monde, async (un) => {
      const lignes = fichierOf(un);
      // A file with half of its lines elsewhere is refused as a whole.
      const situees = lignes.filter(({ commune }) => commune !== null);
      fc.pre(situees.filter(({ commune }) => commune === AILLEURS).length * 4 < situees.length);
      await publish("sne-attributions", lignes, "2017", un.baux.filter(({ rejete }) => rejete).length);
      const bilan = await computeBilan(database.base, { epci: EPCI, periode: yearPeriode(2017), bailleur: null });
      // A quarter without a line that can be read is missing too.
      if (un.sansT4 || bilan.enCours !== null) {
        const jugees = [bilan, ...bilan.bailleurs].flatMap(({ horsQpv, qpv }) => [horsQpv, qpv]);
        expect(jugees.filter(({ assiette, verdict }) => assiette > 0 && verdict !== "en-cours")).toEqual([]);
        return;
      }
      expectTrue(bilan, un.baux);
      for (const ligne of bilan.bailleurs)
        expectTrue(
          ligne,
          un.baux.filter((one) => bailleurOf(one) === ligne.siren),
        );
    }),
    { numRuns: selon({ ci: 200, preuve: 10_000 }), seed: 19 },
  );
}, 5_400_000);
