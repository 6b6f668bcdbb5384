import { mkdirSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { Entrees } from "./cas.ts";
import { CAS_OCTETS } from "./cas-octets.ts";
import { CAS_STRUCTURE } from "./cas-structure.ts";
import { CAS_VALEURS } from "./cas-valeurs.ts";

export const ENTREES: Entrees = { ...CAS_OCTETS, ...CAS_STRUCTURE, ...CAS_VALEURS };

/** Name of the former file beside the case's own. */
export const AVANT = "avant.csv";

/** Writes the input files. What is expected of each (attendu.json, beside it) is written by hand: no code may decide of it. */
function writeCorpus(): void {
  for (const [dossier, { nom, octets, avant }] of Object.entries(ENTREES)) {
    const folder = new URL(`fichiers/${dossier}/`, import.meta.url);
    mkdirSync(folder, { recursive: true });
    writeFileSync(new URL(nom, folder), octets);
    if (avant) writeFileSync(new URL(AVANT, folder), avant);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) writeCorpus();
