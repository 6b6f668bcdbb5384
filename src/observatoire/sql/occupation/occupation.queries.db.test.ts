import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fichierOf } from "#donnees/formats/fichier.ts";
import type { OccupationRow } from "#donnees/formats/rows.ts";
import { receiveFichier } from "#imports/actes/lot/import-lot.ts";
import { publishLot, undoLot } from "#imports/actes/lot/publish-lot.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { EXPECTED_FRAGILES, EXPECTED_LIGNES, EXPECTED_OPS } from "../../../../demo/expected.ts";
import { createDatabase, createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { EPCI, stageRows } from "../../../../test/fixtures/lots.ts";

const OPH = "999000011";
const HAMARIS = "999000029";
const HORLOGE = { aujourdhui: () => "2019-06-01", maintenant: () => "2019-06-01T10:00:00.000Z" };

describe("the survey of a territory", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createDatabase();
    const communes = [{ commune: "52448", nom: "Saint-Dizier", population: 24_932 }];
    await database.base.territoires.add({ epci: EPCI, nom: "Essai", demonstration: true }, communes);
  });
  afterEach(() => database.drop());

  const row = (given: Partial<OccupationRow> = {}): OccupationRow => ({
    enquete: 2018,
    bailleur: OPH,
    commune: "52448",
    residence: "Crète",
    population: "occupants",
    indicateur: "apl",
    effectif: 40,
    repondants: 62,
    ...given,
  });
  const publish = async (fichier: string, rows: readonly OccupationRow[]): Promise<number> => {
    const lot = await stageRows(database.base, "ops", rows, { fichier });
    return (await publishLot(database.base, lot)).id;
  };
  const effectifs = async () =>
    (await database.base.occupations.lignes(EPCI, "2018")).map(({ bailleur, effectif }) => [bailleur, effectif]);

  it("is nothing until a file is published", async () => {
    await stageRows(database.base, "ops", [row()]);
    expect(await database.base.occupations.enquetes(EPCI)).toEqual([]);
    expect(await database.base.occupations.lignes(EPCI, "2018")).toEqual([]);
  });

  it("gives the counts of each résidence, with its key in the stock", async () => {
    await publish("ops.csv", [row({ residence: "Crète" }), row({ bailleur: HAMARIS, residence: "Les Érables" })]);
    expect(await database.base.occupations.lignes(EPCI, "2018")).toEqual([
      {
        cle: "52448-crete",
        bailleur: OPH,
        commune: "52448",
        population: "occupants",
        indicateur: "apl",
        effectif: 40,
        repondants: 62,
      },
      {
        cle: "52448-les-erables",
        bailleur: HAMARIS,
        commune: "52448",
        population: "occupants",
        indicateur: "apl",
        effectif: 40,
        repondants: 62,
      },
    ]);
  });

  it("keeps surveys of several years beside one another", async () => {
    await publish("2016.csv", [row({ enquete: 2016, effectif: 30 }), row({ enquete: 2016, bailleur: HAMARIS })]);
    await publish("2018.csv", [row(), row({ bailleur: HAMARIS })]);
    expect(await database.base.occupations.enquetes(EPCI)).toEqual(["2016", "2018"]);
    const former = await database.base.occupations.lignes(EPCI, "2016");
    expect(former.map(({ effectif }) => effectif)).toEqual([30, 40]);
  });

  it("takes each bailleur's figures from the file published last, whole, and gives the former back when it is undone", async () => {
    await publish("epci.csv", [
      row({ effectif: 1 }),
      row({ residence: "Malte" }),
      row({ bailleur: HAMARIS, effectif: 2 }),
    ]);
    const own = await publish("oph.csv", [row({ effectif: 3 })]);
    expect((await database.base.lots.publications(EPCI)).map(({ periode }) => periode).sort()).toEqual([
      "2018",
      `2018-${OPH}`,
    ]);
    // Malte is missing from the bailleur's own file: its earlier answers there are not mixed with the new ones.
    expect(await effectifs()).toEqual([
      [OPH, 3],
      [HAMARIS, 2],
    ]);
    await undoLot(database.base, own);
    expect(await effectifs()).toEqual([
      [OPH, 1],
      [OPH, 40],
      [HAMARIS, 2],
    ]);
  });

  it("does not let a bailleur deposit another's survey, whoever it names first", async () => {
    const base = database.bases.pour(await agentOf(database, OPH));
    const deposit = async (nom: string, ...bailleurs: readonly string[]) => {
      const lines = bailleurs.map((siren) => `2018;${siren};52448;Crète;occupants;apl;40;62`);
      const texte = [
        "enquete;siren_bailleur;code_commune;residence;population;indicateur;effectif;repondants",
        ...lines,
      ];
      const deps = { base, hash: (numero: string) => numero, horloge: HORLOGE };
      const { fini } = await receiveFichier(deps, {
        fichier: fichierOf(nom, Buffer.from(texte.join("\n"))),
        epci: EPCI,
      });
      return fini;
    };
    await expect(deposit("melange.csv", HAMARIS, OPH)).rejects.toMatchObject({
      code: "bailleur-different",
      details: { autres: [HAMARIS] },
    });
    expect(await deposit("oph.csv", OPH)).toMatchObject({ periode: `2018-${OPH}`, acceptees: 1, statut: "pret" });
  });
});

/** An agent of this bailleur. */
async function agentOf(database: TestDatabase, siren: string): Promise<Acteur> {
  const { rows } = await database.pool.query<{ id: number }>(
    "insert into organisation (type, nom, siren) values ('bailleur', 'Bailleur', $1) returning id::integer",
    [siren],
  );
  const compte = await database.pool.query<{ id: number }>(
    "insert into compte (courriel, prenom, nom) values ('a@essai.invalid', 'A', 'A') returning id::integer",
  );
  const organisation = rows[0]?.id ?? 0;
  return {
    nom: "Agent d’essai",
    compte: compte.rows[0]?.id ?? 0,
    demandeurs: [],
    motif: null,
    habilitations: [
      {
        id: 1,
        role: "responsable-bailleur",
        epci: EPCI,
        organisation,
        siren,
        nomOrganisation: "Bailleur",
        communes: [],
        sensible: false,
      },
    ],
  };
}

describe("the demonstration's surveys", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDemoDatabase();
  });
  afterAll(() => database.drop());

  it.each(["2016", "2018"] as const)("say of %s what the territory must show", async (enquete) => {
    const lignes = await database.base.occupations.lignes(EPCI, enquete);
    expect(lignes).toHaveLength(EXPECTED_LIGNES[`ops-${enquete}.csv`] ?? 0);
    const attendu = EXPECTED_OPS[enquete];
    const part = (population: string, indicateur: string) => {
      const found = lignes.filter((ligne) => ligne.population === population && ligne.indicateur === indicateur);
      const sum = (of: (ligne: (typeof lignes)[number]) => number) => found.reduce((total, one) => total + of(one), 0);
      return Math.round((100 * sum(({ effectif }) => effectif)) / sum(({ repondants }) => repondants));
    };
    expect({
      occupants: { sousPlai: part("occupants", "ressources-sous-plai"), apl: part("occupants", "apl") },
      recents: { sousPlai: part("emmenages-recents", "ressources-sous-plai"), apl: part("emmenages-recents", "apl") },
    }).toEqual(attendu);
  });

  it("are of résidences that the stock knows, each by the same key", async () => {
    const residences = new Set((await database.base.parc.residences(EPCI, "2017")).map(({ cle }) => cle));
    const lignes = await database.base.occupations.lignes(EPCI, "2018");
    expect(lignes.filter(({ cle }) => !residences.has(cle))).toEqual([]);
    for (const nom of EXPECTED_FRAGILES.etablies) {
      const cle = `52448-${nom.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "")}`;
      expect(
        lignes.some((ligne) => ligne.cle === cle),
        cle,
      ).toBe(true);
    }
  });

  it("are each on the side that the stock says, and no résidence is lost on the way", async () => {
    const zones = await database.base.occupations.zones(EPCI, "2018", "2017");
    const sum = (keep: (zone: (typeof zones)[number]) => boolean) =>
      zones.filter(keep).reduce((total, { comptes }) => total + (comptes.apl?.[1] ?? 0), 0);
    const occupants = (zone: (typeof zones)[number]) => zone.population === "occupants";
    const [qpv, hors] = (["qpv", "hors-qpv"] as const).map((situation) =>
      sum((zone) => occupants(zone) && zone.situation === situation),
    );
    expect((qpv ?? 0) + (hors ?? 0)).toBe(sum(occupants));
    expect(sum(occupants)).toBe(4064);
    expect(new Set(zones.flatMap(({ situation, qpv: code }) => (situation === "qpv" ? [code] : [])))).toEqual(
      new Set(["DEMO-VERT-BOIS"]),
    );
    const unsided = await database.base.occupations.zones(EPCI, "2018", null);
    expect(unsided).toHaveLength(zones.length);
    expect(new Set(unsided.map(({ situation }) => situation))).toEqual(new Set(["inconnue"]));
  });

  it("were imported without a rejection nor a warning", async () => {
    const lots = (await database.base.lots.list(EPCI)).filter(({ source }) => source === "ops");
    expect(lots.map(({ periode, statut, rejetees, doublons }) => ({ periode, statut, rejetees, doublons }))).toEqual(
      expect.arrayContaining([
        { periode: "2016", statut: "publie", rejetees: 0, doublons: 0 },
        { periode: "2018", statut: "publie", rejetees: 0, doublons: 0 },
      ]),
    );
    for (const { id } of lots) expect(await database.base.lots.anomalies({ epci: EPCI, id })).toEqual([]);
  });
});
