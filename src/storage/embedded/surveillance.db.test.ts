// @module-tag moteur
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runRelances } from "../../../test/faults/relance.ts";
import { readPostmaster } from "./presence.ts";
import { openServeur, removeServeur, type Serveur } from "./serveur.ts";

/** Kills here; a hundred in the proof (`npm run preuve -- R1`). */
const MISES_A_MORT = 3;

let dossier: string;
let serveur: Serveur;
beforeAll(async () => {
  dossier = await mkdtemp(join(tmpdir(), "blaise-surveillance-"));
  serveur = await openServeur({ dossier });
});
afterAll(async () => {
  await serveur.stop();
  await removeServeur(dossier);
  await rm(dossier, { recursive: true, force: true });
});

it("killed, comes back by itself; what was acknowledged is there, and pools go on", { timeout: 120_000 }, async () => {
  const said: string[] = [];
  serveur.surveiller((ligne) => said.push(ligne));
  const { reprises, perdues, acquittees } = await runRelances(serveur, MISES_A_MORT);
  expect([reprises.filter((one) => one === null), perdues, acquittees]).toEqual([[], 0, MISES_A_MORT * 50]);
  // Killed again while it comes back: one recovery, one line.
  expect(said.length).toBeGreaterThan(0);
  expect(
    said.filter(
      (ligne) => !/^PostgreSQL s’(était arrêté : il répond de nouveau, après \d|est arrêté et ne)/.test(ligne),
    ),
  ).toEqual([]);
});

it("leaves it alone once it has been left", async () => {
  await serveur.stop();
  await sleep(1_200);
  expect(readPostmaster(join(serveur.racine, "data"))).toBeNull();
});
