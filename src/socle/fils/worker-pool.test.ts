import { execFile } from "node:child_process";
import { execPath } from "node:process";
import { promisify } from "node:util";
import { afterEach, expect, it } from "vitest";
import { Refus } from "../regles/shared/refus.ts";
import { createWorkerPool, type Limites } from "./worker-pool.ts";

type Essai = typeof import("../../../test/fixtures/essai.worker.ts");

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const pool of opened.splice(0)) await pool.close();
});

function open(limites: Partial<Limites> = {}) {
  const pool = createWorkerPool<Essai>(
    { quoi: "cet essai", threads: 1, attente: 2, dureeMs: 30_000, memoireMo: 64, ...limites },
    "../../../test/fixtures/essai.worker.ts",
    import.meta.url,
  );
  opened.push(pool);
  return pool;
}

const codeOf = (error: unknown) => (error instanceof Refus ? error.code : String(error));

it("gives back what the function gives, and its error as a defect, not as a refusal", async () => {
  const pool = open();
  expect(await pool.run("double", 21)).toBe(42);
  const error = await pool.run("echouer", "interne").catch((thrown: unknown) => thrown);
  expect([error instanceof Refus, String(error)]).toEqual([false, "TypeError: défaut interne"]);
  expect(await pool.run("double", 4)).toBe(8);
});

it("leaves the loop free while it works", async () => {
  const pool = open();
  await pool.run("double", 1);
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  await pool.run("occuper", 200);
  clearInterval(timer);
  // A single turn, at the very end, would mean that the work held the loop.
  expect(turns).toBeGreaterThan(5);
});

it("refuses the one too many, tells how many wait, and does all the others", async () => {
  const pool = open();
  await pool.run("double", 1);
  const asked = Array.from({ length: 6 }, () => pool.run("occuper", 60).then(String, codeOf));
  // Refusals are asynchronous too.
  await new Promise((resolve) => setImmediate(resolve));
  expect(pool.state()).toEqual({ attente: 2, encours: 1 });
  const answers = await Promise.all(asked);
  expect(answers.filter((one) => one === "60")).toHaveLength(3);
  expect(answers.filter((one) => one === "travaux-trop-nombreux")).toHaveLength(3);
  expect(pool.state()).toEqual({ attente: 0, encours: 0 });
});

it("forgets the one too many: nothing fails once its time is over", async () => {
  const fatal: unknown[] = [];
  const keep = (error: unknown) => fatal.push(error);
  process.on("uncaughtException", keep).on("unhandledRejection", keep);
  const pool = open({ dureeMs: 2_000 });
  await pool.run("double", 1);
  const asked = Array.from({ length: 4 }, () => pool.run("occuper", 60).then(String, codeOf));
  expect((await Promise.all(asked)).toSorted()).toEqual(["60", "60", "60", "travaux-trop-nombreux"]);
  await new Promise((resolve) => setTimeout(resolve, 2_200));
  process.off("uncaughtException", keep).off("unhandledRejection", keep);
  expect(fatal).toEqual([]);
});

it("ends what never ends, and what waited behind it is done", async () => {
  const pool = open({ dureeMs: 4_000 });
  await pool.run("double", 1);
  const endless = pool.run("occuper", 3_600_000).then(String, codeOf);
  // Asked halfway through the first task: it still gets its whole time.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const behind = pool.run("double", 3);
  expect(await endless).toBe("travail-trop-long");
  expect(await behind).toBe(6);
});

it("ends what takes too much memory, and what waited behind it is done", async () => {
  const process = promisify(execFile)(execPath, ["--import", "./test/loader.mjs", "test/fixtures/memoire-process.ts"]);
  expect((await process).stdout).toBe("travail-trop-lourd 10");
});
