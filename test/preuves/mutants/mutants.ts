import { execFileSync, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { LOCALE } from "#exploitation/sql/embedded/process.ts";
import { testsOf } from "../../../scripts/dependants.mjs";
import { startPostgres } from "../../../scripts/postgres.mjs";
import { readCouts } from "../../couts.ts";
import { readTests } from "../../etiquettes.ts";
import { enVol } from "../../fixtures/en-vol.ts";
import { compile } from "../../loader-hooks.mjs";
import { type Couverture, readCouverture } from "./couverture.ts";
import { type Fichier, type Issue, type Sort, tryMutant } from "./essai.ts";
import { COUCHES, type Couche, drawMutants, type Mutant } from "./tirage.ts";

const RESULTAT = "docs/preuves/mutants.json";

/** Draws that the result keeps. */
const TIRAGES = 2;
/** Mutants under trial at once. */
const FILES = 2;
/** What one mutant may have run against it, in seconds of tests: those without a database, the records of the pages, those of a database, then those that load the demonstration. */
const PAR_PALIER = [60, 60, 60, 60] as const;
/** What every page and document says: nothing else separates as much. */
const RELEVES = "test/golden/pages/pages.db.test.ts";
/** They sweep the product by thousands of requests, or drive a browser on what was built before the defect. */
const HORS = /^test\/(e2e|injection\/masse|canaris\/(sorties|demandes)|node|faults|preuves)/;

/** In a file of tests: it loads the demonstration, or copies it. */
const DEMO = /createDemo|openPagesDemo|openProduitDemo|loadDemo/;

/** Of the files of tests: what each executes, how long it takes (s), those that have the demonstration. */
type Connu = {
  readonly couverture: Couverture;
  readonly durees: ReadonlyMap<string, number>;
  readonly demo: ReadonlySet<string>;
};

type Essaye = Mutant & Issue & { readonly ligne: string };

/**
 * Defects drawn by a seed over the layers, each against the tests that execute its line. `graine` and how many of each layer; a word keeps the layers
 * that hold it, the others staying as a former run of that draw left them; « vivants » tries again those alone that lived in the former draw of that seed and of which nothing is written, what it killed being counted as it was. The result
 * keeps two draws: the one that was worked on, and one made afterwards. The coverage is measured anew unless BLAISE_TEST_COUVERTURE names the folder
 * of a former one.
 */
export async function proveMutants([graine = "1", nombre = "22", mot = ""]: readonly string[]): Promise<
  Record<string, unknown>
> {
  const reprise = mot === "vivants";
  const anciens = await readTirages();
  const ancien = anciens.find((tirage) => tirage.graine === Number(graine));
  if (reprise && ancien?.parCouche !== Number(nombre)) throw new Error("no former draw of that seed and that number");
  const drawn = (await drawMutants(Number(graine), Number(nombre))).filter(
    ({ couche }) => reprise || couche.includes(mot),
  );
  const connu: Connu = {
    couverture: await cover(),
    durees: new Map(readCouts().flatMap(({ fichiers }) => fichiers.map((un) => [un.fichier, un.mur] as const))),
    demo: new Set(readTests().flatMap(({ chemin, texte }) => (DEMO.test(texte) ? chemin : []))),
  };
  const server = await startPostgres(LOCALE);
  if (!server) throw new Error("PostgreSQL is absent and cannot be installed here");
  try {
    const lignes = await Promise.all(drawn.map(lineOf));
    const former = reprise && ancien ? formerOf(ancien, drawn, lignes) : () => null;
    const essayes = await enVol(
      drawn.map((mutant, rang) => ({ ...mutant, ligne: lignes[rang] ?? "" })),
      FILES,
      async (mutant): Promise<Essaye> => {
        const known = former(mutant);
        if (known) return { ...mutant, sort: known, par: null };
        const issue = await judge(mutant, paliersOf(mutant, connu), { DATABASE_URL: server.url });
        process.stderr.write(`${issue.sort} ${mutant.couche} ${mutant.genre} ${mutant.ligne}\n`);
        return { ...mutant, ...issue };
      },
    );
    const tirage = {
      graine: Number(graine),
      parCouche: Number(nombre),
      ...withOthers(summarise(essayes, raisonsOf(anciens)), ancien?.parCouche === Number(nombre) ? ancien : undefined),
    };
    return { tirages: [tirage, ...anciens.filter((autre) => autre !== ancien)].slice(0, TIRAGES) };
  } finally {
    await server.stop();
  }
}

/** What each file of tests executes: a former coverage when a folder holds one, else one run of everything that is not swept, which also says how long it takes. */
async function cover(): Promise<Couverture> {
  const former = process.env.BLAISE_TEST_COUVERTURE;
  if (former) return readCouverture(former);
  const dossier = await mkdtemp(join(tmpdir(), "blaise-couverture-"));
  const fichiers = readTests()
    .map(({ chemin }) => chemin)
    .filter((chemin) => !HORS.test(chemin));
  const env = { ...process.env, TZ: "Pacific/Auckland", BLAISE_TEST_COUVERTURE: dossier };
  spawnSync(process.execPath, ["node_modules/vitest/vitest.mjs", "run", ...fichiers], { stdio: "inherit", env });
  const couverture = readCouverture(dossier);
  await rm(dossier, { recursive: true });
  return couverture;
}

/**
 * Those that execute the line, the quickest first. What a module does when it is loaded is executed by the first file of a process that asks for it, and
 * used by all: those that depend on it, from the nearest importer. In both, the test of that very file before those of its folder, before the others.
 */
function paliersOf(
  { fichier, debut, aChaud }: Mutant,
  { couverture, durees, demo }: Connu,
): readonly (readonly Fichier[])[] {
  const chemins = aChaud ? couverture.testsAt(fichier, debut) : testsOf([fichier]);
  const known = chemins
    .filter((chemin) => !HORS.test(chemin))
    .map((chemin): Fichier => ({ chemin, secondes: durees.get(chemin) ?? 1 }))
    .toSorted((a, b) => nearness(b, fichier) - nearness(a, fichier) || (aChaud ? a.secondes - b.secondes : 0));
  const isBase = ({ chemin }: Fichier) => /\.db\.test\.tsx?$/.test(chemin);
  const hasDemo = ({ chemin }: Fichier) => demo.has(chemin);
  return [
    known.filter((un) => !isBase(un)),
    known.filter(({ chemin }) => chemin === RELEVES),
    known.filter((un) => isBase(un) && !hasDemo(un)),
    known.filter((un) => isBase(un) && hasDemo(un) && un.chemin !== RELEVES),
  ].map((own, rang) => takeSeconds(own, PAR_PALIER[rang] ?? 0));
}

/** The test of that very file, then of its folder. */
function nearness({ chemin }: Fichier, fichier: string): number {
  const plain = fichier.replace(/\.tsx?$/, "");
  if (chemin.startsWith(`${plain}.`)) return 2;
  return chemin.startsWith(`${plain.slice(0, plain.lastIndexOf("/"))}/`) ? 1 : 0;
}

function takeSeconds(fichiers: readonly Fichier[], secondes: number): readonly Fichier[] {
  let left = secondes;
  return fichiers.filter((un) => {
    left -= un.secondes;
    return left + un.secondes > 0;
  });
}

async function judge(mutant: Mutant, paliers: readonly (readonly Fichier[])[], env: NodeJS.ProcessEnv): Promise<Issue> {
  const tried = paliers.filter((fichiers) => fichiers.length > 0);
  if (tried.length === 0) return { sort: "sans-test", par: null };
  for (const fichiers of tried) {
    const issue = await tryMutant(mutant, fichiers, env);
    if (issue.sort !== "vivant") return issue;
  }
  return { sort: "vivant", par: null };
}

/** A reason that a run can check. */
const TUE_DEPUIS = /^tué depuis/;

/**
 * What a mutant came to in the former draw, null when it is to be tried: it lived and nobody wrote why it may, or it was killed since, or the draw of its layer is no longer the same
 * (a survivor is not in it: the sources have changed).
 */
function formerOf(
  ancien: Tirage,
  drawn: readonly Mutant[],
  lignes: readonly string[],
): (mutant: Mutant & { readonly ligne: string }) => Sort | null {
  const here = new Set(lignes.map((ligne, rang) => `${drawn[rang]?.couche} ${ligne}`));
  const changed = new Set(
    ancien.vivants.filter(({ couche, ligne }) => !here.has(`${couche} ${ligne}`)).map(({ couche }) => couche),
  );
  const lived = new Map(ancien.vivants.map((vivant) => [vivant.ligne, vivant]));
  return ({ couche, ligne }) => {
    if (changed.has(couche)) return null;
    const vivant = lived.get(ligne);
    if (!vivant) return "tue";
    return vivant.raison === null || TUE_DEPUIS.test(vivant.raison) ? null : vivant.sort;
  };
}

/** « src/a.ts: the line, as it is compiled », with the defect in its place. */
async function lineOf({ fichier, debut, fin, remplacement }: Mutant): Promise<string> {
  const code = await compile(`${process.cwd()}/${fichier}`);
  const [avant, apres] = [code.slice(0, debut).split("\n").at(-1) ?? "", code.slice(fin).split("\n")[0] ?? ""];
  const piece = (texte: string) => texte.replaceAll(/\s+/g, " ").slice(0, 160);
  return `${fichier}: ${piece(avant)}«${piece(code.slice(debut, fin))} → ${piece(remplacement)}»${piece(apres)}`;
}

const part = z.object({
  couche: z.string(),
  mutants: z.number(),
  tues: z.number(),
  sansFin: z.number(),
  sansTest: z.number(),
  part: z.number(),
  commit: z.string(),
});
const vivant = z.object({
  couche: z.string(),
  genre: z.string(),
  sort: z.enum(["tue", "vivant", "sans-fin", "sans-test"]),
  ligne: z.string(),
  raison: z.string().nullable(),
});
const resultatSchema = z.object({
  tirages: z.array(
    z.object({
      graine: z.number(),
      parCouche: z.number(),
      mutants: z.number(),
      parts: z.array(part),
      vivants: z.array(vivant),
    }),
  ),
});
type Tirage = z.output<typeof resultatSchema>["tirages"][number];

async function readTirages(): Promise<readonly Tirage[]> {
  const texte = await readFile(RESULTAT, "utf8").catch(() => '{"tirages":[]}');
  return resultatSchema.parse(JSON.parse(texte)).tirages;
}

/** A survivor keeps the reason that was written beside it in a former result. */
function raisonsOf(tirages: readonly Tirage[]): ReadonlyMap<string, string | null> {
  return new Map(tirages.flatMap(({ vivants }) => vivants.map(({ ligne, raison }) => [ligne, raison] as const)));
}

function readCommit(): string {
  return execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
}

type Resume = Omit<Tirage, "graine" | "parCouche">;

/** Layers that were not tried this time, as they were. */
function withOthers(resume: Resume, ancien: Resume | undefined): Resume {
  const tried = new Set<string>(resume.parts.map(({ couche }) => couche));
  const isLeft = ({ couche }: { readonly couche: string }) => !tried.has(couche);
  const others = ancien?.parts.filter(isLeft) ?? [];
  const order = Object.keys(COUCHES);
  return {
    mutants: resume.mutants + others.reduce((sum, { mutants }) => sum + mutants, 0),
    parts: [...resume.parts, ...others].sort((a, b) => order.indexOf(a.couche) - order.indexOf(b.couche)),
    vivants: [...resume.vivants, ...(ancien?.vivants.filter(isLeft) ?? [])].sort(
      (a, b) => order.indexOf(a.couche) - order.indexOf(b.couche),
    ),
  };
}

function summarise(essayes: readonly Essaye[], raisons: ReadonlyMap<string, string | null>): Resume {
  const commit = readCommit();
  const parts = (Object.keys(COUCHES) as Couche[]).flatMap((couche) => {
    const own = essayes.filter((un) => un.couche === couche);
    if (own.length === 0) return [];
    const of = (...sorts: readonly string[]) => own.filter(({ sort }) => sorts.includes(sort)).length;
    const tues = of("tue");
    const part = Math.round((100 * tues) / own.length);
    return [{ couche, mutants: own.length, tues, sansFin: of("sans-fin"), sansTest: of("sans-test"), part, commit }];
  });
  const vivants = essayes
    .filter(({ sort }) => sort !== "tue")
    .map(({ couche, genre, sort, ligne }) => ({ couche, genre, sort, ligne, raison: raisons.get(ligne) ?? null }));
  return { mutants: essayes.length, parts, vivants };
}
