import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import type { ListePerimetres } from "#droit/regles/generation-qpv.ts";
import { confirmerValeur, ecarterValeur, saisirValeur } from "#imports/actes/droit/saisir-valeur.ts";
import { publishLot, undoLot } from "#imports/actes/lot/publish-lot.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { acteurOf, seedOf } from "../fixtures/habilitations.ts";
import { createTestApp } from "../fixtures/http.ts";
import { attribution, EPCI, logement, openTerritoireEssai, stageRows } from "../fixtures/lots.ts";

/**
 * Two neighbourhoods of the list of 2015, squares of 0.02°. In 2024 the western one left the list; of the eastern one the southern half was kept.
 * Dwellings: R0 in the one that left, R1 in the half that was kept, R2 in the half that was taken away, R3 in neither, R4 in a former ZUS.
 * Leases on 10 March of each year. In QPV: 2018 (before ELAN) R0 R1 R2; 2023 these and R4, assimilated until 24 November 2024; 2025 R0 (six years) and
 * R1; 2030 R1 alone.
 */
const [OUEST, EST] = [4.9, 5.0];
/** Of the former ZUS, a square of the same size farther east; R4 is there. */
const ZUS = 5.1;
const SUD = 48.62;
const POINTS = [
  [OUEST + 0.01, SUD + 0.01],
  [EST + 0.01, SUD + 0.005],
  [EST + 0.01, SUD + 0.015],
  [4.95, SUD + 0.01],
  [ZUS + 0.01, SUD + 0.01],
] as const;

const quartier = (code: string, generation: ListePerimetres, ouest: number, haut: number) => ({
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
  // Saint-Dizier had a ZUS: without its perimeter, the dwelling of neither list would be of an unknown side until 24 November 2024.
  await publish(
    stageRows(db.base, "qpv", [quartier("2104010", 1996, ZUS, 0.02)], { fichier: "zus.geojson", profil: "qpv-1996" }),
  );
  let rang = 0;
  for (const annee of [2018, 2023, 2025, 2030]) {
    const rows = POINTS.map((_, i) =>
      attribution({ bailSigneLe: `${annee}-03-10`, numeroRpls: `R${i}`, situationDeclaree: "inconnue" }, rang++),
    );
    await publish(stageRows(db.base, "sne-attributions", rows, { fichier: `${annee}.csv`, periode: String(annee) }));
  }
});
afterAll(() => db?.drop());

it.each([
  ["2018: both are in the list, and the law does not know of the ZUS", 2018, 3],
  ["2023: both are in the list, and the ZUS counts like them", 2023, 4],
  ["2025: one left, and still counts; the half taken away does not", 2025, 2],
  ["2030: six years are over", 2030, 1],
])("%s", async (_, annee, enQpv) => {
  const bilan = await computeBilan(db.base, { epci: EPCI, periode: yearPeriode(annee), bailleur: null });
  expect([bilan.qpv.assiette, bilan.horsQpv.assiette, bilan.nonLocalisees.total]).toEqual([enQpv, 5 - enQpv, 0]);
});

describe("a law that assimilates the ZUS again, from 1 January 2025 (synthetic)", () => {
  const enQpvOf = async (app: ReturnType<typeof createTestApp>, annee: number) => {
    const response = await app.request(`/t/${EPCI}/bilan.json?annee=${annee}`);
    const { qpv, horsQpv } = (await response.json()) as { qpv: { assiette: number }; horsQpv: { assiette: number } };
    return [qpv.assiette, horsQpv.assiette];
  };

  it("is read by the next request: leases derived before it are situated again, those of other days stay", async () => {
    const { compte, organisation, habilitation } = seedOf(db.pool);
    const plateforme = await organisation("plateforme", "Plateforme", null);
    const admins = [await compte("Ada"), await compte("Bel")];
    for (const admin of admins) await habilitation(admin, plateforme, "administrateur", { epci: null });
    const [un, deux] = admins.map((admin) =>
      db.bases.pour(acteurOf(admin, "administrateur", { epci: null, organisation: plateforme })),
    );
    if (!un || !deux) throw new Error("two administrators are needed");
    const agent = createTestApp(
      db.bases,
      {},
      acteurOf(await compte("Agent"), "agent-epci", { organisation: await organisation("epci", "EPCI", EPCI) }),
    );
    expect(await enQpvOf(agent, 2025)).toEqual([2, 3]);
    const id = await saisirValeur(un, {
      code: "ex-zus-assimilees",
      depuis: "2025-01-01",
      jusque: null,
      valeur: true,
      territoire: null,
      article: "CCH, art. L. 441-1",
      texte: "loi d’essai",
      source: "Loi d’essai (synthétique)",
      confiance: "R",
      relu: true,
    });
    // One person's word changes nothing.
    expect(await enQpvOf(agent, 2025)).toEqual([2, 3]);
    await confirmerValeur(deux, id);
    expect(await enQpvOf(agent, 2025)).toEqual([3, 2]);
    expect(await enQpvOf(agent, 2018)).toEqual([3, 2]);
    await ecarterValeur(un, id, { motif: "essai", relu: true });
    expect(await enQpvOf(agent, 2025)).toEqual([2, 3]);
  });
});

it("2023, once the perimeters of the ZUS are withdrawn: R3 and R4 are of an unknown side, in the bounds and in no part", async () => {
  const zus = (await db.base.lots.publications(EPCI)).find(
    ({ source, periode }) => source === "qpv" && periode === "1996",
  );
  await undoLot(db.base, zus?.lot ?? 0);
  const bilan = await computeBilan(db.base, { epci: EPCI, periode: yearPeriode(2023), bailleur: null });
  expect([bilan.qpv.assiette, bilan.horsQpv.assiette, bilan.nonLocalisees.total]).toEqual([3, 0, 2]);
});
