import { fichierOf } from "#donnees/formats/fichier.ts";
import { type ImportDeps, receiveFichier } from "#imports/actes/lot/import-lot.ts";
import type { Source } from "#socle/regles/shared/source.ts";
import type { FichierDemo } from "../../../demo/fichier.ts";

/** Deposits a file of the demonstration as an officer does, and returns its lot, ready to publish. */
export async function receiveDemo(
  deps: ImportDeps,
  epci: string,
  { nom, octets, source, periode, colonnes }: FichierDemo,
  say: (line: string) => void,
): Promise<number> {
  const { fini } = await receiveFichier(deps, {
    fichier: fichierOf(nom, octets),
    epci,
    source,
    ...(ASKED.has(source) ? { periode } : {}),
    ...(colonnes ? { colonnes } : {}),
  });
  const lot = await fini;
  say(`${nom} : ${lot.acceptees} lignes`);
  return lot.id;
}

/** The other sources hold their period themselves. */
const ASKED: ReadonlySet<Source> = new Set(["rpls", "sne-attributions", "sne-demandes"]);
