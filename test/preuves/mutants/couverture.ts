import { readdirSync, readFileSync } from "node:fs";
import type { Profiler } from "node:inspector";
import { z } from "zod";

/** [begin, end, executed] of a function, then of its blocks: the innermost that holds a place says whether it was executed. */
type Etendue = readonly [debut: number, fin: number, execute: number];
/** Of each source, what one file of tests executes of it. */
export type Vus = Readonly<Record<string, readonly Etendue[]>>;

const vusSchema = z.object({
  chemin: z.string(),
  vus: z.record(z.string(), z.array(z.tuple([z.number(), z.number(), z.number()]))),
});

/** What the engine says, without the functions that were not called nor what is not ours. */
export function pressed(scripts: readonly Profiler.ScriptCoverage[]): Vus {
  return Object.fromEntries(
    scripts.flatMap(({ url, functions }) => {
      const fichier = /\/(src\/[^?]+\.tsx?)/.exec(url)?.[1];
      const called = functions.filter(({ ranges }) => (ranges[0]?.count ?? 0) > 0);
      if (!fichier || called.length === 0) return [];
      const etendues = called.flatMap(({ ranges }) =>
        ranges.map(({ startOffset, endOffset, count }): Etendue => [startOffset, endOffset, Math.min(count, 1)]),
      );
      return [[fichier, etendues] as const];
    }),
  );
}

export type Couverture = {
  /** Files of tests that execute this place of the compiled source. */
  testsAt(fichier: string, offset: number): readonly string[];
};

export function readCouverture(dossier: string): Couverture {
  const bySource = new Map<string, { readonly chemin: string; readonly etendues: readonly Etendue[] }[]>();
  for (const nom of readdirSync(dossier)) {
    const { chemin, vus } = vusSchema.parse(JSON.parse(readFileSync(`${dossier}/${nom}`, "utf8")));
    for (const [fichier, etendues] of Object.entries(vus))
      bySource.set(fichier, [...(bySource.get(fichier) ?? []), { chemin, etendues }]);
  }
  return {
    testsAt: (fichier, offset) =>
      (bySource.get(fichier) ?? []).filter(({ etendues }) => isExecuted(etendues, offset)).map(({ chemin }) => chemin),
  };
}

function isExecuted(etendues: readonly Etendue[], offset: number): boolean {
  const around = etendues.filter(([debut, fin]) => debut <= offset && offset < fin);
  return (around.toSorted((a, b) => a[1] - a[0] - (b[1] - b[0]))[0]?.[2] ?? 0) > 0;
}
