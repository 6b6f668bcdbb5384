import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";
import { generateDemo } from "./generate-demo.ts";

/** Writes the demonstration's files in a folder, made if need be, to be dropped by hand in the product. Returns their names. */
export async function writeFiles(dossier: string): Promise<string[]> {
  await mkdir(dossier, { recursive: true });
  const files = generateDemo();
  for (const { nom, octets } of files) await writeFile(join(dossier, nom), octets);
  return files.map(({ nom }) => nom);
}

// node --import tsx demo/write-files.ts DOSSIER
if (argv[1] !== undefined && import.meta.url === pathToFileURL(argv[1]).href) {
  const dossier = argv[2];
  if (dossier === undefined) {
    process.stderr.write(
      "Indiquez le dossier où écrire les fichiers : node --import tsx demo/write-files.ts DOSSIER\n",
    );
    process.exit(3);
  }
  for (const nom of await writeFiles(dossier)) process.stdout.write(`${join(dossier, nom)}\n`);
}
