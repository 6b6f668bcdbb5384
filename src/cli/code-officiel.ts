import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { z } from "zod";
import type { CodeOfficiel } from "#application/territoire/open-territoire.ts";

const require = createRequire(import.meta.url);

const epci = z.object({
  code: z.string(),
  nom: z.string(),
  membres: z.array(z.object({ code: z.string(), nom: z.string(), populationMunicipale: z.number().nullish() })),
});

const commune = z.object({
  code: z.string(),
  nom: z.string(),
  type: z.string(),
  commune: z.string().nullish(),
  population: z.number().nullish(),
});

const fusion = z.object({ code: z.string(), anciensCodes: z.array(z.string()).nullish() });

let fusions: ReadonlyMap<string, string> | null = null;

/** What a commune's former code became after a merger, null when it never was one. The national list is read at the first question. */
export function communeActuelle(code: string): string | null {
  fusions ??= new Map(
    z
      .array(fusion)
      .parse(readData("communes"))
      .flatMap((row) => (row.anciensCodes ?? []).map((former): [string, string] => [former, row.code])),
  );
  return fusions.get(code) ?? null;
}

/**
 * @etalab/decoupage-administratif: 12 MB of JSON, read only when a territory is opened.
 * RPLS writes Paris, Lyon and Marseille by arrondissement: those codes belong to the EPCI of their commune.
 */
export const CODE_OFFICIEL: CodeOfficiel = {
  findEpci(siren) {
    const found = z
      .array(epci)
      .parse(readData("epci"))
      .find((row) => row.code === siren);
    if (!found) return null;
    const members = new Set(found.membres.map((row) => row.code));
    const parts = z
      .array(commune)
      .parse(readData("communes"))
      .filter((row) => row.type === "arrondissement-municipal" && row.commune != null && members.has(row.commune));
    return {
      nom: found.nom,
      communes: [...found.membres.map((row) => ({ ...row, population: row.populationMunicipale })), ...parts].map(
        (row) => ({
          commune: row.code,
          nom: row.nom,
          population: row.population ?? null,
        }),
      ),
    };
  },
};

function readData(nom: "epci" | "communes"): unknown {
  return JSON.parse(readFileSync(require.resolve(`@etalab/decoupage-administratif/data/${nom}.json`), "utf8"));
}
