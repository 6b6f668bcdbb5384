import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Entree } from "./entrees.ts";
import { type Manifeste, makeCompteFichiers, makeCompteur, readAgainstManifeste } from "./manifeste.ts";

const LIGNES = Buffer.from("1\ta\\nb\n2\tc\n");
const FICHIER = Buffer.from([1, 2, 3]);
const sha256 = (octets: Buffer) => createHash("sha256").update(octets).digest("hex");

function manifesteOf(change: Partial<Manifeste> = {}): Manifeste {
  const fichiers = makeCompteFichiers();
  fichiers.add("pieces/1", { octets: 3, sha256: sha256(FICHIER) });
  return {
    format: 1,
    schema: 1,
    migrations: [{ numero: 1, nom: "0001-ground.sql", empreinte: "x" }],
    faiteLe: "2026-03-01T02:00:00.000Z",
    blaise: "essai",
    postgresql: "18",
    epci: [],
    tables: [{ table: "t", colonnes: ["a"], lignes: 2, octets: LIGNES.length, sha256: sha256(LIGNES) }],
    sequences: [],
    journal: [],
    fichiers: fichiers.result(),
    cleHachage: null,
    exclues: [],
    ...change,
  };
}

const table: Entree = { entete: { type: "table", table: "t" }, octets: [LIGNES.subarray(0, 3), LIGNES.subarray(3)] };
const fichier: Entree = { entete: { type: "fichier", chemin: "pieces/1" }, octets: [FICHIER] };

function closing(manifeste: unknown): Entree {
  return { entete: { type: "manifeste" }, octets: [Buffer.from(JSON.stringify(manifeste))] };
}

async function read(...entrees: readonly Entree[]): Promise<Manifeste> {
  const source = (async function* () {
    yield* entrees;
  })();
  return readAgainstManifeste(source, async () => undefined);
}

describe("an archive against its manifest", () => {
  test("is what it says", async () => {
    expect(await read(table, fichier, closing(manifesteOf()))).toEqual(manifesteOf());
  });

  const [only] = manifesteOf().tables;
  if (!only) throw new Error("the manifest has a table");
  test.each<[string, readonly Entree[]]>([
    ["no manifest", [table, fichier]],
    ["a manifest that is not one", [table, fichier, closing({ format: 1 })]],
    ["another format", [table, fichier, closing({ ...manifesteOf(), format: 2 })]],
    ["something after it", [table, fichier, closing(manifesteOf()), fichier]],
    ["a row more than told", [table, fichier, closing(manifesteOf({ tables: [{ ...only, lignes: 1 }] }))]],
    ["other bytes", [table, fichier, closing(manifesteOf({ tables: [{ ...only, sha256: sha256(FICHIER) }] }))]],
    ["a table absent", [fichier, closing(manifesteOf())]],
    ["a table too many", [table, table, fichier, closing(manifesteOf())]],
    ["a file absent", [table, closing(manifesteOf())]],
    [
      "a file under another name",
      [table, { ...fichier, entete: { type: "fichier", chemin: "pieces/2" } }, closing(manifesteOf())],
    ],
  ])("%s: refused", async (_, entrees) => {
    await expect(read(...entrees)).rejects.toMatchObject({ name: "Refus", code: "sauvegarde-illisible" });
  });

  test("counts rows, not the line ends inside values", () => {
    const compteur = makeCompteur();
    compteur.add(LIGNES);
    expect(compteur.result()).toEqual({ octets: LIGNES.length, lignes: 2, sha256: sha256(LIGNES) });
  });
});
