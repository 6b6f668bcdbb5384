import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import { fichierOf } from "#donnees/formats/fichier.ts";
import type { Fichier } from "#donnees/formats/lecture.ts";
import { lotReport } from "#donnees/lectures/lot/lot-report.ts";
import type { Lot, Rejet } from "#donnees/lectures/lot/ports.ts";
import type { ImportDeps } from "#imports/actes/lot/import-lot.ts";
import { receiveFichier } from "#imports/actes/lot/import-lot.ts";
import { abandonLot, publishLot, undoLot } from "#imports/actes/lot/publish-lot.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { MOUVEMENTS } from "../../src/service/commandes/code-officiel.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { EPCI } from "../fixtures/lots.ts";
import { type Case, loadCases, readInput } from "./cases.ts";
import { ATTRIBUTIONS, change, changeColumn, csv, DEMANDES, OPS, RPLS } from "./references.ts";
import { AVANT } from "./write-corpus.ts";

const CASES = loadCases();
const AUTRE_EPCI = "200039915";

let database: TestDatabase;
let deps: ImportDeps;

beforeEach(async () => {
  database = await createDatabase();
  const { base } = database;
  deps = {
    base,
    horloge: { aujourdhui: () => "2019-06-01", maintenant: () => "2019-06-01T10:00:00.000Z" },
    hash: (numero) => `clé de ${numero}`,
    mouvements: MOUVEMENTS,
  };
  await base.territoires.add({ epci: EPCI, nom: "Territoire d’essai", demonstration: true }, [
    { commune: "52448", nom: "Saint-Dizier", population: 24_932 },
    { commune: "52182", nom: "Éclaron-Braucourt-Sainte-Livière", population: 1_999 },
    { commune: "52550", nom: "Wassy", population: 2_891 },
    { commune: "52331", nom: "La Porte du Der", population: 2_099 },
  ]);
  await base.territoires.add({ epci: AUTRE_EPCI, nom: "Autre territoire", demonstration: false }, [
    { commune: "06029", nom: "Cannes", population: 74_000 },
  ]);
});
afterEach(() => database.drop());

async function receive(
  fichier: Fichier,
  options: { readonly epci?: string; readonly periode?: string } = {},
): Promise<Lot> {
  const { fini } = await receiveFichier(deps, { fichier, epci: EPCI, ...options });
  return fini;
}

async function refusOf(work: Promise<unknown>): Promise<Refus> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Refus) return error;
  throw error ?? new Error("accepted");
}

async function rejetsOf(lot: Lot): Promise<Rejet[]> {
  const rejets: Rejet[] = [];
  for await (const rejet of database.base.lots.rejets(lot)) rejets.push(rejet);
  return rejets;
}

async function bytesOf(fichier: Fichier): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of fichier.open()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The records of the file as they are written, in hexadecimal; a workbook's are those of the CSV that it would make. */
function recordsOf(bytes: Buffer, encodage: string | null): string[] {
  if (encodage === null) return WORKBOOK.map((cells) => Buffer.from(cells.join(";")).toString("hex"));
  const encoding = encodage === "utf-16le" ? "utf16le" : "utf8";
  const records = bytes.toString(encoding).split(/\n(?=91|0521|$)/);
  return records.map((record) => Buffer.from(record, encoding).toString("hex"));
}

const WORKBOOK = [
  ...RPLS.lignes,
  ...change({ ...RPLS, lignes: RPLS.lignes.slice(1, 2) }, { 2: { SURFHAB: "80" } }).lignes,
];

const caseOf = (dossier: string) => CASES.find((given) => given.dossier === dossier) as Case;
const text = (nom: string, texte: string) => fichierOf(nom, Buffer.from(texte));

/** A square of Wassy's name drawn far from Saint-Dizier's, both official. */
async function publishContours(): Promise<void> {
  const square = (code: string, nom: string, west: number) => ({
    type: "Feature",
    properties: { code, nom },
    geometry: {
      type: "Polygon",
      coordinates: [
        [
          [west, 48.6],
          [west + 0.1, 48.6],
          [west + 0.1, 48.7],
          [west, 48.7],
          [west, 48.6],
        ],
      ],
    },
  });
  const features = [square("52448", "Saint-Dizier", 4.9), square("52182", "Éclaron", 4.7)];
  const lot = await receive(text("communes.geojson", JSON.stringify({ type: "FeatureCollection", features })));
  await publishLot(database.base, lot.id);
}

async function expectAnomalie(lot: Lot, given: Case): Promise<void> {
  const { anomalies } = await lotReport(database.base, lot.id);
  const { code, verdict: gravite, colonne, message } = given;
  const expected = { code, gravite, colonne, message, ...(given.ligne === null ? {} : { premiereLigne: given.ligne }) };
  expect(anomalies).toContainEqual(expect.objectContaining(expected));
}

describe("the cases that the lot judges", () => {
  const judged = CASES.filter(({ etape, code }) => etape === "lot" && code !== "parc-en-forte-baisse");

  test.each(judged.map((given) => [given.dossier, given] as const))("%s", async (dossier, given) => {
    if (dossier.startsWith("75e")) await publishContours();
    if (dossier.startsWith("70")) {
      const former = await receive(fichierOf("rpls-2017.csv", readInput(`${dossier}/${AVANT}`)));
      await publishLot(database.base, former.id);
    }
    if (given.verdict === "REJ") {
      const { code, message } = await refusOf(receive(given.fichierLu));
      expect({ code, message }).toEqual({ code: given.code, message: given.message });
      return;
    }
    const lot = await receive(given.fichierLu);
    await expectAnomalie(lot, given);
    expect(lot.acceptees + lot.rejetees + lot.doublons).toBe(lot.lignesLues);
    const rejets = await rejetsOf(lot);
    expect(rejets.map(({ ligne }) => ligne)).toEqual(given.rejetees ?? []);
    const records = recordsOf(await bytesOf(given.fichierLu), lot.encodage);
    for (const { brut } of rejets) expect(records).toContain(Buffer.from(brut).toString("hex"));
  });

  it("44a: asks for a confirmation when the file holds less than it announces", async () => {
    const lot = await receive(caseOf("44a-annonce-non-tenue").fichierLu);
    expect(lot.aConfirmer).toEqual({
      code: "fichier-incomplet",
      message: caseOf("44a-annonce-non-tenue").message,
    });
    expect((await refusOf(publishLot(database.base, lot.id))).code).toBe("a-confirmer");
    expect((await publishLot(database.base, lot.id, { confirme: true })).statut).toBe("publie");
  });

  it("44b: asks for a confirmation when the stock falls by more than 20 %", async () => {
    const given = caseOf("44b-parc-en-forte-baisse");
    const former = await receive(fichierOf("rpls-2017.csv", readInput(`${given.dossier}/${AVANT}`)));
    await publishLot(database.base, former.id);
    const lot = await receive(given.fichierLu);
    expect(lot.aConfirmer).toEqual({ code: given.code, message: given.message });
    expect((await refusOf(publishLot(database.base, lot.id))).code).toBe("a-confirmer");
    expect((await publishLot(database.base, lot.id, { confirme: true })).statut).toBe("publie");
  });

  it("57: the merged commune is read as the one it became", async () => {
    const lot = await receive(caseOf("57-commune-fusionnee").fichierLu);
    const communes = await database.base.lots.communesOf(lot, "rpls");
    expect(communes.map(({ commune }) => commune).sort()).toEqual(["52331", "52448", "52550"]);
  });

  it("69: both claims are kept, and stay visible once published", async () => {
    const lot = await receive(caseOf("69-logement-dispute").fichierLu);
    expect(lot).toMatchObject({ lignesLues: 6, acceptees: 6, rejetees: 0, doublons: 0 });
    await publishLot(database.base, lot.id);
    expect(await database.base.lots.disputes(lot)).toMatchObject({ logements: 1, premiere: 3 });
  });

  it("74: an attribution without a location is counted apart in the bilan, never dropped", async () => {
    const lot = await receive(caseOf("74-sans-localisation").fichierLu);
    await publishLot(database.base, lot.id);
    const bilan = await computeBilan(database.base, { epci: EPCI, periode: yearPeriode(2017), bailleur: null });
    expect(bilan.total).toBe(5);
    expect(bilan.nonLocalisees.total).toBe(1);
    expect(bilan.horsQpv.assiette + bilan.qpv.assiette).toBe(4);
  });
});

/** The same file, dropped in every way, of each source that one drops every quarter or year. */
const SOURCES = [
  ["rpls", "rpls-2017.csv", csv(RPLS), csv(change(RPLS, { 2: { LOYERPRINC: "311" } })), "2017"],
  [
    "sne-attributions",
    "attributions.csv",
    csv(ATTRIBUTIONS),
    csv(change(ATTRIBUTIONS, { 2: { NB_QPV: "0", NB_HQPV: "1" } })),
    "2017",
  ],
  [
    "sne-demandes",
    "demandes-2017.csv",
    csv(DEMANDES),
    csv(change(DEMANDES, { 2: { REVENU_MENSUEL_FOYER: "1300" } })),
    "2017",
  ],
  ["ops", "ops-2018.csv", csv(OPS), csv(change(OPS, { 2: { effectif: "2" } })), "2018"],
] as const;

describe.each(SOURCES)("dropping %s again", (source, nom, texte, corrige, periode) => {
  const published = async () =>
    (await database.base.lots.publications(EPCI)).filter((row) => row.source === source).map(({ lot }) => lot);

  it("the same file, under its name or another, is refused and adds nothing", async () => {
    const lot = await receive(text(nom, texte));
    for (const other of [nom, "autre-nom-2017.csv"]) {
      const refus = await refusOf(receive(text(other, texte)));
      expect([refus.code, refus.details.lot]).toEqual(["deja-importe", lot.id]);
    }
    expect(await database.base.lots.list(EPCI)).toHaveLength(1);
  });

  it("two imports of one file at once make one lot and one refusal", async () => {
    const results = await Promise.allSettled([receive(text(nom, texte)), receive(text(nom, texte))]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = results.find((result) => result.status === "rejected");
    expect(refused?.reason).toMatchObject({ code: "deja-importe" });
    expect(await database.base.lots.list(EPCI)).toHaveLength(1);
  });

  it("a corrected file takes the place of the former, which is kept and comes back when the correction is undone", async () => {
    const former = await receive(text(nom, texte));
    await publishLot(database.base, former.id);
    const corrected = await receive(text(nom, corrige));
    await publishLot(database.base, corrected.id);
    expect(await published()).toEqual([corrected.id]);
    expect((await database.base.lots.find(former.id))?.statut).toBe("remplace");
    await undoLot(database.base, corrected.id);
    expect(await published()).toEqual([former.id]);
    await undoLot(database.base, former.id);
    expect(await published()).toEqual([]);
  });

  it("another territory's file is refused", async () => {
    const refus = await refusOf(receive(text(nom, texte), { epci: AUTRE_EPCI, periode }));
    expect(refus.code).toBe("territoire-different");
    expect(await database.base.lots.list(AUTRE_EPCI)).toMatchObject([{ statut: "refuse" }]);
  });

  it("an abandoned lot leaves nothing published, and its file can be dropped again", async () => {
    const lot = await receive(text(nom, texte));
    expect((await abandonLot(database.base, lot.id)).statut).toBe("abandonne");
    expect((await refusOf(publishLot(database.base, lot.id))).code).toBe("lot-non-pret");
    expect((await receive(text(nom, texte))).statut).toBe("pret");
    expect(await published()).toEqual([]);
  });
});

describe("a wrong year", () => {
  it("is refused when the leases are of another one", async () => {
    const refus = await refusOf(receive(text("attributions.csv", csv(ATTRIBUTIONS)), { periode: "2016" }));
    expect(refus.code).toBe("periode-differente");
    expect(refus.message).toContain("5 baux sur 5");
  });

  it("is refused when the bailleur's own header says another one", async () => {
    const { fichierLu } = caseOf("44a-annonce-non-tenue");
    expect((await refusOf(receive(fichierLu, { periode: "2018" }))).code).toBe("periode-differente");
  });

  it("is asked for when several years are mixed", async () => {
    const mixed = changeColumn(ATTRIBUTIONS, "DATE_SIGNATURE_BAIL", (cell) => cell.replace("2017-0", "2018-0"));
    const refus = await refusOf(receive(text("attributions.csv", csv(mixed))));
    expect(refus.code).toBe("periodes-melangees");
  });
});

it("a reading cut midway stages nothing, and its file can be dropped again", async () => {
  const bytes = Buffer.from(csv(RPLS));
  let opened = 0;
  const cut: Fichier = {
    nom: "rpls-2017.csv",
    taille: bytes.length,
    async *open() {
      opened++;
      yield bytes.subarray(0, 300);
      // The survey and the header read it whole; the reading of the lines does not.
      if (opened > 2) throw new Error("connection lost");
      yield bytes.subarray(300);
    },
  };
  await expect(receive(cut)).rejects.toThrow("connection lost");
  const [lot] = await database.base.lots.list(EPCI);
  expect(lot).toMatchObject({ statut: "interrompu", acceptees: 0 });
  const { rows } = await database.pool.query("select count(*)::integer as nombre from logement");
  expect(rows).toEqual([{ nombre: 0 }]);
  expect((await receive(fichierOf("rpls-2017.csv", bytes))).statut).toBe("pret");
});
