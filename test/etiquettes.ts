import { readdirSync, readFileSync } from "node:fs";

/**
 * What a file of tests says of itself on its first lines, as vitest reads it: `// @module-tag moteur`.
 * - `moteur`: holds what another PostgreSQL, or one that is not ours, can change; the second passage runs these alone;
 * - `seul`: in a process of its own;
 * - `long`: half a minute or more, begun first, or one core would end alone;
 * - `lourd`: two seconds of processor or more without a database; `npm run check` leaves it to `npm test`, unless it is nearest to what changed;
 * - `profondeur`: looks further with `npm run preuve -- profondeur` (see profondeur.ts);
 * - `preuve`: left to that proof by a whole run; asked for by its name, it runs;
 * - `ci`: in a whole run, CI's alone: walks and faults of minutes, which a change seldom breaks without another test; asked for by its name, it runs;
 * - `navigateur`, `reel`, `node`: skipped without a Chromium, without real files beside the project, without the other lines of Node.
 */
export const ETIQUETTES = [
  "moteur",
  "seul",
  "long",
  "lourd",
  "profondeur",
  "preuve",
  "ci",
  "navigateur",
  "reel",
  "node",
] as const;
export type Etiquette = (typeof ETIQUETTES)[number];

export type FichierDeTests = {
  readonly chemin: string;
  readonly texte: string;
  readonly etiquettes: readonly string[];
};

/** To what a whole run leaves a file; null: it runs it. */
export function laisseA({ etiquettes }: FichierDeTests): "preuve" | "ci" | null {
  if (etiquettes.includes("preuve")) return "preuve";
  return etiquettes.includes("ci") && process.env.CI !== "true" ? "ci" : null;
}

/** Every file of tests under these folders, with its tags. */
export function readTests(dossiers: readonly string[] = ["src", "test", "demo"]): FichierDeTests[] {
  return dossiers
    .flatMap((dossier) => readdirSync(dossier, { recursive: true, encoding: "utf8" }).map((nom) => `${dossier}/${nom}`))
    .filter((chemin) => /\.test\.tsx?$/.test(chemin))
    .map((chemin) => chemin.replaceAll("\\", "/"))
    .sort()
    .map((chemin) => {
      const texte = readFileSync(chemin, "utf8");
      return {
        chemin,
        texte,
        etiquettes: [...texte.matchAll(/^\/\/ @module-tag (\w+)$/gm)].map(([, nom = ""]) => nom),
      };
    });
}
