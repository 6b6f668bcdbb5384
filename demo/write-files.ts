import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generateDemo } from "./generate-demo.ts";

// node --import tsx demo/write-files.ts DOSSIER : the demonstration's files, to be dropped by hand in the product.
const dossier = process.argv[2];
if (dossier === undefined) {
  process.stderr.write("Indiquez le dossier où écrire les fichiers : node --import tsx demo/write-files.ts DOSSIER\n");
  process.exit(3);
}
await mkdir(dossier, { recursive: true });
for (const { nom, octets } of generateDemo()) {
  await writeFile(join(dossier, nom), octets);
  process.stdout.write(`${nom} : ${octets.length} octets\n`);
}
