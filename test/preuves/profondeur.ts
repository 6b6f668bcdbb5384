import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { COUTS } from "../couts.ts";
import { readTests } from "../etiquettes.ts";

const RESULTAT = "docs/preuves/profondeur.json";

const suiteSchema = z.object({
  fichier: z.string(),
  commit: z.string(),
  tests: z.number(),
  secondes: z.number(),
});
type Suite = z.infer<typeof suiteSchema>;

/**
 * Every suite that a run of every day leaves out (`// @module-tag preuve`) or that looks less far in it (`profondeur`), at its whole size. With words, those whose path holds one;
 * the others keep what the last proof said of them, with its commit.
 */
export async function proveProfondeur(mots: readonly string[]): Promise<Record<string, unknown>> {
  const tagged = readTests().filter(({ etiquettes }) =>
    etiquettes.some((nom) => nom === "profondeur" || nom === "preuve"),
  );
  const chosen = tagged
    .map(({ chemin }) => chemin)
    .filter((chemin) => mots.length === 0 || mots.some((mot) => chemin.includes(mot)));
  if (chosen.length === 0) throw new Error(`no suite with a depth answers to « ${mots.join(" ")} »`);
  const fresh = runDeep(chosen);
  const kept = readFormer().filter(
    ({ fichier }) => !chosen.includes(fichier) && tagged.some(({ chemin }) => chemin === fichier),
  );
  return { suites: [...kept, ...fresh].sort((a, b) => a.fichier.localeCompare(b.fichier)), echecs: 0 };
}

/** Throws when a test fails, or is skipped. */
function runDeep(fichiers: readonly string[]): Suite[] {
  const dossier = mkdtempSync(join(tmpdir(), "blaise-profondeur-"));
  const comptes = join(dossier, "comptes.json");
  try {
    spawnSync(process.execPath, ["node_modules/vitest/vitest.mjs", "run", ...fichiers], {
      stdio: "inherit",
      env: { ...process.env, TZ: "Pacific/Auckland", BLAISE_TEST_PROFONDEUR: "preuve", BLAISE_TEST_COUNTS: comptes },
    });
    const { failed, skipped, failures } = z
      .object({ failed: z.number(), skipped: z.number(), failures: z.array(z.string()) })
      .parse(JSON.parse(readFileSync(comptes, "utf8")));
    if (failed + skipped > 0) throw new Error(`${failed} failed, ${skipped} skipped\n${failures.join("\n")}`);
  } finally {
    rmSync(dossier, { recursive: true, force: true });
  }
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  return readCosts().map(({ fichier, tests, mur }) => ({ fichier, commit, tests, secondes: Math.round(mur) }));
}

function readCosts() {
  const passage = z.object({
    passage: z.string(),
    fichiers: z.array(z.object({ fichier: z.string(), tests: z.number(), mur: z.number() })),
  });
  const found = z.array(passage).parse(JSON.parse(readFileSync(COUTS, "utf8")));
  return found.find((one) => one.passage === "preuve")?.fichiers ?? [];
}

function readFormer(): Suite[] {
  try {
    return z.object({ suites: z.array(suiteSchema) }).parse(JSON.parse(readFileSync(RESULTAT, "utf8"))).suites;
  } catch {
    return [];
  }
}
