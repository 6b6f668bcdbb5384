import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { readTests } from "../etiquettes.ts";
import { runSuites } from "./suites.ts";

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
  const fresh = (await runSuites(chosen)).map((suite) => ({ ...suite, commit: commitNow() }));
  const kept = readFormer().filter(
    ({ fichier }) => !chosen.includes(fichier) && tagged.some(({ chemin }) => chemin === fichier),
  );
  return { suites: [...kept, ...fresh].sort((a, b) => a.fichier.localeCompare(b.fichier)), echecs: 0 };
}

function commitNow(): string {
  return execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
}

function readFormer(): Suite[] {
  try {
    return z.object({ suites: z.array(suiteSchema) }).parse(JSON.parse(readFileSync(RESULTAT, "utf8"))).suites;
  } catch {
    return [];
  }
}
