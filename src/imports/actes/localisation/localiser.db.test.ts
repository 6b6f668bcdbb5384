import { afterEach, beforeEach, expect, it } from "vitest";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import type { Base } from "#socle/lectures/base.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import {
  attribution,
  BAILLEUR,
  EPCI,
  logement,
  openTerritoireEssai,
  stageRows,
} from "../../../../test/fixtures/lots.ts";
import { previewLocalisation } from "../../lectures/localisation/effet.ts";
import { publishLot } from "../lot/publish-lot.ts";
import { type Decision, proposeResidences, recordLocalisations, undoLocalisation } from "./localiser.ts";

let database: TestDatabase;

beforeEach(async () => {
  database = await createDatabase();
  const { base } = database;
  await openTerritoireEssai(base);
  const stock = [
    logement({ situationDeclaree: "qpv", adresse: "4 rue Miquelon", residence: "Miquelon" }, 1),
    logement({ situationDeclaree: "hors-qpv", adresse: "9 rue des Lilas", residence: "Les Lilas" }, 2),
  ];
  await publishLot(base, await stageRows(base, "rpls", stock, { periode: "2017" }));
  await publishLot(base, await stageRows(base, "sne-attributions", lines("2017-03-01")));
});
afterEach(() => database.drop());

function lines(jour: string) {
  const dirty = { situationDeclaree: "inconnue" as const, bailSigneLe: jour, adresse: "BAT C RUE MIQUELLON" };
  return [
    attribution(dirty, 1),
    attribution({ ...dirty, quartileDeclare: "q1", revenuMensuel: null }, 2),
    attribution({ bailSigneLe: jour }, 3),
  ];
}

async function recordLocalisation(base: Base, decision: Decision): Promise<number> {
  const { ids } = await recordLocalisations(base, EPCI, [decision]);
  return ids[0] ?? 0;
}

const bilan = (annee: number) =>
  computeBilan(database.base, { epci: EPCI, periode: yearPeriode(annee), bailleur: null });

async function decision() {
  const [first] = await database.base.localisations.aLocaliser(EPCI);
  if (!first) throw new Error("nothing to locate");
  return {
    cleAdresse: first.cleAdresse,
    situation: "qpv" as const,
    residence: "Miquelon",
    identRep: "R1",
    motif: "même nom",
    relu: false,
  };
}

it("groups the lines of an address and proposes the résidence that looks like it", async () => {
  const queue = await database.base.localisations.aLocaliser(EPCI);
  expect(queue).toMatchObject([{ adresse: "BAT C RUE MIQUELLON", lignes: 2, premierQuartile: 1 }]);
  const propositions = queue[0] ? await proposeResidences(database.base, EPCI, queue[0]) : [];
  expect(propositions.map(({ candidate }) => candidate.residence)).toEqual(["Miquelon"]);
  expect(propositions[0]?.candidate).toMatchObject({ bailleur: BAILLEUR, situation: "qpv" });
});

it("shows the effect, then takes all the lines at once and shrinks the bounds", async () => {
  const before = await bilan(2017);
  expect(before.nonLocalisees.total).toBe(2);
  const { avant, qpv, horsQpv } = await previewLocalisation(
    database.base,
    { epci: EPCI, cles: [(await decision()).cleAdresse] },
    2017,
  );
  expect([avant, qpv, horsQpv].map(({ nonLocalisees }) => nonLocalisees.total)).toEqual([2, 0, 0]);
  expect(qpv.qpv.assiette - horsQpv.qpv.assiette).toBe(2);
  expect((await bilan(2017)).nonLocalisees.total, "the preview keeps nothing").toBe(2);
  await recordLocalisation(database.base, await decision());
  const after = await bilan(2017);
  expect(after.qpv.assiette).toBe(2);
  expect(after.horsQpv.bornes).toEqual([0, 0]);
  expect(await database.base.localisations.aLocaliser(EPCI)).toEqual([]);
});

it("remembers the address for the next file", async () => {
  await recordLocalisation(database.base, await decision());
  await publishLot(
    database.base,
    await stageRows(database.base, "sne-attributions", lines("2018-02-01"), { fichier: "2018.csv" }),
  );
  expect((await bilan(2018)).nonLocalisees.total).toBe(0);
});

it("counts both of two addresses that two persons locate at the same moment", async () => {
  const { base } = database;
  const rows = ["rue Haute", "rue Basse"].flatMap((rue, i) =>
    [1, 2].map((n) =>
      attribution({ situationDeclaree: "inconnue", bailSigneLe: "2019-03-01", adresse: `3 ${rue}` }, i * 2 + n),
    ),
  );
  await publishLot(base, await stageRows(base, "sne-attributions", rows, { fichier: "2019.csv" }));
  const wanted = (await base.localisations.aLocaliser(EPCI)).filter(({ annees }) => annees.includes(2019));
  expect(wanted).toHaveLength(2);
  const common = { ...(await decision()), residence: null, identRep: null };
  await Promise.all(wanted.map(({ cleAdresse }) => recordLocalisation(base, { ...common, cleAdresse })));
  expect((await bilan(2019)).nonLocalisees.total).toBe(0);
});

it("is undone, and the trace stays", async () => {
  const id = await recordLocalisation(database.base, await decision());
  await undoLocalisation(database.base, EPCI, id);
  expect((await bilan(2017)).nonLocalisees.total).toBe(2);
  expect(await database.base.localisations.history(EPCI)).toMatchObject([
    { id, situationAvant: "inconnue", situation: "qpv", decideePar: "essai", annuleePar: "essai" },
  ]);
  await expect(undoLocalisation(database.base, EPCI, id)).rejects.toMatchObject({
    code: "localisation-inconnue",
  });
});

it("refuses a decision without a reason, and one on an address already located", async () => {
  const first = await decision();
  await expect(recordLocalisation(database.base, { ...first, motif: "  " })).rejects.toMatchObject({
    code: "motif-absent",
  });
  const person = { ...first, motif: "le locataire, malade, l’a dit" };
  await expect(recordLocalisation(database.base, person)).rejects.toMatchObject({ code: "motif-a-relire" });
  await recordLocalisation(database.base, { ...person, relu: true });
  await expect(recordLocalisation(database.base, first)).rejects.toMatchObject({ code: "adresse-inconnue" });
});
