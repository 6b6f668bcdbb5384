// @module-tag long
// @module-tag profondeur
import { beforeAll, describe, expect, it } from "vitest";
import { LIBELLE_MANQUE } from "#socle/regles/shared/manque.ts";
import { CAS } from "../e2e/cas.ts";
import { EPCI } from "../fixtures/pages.ts";
import { openProduitDemo, type ProduitDemo } from "../fixtures/produit-demo.ts";
import { selon } from "../profondeur.ts";
import { type CelluleMontree, readCellules } from "./cellules.ts";
import { publishCoupes, publishDiffusion } from "./territoires.ts";

/** A page of the product, by who looks at it. */
type Page = (typeof CAS)[number];
type Territoire = ReadonlyMap<Page, readonly CelluleMontree[]>;

/** Every figure is met where it is shown: one that is added to a page is walked with the others. */
async function readTerritoire(
  pages: readonly Page[],
  prepare: (produit: ProduitDemo) => Promise<void>,
  premieres: Map<string, readonly CelluleMontree[]> = new Map(),
): Promise<Territoire> {
  const produit = await openProduitDemo(async () => undefined);
  try {
    await prepare(produit);
    const found = new Map<Page, readonly CelluleMontree[]>();
    for (const page of [...pages, ...(await listPubliques(produit))]) {
      const [visiteur, nom] = page;
      const lue = await readPage(produit, page);
      if (visiteur === "personne") premieres.set(page[2], readCellules(lue.html, nom));
      const suites = listSuites(lue.html).map((suite): Page => [visiteur, `${nom}, ${suite}`, suite, 200, ""]);
      const pages = [lue, ...(await Promise.all(suites.map((suite) => readPage(produit, suite))))];
      found.set(
        page,
        pages.flatMap(({ cellules }) => cellules),
      );
    }
    return found;
  } finally {
    await produit.close();
  }
}

type Lue = { readonly html: string; readonly cellules: readonly CelluleMontree[] };

/** With the rows that the first sheet of a table leaves to the others. */
async function readPage(produit: ProduitDemo, [visiteur, nom, chemin]: Page): Promise<Lue> {
  const ask = async (adresse: string) => {
    const answer = await produit.ask(visiteur, adresse);
    expect(answer.status, adresse).toBeLessThan(500);
    return answer.text();
  };
  const html = await ask(chemin);
  const feuilles = [...html.matchAll(/href="(\?[^"#]*feuille=[^"#&]*\.tout[^"#]*)#/g)];
  const entieres = await Promise.all(
    feuilles.map(([, question = ""]) => ask(chemin.replace(/\?.*/, "") + question.replaceAll("&amp;", "&"))),
  );
  const lieu = `${visiteur}, ${nom}`;
  return { html, cellules: longest([html, ...entieres].map((une) => readCellules(une, lieu))) };
}

/** Of each figure, the reading that has the most cells. */
function longest(lectures: readonly (readonly CelluleMontree[])[]): readonly CelluleMontree[] {
  const found = new Map<string, readonly CelluleMontree[]>();
  for (const lecture of lectures) {
    for (const nom of new Set(lecture.map(({ figure }) => figure))) {
      const cellules = lecture.filter(({ figure }) => figure === nom);
      if (cellules.length > (found.get(nom)?.length ?? 0)) found.set(nom, cellules);
    }
  }
  return [...found.values()].flat();
}

/** What a page says on other pages: its figures, each on its own, whole. */
function listSuites(html: string): readonly string[] {
  const liens = [...html.matchAll(/href="(\/t\/\d+\/[^"]*\/figures\/[\w-]+(?:\?[^"#]*)?)(?:#[^"]*)?"/g)];
  return [...new Set(liens.map(([, chemin = ""]) => chemin.replaceAll("&amp;", "&")))];
}

const PUBLIQUES = new Map<string, Page>();

/** A page a public table, the same in every territory. */
async function listPubliques(produit: ProduitDemo): Promise<readonly Page[]> {
  const sommaire = await (await produit.ask("personne", `/observatoire/${EPCI}`)).text();
  const chemins = [...sommaire.matchAll(/href="(\/observatoire\/\d+\/([a-z0-9-]+))"/g)];
  return chemins.map(([, chemin = "", code = ""]) => {
    const page = PUBLIQUES.get(code) ?? ["personne", code, chemin, 200, code];
    PUBLIQUES.set(code, page);
    return page;
  });
}

const RESSOURCES = ["REVENU_MENSUEL_FOYER", "REVENU_UNITE_CONSO", "NB_Q1", "NB_Q2", "NB_Q3", "NB_Q4", "NB_QNA"];
const SUITES = ["NB_PROPOSITIONS", "DATE_DERNIERE_PROPOSITION", "DERNIER_REFUS_PAR", "DERNIER_REFUS_MOTIF"];

const ORIGINE = ["MODE_LOGEMENT_ACTUEL", "NB_DEJA_LOGE_PARC"];
const SALARIE = "SALARIE_ACTION_LOGEMENT";

/** What each territory lacks, and the word that says it. */
const TERRITOIRES = {
  "the stock has no column of its occupation, nor of its rents": {
    mot: LIBELLE_MANQUE["pas-dans-le-fichier"],
    prepare: ({ session }: ProduitDemo) =>
      publishCoupes(session, [{ source: "rpls", absentes: ["MODE", "LOYERPRINC", "LOYERACC"] }]),
  },
  "the stock has columns of its occupation and of its rents, all blank": {
    mot: LIBELLE_MANQUE.inconnu,
    prepare: ({ session }: ProduitDemo) =>
      publishCoupes(session, [{ source: "rpls", vides: ["MODE", "LOYERPRINC", "LOYERACC"] }]),
  },
  "leases and demandes have no column of resources, of what was proposed, of where they come from": {
    mot: LIBELLE_MANQUE["pas-dans-le-fichier"],
    prepare: ({ session }: ProduitDemo) =>
      publishCoupes(session, [
        { source: "sne-attributions", absentes: [...RESSOURCES, "NB_ANRU"] },
        { source: "sne-demandes", absentes: [...RESSOURCES, ...SUITES, ...ORIGINE, "POSITION_PLAFOND", SALARIE] },
      ]),
  },
  "leases and demandes have those columns, all blank": {
    mot: LIBELLE_MANQUE.inconnu,
    prepare: ({ session }: ProduitDemo) =>
      publishCoupes(session, [
        { source: "sne-attributions", vides: [...RESSOURCES, "NB_ANRU"] },
        { source: "sne-demandes", vides: [...RESSOURCES, ...SUITES, ...ORIGINE, "POSITION_PLAFOND", SALARIE] },
      ]),
  },
} as const;

/** The count of what is known, or of what is not: 0 and all of them are answers. */
const COMPTE_DU_CONNU = /connu|non renseigné|sans réponse|peut-être|ressources inconnues|^baux$/i;
/** A count that needs no resources, hidden where the classes that hid its neighbours are no longer told. */
const TOUJOURS_CONNU = /^Hors quartier prioritaire$/;
/** The release has one word for what is blank and for what has no column. */
const MOT_DE_LA_DIFFUSION = /^(vacance|loyers)-communes$/;
/** Judged on the indicators that are answered, as their method says: fewer of them is another reading, not a wrong one. */
const SUR_CE_QUI_EST_DIT = /^(fonctionnement|indice fonct\.)$/i;

const all = (territoire: Territoire) => [...territoire.values()].flat();
const say = ({ page, figure, ligne, colonne, mot }: CelluleMontree) =>
  `${page} : ${figure}, « ${ligne} », « ${colonne} » : ${mot}`;
const keyOf = ({ figure, ligne, colonne }: CelluleMontree) => JSON.stringify([figure, ligne, colonne]);

/** Cells that one page shows once: two résidences may have one name. */
function singlesOf(cellules: readonly CelluleMontree[]): ReadonlyMap<string, CelluleMontree> {
  const counts = new Map<string, number>();
  for (const cellule of cellules) counts.set(keyOf(cellule), (counts.get(keyOf(cellule)) ?? 0) + 1);
  return new Map(
    cellules.flatMap((cellule) => (counts.get(keyOf(cellule)) === 1 ? [[keyOf(cellule), cellule] as const] : [])),
  );
}

/**
 * What a column told: every cell that is not the same once the file says nothing of it. Nobody lists them, so that the cells of a new figure are
 * found too.
 */
function dependentsOf(entier: Territoire, coupe: Territoire): readonly CelluleMontree[] {
  return [...coupe].flatMap(([page, cellules]) => {
    const before = singlesOf(entier.get(page) ?? []);
    return [...singlesOf(cellules)].flatMap(([key, cellule]) => {
      const was = before.get(key);
      // What was hidden may be shown once its neighbours are not there to be protected.
      return was && was.mot !== cellule.mot && was.mot !== LIBELLE_MANQUE.secret ? [cellule] : [];
    });
  });
}

const isExplained = ({ manque, bornes, ligne, colonne }: CelluleMontree) =>
  manque || bornes || COMPTE_DU_CONNU.test(ligne) || COMPTE_DU_CONNU.test(colonne) || SUR_CE_QUI_EST_DIT.test(colonne);

let entier: Territoire;
/** What the public's pages show as they open, by address. */
const publiques = new Map<string, readonly CelluleMontree[]>();
let pages: readonly Page[];
beforeAll(async () => {
  entier = await readTerritoire(
    CAS.filter(([, , , statut]) => statut === 200),
    async () => undefined,
    publiques,
  );
  pages = CAS.filter((page) => (entier.get(page) ?? []).length > 0);
}, 600_000);

const MOTS: readonly string[] = Object.values(LIBELLE_MANQUE);

/** True of any territory: what a cell shows is a value, or one of the six words. */
function expectToSay(cellules: readonly CelluleMontree[]): void {
  expect(cellules.filter(({ mot }) => mot === "").map(say)).toEqual([]);
  expect(cellules.filter(({ mot, manque }) => manque !== MOTS.includes(mot)).map(say)).toEqual([]);
  expect(cellules.filter(({ sur, manque }) => sur === 0 && !manque).map(say)).toEqual([]);
  expect(cellules.filter(({ mot }) => /NaN|Infinity|undefined|null/.test(mot)).map(say)).toEqual([]);
}

it("every figure of the demonstration is read, on the pages that show it", () => {
  expect(pages.length).toBeGreaterThan(30);
  expect(new Set(all(entier).map(({ figure }) => figure)).size).toBeGreaterThan(90);
  expect(all(entier).length).toBeGreaterThan(10_000);
});

it("a cell of the demonstration is a value, or says why there is none", () => {
  expectToSay(all(entier));
});

/** Of the cells of the public's pages as they open. */
const PART_PUBLIQUE_MIN = 0.6;

it("six cells in ten of the public pages hold a number; the others say why not", () => {
  const lues = [...publiques].filter(
    ([chemin, cellules]) => chemin.startsWith(`/observatoire/${EPCI}/`) && cellules.length > 0,
  );
  const cellules = lues.flatMap(([, own]) => own);
  const hasNumber = ({ mot, manque }: CelluleMontree) => !manque && /\d/.test(mot);
  expect(lues.length).toBeGreaterThan(5);
  expect(cellules.length).toBeGreaterThan(300);
  expect(cellules.filter(hasNumber).length / cellules.length).toBeGreaterThanOrEqual(PART_PUBLIQUE_MIN);
  // Verdicts, which are words: the shares of a bailleur would give its small numbers.
  expect(lues.filter(([, own]) => !own.some(hasNumber)).map(([chemin]) => chemin)).toEqual([
    `/observatoire/${EPCI}/objectifs-bailleurs`,
  ]);
  const muettes = cellules.filter((cellule) => !hasNumber(cellule) && cellule.manque && !MOTS.includes(cellule.mot));
  expect(muettes.map(say)).toEqual([]);
});

it("a mean is shown with its distribution, or says why there is none", () => {
  const moyennes = all(entier).filter(({ colonne }) => /\bmoyen/i.test(colonne));
  expect(new Set(moyennes.map(({ figure, colonne }) => `${figure}, ${colonne}`)).size).toBeGreaterThan(8);
  expect([
    ...new Set(moyennes.filter(({ repartie }) => !repartie).map(({ figure, colonne }) => `${figure}, ${colonne}`)),
  ]).toEqual([]);
});

it("« secret » is said to the public, and of the files kept here, which few may open: nowhere else", () => {
  const secrets = all(entier).filter(({ mot }) => mot === LIBELLE_MANQUE.secret);
  expect(secrets.length).toBeGreaterThan(50);
  expect(
    secrets.filter(({ page, figure }) => !page.startsWith("personne") && !figure.startsWith("parcours-")).map(say),
  ).toEqual([]);
});

/** One of each stock and of each way to lack something; the proof tries them all. */
const ESSAYES = selon({ ci: [0, 3], preuve: [0, 1, 2, 3] });

describe.each(Object.entries(TERRITOIRES).filter((_, rang) => ESSAYES.includes(rang)))(
  "%s",
  (_nom, { mot, prepare }) => {
    let coupe: Territoire;
    beforeAll(async () => {
      coupe = await readTerritoire(pages, async (produit) => {
        await prepare(produit);
        await publishDiffusion(produit);
      });
    }, 300_000);

    it("a cell is a value, or says why there is none", () => {
      const publiques = all(coupe).filter(({ page }) => page.startsWith("personne"));
      expect(new Set(publiques.map(({ figure }) => figure)).size).toBeGreaterThan(8);
      expectToSay(all(coupe));
    });

    it("what nothing is known of is not 0, nor a rate: it says so, or how far it may go", () => {
      expect(
        dependentsOf(entier, coupe)
          .filter((cellule) => !isExplained(cellule))
          .map(say),
      ).toEqual([]);
    });

    it(`it says so with the right word: « ${mot} »`, () => {
      const dits = dependentsOf(entier, coupe).filter(({ manque }) => manque);
      expect(dits.length).toBeGreaterThan(50);
      const secrets = dits.filter(
        ({ mot: dit, colonne }) => dit === LIBELLE_MANQUE.secret && !TOUJOURS_CONNU.test(colonne),
      );
      expect(secrets.map(say)).toEqual([]);
      const autres = dits.filter(
        (cellule) => ![mot, LIBELLE_MANQUE.secret].includes(cellule.mot) && !MOT_DE_LA_DIFFUSION.test(cellule.figure),
      );
      expect([...new Set(autres.map(({ figure, colonne, mot: dit }) => `${figure}, ${colonne} : ${dit}`))]).toEqual([]);
    });
  },
);

describe("a quarter that nobody signed in", () => {
  const T3 = { colonne: "DATE_SIGNATURE_BAIL", valeurs: /\/0[789]\/2018$/ };
  let coupe: Territoire;
  beforeAll(async () => {
    coupe = await readTerritoire(pages, ({ session }) =>
      publishCoupes(session, [{ source: "sne-attributions", sans: T3 }]),
    );
  }, 300_000);

  it("a cell is a value, or says why there is none", () => {
    expectToSay(all(coupe));
  });

  it("its counts are 0, and its shares are « sans objet »", () => {
    const pack = all(coupe).filter(({ figure }) => figure === "pack-attributions");
    const mots = (keep: (cellule: CelluleMontree) => boolean) => [...new Set(pack.filter(keep).map(({ mot }) => mot))];
    expect(pack.length).toBeGreaterThan(40);
    expect(mots(({ colonne }) => colonne.startsWith("Part"))).toEqual([LIBELLE_MANQUE["sans-objet"]]);
    expect(mots(({ colonne }) => !colonne.startsWith("Part"))).toEqual(["0"]);
  });
});
