import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import { computeSeriePerimetre } from "#bilan/lectures/serie-perimetre.ts";
import { openTerritoire } from "#donnees/actes/territoire/open-territoire.ts";
import { compositionsOf } from "#donnees/regles/territoire/perimetre.ts";
import { CODE_OFFICIEL } from "#service/commandes/code-officiel.ts";
import { operateur } from "#socle/regles/habilitation/acteur.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { seedOf } from "../../../../test/fixtures/habilitations.ts";
import { createTestApp } from "../../../../test/fixtures/http.ts";
import { attribution, EPCI, stageRows } from "../../../../test/fixtures/lots.ts";
import { expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";
import { addOrganisation, addPersonne } from "../../../../test/journal/personnes.ts";
import { publishLot } from "../lot/publish-lot.ts";
import { annulerActe, ecrireActe, previewActe } from "./changer-perimetre.ts";

/**
 * Golden scenario (e). The agglomération had 39 communes until 31 December 2016, and 60 since: those of the CC du Pays du Der (8, known), two of the Marne
 * (Cheminon, Maurupt-le-Montois) and the CC de la Vallée de la Marne, of which the published number is 11 and the names here are a synthetic split.
 */
const PAYS_DU_DER = ["52331", "52411", "52088", "52206", "52266", "52391", "52479", "52487"];
const MARNE = ["51144", "51358"];
const VALLEE = ["52265", "52123", "52156", "52194", "52203", "52302", "52347", "52370", "52414", "52429", "52475"];
const ENTREES = [...PAYS_DU_DER, ...MARNE, ...VALLEE];

const ACTE = {
  epci: EPCI,
  genre: "entree",
  jour: "2017-01-01",
  acte: "arrêté interpréfectoral du 12 décembre 2016 (synthétique)",
  communes: ENTREES,
  relu: false,
} as const;

let database: TestDatabase;
let rang = 0;
/** Leases of whole quarters, hors QPV: `q1` of the first quartile among `nombre`. */
const baux = (annee: number, commune: string | null, [q1, nombre]: readonly [number, number]) =>
  Array.from({ length: nombre }, (_, i) =>
    attribution(
      {
        commune,
        bailSigneLe: `${annee}-${["02", "05", "08", "11"][i % 4]}-10`,
        ...(i < q1 ? { quartileDeclare: "q1" as const, revenuMensuel: 300 } : {}),
      },
      rang++,
    ),
  );

/**
 * 2016: 20 of 100 in the 39, and in two of the 21 that were not of it, 10 of 20, which the State's extraction holds too.
 * 2017: 25 of 100 in the 39, 5 of 20 in the 21.
 */
async function publishYears(): Promise<void> {
  rang = 0;
  const annees = {
    2016: [...baux(2016, "52448", [20, 100]), ...baux(2016, "52331", [6, 10]), ...baux(2016, "51144", [4, 10])],
    2017: [...baux(2017, "52448", [25, 100]), ...baux(2017, "52331", [5, 20])],
  };
  for (const [annee, rows] of Object.entries(annees)) {
    const lot = await stageRows(database.base, "sne-attributions", rows, { fichier: `${annee}.csv`, periode: annee });
    await publishLot(database.base, lot, { confirme: true });
  }
}

beforeEach(async () => {
  database = await createDatabase();
  await openTerritoire(database.base, CODE_OFFICIEL, EPCI);
  await publishYears();
});
afterEach(() => database.drop());

const fractionOf = async (annee: number) => {
  const { horsQpv, total, perimetre } = await computeBilan(database.base, {
    epci: EPCI,
    periode: yearPeriode(annee),
    bailleur: null,
  });
  return [horsQpv.realise, horsQpv.assiette, total, perimetre?.replaceAll("\u00a0", " ")];
};

describe("39 communes, then 60", () => {
  it("counts each lease in the perimeter of its day, once the act is written and as long as it stands", async () => {
    // No day of entry is known: the 60 communes of today count for all years.
    expect(await fractionOf(2016)).toEqual([30, 120, 120, "60 communes"]);
    const ids = await ecrireActe(database.base, CODE_OFFICIEL, ACTE);
    expect(ids).toHaveLength(21);
    expect(await fractionOf(2016)).toEqual([20, 100, 100, "39 communes"]);
    expect(await fractionOf(2017)).toEqual([30, 120, 120, "60 communes"]);
    expect(compositionsOf(await database.base.territoires.perimetre(EPCI)).map((un) => un.communes.length)).toEqual([
      39, 60,
    ]);
    const { horsTerritoire } = await computeBilan(database.base, {
      epci: EPCI,
      periode: yearPeriode(2016),
      bailleur: null,
    });
    expect(horsTerritoire).toEqual([
      { commune: "51144", baux: 10 },
      { commune: "52331", baux: 10 },
    ]);
    // One commune's act is withdrawn: it counts for all years again.
    const der = (await database.base.perimetres.actes(EPCI)).find(({ commune }) => commune === "52331");
    await annulerActe(database.base, CODE_OFFICIEL, { epci: EPCI, id: der?.id ?? 0 });
    expect(await fractionOf(2016)).toEqual([26, 110, 110, "40 communes"]);
  });

  it("compares the years on either perimeter, and says what the files do not cover", async () => {
    await ecrireActe(database.base, CODE_OFFICIEL, ACTE);
    const serieOf = async (jour: string | null) => {
      const { tenue, annees } = await computeSeriePerimetre(database.base, EPCI, jour);
      return [
        tenue.communes.length,
        ...annees.map(({ annee, duJour, constant, dehors }) => [
          annee,
          `${duJour.horsQpv.realise}/${duJour.horsQpv.assiette}`,
          constant && `${constant.horsQpv.realise}/${constant.horsQpv.assiette}`,
          dehors,
        ]),
      ];
    };
    expect(await serieOf("2016-12-31")).toEqual([
      39,
      [2016, "20/100", "20/100", { communes: 0, sansBail: 0 }],
      [2017, "30/120", "25/100", { communes: 0, sansBail: 0 }],
    ]);
    expect(await serieOf(null)).toEqual([
      60,
      [2016, "20/100", "30/120", { communes: 21, sansBail: 19 }],
      [2017, "30/120", "30/120", { communes: 0, sansBail: 0 }],
    ]);
  });

  it("does not know the year of the 60 when its file is of the 39 alone", async () => {
    const seuls = await stageRows(database.base, "sne-attributions", baux(2016, "52448", [20, 100]), {
      fichier: "2016-des-39.csv",
      periode: "2016",
    });
    await publishLot(database.base, seuls, { confirme: true });
    await ecrireActe(database.base, CODE_OFFICIEL, ACTE);
    const { annees } = await computeSeriePerimetre(database.base, EPCI, null);
    expect(annees[0]).toMatchObject({ annee: 2016, constant: null, dehors: { communes: 21, sansBail: 21 } });
  });

  it("counts a lease without a commune in the bounds of a perimeter that is held, and in no number of it", async () => {
    await ecrireActe(database.base, CODE_OFFICIEL, ACTE);
    const lot = await stageRows(
      database.base,
      "sne-attributions",
      [...baux(2017, "52448", [25, 100]), ...baux(2017, null, [10, 10])],
      { fichier: "sans-commune.csv", periode: "2017" },
    );
    await publishLot(database.base, lot, { confirme: true });
    const { annees } = await computeSeriePerimetre(database.base, EPCI, "2016-12-31");
    const { duJour, constant } = annees[1] ?? {};
    expect([duJour?.horsQpv.realise, duJour?.horsQpv.assiette]).toEqual([35, 110]);
    // 25 of 100 if none is in the 39; 35 of 110, at most, if all are.
    expect([constant?.horsQpv.realise, constant?.horsQpv.assiette]).toEqual([25, 100]);
    expect(constant?.horsQpv.bornes).toEqual([25 / 100, 35 / 110]);
  });
});

describe("an act", () => {
  it("shows its effect before it is written, and keeps nothing of the try", async () => {
    const effet = await previewActe(database.base, CODE_OFFICIEL, ACTE, "2026-12-01");
    expect(effet.communes).toHaveLength(21);
    // 2017 has their leases too, and does not change: they were in the territory all that year.
    expect([effet.annee?.annee, effet.annee?.avant.horsQpv.assiette, effet.annee?.apres.horsQpv.assiette]).toEqual([
      2016, 120, 100,
    ]);
    expect(effet.compositions.map(({ communes }) => communes.length)).toEqual([39, 60]);
    const seul = await previewActe(database.base, CODE_OFFICIEL, { ...ACTE, communes: ["51144"] }, "2026-12-01");
    expect([seul.annee?.annee, seul.annee?.avant.horsQpv.assiette, seul.annee?.apres.horsQpv.assiette]).toEqual([
      2016, 120, 110,
    ]);
    const aucune = await previewActe(database.base, CODE_OFFICIEL, { ...ACTE, communes: ["51649"] }, "2026-12-01");
    expect(aucune.annee).toBeNull();
    expect(await database.base.perimetres.actes(EPCI)).toEqual([]);
    expect(await fractionOf(2016)).toEqual([30, 120, 120, "60 communes"]);
  });

  it("counts the people whose right is narrowed to a commune that leaves, on the day when it is asked", async () => {
    const { compte, organisation, habilitation } = seedOf(database.pool);
    const mairie = await organisation("commune", "Mairie de Wassy");
    const [one, two] = [await compte("Ada"), await compte("Bel")];
    await habilitation(one, mairie, "commune", { communes: ["52550"] });
    await habilitation(one, mairie, "commune", { communes: ["52550", "52448"], fin: "2026-06-30" });
    await habilitation(two, mairie, "commune", { communes: ["52448"] });
    const sortie = { ...ACTE, genre: "sortie", jour: "2018-12-31", communes: ["52550"] } as const;
    const asked = async (jour: string, acte: Parameters<typeof previewActe>[2] = sortie) =>
      (await previewActe(database.base, CODE_OFFICIEL, acte, jour)).habilites;
    expect([await asked("2026-12-01"), await asked("2027-01-01")]).toEqual([1, 0]);
    expect(await asked("2026-12-01", { ...sortie, communes: ["52550", "52448"] })).toBe(2);
    expect(await asked("2026-12-01", ACTE)).toBe(0);
  });

  it("brings a commune that the code book did not list, and lets it leave", async () => {
    await ecrireActe(database.base, CODE_OFFICIEL, { ...ACTE, communes: ["51649"], jour: "2017-06-01" });
    await ecrireActe(database.base, CODE_OFFICIEL, {
      ...ACTE,
      genre: "sortie",
      communes: ["51649"],
      jour: "2019-12-31",
    });
    const vitry = (await database.base.territoires.perimetre(EPCI)).find(({ commune }) => commune === "51649");
    expect(vitry).toMatchObject({
      nom: "Vitry-le-François",
      origine: false,
      sejours: [{ depuis: "2017-06-01", jusque: "2019-12-31" }],
    });
    expect((await database.base.territoires.communes(EPCI)).some(({ commune }) => commune === "51649")).toBe(false);
  });

  it.each([
    ["an unknown commune", { communes: ["99999"] }, "commune-inconnue"],
    ["an arrondissement, which is of its city", { communes: ["75101"] }, "commune-inconnue"],
    ["none", { communes: [] }, "commune-inconnue"],
    ["no act", { acte: "  " }, "acte-absent"],
    ["a word of health", { acte: "ménage atteint d’un cancer" }, "motif-a-relire"],
    ["an exit of one that never came", { communes: ["51649"], genre: "sortie" as const }, "perimetre-contradictoire"],
  ])("is refused whole: %s", async (_, given, code) => {
    const saisi = { ...ACTE, ...given };
    await expect(ecrireActe(database.base, CODE_OFFICIEL, saisi)).rejects.toMatchObject({ code });
    expect(await database.base.perimetres.actes(EPCI)).toEqual([]);
    expect(await fractionOf(2016)).toEqual([30, 120, 120, "60 communes"]);
  });

  it("that contradicts another is refused with both named, and neither moves", async () => {
    await ecrireActe(database.base, CODE_OFFICIEL, ACTE);
    await expect(
      ecrireActe(database.base, CODE_OFFICIEL, { ...ACTE, communes: ["52331"], jour: "2015-01-01" }),
    ).rejects.toMatchObject({
      code: "perimetre-contradictoire",
      message: expect.stringMatching(/La Porte du Der.*1er janvier 2017.*1er janvier 2015/),
    });
    expect(await database.base.perimetres.actes(EPCI)).toHaveLength(21);
  });

  it("cannot be taken back when what is left would contradict itself", async () => {
    const [entree = 0] = await ecrireActe(database.base, CODE_OFFICIEL, { ...ACTE, communes: ["51649"] });
    await ecrireActe(database.base, CODE_OFFICIEL, {
      ...ACTE,
      genre: "sortie",
      communes: ["51649"],
      jour: "2019-12-31",
    });
    await expect(annulerActe(database.base, CODE_OFFICIEL, { epci: EPCI, id: entree })).rejects.toMatchObject({
      code: "perimetre-contradictoire",
    });
    await expect(annulerActe(database.base, CODE_OFFICIEL, { epci: EPCI, id: 987_654 })).rejects.toMatchObject({
      code: "acte-inconnu",
    });
  });

  it("is written once when two persons write it at once", async () => {
    const tries = await Promise.allSettled([
      ecrireActe(database.base, CODE_OFFICIEL, ACTE),
      ecrireActe(database.base, CODE_OFFICIEL, { ...ACTE, communes: ENTREES.toReversed() }),
    ]);
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(tries.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "acte-deja-ecrit" } });
    expect(await database.base.perimetres.actes(EPCI)).toHaveLength(21);
  });
});

describe("two territories", () => {
  const VITRY = "200034718";

  it("never have a commune on one day: refused, with the territory and the days named, until the other writes its exit", async () => {
    await openTerritoire(database.base, CODE_OFFICIEL, VITRY);
    const entree = { ...ACTE, communes: ["51649"] };
    await expect(ecrireActe(database.base, CODE_OFFICIEL, entree)).rejects.toMatchObject({
      code: "commune-deux-titulaires",
      message: expect.stringContaining("Vitry-le-François (51649), de CC de Vitry, Champagne et Der"),
    });
    expect(await database.base.perimetres.actes(EPCI)).toEqual([]);
    const vitry = database.bases.pour(operateur("Vitry", [VITRY]));
    await ecrireActe(vitry, CODE_OFFICIEL, { ...entree, epci: VITRY, genre: "sortie", jour: "2016-12-31" });
    await ecrireActe(database.base, CODE_OFFICIEL, entree);
    const [sortie] = await vitry.perimetres.actes(VITRY);
    await expect(annulerActe(vitry, CODE_OFFICIEL, { epci: VITRY, id: sortie?.id ?? 0 })).rejects.toMatchObject({
      code: "commune-deux-titulaires",
    });
  });

  it("nor when one is opened: the one that has it is named", async () => {
    await ecrireActe(database.base, CODE_OFFICIEL, { ...ACTE, communes: ["51649"] });
    await expect(openTerritoire(database.base, CODE_OFFICIEL, VITRY)).rejects.toMatchObject({
      code: "commune-deux-titulaires",
      message: expect.stringMatching(
        /Vitry-le-François \(51649\), de CA du Grand Saint-Dizier.*depuis le 1er janvier 2017/,
      ),
    });
    expect(await database.base.territoires.find(VITRY)).toBeNull();
  });
});

it("opened again, a territory loses no commune and takes none: what the code book says otherwise is told", async () => {
  await ecrireActe(database.base, CODE_OFFICIEL, { ...ACTE, genre: "sortie", communes: ["52331"], jour: "2019-12-31" });
  await ecrireActe(database.base, CODE_OFFICIEL, { ...ACTE, communes: ["51649"] });
  expect(await openTerritoire(database.base, CODE_OFFICIEL, EPCI)).toMatchObject({
    communes: 60,
    aFaireEntrer: [{ commune: "52331" }],
    aFaireSortir: [{ commune: "51649" }],
  });
  const { rows } = await database.pool.query(
    "select acte, objet from journal.entree where epci = $1 and acte like 'territoire-%' order by numero",
    [EPCI],
  );
  expect(rows).toEqual([
    { acte: "territoire-ouvert", objet: `territoire:${EPCI}` },
    { acte: "territoire-relu", objet: `territoire:${EPCI}` },
  ]);
});

describe("the pages", () => {
  const appOf = async (role: "agent-epci" | "membre-coordination") => {
    const organisation = await addOrganisation(database.pool, "epci", "Organisation d’essai");
    const acteur = await addPersonne(database.pool, role, [{ role, epci: EPCI, organisation }]);
    return createTestApp(database.bases, {}, acteur);
  };
  const PAGE = `/t/${EPCI}/donnees/perimetre`;
  const headers = { accept: "text/html", origin: "http://localhost", "sec-fetch-site": "same-origin" };
  const champs = (geste: string) =>
    new URLSearchParams({ genre: "entree", jour: ACTE.jour, acte: ACTE.acte, communes: ENTREES.join(" "), geste });

  it("show the effect, then write, then tell; each state is a sound page", async () => {
    const app = await appOf("agent-epci");
    const post = (body: URLSearchParams) =>
      app.request(PAGE, {
        method: "POST",
        body,
        headers,
      });
    const first = await (await app.request(PAGE, { headers })).text();
    expectSoundPage(first);
    expect(textOf(first)).toContain("60 communes aujourd’hui");
    const voir = await (await post(champs("voir"))).text();
    expectSoundPage(voir);
    expect(textOf(voir)).toMatch(/Effet, rien n’étant encore écrit.*Jusqu’au 31 décembre 2016 39/);
    expect(await database.base.perimetres.actes(EPCI)).toEqual([]);
    const ecrit = await post(champs("ecrire"));
    expect([ecrit.status, ecrit.headers.get("location")]).toEqual([303, `${PAGE}?fait=ecrit`]);
    expect(textOf(await (await app.request(PAGE, { headers })).text())).toContain("Depuis le 1er janvier 2017 60");
    const serie = await (await app.request(`/t/${EPCI}/bilan/serie?perimetre=2016-12-31`, { headers })).text();
    expectSoundPage(serie);
    expect(textOf(serie)).toContain("25 sur 100");
    const faux = await post(new URLSearchParams({ genre: "entree", communes: "99999", jour: "2017-01-01", acte: "x" }));
    expect(faux.status).toBe(422);
    expectSoundPage(await faux.text());
  });

  it("are not for who may not publish for the whole territory", async () => {
    const app = await appOf("membre-coordination");
    expect((await app.request(PAGE, { headers })).status).toBe(403);
  });
});
