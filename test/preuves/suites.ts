import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { ensureChromium } from "../../scripts/chromium.mjs";
import { COUTS } from "../couts.ts";

export type Suite = { readonly fichier: string; readonly tests: number; readonly secondes: number };

/** Runs suites at their whole size (test/profondeur.ts). Throws when a test fails, or is skipped. */
export async function runSuites(fichiers: readonly string[]): Promise<readonly Suite[]> {
  const dossier = mkdtempSync(join(tmpdir(), "blaise-suites-"));
  const comptes = join(dossier, "comptes.json");
  const navigateur = fichiers.some((fichier) => /^test\/(e2e|connexion)\//.test(fichier))
    ? await ensureChromium()
    : null;
  try {
    spawnSync(process.execPath, ["node_modules/vitest/vitest.mjs", "run", ...fichiers], {
      stdio: "inherit",
      env: {
        ...process.env,
        TZ: "Pacific/Auckland",
        BLAISE_TEST_PROFONDEUR: "preuve",
        BLAISE_TEST_COUNTS: comptes,
        ...(navigateur ? { CHROMIUM_PATH: navigateur } : {}),
      },
    });
    const { failed, skipped, failures } = z
      .object({ failed: z.number(), skipped: z.number(), failures: z.array(z.string()) })
      .parse(JSON.parse(readFileSync(comptes, "utf8")));
    if (failed + skipped > 0) throw new Error(`${failed} failed, ${skipped} skipped\n${failures.join("\n")}`);
  } finally {
    rmSync(dossier, { recursive: true, force: true });
  }
  return readCosts().map(({ fichier, tests, mur }) => ({ fichier, tests, secondes: Math.round(mur) }));
}

function readCosts() {
  const passage = z.object({
    passage: z.string(),
    fichiers: z.array(z.object({ fichier: z.string(), tests: z.number(), mur: z.number() })),
  });
  const found = z.array(passage).parse(JSON.parse(readFileSync(COUTS, "utf8")));
  return found.find((one) => one.passage === "preuve")?.fichiers ?? [];
}
