// @module-tag ci
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { elaguer } from "#exploitation/sql/continu/elaguer.ts";
import { restoreContinu } from "#exploitation/sql/continu/restaurer-continu.ts";
import { type Atelier, type Ecriture, numerosOf, openAtelier } from "./continu.ts";
import { erase } from "./source.ts";

let atelier: Atelier;
let avant: readonly Ecriture[];
let apres: readonly Ecriture[];

beforeAll(async () => {
  atelier = await openAtelier();
  await atelier.write("ancien", 3);
  await atelier.base();
  avant = await atelier.write("avant", 5);
  apres = await atelier.write("apres", 5);
  await erase(atelier.serveur.url, "ancien-1");
  await erase(atelier.serveur.url, "avant-2");
  await atelier.flush();
}, 120_000);

afterAll(() => atelier.close());

test("gives back a minute: what was acknowledged before, nothing of after, and nobody who was erased since", async () => {
  const [instant = ""] = avant.slice(-1).map(({ acquitteeA }) => acquitteeA);
  const lus = await atelier.rendre(instant, async (client, rendue) => {
    expect(rendue).toMatchObject({ effaces: 2, horsRegistre: false });
    return numerosOf(client);
  });
  expect(lus).toEqual(["ancien-0", "ancien-2", "avant-0", "avant-1", "avant-3", "avant-4"]);
}, 120_000);

test("gives back everything that the archive holds, and can be written again", async () => {
  const lus = await atelier.rendre(null, async (client) => {
    await client.query("insert into nominatif.demandeur (epci, numero_hash) values ('200068666', 'nouveau')");
    return numerosOf(client);
  });
  expect(lus).toEqual([
    "ancien-0",
    "ancien-2",
    ...apres.map(({ numero }) => numero),
    "avant-0",
    "avant-1",
    "avant-3",
    "avant-4",
    "nouveau",
  ]);
}, 120_000);

test("nothing of it is in clear", async () => {
  const { dossier } = atelier.destination;
  const entrees = await readdir(dossier, { recursive: true, withFileTypes: true });
  const fichiers = entrees.filter((one) => one.isFile() && one.name !== "grappe");
  expect(fichiers.length).toBeGreaterThan(4);
  for (const { parentPath, name } of fichiers)
    expect((await readFile(join(parentPath, name))).subarray(0, 17).toString()).toBe("BLAISE-SAUVEGARDE");
});

test.each([
  ["before the first copy", "2001-01-01T00:00:00.000Z", "continu-trop-tot"],
  ["after the last writing", "2099-01-01T00:00:00.000Z", "continu-trop-tard"],
])(
  "refuses an instant %s, and leaves no database",
  async (_, jusqua, code) => {
    const refus = await atelier.rendre(jusqua, async () => "rendu").catch((error: { code?: string }) => error);
    expect(refus).toMatchObject({ code });
  },
  120_000,
);

test("refuses another key, and a folder that has a database", async () => {
  const { destination, donnees } = atelier;
  const demande = { destination, jusqua: null, registre: null };
  const autre = { ...destination, cle: Buffer.alloc(32, 9) };
  await expect(restoreContinu({ ...demande, destination: autre, donnees })).rejects.toMatchObject({
    code: "cle-sauvegarde-fausse",
  });
  await expect(restoreContinu({ ...demande, donnees })).rejects.toMatchObject({ code: "continu-dossier-occupe" });
});

test("a folder is one database's", async () => {
  const place = join(atelier.destination.dossier, "grappe");
  const grappe = await readFile(place, "utf8");
  await writeFile(place, "1\n");
  await expect(atelier.base()).rejects.toMatchObject({ code: "continu-autre-base" });
  await writeFile(place, grappe);
});

test("what is past its duration leaves the archive, with the journal before it; the last copy stays", async () => {
  await atelier.base();
  const { url } = atelier.serveur;
  const bientot = new Date(Date.now() + 20 * 86_400_000).toISOString();
  const plusTard = new Date(Date.now() + 60 * 86_400_000).toISOString();
  expect(await elaguer(url, atelier.destination, bientot)).toMatchObject({ bases: 0 });
  const otes = await elaguer(url, atelier.destination, plusTard);
  expect(otes.bases).toBe(1);
  expect(otes.journaux).toBeGreaterThan(0);
  expect(await atelier.rendre(null, numerosOf)).toContain("apres-4");
}, 120_000);
