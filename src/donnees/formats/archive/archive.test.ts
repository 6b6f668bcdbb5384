import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { type Entree, zipOf } from "../../../../test/fixtures/zip.ts";
import { openArchive } from "./archive.ts";

let dossier: string;
beforeAll(async () => {
  dossier = await mkdtemp(join(tmpdir(), "blaise-archive-"));
});
afterAll(() => rm(dossier, { recursive: true, force: true }));

async function read(octets: Buffer) {
  const chemin = join(dossier, "a.zip");
  await writeFile(chemin, octets);
  return openArchive(chemin, "a.zip");
}

async function contents(entrees: readonly Entree[]) {
  const archive = await read(zipOf(entrees));
  const membres = [];
  for (const { nom, open } of archive?.membres ?? []) {
    const morceaux: Uint8Array[] = [];
    for await (const morceau of open()) morceaux.push(morceau);
    membres.push([nom, Buffer.concat(morceaux).toString("utf8")]);
  }
  return { membres, ecartes: archive?.ecartes.map(({ nom }) => nom) ?? null };
}

const CSV: Entree = { nom: "baux.csv", contenu: "a;b\n1;2\n" };

describe("an archive", () => {
  it("gives the bytes of each file, stored or deflated, in a folder or not", async () => {
    const { membres, ecartes } = await contents([CSV, { nom: "2025/parc été.csv", contenu: "é", methode: 0 }]);
    expect(membres).toEqual([
      ["baux.csv", "a;b\n1;2\n"],
      ["2025/parc été.csv", "é"],
    ]);
    expect(ecartes).toEqual([]);
  });

  it("leaves out folders and what systems add, without a word", async () => {
    const rien = ["__MACOSX/._baux.csv", ".DS_Store", "2025/", "x/Thumbs.db", "desktop.ini"];
    const { membres, ecartes } = await contents([CSV, ...rien.map((nom) => ({ nom, contenu: "x" }))]);
    expect(membres).toHaveLength(1);
    expect(ecartes).toEqual([]);
  });

  test.each([
    ["a path that leaves the folder", "../../etc/passwd"],
    ["an absolute path", "/etc/passwd"],
    ["a drive", "C:\\baux.csv"],
    ["a way up in the middle", "a/../../b.csv"],
    ["an archive in the archive", "encore.zip"],
    ["an archive of another kind", "encore.tar.gz"],
    ["nothing", "vide.csv"],
  ])("names %s, and keeps the rest", async (_, nom) => {
    const { membres, ecartes } = await contents([CSV, { nom, contenu: nom === "vide.csv" ? "" : "x" }]);
    expect(membres.map(([one]) => one)).toEqual(["baux.csv"]);
    expect(ecartes).toEqual([nom]);
  });

  test.each<[string, Buffer]>([
    ["a table", Buffer.from("a;b\n1;2\n")],
    ["a workbook", zipOf([{ nom: "[Content_Types].xml", contenu: "<a/>" }, CSV])],
    ["a workbook of LibreOffice", zipOf([{ nom: "META-INF/manifest.xml", contenu: "<a/>" }])],
    ["nothing", Buffer.alloc(0)],
  ])("is not %s", async (_, octets) => {
    expect(await read(octets)).toBeNull();
  });
});

describe("refused whole", () => {
  test.each<[string, Buffer, string]>([
    ["without an end", Buffer.from("PK\u0003\u0004 and nothing more"), "archive-illisible"],
    ["of an unknown compression", zipOf([{ ...CSV, methode: 12 }]), "archive-illisible"],
    ["under a code", zipOf([{ ...CSV, chiffre: true }]), "archive-protegee"],
    ["a bomb", zipOf([{ nom: "a.csv", contenu: Buffer.alloc(20_000_000) }]), "archive-trop-grosse"],
    ["that announces too much", zipOf([{ ...CSV, annonce: 3_000_000_000 }]), "archive-trop-grosse"],
    [
      "of too many files",
      zipOf(Array.from({ length: 41 }, (_, i) => ({ nom: `${i}.csv`, contenu: "x" }))),
      "archive-trop-grosse",
    ],
    ["of folders alone", zipOf([{ nom: "a/", contenu: "" }]), "archive-vide"],
  ])("%s", async (_, octets, code) => {
    await expect(read(octets)).rejects.toMatchObject({ code });
  });

  it("a file bigger than it says, of another sum, or that two readers would not read alike, fails as it is read", async () => {
    for (const entree of [{ annonce: 2 }, { somme: 7 }, { locale: 0 }]) {
      await expect(contents([{ ...CSV, ...entree }])).rejects.toMatchObject({ code: "archive-illisible" });
    }
  });
});
