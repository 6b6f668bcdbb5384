import { execFile } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";

let database: TestDatabase;
let dossier: string;
const chemin = (nom: string) => join(dossier, nom);

/** A set of another publisher, of one record: the deadline of a future year. */
const JEU = {
  editeur: "Une agence",
  nom: "essai",
  titre: "Essai, synthétique",
  version: "2026-11-30.1",
  enregistrements: [
    {
      code: "baisse-ressources",
      depuis: "2030-01-01",
      valeur: 0.2,
      article: "Arrêté d’essai",
      source: "Arrêté d’essai du 1er décembre 2029, synthétique",
      confiance: "B",
    },
  ],
};

beforeAll(async () => {
  database = await createDatabase();
  dossier = await mkdtemp(join(tmpdir(), "blaise-droit-"));
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  await writeFile(chemin("privee.pem"), privateKey.export({ type: "pkcs8", format: "pem" }));
  await writeFile(chemin("publique.pem"), publicKey.export({ type: "spki", format: "pem" }));
  await writeFile(chemin("jeu.json"), `${JSON.stringify(JEU, null, 2)}\n`);
});
afterAll(async () => {
  await rm(dossier, { recursive: true, force: true });
  await database.drop();
});

/** The command, as an operator types it; exit code 2 is a refusal, with its reason on stderr. */
function blaise(...args: readonly string[]): Promise<{ code: number; dit: string }> {
  const env = {
    ...process.env,
    DATABASE_URL: database.url,
    BLAISE_DONNEES: dossier,
    BLAISE_DROIT_CLES: chemin("publique.pem"),
  };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["--import", "tsx", "src/service/commandes/main.ts", "droit", ...args],
      { env },
      (error, out, err) => {
        resolve({ code: typeof error?.code === "number" ? error.code : 0, dit: (out + err).replaceAll("\u00a0", " ") });
      },
    );
  });
}

it("signs a set in its own file, verifies it, imports it once, and lists what is to come", async () => {
  expect(await blaise("verifier", chemin("jeu.json"))).toMatchObject({
    code: 2,
    dit: expect.stringContaining("n’est pas signé"),
  });
  expect((await blaise("signer", "--cle", chemin("privee.pem"), chemin("jeu.json"))).code).toBe(0);
  expect(JSON.parse(await readFile(chemin("jeu.json"), "utf8"))).toEqual({ ...JEU, signature: expect.any(String) });

  const says =
    "Essai, synthétique (essai, version 2026-11-30.1 de Une agence) : 1 valeur ajoutée, 0 corrigée, 0 retirée.\n";
  expect(await blaise("verifier", chemin("jeu.json"))).toEqual({ code: 0, dit: says });
  expect(await database.base.droit.jeux()).toEqual([]);
  expect(await blaise("importer", chemin("jeu.json"))).toEqual({ code: 0, dit: says });
  expect(await blaise("importer", chemin("jeu.json"))).toMatchObject({
    code: 2,
    dit: expect.stringContaining("n’est pas après celle qui est déjà là"),
  });
  expect((await database.base.droit.jeux()).map(({ jeu }) => jeu.nom)).toEqual(["essai"]);

  const { dit } = await blaise("liste");
  expect(dit).toContain(
    "  baisse-ressources\t20 %\tdepuis le 1er janvier 2030 [à venir] [à confirmer]\tJeu « essai » de Une agence, version 2026-11-30.1\n",
  );
  const altered = (await readFile(chemin("jeu.json"), "utf8"))
    .replace("0.2", "0.9")
    .replace("2026-11-30.1", "2026-11-30.2");
  await writeFile(chemin("altere.json"), altered);
  expect(await blaise("importer", chemin("altere.json"))).toMatchObject({
    code: 2,
    dit: expect.stringContaining("a été modifié depuis sa signature"),
  });
});
