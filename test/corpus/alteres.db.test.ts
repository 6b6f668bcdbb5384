// @module-tag long
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { read, utils } from "@e965/xlsx";
import Papa from "papaparse";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeWindows1252 } from "#donnees/formats/decode/encodage.ts";
import type { Lot } from "#donnees/lectures/lot/ports.ts";
import { textes } from "#socle/documents/feuille.ts";
import { printFeuillesNues, type TypeClasseur } from "#socle/documents/feuille-nue.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { annulationOf } from "../fixtures/annulation.ts";
import { createTestApp } from "../fixtures/http.ts";
import { EPCI } from "../fixtures/lots.ts";
import { textOf } from "../fixtures/pages.ts";
import { addOrganisation, addPersonne } from "../journal/personnes.ts";
import { cp1252, utf8, utf16 } from "./octets.ts";
import { ATTRIBUTIONS, change, csv, DEMANDES, RPLS, type Table } from "./references.ts";

const TABLES = { "attributions-2017": ATTRIBUTIONS, "demandes-2017": DEMANDES, "rpls-2017": RPLS } as const;
type Nom = keyof typeof TABLES;

/** One cell that a bailleur may write wrong; the line is that of the file. */
const CELLULES: readonly (readonly [nom: Nom, ligne: number, colonne: string, ecrit: string])[] = [
  ["attributions-2017", 3, "SIREN_RADIATION", "732829321"],
  ["attributions-2017", 5, "SIREN_RADIATION", ""],
  ["attributions-2017", 4, "DATE_SIGNATURE_BAIL", "31/02/2017"],
  ["attributions-2017", 3, "DATE_SIGNATURE_BAIL", "03/13/2017"],
  ["attributions-2017", 6, "DATE_SIGNATURE_BAIL", "02/05/17"],
  ["attributions-2017", 5, "DATE_SIGNATURE_BAIL", "2027-09-11"],
  ["attributions-2017", 2, "DATE_SIGNATURE_BAIL", "2015-03-15"],
  ["attributions-2017", 2, "REVENU_MENSUEL_FOYER", "1,234"],
  ["attributions-2017", 4, "NUMERO_UNIQUE", "05217-ABC"],
  ["attributions-2017", 4, "UNITE_CONSO", "0,5"],
  ["demandes-2017", 3, "DATE_RENOUVELLEMENT", "29/02/2019"],
  ["demandes-2017", 4, "DATE_CREATION", "20/11/1816"],
  ["demandes-2017", 2, "MOTIF_DEMANDE", "31"],
  ["rpls-2017", 3, "LOYERPRINC", "-405"],
  ["rpls-2017", 4, "LOYERPRINC", "99999"],
  ["rpls-2017", 5, "SIRET", "73282932000075"],
  ["rpls-2017", 3, "MODE", "8"],
  ["rpls-2017", 3, "DEPCOM", "02A"],
];

/** As a file is written, and read again by whoever corrects it. */
type Format = {
  readonly extension: string;
  readonly write: (rows: Rows) => Uint8Array;
  readonly read: (octets: Uint8Array) => Rows;
};
type Rows = readonly (readonly string[])[];

const tableOf = ([entete = [], ...lignes]: Rows): Table => ({ entete, lignes });
const texte = (
  extension: string,
  separateur: string,
  encode: (texte: string) => Uint8Array,
  decode: (octets: Uint8Array) => string,
): Format => ({
  extension,
  write: (rows) => encode(csv(tableOf(rows), separateur)),
  read: (octets) =>
    Papa.parse<string[]>(decode(octets).replace(/^(?:\ufeff|ï»¿)/, ""), { delimiter: separateur, skipEmptyLines: true })
      .data,
});
const classeur = (type: TypeClasseur): Format => ({
  extension: type,
  write: ([entete = [], ...lignes]) =>
    printFeuillesNues(
      "Essai",
      [["Feuille", { colonnes: textes(...entete.map((nom) => [nom, 12] as const)), lignes }]],
      type,
    ),
  read: rowsOf,
});
function rowsOf(octets: Uint8Array): Rows {
  const book = read(octets, { type: "buffer" });
  const sheet = book.Sheets[book.SheetNames[0] ?? ""] ?? {};
  return utils.sheet_to_json<string[]>(sheet, { header: 1, raw: false, defval: "", blankrows: false });
}

const FORMATS: readonly Format[] = [
  texte("csv", ";", utf8, (octets) => Buffer.from(octets).toString("utf8")),
  texte("csv", ",", cp1252, decodeWindows1252),
  texte("txt", "\t", utf16, (octets) => Buffer.from(octets).toString("utf16le")),
  classeur("xlsx"),
  classeur("ods"),
  classeur("xls"),
];

/** Fifty of the pairs of a cell and a format, drawn by a seed (Park and Miller). */
function draw(
  nombre: number,
): readonly (readonly [titre: string, cellule: (typeof CELLULES)[number], format: Format])[] {
  let graine = Number(process.env.BLAISE_TEST_SEED ?? 23);
  const next = () => {
    graine = (graine * 48_271) % 2_147_483_647;
    return graine;
  };
  return CELLULES.flatMap((cellule) => FORMATS.map((format) => [next(), cellule, format] as const))
    .sort(([a], [b]) => a - b)
    .slice(0, nombre)
    .map(
      ([, cellule, format], i) => [`${i + 1}. ${cellule.join(" ")} en ${format.extension}`, cellule, format] as const,
    );
}

let database: TestDatabase;
let app: ReturnType<typeof createTestApp>;
let dossierDepots: string;
const headers = { accept: "text/html", origin: "http://localhost", "sec-fetch-site": "same-origin" };
const LOTS = `/t/${EPCI}/donnees/lots`;

beforeAll(async () => {
  database = await createDatabase();
  await database.base.territoires.add({ epci: EPCI, nom: "Territoire d’essai", demonstration: true }, [
    { commune: "52448", nom: "Saint-Dizier", population: 24_932 },
    { commune: "52182", nom: "Éclaron-Braucourt-Sainte-Livière", population: 1_999 },
    { commune: "52550", nom: "Wassy", population: 2_891 },
  ]);
  dossierDepots = await mkdtemp(join(tmpdir(), "blaise-alteres-"));
  const organisation = await addOrganisation(database.pool, "epci", "Organisation d’essai");
  const habilitation = { role: "agent-epci", epci: EPCI, organisation } as const;
  const personne = await addPersonne(database.pool, "agent-epci", [habilitation]);
  app = createTestApp(database.bases, { dossierDepots }, personne);
});
afterAll(async () => {
  await database.drop();
  await rm(dossierDepots, { recursive: true, force: true });
});

const show = async (chemin: string) => (await app.request(chemin, { headers })).text();
const post = (chemin: string, body: URLSearchParams | FormData) =>
  app.request(chemin, { method: "POST", headers, body });

async function deposit(nom: string, octets: Uint8Array): Promise<Lot> {
  const body = new FormData();
  body.append("fichiers", new File([new Uint8Array(octets)], nom));
  const suite = (await post(`/t/${EPCI}/donnees/deposer`, body)).headers.get("location") ?? "";
  // A thread for each workbook: the page may answer before the file is recognised.
  const id = await until(async () =>
    Number(/\/lots\/(\d+)/.exec(suite.includes("/lots/") ? suite : await show(suite))?.[1]),
  );
  const lot = await until(
    () => database.base.lots.find(id),
    (found) => found !== null && found.statut !== "lecture",
  );
  if (!lot) throw new Error(`no lot for ${nom}`);
  return lot;
}

async function until<T>(ask: () => Promise<T>, isIt: (lu: T) => boolean = (lu) => Boolean(lu)): Promise<T> {
  let lu = await ask();
  for (let essai = 0; !isIt(lu) && essai < 600; essai++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    lu = await ask();
  }
  return lu;
}

const linkOf = (html: string, vers: RegExp) => vers.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? "";

describe("a file with one line that cannot be read", () => {
  it.each(draw(50))(
    "%s: shows it, gives it back, and takes it corrected",
    { timeout: 120_000 },
    async (titre, cellule, format) => {
      const [nom, ligne, colonne, ecrit] = cellule;
      const sain = TABLES[nom];
      const altere = change(sain, { [ligne]: { [colonne]: ecrit } });
      const own = `${nom}-${titre.split(".")[0]}.${format.extension}`;
      const lot = await deposit(own, format.write([altere.entete, ...altere.lignes]));
      expect([lot.statut, lot.acceptees, lot.rejetees]).toEqual(["pret", sain.lignes.length - 1, 1]);

      const page = await show(`${LOTS}/${lot.id}`);
      const groupe = await show(linkOf(page, /href="([^"]*\/rejets\?motif=[^"]*)"/));
      const lettre = String.fromCharCode(65 + sain.entete.indexOf(colonne));
      expect(textOf(page)).toContain(`Ligne ${ligne}`);
      expect(textOf(groupe)).toContain(`colonne ${lettre}, ${colonne}`);
      if (colonne !== "NUMERO_UNIQUE" && ecrit !== "") expect(textOf(groupe)).toContain(ecrit);

      const lien = linkOf(page, /href="([^"]*\/rejets\.[a-z]+)"/);
      const answer = await app.request(lien, { headers });
      const [entete = [], ...rejetees] = format.read(new Uint8Array(await answer.arrayBuffer()));
      expect(entete.slice(0, 3)).toEqual([`LIGNE_DU_LOT_${lot.id}`, "A_CORRIGER", sain.entete[0]]);
      expect(rejetees.map(([numero]) => numero)).toEqual([String(ligne)]);
      const remplies = rejetees.map(([numero = "", motif = ""]) => [
        numero,
        motif,
        ...(sain.lignes[Number(numero) - 2] ?? []),
      ]);

      const complet = await deposit(`corrige-${own}`, format.write([entete, ...remplies]));
      expect([complet.statut, complet.acceptees, complet.rejetees, complet.lignesLues, complet.periode]).toEqual([
        "pret",
        sain.lignes.length,
        0,
        sain.lignes.length,
        lot.periode,
      ]);
      expect((await database.base.lots.find(lot.id))?.statut).toBe("abandonne");
    },
  );
});

describe("several lines wrong in the same way", () => {
  const faux = change(ATTRIBUTIONS, {
    2: { SIREN_RADIATION: "732829321", SURFACE: "61" },
    4: { SIREN_RADIATION: "732829321" },
    6: { SIREN_RADIATION: "732829321" },
  });
  const group = (lot: Lot) => async () =>
    show(linkOf(await show(`${LOTS}/${lot.id}`), /href="([^"]*\/rejets\?motif=[^"]*)"/));
  const champs = (html: string) => ({
    motif: linkOf(html, /name="motif" value="([^"]*)"/),
    colonne: linkOf(html, /name="colonne" value="([^"]*)"/),
  });

  /** What the bounds of the bilan take away of the rejected lines. */
  const ecarteesOf = async ({ id }: Lot) =>
    (await database.pool.query<{ ecartees: number }>("select ecartees from lot where id = $1", [id])).rows[0]?.ecartees;

  it("are one group, left out in part with a reason, corrected together for the rest", {
    timeout: 120_000,
  }, async () => {
    const lot = await deposit("groupe.csv", utf8(csv(faux)));
    expect([lot.acceptees, lot.rejetees]).toEqual([2, 3]);
    const html = await group(lot)();
    const ecarter = new URLSearchParams({ ...champs(html), lignes: "6", pourquoi: "bail repris par la commune" });
    const done = await post(`${LOTS}/${lot.id}/rejets/ecarter`, ecarter);
    expect(await ecarteesOf(lot)).toBe(1);
    const ecartee = await show(done.headers.get("location") ?? "");
    expect(textOf(ecartee)).toContain("bail repris par la commune");
    const reprise = annulationOf(ecartee);
    expect(reprise).toMatchObject({ champs: { marque: expect.stringMatching(/^\d{16}$/) } });
    const reprendre = () => post(`/t/${EPCI}/${reprise?.chemin}`, new URLSearchParams(reprise?.champs));
    expect(textOf(await show((await reprendre()).headers.get("location") ?? ""))).toContain(
      "1 ligne est de nouveau à corriger",
    );
    expect(await group(lot)()).toBe(html);
    expect(await ecarteesOf(lot)).toBe(0);
    expect((await reprendre()).status).toBe(404);
    expect(await ecarteesOf(lot)).toBe(0);
    expect(textOf(html)).toMatch(/Commune reçue .*Bailleur/);
    expect(html).not.toContain("05217000000000000");
    await post(`${LOTS}/${lot.id}/rejets/ecarter`, ecarter);
    const reprendreUne = new URLSearchParams({ ...champs(html), reprise: "6" });
    const repris = await post(`${LOTS}/${lot.id}/rejets/reprendre-ligne`, reprendreUne);
    expect(textOf(await show(repris.headers.get("location") ?? ""))).toContain("de nouveau à corriger");
    expect(await ecarteesOf(lot)).toBe(0);
    await post(`${LOTS}/${lot.id}/rejets/ecarter`, ecarter);
    // A choice that cannot be read is not the choice of all.
    const illisible = new URLSearchParams({ ...champs(html), lignes: "quatre", pourquoi: "bail repris" });
    expect((await post(`${LOTS}/${lot.id}/rejets/ecarter`, illisible)).status).toBe(409);
    const sansRaison = new URLSearchParams({ ...champs(html), pourquoi: " " });
    expect((await post(`${LOTS}/${lot.id}/rejets/ecarter`, sansRaison)).status).toBe(422);

    // Neither ticked nor asked for: one careless click changes nothing.
    const sansChoix = await post(
      `${LOTS}/${lot.id}/rejets/corriger`,
      new URLSearchParams({ ...champs(html), valeur: "732829320" }),
    );
    expect(sansChoix.status).toBe(422);
    expect(textOf(await sansChoix.text())).toContain("Dites pour quelles lignes");

    const corriger = new URLSearchParams({ ...champs(html), portee: "toutes", valeur: "732829320" });
    const suite = (await post(`${LOTS}/${lot.id}/rejets/corriger`, corriger)).headers.get("location") ?? "";
    const complet = await database.base.lots.find(Number(/\d+$/.exec(suite)?.[0]));
    expect(complet).toMatchObject({ statut: "pret", acceptees: 4, rejetees: 1, lignesLues: 5 });
    expect(textOf(await show(suite))).toContain("1 ligne écartée avec une raison");
  });

  it("come back over a lot that has been replaced: told, and nothing is lost", { timeout: 120_000 }, async () => {
    const lot = await deposit("remplace.csv", utf8(csv(change(faux, { 2: { SURFACE: "63" } }))));
    const file = await (await app.request(`${LOTS}/${lot.id}/rejets.csv`, { headers })).text();
    await post(`${LOTS}/${lot.id}/abandonner`, new URLSearchParams());
    const body = new FormData();
    body.append("fichiers", new File([file.replaceAll("732829321", "732829320")], "tard.csv"));
    const sent = await post(`/t/${EPCI}/donnees/deposer`, body);
    expect(textOf(await show(sent.headers.get("location") ?? ""))).toContain("n’est plus là");
  });

  it("that are all of the file make it refused, and correct it all the same", { timeout: 120_000 }, async () => {
    const tout = change(
      ATTRIBUTIONS,
      Object.fromEntries([2, 3, 4, 5, 6].map((ligne) => [ligne, { SIREN_RADIATION: "732829321", SURFACE: "64" }])),
    );
    const lot = await deposit("tout.csv", utf8(csv(tout)));
    expect([lot.statut, lot.rejetees]).toEqual(["refuse", 5]);
    const html = await group(lot)();
    const corriger = new URLSearchParams({ ...champs(html), portee: "toutes", valeur: "732829320" });
    const suite = (await post(`${LOTS}/${lot.id}/rejets/corriger`, corriger)).headers.get("location") ?? "";
    const complet = await database.base.lots.find(Number(/\d+$/.exec(suite)?.[0]));
    expect(complet).toMatchObject({ statut: "pret", acceptees: 5, rejetees: 0 });
  });
});
