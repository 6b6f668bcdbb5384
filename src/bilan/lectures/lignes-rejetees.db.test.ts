import { afterAll, beforeAll, expect, it } from "vitest";
import { prepareRapport } from "#bilan/actes/rapport/freeze-rapport.ts";
import { composeDocument } from "#bilan/documents/compose.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";
import { EPCI } from "../../../test/fixtures/lots.ts";
import { publishAvecRejets } from "../../../test/fixtures/rejets.ts";
import { computeBilan } from "./compute-bilan.ts";
import { computeEffort } from "./effort/compute-effort.ts";
import { computeMesures } from "./mesure-corrective/compute-mesures.ts";
import { computePublics } from "./public-prioritaire/compute-publics.ts";

let database: TestDatabase;
let lot: number;
beforeAll(async () => {
  database = await createDatabase();
  lot = await publishAvecRejets(database.base);
});
afterAll(() => database?.drop());

const plain = (dit: unknown) => JSON.stringify(dit).replaceAll(/[\u00a0\u202f]/g, " ");

async function readAll() {
  const bilan = await computeBilan(database.base, { epci: EPCI, periode: yearPeriode(2017), bailleur: null });
  const question = { epci: EPCI, annee: 2017, dernierMois: null, bailleur: null, attentes: new Map() } as const;
  return {
    bilan,
    effort: await computeEffort(database.base, { ...question, prior: "jeffreys" }),
    mesures: await computeMesures(database.base, { epci: EPCI, annee: 2017, aujourdhui: "2018-02-01" }),
    publics: await computePublics(database.base, { epci: EPCI, annee: 2017, bailleur: null }, "2018-02-01"),
    rapport: await prepareRapport(database.base, {
      epci: EPCI,
      periode: yearPeriode(2017),
      sections: ["synthese", "objectifs", "publics-prioritaires", "methode"],
      commentaires: {},
      relu: true,
      aujourdhui: "2018-02-01",
    }),
  };
}

it("counts a rejected line where the bilan says what it does not know, and lets no verdict hang on it", async () => {
  const { bilan, effort, mesures, publics, rapport } = await readAll();
  expect(bilan.total).toBe(15);
  for (const { horsQpv, qpv } of [bilan, ...bilan.bailleurs, ...bilan.cumuls.slice(-1)]) {
    expect([horsQpv.realise, horsQpv.assiette, horsQpv.verdict, horsQpv.bornes]).toEqual([
      3,
      10,
      "indecidable",
      [3 / 13, 6 / 13],
    ]);
    expect([qpv.realise, qpv.assiette, qpv.verdict, qpv.bornes]).toEqual([3, 5, "indecidable", [3 / 8, 6 / 8]]);
    expect([horsQpv.inconnus.total, horsQpv.inconnus.rejet, qpv.inconnus.rejet]).toEqual([3, 3, 3]);
  }
  expect(effort.blocs.slice(0, 2).map(({ ensemble }) => ensemble?.lecture.verdict)).toEqual([
    "indecidable",
    "indecidable",
  ]);
  expect(mesures.chiffres?.issue).toBe("indecidable");
  expect(publics.reservataires.map(({ rejetees }) => rejetees)).toEqual([3, 3]);
  const pages = plain(composeDocument({ bilan, carte: null, projet: rapport }));
  expect(pages).toContain("3 attributions incertaines : 3 dans des lignes rejetées du fichier");
  expect(pages).toContain("3 lignes rejetées des fichiers d’attributions de la période n’ont pas été lues");
  for (const faux of ["n’est inconnu", "compte est complet"]) expect(pages).not.toContain(faux);
});

it("says of each file how many lines were read, rejected, put aside with a reason", async () => {
  const { bilan } = await readAll();
  const cite = bilan.sources.find(({ source }) => source === "sne-attributions");
  expect(cite).toMatchObject({ lignes: 15, lues: 18, rejetees: 3, ecartees: 0 });
});

it("no longer doubts for a line that somebody put aside with a reason", async () => {
  await database.base.lots.ecarter({ epci: EPCI, id: lot }, [17, 18], { motif: "Parking", par: "essai" });
  const deux = await readAll();
  // Whatever the third one is, 3 of 11 are enough.
  expect(deux.bilan.horsQpv).toMatchObject({ verdict: "atteint", inconnus: { rejet: 1 }, bornes: [3 / 11, 4 / 11] });
  await database.base.lots.ecarter({ epci: EPCI, id: lot }, [18, 19], { motif: "Parking", par: "essai" });
  const { bilan, effort, rapport } = await readAll();
  expect([bilan.horsQpv.verdict, bilan.qpv.verdict]).toEqual(["atteint", "atteint"]);
  expect(bilan.sources.find(({ source }) => source === "sne-attributions")).toMatchObject({ rejetees: 3, ecartees: 3 });
  expect(effort.blocs[0]?.ensemble?.lecture.phrases.inconnues).toContain("le compte est complet");
  const pages = plain(composeDocument({ bilan, carte: null, projet: rapport }));
  expect(pages).not.toContain("dans des lignes rejetées");
  expect(pages).toContain("3 lignes rejetées ont été mises de côté, avec une raison");
  // The number outlives the lines, which are purged.
  await database.pool.query("delete from lot_rejet");
  expect((await readAll()).bilan.horsQpv.verdict).toBe("atteint");
});
