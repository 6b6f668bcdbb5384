import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Base } from "#socle/lectures/base.ts";
import type { LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { operateur } from "#socle/regles/habilitation/acteur.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { attaquer, nommer } from "../../../../test/preuves/attaque/attaquant.ts";
import { type Bail, bail, COMMUNES, playHistoire, Territoire } from "../../../../test/preuves/attaque/histoire.ts";
import { sansCorrection } from "../../../../test/preuves/attaque/sans-correction.ts";

const EPCIS = Array.from({ length: 7 }, (_, i) => `20000010${i}`);
let database: TestDatabase;
let base: Base;
let suivante = 0;
beforeAll(async () => {
  database = await createDatabase();
  base = database.bases.pour(operateur("essai", EPCIS));
});
afterAll(() => database?.drop());

async function openTerritoire(): Promise<Territoire> {
  const territoire = new Territoire(base, EPCIS[suivante++] ?? "");
  await territoire.open();
  return territoire;
}

const many = (nombre: number, given: Partial<Bail> & Pick<Bail, "trimestre">) =>
  Array.from({ length: nombre }, () => bail(given));

/** 160 leases of a quarter, with no rare class: every count may be shown. */
const quarter = (trimestre: string) => [
  ...many(22, { trimestre, quartile: "q1", situation: "hors-qpv" }),
  ...many(44, { trimestre, quartile: "q1", situation: "qpv", commune: COMMUNES[1] }),
  ...many(52, { trimestre, quartile: "q2-4", situation: "hors-qpv" }),
  ...many(42, { trimestre, quartile: "q2-4", situation: "qpv", commune: COMMUNES[1] }),
];

describe("nine months, then the year, with three leases that came late", () => {
  let territoire: Territoire;
  beforeAll(async () => {
    territoire = await openTerritoire();
    for (const n of [1, 2, 3]) await territoire.publier(`2017-T${n}`, quarter(`2017-T${n}`));
    expect(await territoire.diffuser("2021-06-15")).toBe(true);
    const late = [
      bail({ trimestre: "2017-T2", quartile: "q1", situation: "hors-qpv" }),
      bail({ trimestre: "2017-T2", quartile: "q2-4", situation: "hors-qpv" }),
      bail({ trimestre: "2017-T2", quartile: "q2-4", situation: "qpv", commune: COMMUNES[1] }),
    ];
    const before = territoire.baux.filter(({ trimestre }) => trimestre === "2017-T2");
    await territoire.publier("2017-T2", [...before, ...late]);
    await territoire.publier("2017-T4", quarter("2017-T4"));
    expect(await territoire.diffuser("2021-06-15")).toBe(true);
  }, 100_000);

  it("tells of the year what its quarters told: nobody finds the three, nor whose they are", async () => {
    const verite = territoire.verite();
    expect(verite.get(nommer("tard", "2017", "total", "total"))).toBe(3);
    const lignes = territoire.parus.at(-1)?.find(({ figure }) => figure.code === "attributions-2017")?.figure.lignes;
    const total = lignes?.find(({ cle }) => cle === "total")?.cellules;
    expect(total).toEqual({
      qpv: { valeur: 344 },
      "hors-qpv": { valeur: 296 },
      inconnue: { valeur: 0 },
      total: { valeur: 640 },
    });
    const { trouves, cibles } = await attaquer(territoire.parus, verite);
    expect(cibles).toBeGreaterThan(100);
    expect(trouves).toEqual([]);
  });

  it("would be found three, two and one, had the year been told as its files are", async () => {
    const { trouves } = await attaquer(sansCorrection(territoire.parus, territoire.verite()), territoire.verite());
    const found = new Map(trouves.map(({ nom, vrai }) => [nom, vrai]));
    expect(found.get(nommer("tard", "2017", "total", "total"))).toBe(3);
    expect(found.get(nommer("tard", "2017", "total", "hors-qpv"))).toBe(2);
    expect(found.get(nommer("tard", "2017", "q1", "hors-qpv"))).toBe(1);
  });

  it("masks a commune or more, which would give them away beside the year", () => {
    const jeu = territoire.parus.at(-1)?.find(({ figure }) => figure.code === "attributions-communes")?.figure.lignes;
    const communes = jeu?.filter(({ cle }) => cle !== "total").map(({ cellules }) => cellules["2017"]);
    expect(communes).toContainEqual({ valeur: null, manque: "secret" });
  });
});

describe("lines that were not read, corrected after the release", () => {
  let territoire: Territoire;
  const statut = () =>
    territoire.parus
      .at(-1)
      ?.find(({ figure }) => figure.code === "objectifs-territoire")
      ?.figure.lignes.map(({ cellules }) => cellules.statut?.valeur);
  beforeAll(async () => {
    territoire = await openTerritoire();
    // 88 of 296 outside, 168 of 344 inside: 80 lines may undo the first, and make the second.
    for (const n of [1, 2, 3, 4]) await territoire.publier(`2017-T${n}`, quarter(`2017-T${n}`), 20);
    expect(await territoire.diffuser("2021-06-15")).toBe(true);
  }, 100_000);

  it("let no verdict be told that they may change, and no count be found", async () => {
    expect(statut()).toEqual(["Non décidé", "Non décidé"]);
    const { trouves, cibles } = await attaquer(territoire.parus, territoire.verite());
    expect(cibles).toBeGreaterThan(60);
    expect(trouves).toEqual([]);
  });

  it("nor once some are leases: what was told stays, and nobody finds them", async () => {
    const before = territoire.baux.filter(({ trimestre }) => trimestre === "2017-T2");
    const lues = many(3, { trimestre: "2017-T2", quartile: "q1", situation: "hors-qpv" });
    await territoire.publier("2017-T2", [...before, ...lues]);
    expect(await territoire.diffuser("2021-07-15")).toBe(true);
    expect(statut()).toEqual(["Non décidé", "Non décidé"]);
    expect((await attaquer(territoire.parus, territoire.verite())).trouves).toEqual([]);
  }, 100_000);
});

describe("a quarter that is not over", () => {
  it("is in no release: what is told of it once would be told for good", async () => {
    const territoire = await openTerritoire();
    await territoire.publier("2017-T1", quarter("2017-T1"));
    await territoire.publier("2099-T1", quarter("2099-T1"));
    await territoire.diffuser("2021-06-15");
    const jeu = territoire.parus.at(-1)?.find(({ figure }) => figure.code === "attributions-trimestres");
    expect(jeu?.figure.lignes.map(({ cle }) => cle)).toEqual(["2017-T1"]);
  });
});

describe("what the households of a year waited", () => {
  let territoire: Territoire;
  beforeAll(async () => {
    territoire = await openTerritoire();
    for (const n of [1, 2, 3, 4]) await territoire.publier(`2017-T${n}`, quarter(`2017-T${n}`));
    expect(await territoire.diffuser("2021-06-15")).toBe(true);
  }, 100_000);
  const attente = () => territoire.parus.at(-1)?.find(({ figure }) => figure.code === "attente-typologies")?.figure;

  it("is told by words that agree with the leases, and gives back no count from 1 to 10", async () => {
    const total = attente()?.lignes.find(({ cle }) => cle === "total")?.cellules;
    // Bands of 40, 25, 20, 12 and 3 %: half of the known have waited less than eight months.
    expect(["entre 6 et 12 mois", "moins de 12 mois"]).toContain(total?.moitie?.valeur);
    const { trouves, cibles } = await attaquer(territoire.parus, territoire.verite());
    expect(cibles).toBeGreaterThan(100);
    expect(trouves).toEqual([]);
  });

  it("would give some back, were its small counts alone masked", async () => {
    const verite = territoire.verite();
    const tell = (ligne: LigneFigure): LigneFigure => ({
      ...ligne,
      cellules: Object.fromEntries(
        Object.entries(ligne.cellules).map(([code, cellule]) => {
          const vrai = verite.get(nommer("attente", "2017", ligne.cle, code.replace("baux", "total"))) ?? 0;
          return [code, vrai < 11 ? cellule : { valeur: vrai }];
        }),
      ),
    });
    const naive = territoire.parus.map((jeux) =>
      jeux.map(({ theme, figure }) => ({
        theme,
        figure: figure === attente() ? { ...figure, lignes: figure.lignes.map(tell) } : figure,
      })),
    );
    expect((await attaquer(naive, verite)).trouves.length).toBeGreaterThan(0);
  });
});

describe("one applicant in a commune", () => {
  it("is not told by a zero: neither how long they have waited, nor how long they have not", async () => {
    const territoire = await openTerritoire();
    await territoire.publierDemandes("2026-T3", [
      [COMMUNES[0], [40, 60, 0]],
      [COMMUNES[1], [0, 1, 0]],
      [COMMUNES[2], [1, 0, 0]],
      [COMMUNES[3], [30, 25, 0]],
    ]);
    await territoire.diffuser("2026-10-15");
    const lignes = territoire.parus.at(-1)?.find(({ figure }) => figure.code === "demandes-communes")?.figure.lignes;
    const secret = { valeur: null, manque: "secret" };
    for (const commune of [COMMUNES[1], COMMUNES[2]])
      expect(lignes?.find(({ cle }) => cle === commune)?.cellules).toEqual({ demandes: secret, anciennes: secret });
  });
});

describe("histories of releases, with late and corrected leases", () => {
  it.each([1, 2])(
    "give back no count from 1 to 10: history %i",
    async (seed) => {
      const { epci } = await openTerritoire();
      const territoire = await playHistoire(base, { epci, seed }, 5);
      expect(territoire.parus.length).toBeGreaterThan(1);
      const { trouves, cibles } = await attaquer(territoire.parus, territoire.verite());
      expect(cibles).toBeGreaterThan(60);
      expect(trouves).toEqual([]);
    },
    200_000,
  );
});
