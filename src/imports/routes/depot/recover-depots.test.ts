import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { recoverDepots } from "./recover-depots.ts";

let dossier: string;
beforeEach(async () => {
  dossier = await mkdtemp(join(tmpdir(), "blaise-depots-"));
});
afterEach(() => rm(dossier, { recursive: true, force: true }));

const CLAIR = "1;NUMERO_UNIQUE;Durand";
async function depot(etats: readonly string[] | null, fiche = "depot.json"): Promise<string> {
  const id = randomUUID();
  await mkdir(join(dossier, id));
  await writeFile(join(dossier, id, "0"), CLAIR);
  if (etats === null) return id;
  const fichiers = etats.map((etat, rang) => ({ nom: `f${rang}.csv`, taille: 21, etat }));
  for (const rang of etats.keys()) await writeFile(join(dossier, id, String(rang)), CLAIR);
  await writeFile(join(dossier, id, fiche), JSON.stringify({ id, epci: "200068666", compte: 1, fichiers }));
  return id;
}
const left = async (id: string) => (await readdir(join(dossier, id)).catch(() => null))?.sort() ?? null;
/** Clock of the file system. */
const instantOf = async (id: string) => (await stat(join(dossier, id))).mtimeMs;

it("removes what was being received and what was being read, and keeps what waits for an answer", async () => {
  const [recu, lu, attend] = [await depot(null), await depot(["lot", "attente"]), await depot(["colonnes", "refus"])];
  await recoverDepots(dossier, (await instantOf(attend)) + 120_000);
  expect([await left(recu), await left(lu), await left(attend)]).toEqual([null, ["depot.json"], ["0", "depot.json"]]);
  expect(await readFile(join(dossier, lu, "depot.json"), "utf8")).toContain("Blaise s’est arrêté avant de le lire");
});

it("touches neither what another server is receiving now, nor what is not a deposit, nor sealed bytes", async () => {
  const recent = await depot(null);
  await writeFile(join(dossier, "notes.txt"), "à garder");
  await recoverDepots(dossier, await instantOf(recent));
  expect(await left(recent)).toEqual(["0"]);
  const rime = await depot(["attente"], "rime.json");
  await recoverDepots(dossier, (await instantOf(rime)) + 120_000);
  expect([await left(rime), (await readdir(dossier)).includes("notes.txt")]).toEqual([["0", "rime.json"], true]);
});
