import { readdirSync } from "node:fs";
import { type Random, seedRandom } from "#socle/calculs/synthese/mulberry32.ts";
import { compile } from "../../loader-hooks.mjs";
import { GENRES, type Genre, type SiteSitue, sitesOf } from "./sites.ts";

/** A part of the product whose tests are measured together, and the storeys of the rooms that it stands in. */
export const COUCHES = {
  regles: ["regles"],
  statistiques: ["calculs"],
  optimisation: ["optimisation"],
  application: ["lectures", "actes"],
  import: ["formats"],
  storage: ["sql"],
  http: ["routes"],
  pages: ["pages"],
  rapports: ["documents", "images"],
} as const;
export type Couche = keyof typeof COUCHES;

export type Mutant = SiteSitue & { readonly couche: Couche; readonly fichier: string };

/** Not drawn: sizes and colours of a drawing or of a page are seen, not counted; scripts of the browser are run by it alone. */
const HORS_GENRE: Partial<Record<Couche, readonly Genre[]>> = { pages: ["constante"], rapports: ["constante"] };
const HORS_FICHIER = /\.test\.tsx?$|\.d\.ts$|^src\/socle\/pages\/(islands|design\/icones)|\.worker\.ts$/;

/** So many of each part of the product, the same for a seed: a kind of defect is drawn, then a place of that kind. */
export async function drawMutants(graine: number, parCouche: number): Promise<readonly Mutant[]> {
  const random = seedRandom(graine);
  const drawn: Mutant[] = [];
  for (const couche of Object.keys(COUCHES) as Couche[])
    drawn.push(...draw(random, await mutantsOf(couche), parCouche));
  return drawn;
}

async function mutantsOf(couche: Couche): Promise<readonly Mutant[]> {
  const fichiers = COUCHES[couche].flatMap(sourcesOf).filter((fichier) => !HORS_FICHIER.test(fichier));
  const hors = HORS_GENRE[couche] ?? [];
  const all = await Promise.all(
    fichiers.map(async (fichier) =>
      sitesOf(await compile(`${process.cwd()}/${fichier}`))
        .filter(({ genre }) => !hors.includes(genre))
        .map((site) => ({ ...site, couche, fichier })),
    ),
  );
  return all.flat();
}

function sourcesOf(etage: string): readonly string[] {
  return readdirSync("src", { recursive: true, encoding: "utf8" })
    .map((chemin) => `src/${chemin.replaceAll("\\", "/")}`)
    .filter((chemin) => chemin.split("/")[2] === etage && /\.tsx?$/.test(chemin))
    .sort();
}

function draw(random: Random, all: readonly Mutant[], nombre: number): readonly Mutant[] {
  const left = new Map(GENRES.map((genre) => [genre, all.filter((un) => un.genre === genre)]));
  const drawn: Mutant[] = [];
  while (drawn.length < Math.min(nombre, all.length)) {
    const genres = [...left].filter(([, own]) => own.length > 0);
    const [, own = []] = genres[Math.floor(random() * genres.length)] ?? [];
    drawn.push(...own.splice(Math.floor(random() * own.length), 1));
  }
  return drawn;
}
