import { afterAll, beforeAll, expect, it } from "vitest";
import { computeBilan } from "#application/bilan/compute-bilan.ts";
import { publishLot } from "#application/lot/publish-lot.ts";
import { yearPeriode } from "#domain/shared/periode.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { attribution, EPCI, logement, openTerritoireEssai, stageRows } from "../fixtures/lots.ts";

/**
 * Two neighbourhoods of the list of 2015, squares of 0.02°. In 2024 the western one left the list; of the eastern one the southern half was kept.
 * Dwellings: R0 in the one that left, R1 in the half that was kept, R2 in the half that was taken away, R3 in neither.
 */
const [OUEST, EST] = [4.9, 5.0];
const SUD = 48.62;
const POINTS = [
  [OUEST + 0.01, SUD + 0.01],
  [EST + 0.01, SUD + 0.005],
  [EST + 0.01, SUD + 0.015],
  [4.95, SUD + 0.01],
] as const;

const quartier = (code: string, generation: 2015 | 2024, ouest: number, haut: number) => ({
  code,
  nom: code,
  generation,
  communes: ["52448"],
  fictif: true,
  empreinte: code,
  contour: {
    type: "MultiPolygon" as const,
    coordinates: [
      [
        [
          [ouest, SUD],
          [ouest + 0.02, SUD],
          [ouest + 0.02, SUD + haut],
          [ouest, SUD + haut],
          [ouest, SUD],
        ] as const,
      ],
    ],
  },
});

let db: TestDatabase;
beforeAll(async () => {
  db = await createDatabase();
  await openTerritoireEssai(db.base);
  const publish = async (lot: Promise<number>) => publishLot(db.base, await lot, { confirme: true });
  await publish(
    stageRows(
      db.base,
      "rpls",
      POINTS.map(([longitude, latitude], i) => logement({ longitude, latitude, situationDeclaree: "inconnue" }, i)),
      { periode: "2023" },
    ),
  );
  await publish(
    stageRows(db.base, "qpv", [quartier("QP052901", 2015, OUEST, 0.02), quartier("QP052902", 2015, EST, 0.02)], {
      fichier: "qp.geojson",
      profil: "qpv-2015",
    }),
  );
  await publish(
    stageRows(db.base, "qpv", [quartier("QN05290M", 2024, EST, 0.01)], { fichier: "qn.geojson", profil: "qpv-2024" }),
  );
  let rang = 0;
  for (const annee of [2023, 2025, 2030]) {
    const rows = POINTS.map((_, i) =>
      attribution({ bailSigneLe: `${annee}-03-10`, numeroRpls: `R${i}`, situationDeclaree: "inconnue" }, rang++),
    );
    await publish(stageRows(db.base, "sne-attributions", rows, { fichier: `${annee}.csv`, periode: String(annee) }));
  }
});
afterAll(() => db?.drop());

it.each([
  ["2023: both are in the list", 2023, 3],
  ["2025: one left, and still counts; the half taken away does not", 2025, 2],
  ["2030: six years are over", 2030, 1],
])("%s", async (_, annee, enQpv) => {
  const bilan = await computeBilan(db.base, { epci: EPCI, periode: yearPeriode(annee), bailleur: null });
  expect([bilan.qpv.assiette, bilan.horsQpv.assiette, bilan.nonLocalisees.total]).toEqual([enQpv, 4 - enQpv, 0]);
});
