import { afterAll, beforeAll, expect, it } from "vitest";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import type { CelluleFigure, Figure } from "#socle/lectures/observatoire/figure.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { makeDemande } from "../../../../test/fixtures/lignes.ts";
import { EPCI, stageRows } from "../../../../test/fixtures/lots.ts";
import { CORRECTIONS, publishAvecRejets, publishCorrige } from "../../../../test/fixtures/rejets.ts";
import { computeSegregationLue } from "../segregation/compute-segregation.ts";
import { computeDemandes } from "./compute-demandes.ts";
import { computePack, computePackBailleurs } from "./compute-pack.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await publishAvecRejets(database.base);
  for (const annee of [2016, 2017]) {
    const rows = Array.from({ length: annee === 2016 ? 20 : 30 }, (_, i) =>
      makeDemande({ cle: `${annee}-${i}`, empreinte: `${annee}-${i}`, commune: "52448", creeLe: `${annee}-02-01` }),
    );
    const options = { periode: String(annee), fichier: `demandes-${annee}.csv` };
    await publishLot(database.base, await stageRows(database.base, "sne-demandes", rows, options), { confirme: true });
  }
});
afterAll(() => database?.drop());

const QUESTION = { epci: EPCI, stock: "2017", delai: null, silence: null, commune: null, typologie: null } as const;
/** The leases that the lines turn out to be are of these months. */
const T2 = { epci: EPCI, annee: 2017, trimestre: 2 } as const;

async function readFigures(): Promise<{ readonly figures: readonly Figure[]; readonly dit: string }> {
  const [demandes, pack, bailleurs, segregation] = [
    await computeDemandes(database.base, QUESTION),
    await computePack(database.base, T2),
    await computePackBailleurs(database.base, T2),
    await computeSegregationLue(database.base, EPCI),
  ];
  const figures = [
    ...(demandes ? Object.values(demandes.figures).flat() : []),
    ...pack.figures.filter(({ code }) => code.startsWith("pack-")),
    ...bailleurs.flatMap((one) => one.figures),
  ];
  const dit = JSON.stringify([figures, pack.phrases, segregation.phrases]);
  return { figures, dit: dit.replaceAll(/[\u00a0\u202f]/g, " ") };
}

type Cellules = ReadonlyMap<string, CelluleFigure>;

/** Rates and balances that a lease moves; counts of what was read are what they say. */
const MUES = /part-hors-qpv|^pression.* ratio$|^demandes-flux (entrees|attributions|autres) /;

const cellulesOf = (figures: readonly Figure[]): Cellules =>
  new Map(
    figures.flatMap(({ code, lignes }) =>
      lignes.flatMap(({ cle, cellules }) =>
        Object.entries(cellules).map(([colonne, cellule]) => [`${code} ${cle} ${colonne}`, cellule] as const),
      ),
    ),
  );

it("holds, in the bounds of each rate, what it is once the lines are corrected", async () => {
  const { figures, dit } = await readFigures();
  const avant = cellulesOf(figures);
  expect(dit.match(/3 lignes rejetées des fichiers/g)?.length).toBeGreaterThan(6);
  expect(avant.get("pack-attributions total part-hors-qpv")?.bornes).toBeDefined();
  const mues = [...avant.keys()].filter((cle) => MUES.test(cle));
  expect(mues.length).toBeGreaterThan(20);
  for (const code of Object.keys(CORRECTIONS)) {
    await publishCorrige(database.base, code);
    const apres = await readFigures();
    expect(apres.dit).not.toContain("rejetées des fichiers");
    const cellules = cellulesOf(apres.figures);
    for (const cle of mues) {
      const valeur = cellules.get(cle)?.valeur;
      const { bornes, manque } = avant.get(cle) ?? {};
      if (typeof valeur !== "number") continue;
      const tenue = manque === "inconnu" || (bornes !== undefined && bornes[0] <= valeur && valeur <= bornes[1]);
      expect([code, cle, valeur, bornes, tenue]).toEqual([code, cle, valeur, bornes, true]);
    }
  }
});
