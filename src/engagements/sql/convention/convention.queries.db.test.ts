// @module-tag moteur
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { AUTRE_EPCI, addTerritoires, EPCI } from "../../../../test/fixtures/lignes.ts";
import type { ConventionQueries } from "../../lectures/convention/ports.ts";
import type { Engagement } from "../../regles/convention/engagement.ts";

const VERSION = { parent: null, application: null, titre: "Convention", objet: "Objet", reprise: false, dureeAns: 3 };
const JOURS = { depuis: "2018-10-05", publieLe: "2018-10-06" };
const SIGNATAIRE = { organisation: null, nom: "Hamaris", qualite: "le directeur", siren: "999000029" };
const ENGAGEMENT: Engagement = {
  annee: 2018,
  objet: "hors-qpv",
  porteur: { type: "bailleur", siren: "999000029" },
  taux: 0.25,
  nombre: 32,
  reference: { annee: 2017, assiette: 130 },
};
const AUTRES: readonly Engagement[] = [
  { annee: 2018, objet: "qpv", porteur: { type: "epci" }, taux: 0.5, nombre: null, reference: null },
  {
    annee: 2018,
    objet: "publics-prioritaires",
    porteur: { type: "reservataire", contingent: "COLACT" },
    taux: 0.25,
    nombre: null,
    reference: null,
  },
];

let database: TestDatabase;
let conventions: ConventionQueries;
beforeAll(async () => {
  database = await createDatabase();
  await addTerritoires(database);
  conventions = database.base.conventions;
});
afterAll(() => database.drop());
beforeEach(() => database.pool.query("truncate convention_version, action_convention cascade"));

async function draft(): Promise<{ id: number; signataire: number }> {
  const id = await conventions.addVersion(EPCI, VERSION);
  await conventions.replaceEngagements(EPCI, id, [ENGAGEMENT]);
  return { id, signataire: await conventions.addSignataire(EPCI, id, SIGNATAIRE) };
}

const dump = async () =>
  Promise.all(
    ["convention_version", "convention_etape", "convention_signataire", "engagement"].map(
      async (table) => (await database.pool.query(`select * from ${table} order by id`)).rows,
    ),
  );

describe("what is written", () => {
  it("is read back as it was, each bearer by its own name", async () => {
    const { id, signataire } = await draft();
    await conventions.replaceEngagements(EPCI, id, [ENGAGEMENT, ...AUTRES]);
    await conventions.addEtape(EPCI, id, { nature: "projet", date: null, acte: "Acte" });
    expect(await conventions.versions(EPCI)).toEqual([
      {
        id,
        numero: 0,
        ...VERSION,
        depuis: null,
        etapes: [{ nature: "projet", date: null, acte: "Acte" }],
        signataires: [{ id: signataire, ...SIGNATAIRE, signeLe: null }],
        engagements: [ENGAGEMENT, ...AUTRES],
        territorialises: [],
      },
    ]);
    expect(await conventions.versions(AUTRE_EPCI)).toEqual([]);
  });

  it("keeps the lines of a part of the territory or of the year apart from the others, both ways", async () => {
    const { id } = await draft();
    const annees = { du: "2018-07-01", au: "2020-12-31" };
    const part = { objet: "hors-qpv", porteur: ENGAGEMENT.porteur, taux: 0.3, nombre: 4, reference: null } as const;
    const objectifs = [
      { ...part, lieu: { genre: "commune", code: "52448" }, du: "2018-01-01", au: "2018-12-31" },
      { ...part, lieu: { genre: "secteur", code: "Der" }, du: "2018-07-01", au: "2018-09-30" },
      { ...part, objet: "qpv", lieu: { genre: "qpv", code: "QP052001" }, taux: null, ...annees },
      {
        ...part,
        objet: "publics-prioritaires",
        porteur: { type: "reservataire", contingent: "COLTER" },
        lieu: null,
        ...annees,
      },
    ] satisfies Parameters<typeof conventions.replaceTerritorialises>[2];
    await conventions.replaceTerritorialises(EPCI, id, objectifs);
    const read = async () => (await conventions.versions(EPCI))[0];
    expect(await read()).toMatchObject({ engagements: [ENGAGEMENT], territorialises: objectifs });
    await conventions.replaceEngagements(EPCI, id, []);
    expect(await read()).toMatchObject({ engagements: [], territorialises: objectifs });
    await conventions.replaceEngagements(EPCI, id, [ENGAGEMENT]);
    await conventions.replaceTerritorialises(EPCI, id, objectifs.slice(0, 1));
    expect(await read()).toMatchObject({ engagements: [ENGAGEMENT], territorialises: objectifs.slice(0, 1) });
  });

  it("goes with its draft", async () => {
    const { id } = await draft();
    await conventions.addEtape(EPCI, id, { nature: "projet", date: null, acte: "Acte" });
    await conventions.removeVersion(EPCI, id);
    expect(await dump()).toEqual([[], [], [], []]);
  });

  it("is all or nothing: a line written twice leaves what was there", async () => {
    const { id } = await draft();
    await expect(conventions.replaceEngagements(EPCI, id, [...AUTRES, ENGAGEMENT, ENGAGEMENT])).rejects.toThrow();
    expect((await conventions.versions(EPCI))[0]?.engagements).toEqual([ENGAGEMENT]);
  });

  it("publishes the actions of its text with the version, and not before", async () => {
    const action = { numero: 1, orientation: "Orientation", titre: "Titre", jalons: null, acteurs: null };
    const published = async () => (await database.pool.query("select publie_le from action_convention")).rows;
    await conventions.replaceActions(EPCI, [action], null);
    expect(await published()).toEqual([{ publie_le: null }]);
    await conventions.enterVigueur(EPCI, (await draft()).id, JOURS);
    expect(await published()).toEqual([{ publie_le: JOURS.publieLe }]);
    expect(await conventions.actions(EPCI)).toEqual([action]);
  });
});

describe("a version in force", () => {
  test.each<[string, (ids: { id: number; signataire: number }) => Promise<unknown>]>([
    ["deleted", ({ id }) => conventions.removeVersion(EPCI, id)],
    ["given other objectives", ({ id }) => conventions.replaceEngagements(EPCI, id, AUTRES)],
    ["emptied", ({ id }) => conventions.replaceEngagements(EPCI, id, [])],
    ["moved to another day", ({ id }) => conventions.enterVigueur(EPCI, id, { ...JOURS, depuis: "2019-01-01" })],
    ["given a signatory", ({ id }) => conventions.addSignataire(EPCI, id, { ...SIGNATAIRE, nom: "Autre" })],
    ["taken a signatory", ({ signataire }) => conventions.removeSignataire(EPCI, signataire)],
  ])("is never %s", async (_, change) => {
    const ids = await draft();
    await conventions.enterVigueur(EPCI, ids.id, JOURS);
    const before = await dump();
    await expect(change(ids)).rejects.toMatchObject({ code: "version-en-vigueur" });
    expect(await dump()).toEqual(before);
  });

  it("is not changed by whoever began to change the draft while it entered into force", async () => {
    for (const first of ["enter", "change"] as const) {
      await database.pool.query("truncate convention_version cascade");
      const { id } = await draft();
      let changing: Promise<unknown> = Promise.resolve();
      await database.base.transaction(async (tx) => {
        if (first === "enter") await tx.conventions.enterVigueur(EPCI, id, JOURS);
        else await tx.conventions.replaceEngagements(EPCI, id, AUTRES);
        changing =
          first === "enter"
            ? conventions.replaceEngagements(EPCI, id, AUTRES)
            : conventions.enterVigueur(EPCI, id, JOURS);
        changing.catch(() => undefined);
        await waitUntilLocked();
      });
      if (first === "enter") await expect(changing).rejects.toMatchObject({ code: "version-en-vigueur" });
      else await changing;
      const [version] = await conventions.versions(EPCI);
      expect(version).toMatchObject({ depuis: JOURS.depuis, engagements: first === "enter" ? [ENGAGEMENT] : AUTRES });
    }
  });

  it("is signed once by each, and by nobody a second time", async () => {
    const { id, signataire } = await draft();
    await conventions.enterVigueur(EPCI, id, JOURS);
    expect(await conventions.sign(EPCI, signataire, "2018-10-05")).toBe(true);
    expect(await conventions.sign(EPCI, signataire, "2019-01-01")).toBe(false);
    expect((await conventions.versions(EPCI))[0]?.signataires[0]?.signeLe).toBe("2018-10-05");
  });
});

/** Waits until another statement is blocked by a row that this test locks. */
async function waitUntilLocked(): Promise<void> {
  for (;;) {
    const { rows } = await database.pool.query(
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    if (rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe("another territory’s", () => {
  it.each<[string, (id: number, signataire: number) => Promise<unknown>]>([
    ["draft is not deleted", (id) => conventions.removeVersion(AUTRE_EPCI, id)],
    ["objectives are not written", (id) => conventions.replaceEngagements(AUTRE_EPCI, id, AUTRES)],
    [
      "steps are not written",
      (id) => conventions.addEtape(AUTRE_EPCI, id, { nature: "vote", date: null, acte: "Acte" }),
    ],
    ["version is not amended", (id) => conventions.addVersion(AUTRE_EPCI, { ...VERSION, parent: id })],
    [
      "line is not signed",
      async (_, line) => (await conventions.sign(AUTRE_EPCI, line, "2018-10-05")) || Promise.reject(),
    ],
  ])("%s", async (_, change) => {
    const { id, signataire } = await draft();
    const before = await dump();
    await expect(change(id, signataire)).rejects.not.toBe(null);
    expect(await dump()).toEqual(before);
  });
});

it("numbers follow one another, whoever else adds at the same time", async () => {
  const { id } = await draft();
  await Promise.all(Array.from({ length: 5 }, () => conventions.addVersion(EPCI, { ...VERSION, parent: id })));
  expect((await conventions.versions(EPCI)).map(({ numero }) => numero)).toEqual([0, 1, 2, 3, 4, 5]);
});
