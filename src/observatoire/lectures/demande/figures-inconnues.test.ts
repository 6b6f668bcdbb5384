import { describe, expect, it } from "vitest";
import { type CadreBaux, figureCroisee, figureQuartiles, figureSalaries } from "./figures-baux.ts";
import { figurePression, type TablePression } from "./figures-pression.ts";
import type { CompteBail } from "./ports.ts";

function bail(reste: Partial<CompteBail>): CompteBail {
  return {
    axe: "origine",
    cle: "mutation",
    situation: "qpv",
    quartile: "q1",
    ressources: "connues",
    nombre: 10,
    ...reste,
  } as CompteBail;
}

const cadre = (baux: readonly CompteBail[]): CadreBaux =>
  ({
    baux,
    nonLues: 0,
    nulles: "q1",
    quand: "",
    source: "SNE",
  }) as CadreBaux;

const INCONNU = (nombre: number) => ({ valeur: null, manque: "inconnu", bornes: [0, nombre] });

describe("leases by quartile", () => {
  const q1Of = (baux: readonly CompteBail[]) =>
    figureQuartiles(cadre(baux)).lignes.find(({ cle }) => cle === "q1")?.cellules;

  it("of known resources: 0 is nobody of the first quartile", () => {
    expect(q1Of([bail({ quartile: "q2-4" })])).toMatchObject({
      qpv: { valeur: 0 },
      total: { valeur: 0 },
      "part-hors-qpv": { valeur: null, manque: "sans-objet" },
    });
  });

  it("of unknown resources: nobody knows, nor of the share", () => {
    expect(q1Of([bail({ quartile: "inconnu" })])).toMatchObject({
      qpv: INCONNU(10),
      total: INCONNU(10),
      "part-hors-qpv": { valeur: null, manque: "inconnu" },
    });
  });

  it("known on one side alone: 0 there, unknown on the other", () => {
    const baux = [bail({ quartile: "q2-4" }), bail({ quartile: "inconnu", situation: "hors-qpv", nombre: 3 })];
    expect(q1Of(baux)).toMatchObject({ qpv: { valeur: 0 }, "hors-qpv": INCONNU(3), total: { valeur: 0 } });
  });

  it("crossed with where they come from, which nobody wrote either", () => {
    const figure = figureCroisee(cadre([bail({ cle: "inconnu" })]));
    expect(figure.lignes.find(({ cle }) => cle === "mutation-q1")?.cellules).toMatchObject({ qpv: INCONNU(10) });
  });

  it("by employees, of whom no file says a word", () => {
    const figure = figureSalaries(cadre([bail({ axe: "salarie", cle: "inconnu" })]));
    const [oui, non, inconnus] = figure.lignes.map(({ cellules }) => cellules.qpv);
    expect([oui, non, inconnus]).toEqual([INCONNU(10), INCONNU(10), { valeur: 10 }]);
  });
});

describe("pressure", () => {
  const lieu = { cle: "52448", libelle: "Saint-Dizier", liberes: null, liberationsInconnues: null };
  const table = (reste: Partial<TablePression>): TablePression => ({
    code: "pression",
    titre: "Pression",
    maille: "commune",
    source: "SNE",
    reserves: [],
    carte: false,
    lieux: [],
    inconnus: { demandes: 0, attributions: 0 },
    nonLues: 0,
    parcInconnu: 0,
    ...reste,
  });
  const cellulesOf = (reste: Partial<TablePression>) => figurePression(table(reste)).lignes[0]?.cellules;

  it("without a published stock: it is in no file", () => {
    expect(cellulesOf({ lieux: [{ ...lieu, parc: null, demandes: 2, attributions: 1 }] })).toMatchObject({
      parc: { manque: "pas-dans-le-fichier" },
      "part-parc": { manque: "pas-dans-le-fichier" },
    });
  });

  it("without a lease: a ratio without object; of leases that nobody located: unknown", () => {
    const lieux = [{ ...lieu, parc: 10, demandes: 2, attributions: 0 }];
    expect(cellulesOf({ lieux })?.ratio).toEqual({ valeur: null, manque: "sans-objet" });
    expect(cellulesOf({ lieux, inconnus: { demandes: 0, attributions: 4 } })).toMatchObject({
      ratio: { manque: "inconnu" },
      attributions: INCONNU(4),
      "part-attribution": { manque: "inconnu" },
    });
  });
});
