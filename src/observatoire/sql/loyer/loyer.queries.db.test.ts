import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LOYER_M2_MAX } from "#donnees/regles/loyer/prix.ts";
import { bandConstruction } from "#droit/regles/patrimoine/construction.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { computeLoyers } from "../../lectures/loyer/compute-loyers.ts";
import type { GroupeLoyer } from "../../lectures/loyer/ports.ts";
import { computeParc } from "../../lectures/parc/compute-parc.ts";
import { computeVueEnsemble } from "../../lectures/vue-ensemble.ts";

const EPCI = "200068666";

function writeOut({ cellules }: GroupeLoyer) {
  const { surfaces, loyers, nombres, vacants } = cellules;
  return nombres.map((nombre, i) => ({
    nombre,
    surface: surfaces[i],
    loyer: loyers[i],
    vacants: vacants[i],
  }));
}

function countAll(cellules: readonly { readonly nombre: number }[]): number {
  return cellules.reduce((sum, { nombre }) => sum + nombre, 0);
}

let database: TestDatabase;
beforeAll(async () => {
  database = await createDemoDatabase();
});
afterAll(() => database.drop());

describe("cube_loyer", () => {
  it("counts every dwelling of the published stock once, with its rent and its surface", async () => {
    const { rows } = await database.pool.query(
      `select count(*)::integer as logements, coalesce(sum(g.loyer), 0)::integer as loyers, count(g.surface)::integer as surfaces,
              (count(*) filter (where g.mode = '2'))::integer as vacants
         from publication p join logement g on g.lot = p.lot
        where p.source = 'rpls' and (g.sortie is null or g.sortie not in ('1','2','3','4','5'))`,
    );
    const cube = await database.pool.query(
      `select sum(n)::integer as logements, coalesce(sum(loyer * n), 0)::integer as loyers,
              (sum(n) filter (where surface is not null))::integer as surfaces, sum(v)::integer as vacants
         from cube_loyer c, unnest(c.surfaces, c.loyers, c.nombres, c.vacants) as u (surface, loyer, n, v)`,
    );
    expect(cube.rows).toEqual(rows);
    expect(cube.rows[0]).toMatchObject({ logements: 6261, vacants: 641 });
  });

  it("is what pages read, group by group", async () => {
    const groupes = await database.base.loyers.groupes(EPCI, "2017");
    expect(countAll(groupes.flatMap(writeOut))).toBe(6261);
    expect(groupes.reduce((sum, { modes }) => sum + modes, 0)).toBe(6261);
    const qpv = groupes.filter(({ situation }) => situation === "qpv");
    expect(countAll(qpv.flatMap(writeOut))).toBe(3648);
    expect(new Set(qpv.map(({ commune }) => commune))).toEqual(new Set(["52448"]));
  });

  it("keeps what the file does not say apart from nought", async () => {
    const { lot } = (await database.base.loyers.millesimes(EPCI)).at(-1) ?? { lot: 0 };
    const cle = await database.pool.query(
      `with chosen as (select ligne from logement where lot = $1 and loyer > 0 order by ligne limit 3)
       update logement g
          set loyer = case c.rang when 1 then 0 when 2 then null else g.loyer end,
              surface = case c.rang when 3 then null else g.surface end
         from (select ligne, row_number() over (order by ligne) as rang from chosen) c
        where g.lot = $1 and g.ligne = c.ligne
       returning g.commune`,
      [lot],
    );
    expect(cle.rowCount).toBe(3);
    await database.base.faits.rebuildCubeParc({ epci: EPCI, id: lot });
    const cellules = (await database.base.loyers.groupes(EPCI, "2017")).flatMap(writeOut);
    expect(cellules.filter(({ loyer }) => loyer === null)).toMatchObject([{ nombre: 1 }]);
    expect(cellules.filter(({ surface }) => surface === null)).toMatchObject([{ nombre: 1, vacants: 0 }]);
    expect(cellules.filter(({ loyer }) => loyer === 0).length).toBeGreaterThan(0);
    expect(countAll(cellules)).toBe(6261);
  });

  it("bands years of construction as the rest of Blaise does", async () => {
    const { lot } = (await database.base.loyers.millesimes(EPCI)).at(-1) ?? { lot: 0 };
    const bords = [1900, 1948, 1949, 1974, 1975, 1989, 1990, 2005, 2006, null];
    await database.pool.query(
      `update logement g
          set construction = b.annee
         from (select ligne, row_number() over (order by ligne) as rang from logement where lot = $1) c
         join unnest($2::smallint[]) with ordinality as b (annee, rang) using (rang)
        where g.lot = $1 and g.ligne = c.ligne`,
      [lot, bords],
    );
    await database.base.faits.rebuildCubeParc({ epci: EPCI, id: lot });
    const { rows } = await database.pool.query<{ construction: number | null; nombre: number }>(
      "select construction, count(*)::integer as nombre from logement where lot = $1 group by construction",
      [lot],
    );
    const wanted = new Map<string, number>();
    for (const { construction, nombre } of rows) {
      const band = bandConstruction(construction);
      wanted.set(band, (wanted.get(band) ?? 0) + nombre);
    }
    const cube = await database.pool.query<{ periode: string; nombre: number }>(
      "select periode, sum(n)::integer as nombre from cube_loyer, unnest(nombres) as n where lot = $1 group by periode",
      [lot],
    );
    expect(new Map(cube.rows.map(({ periode, nombre }) => [periode, nombre]))).toEqual(wanted);
    expect(wanted.get("inconnue")).toBe(1);
  });
});

describe("the mean rent of the territory", () => {
  const sans = {
    secteur: null,
    commune: null,
    bailleur: null,
    annee: null,
    ressources: null,
    charges: null,
    effort: null,
    pieces: null,
    mobilite: null,
    revision: null,
    seuil: null,
    menage: null,
  };

  /** Means in the overview, the stock and the rents. */
  async function readMoyennes() {
    const { base } = database;
    const question = { epci: EPCI, millesime: null, maille: "grand-territoire" } as const;
    const [vue, parc, loyers] = await Promise.all([
      computeVueEnsemble(base, { epci: EPCI, aujourdhui: "2026-03-10" }),
      computeParc(base, { ...question, theme: "caracteristiques", commune: null }),
      computeLoyers(base, { ...question, ...sans, partie: "loyers" }),
    ]);
    const total = (figure: Figure | undefined) => figure?.lignes.find((ligne) => ligne.total)?.cellules;
    return [
      vue.chiffres.find(({ page }) => page === "observatoire/loyers")?.cellule.valeur,
      total(parc?.figures.find(({ code }) => code === "grands-territoires"))?.loyer_m2?.valeur,
      total(loyers?.figures.find(({ colonnes }) => colonnes.some(({ code }) => code === "moyenne")))?.moyenne?.valeur,
    ];
  }

  it("is the same number on every page, whatever slip of the keyboard the stock holds", async () => {
    const { lot } = (await database.base.loyers.millesimes(EPCI)).at(-1) ?? { lot: 0 };
    const write = async (loyer: string) => {
      await database.pool.query(
        `update logement set loyer = ${loyer}
          where lot = $1 and ligne = (select min(ligne) from logement where lot = $1 and surface > 0 and sortie is null)`,
        [lot],
      );
      await database.base.faits.rebuildCubeParc({ epci: EPCI, id: lot });
      const moyennes = await readMoyennes();
      expect(moyennes).toEqual([moyennes[0], moyennes[0], moyennes[0]]);
      return Number(moyennes[0]);
    };
    const inconnu = await write("null");
    expect(await write(`surface * ${LOYER_M2_MAX} + 1`)).toBe(inconnu);
    expect(await write(`surface * ${LOYER_M2_MAX}`)).toBeGreaterThan(inconnu);
  });
});
