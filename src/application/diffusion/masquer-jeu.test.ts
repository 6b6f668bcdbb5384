import { describe, expect, it } from "vitest";
import type { CelluleSecret } from "#statistics/secret/systeme.ts";
import { assembler } from "./assembler.ts";
import { calculerSecret } from "./calculer-secret.ts";
import type { JeuBrut } from "./jeu.ts";
import { type Masquage, masquerJeu } from "./masquer-jeu.ts";
import { type Apport, readMontants } from "./montants.ts";
import type { NombreGele, SystemeGele } from "./ports.ts";

const JEU: JeuBrut = {
  theme: "attributions",
  figure: {
    code: "essai",
    titre: "Essai",
    lecture: "66 sur 360",
    maille: "epci",
    colonnes: [],
    lignes: [
      {
        cle: "l",
        libelle: "Ligne",
        chemin: "observatoire/x",
        point: [4, 48],
        cellules: { part: { valeur: 66, sur: 360 }, taux: { valeur: 66 / 360, bornes: [0.1, 0.2], sur: 360 } },
      },
    ],
    methode: { definition: [], source: "", reserves: [] },
    carte: null,
    graphique: null,
  },
  nombres: (_, colonne) => (colonne === "part" ? { part: "n" } : { part: "n", base: "d" }),
};

const MASQUAGE: Masquage = {
  masquees: new Set(),
  geles: new Map(),
  seuil: 11,
  precedents: new Map(),
  valeurs: new Map([
    ["n", 66],
    ["d", 360],
  ]),
};

function cellsOf(masquage: Partial<Masquage>) {
  const { figure } = masquerJeu(JEU, { ...MASQUAGE, ...masquage });
  return figure.lignes[0]?.cellules ?? {};
}

const SECRET = { valeur: null, manque: "secret" };
const gele = (valeur: number): NombreGele => ({
  cle: "n",
  valeur,
  entiere: true,
  motif: null,
  amplitude: 0,
  publie: true,
});

describe("masquerJeu", () => {
  it("keeps a value alone: neither what it is out of, nor its bounds, its place or its page", () => {
    const { figure } = masquerJeu(JEU, MASQUAGE);
    expect(figure.lecture).toBeNull();
    expect(figure.lignes).toEqual([
      { cle: "l", libelle: "Ligne", cellules: { part: { valeur: 66 }, taux: { valeur: 66 / 360 } } },
    ]);
  });

  it.each<[string, Partial<Masquage>, Readonly<Record<string, unknown>>]>([
    ["its part is masked", { masquees: new Set(["n"]) }, { part: SECRET, taux: SECRET }],
    ["its base is masked", { masquees: new Set(["d"]) }, { part: { valeur: 66 }, taux: SECRET }],
    [
      "its base is small",
      {
        valeurs: new Map([
          ["n", 0],
          ["d", 10],
        ]),
      },
      { taux: SECRET },
    ],
    ["its number was not audited", { valeurs: new Map([["d", 360]]) }, { part: SECRET, taux: SECRET }],
  ])("gives no share when %s", (_, masquage, expected) => {
    expect(cellsOf(masquage)).toMatchObject(expected);
  });

  it("calls « secret » a number that is hidden, never one that nobody knows", () => {
    const lignes = JEU.figure.lignes.map((ligne) => ({
      ...ligne,
      cellules: { ...ligne.cellules, part: { valeur: null, manque: "inconnu" as const } },
    }));
    const { figure } = masquerJeu(
      { ...JEU, figure: { ...JEU.figure, lignes } },
      { ...MASQUAGE, masquees: new Set(["n"]) },
    );
    expect(figure.lignes[0]?.cellules).toEqual({ part: { valeur: null, manque: "inconnu" }, taux: SECRET });
  });

  it("shows what was published, not what has been counted since", () => {
    const masquage = {
      geles: new Map([["n", gele(64)]]),
      valeurs: new Map([
        ["n", 64],
        ["d", 360],
      ]),
    };
    expect(cellsOf(masquage)).toEqual({ part: { valeur: 64 }, taux: { valeur: 64 / 360 } });
  });
});

describe("assembler", () => {
  const cellule = (cle: string, valeur: number): CelluleSecret => ({
    ...{ cle, valeur, entiere: true, motif: null, amplitude: 0, poids: 1, etat: "libre" },
  });
  const somme = {
    termes: [
      ["annee", 1],
      ["t1", -1],
      ["t2", -1],
    ] as const,
    min: 0,
    max: 0,
  };

  it("keeps what earlier releases said, and takes the correction of a sum as known to all", () => {
    const historique: SystemeGele[] = [{ nombres: [{ ...gele(20), cle: "t1" }], relations: [] }];
    const cellules = [cellule("annee", 53), cellule("t1", 23), cellule("t2", 30)];
    const { systeme, corriges } = assembler({ jeux: [], cellules, relations: [somme] }, historique);
    expect(corriges).toBe(1);
    expect(systeme.cellules.find(({ cle }) => cle === "t1")).toMatchObject({ valeur: 20, etat: "publiee" });
    expect(systeme.relations).toEqual([{ ...somme, min: 3, max: 3 }]);
  });

  it("keeps a mask, and numbers that the files no longer have", () => {
    const historique: SystemeGele[] = [
      { nombres: [{ ...gele(4), cle: "t1", motif: "effectif", amplitude: 11, publie: false }], relations: [] },
    ];
    const { systeme } = assembler({ jeux: [], cellules: [], relations: [] }, historique);
    expect(systeme.cellules).toMatchObject([{ cle: "t1", valeur: 4, etat: "masquee", amplitude: 11 }]);
  });

  it("refuses two values for one number", () => {
    const cellules = [cellule("annee", 53), cellule("annee", 54)];
    expect(() => assembler({ jeux: [], cellules, relations: [] }, [])).toThrow(/two values/);
  });
});

describe("readMontants", () => {
  const regle = { dominance: 0.85, contributeursMin: 3, seuil: 11 };
  const lieux = { famille: "loyers", millesime: "2017", arbre: new Map([["*", ["a", "b", "c", "d"]]]), entiere: false };
  const apports = (commune: string, valeurs: readonly number[]): Apport[] =>
    valeurs.map((valeur, i) => ({ commune, bailleur: `${i}`, valeur }));

  it("masks what tells of one bailleur, and asks for room around it", () => {
    const { cellules } = readMontants(
      lieux,
      [
        ...apports("a", [100, 100]),
        ...apports("b", [900, 50, 50]),
        ...apports("c", [400, 300, 300]),
        ...apports("d", []),
      ],
      regle,
    );
    const motifs = Object.fromEntries(cellules.map(({ cle, motif }) => [/lieu=(\w)/.exec(cle)?.[1] ?? "total", motif]));
    expect(motifs).toEqual({ total: null, a: "contributeurs", b: "dominance", c: null, d: null });
    // At 1 000 × 0.15 / 0.85 on each side the largest of b may be under its share.
    expect(cellules.find(({ cle }) => cle.includes("lieu=b"))?.amplitude).toBeCloseTo(2 * 176.47, 1);
  });
});

describe("calculerSecret", () => {
  const cellules: CelluleSecret[] = [
    { cle: "total", valeur: 40, entiere: true, motif: null, amplitude: 0, poids: 9, etat: "libre" },
    { cle: "a", valeur: 4, entiere: true, motif: "effectif", amplitude: 11, poids: 1, etat: "libre" },
    { cle: "b", valeur: 36, entiere: true, motif: null, amplitude: 0, poids: 1, etat: "libre" },
  ];
  const systeme = {
    cellules,
    relations: [
      {
        termes: [
          ["total", 1],
          ["a", -1],
          ["b", -1],
        ] as const,
        min: 0,
        max: 0,
      },
    ],
  };

  it("answers from its thread, and says how far it is", async () => {
    const steps: number[] = [];
    const { masquees, audit } = await calculerSecret(systeme, (fait) => steps.push(fait));
    expect([...masquees].sort()).toEqual(["a", "b"]);
    expect(audit).toMatchObject({ sure: true, defaut: null });
    expect(steps.length).toBeGreaterThan(0);
  });

  it("proves nothing when its time is over: nothing may then be published", async () => {
    const { audit, impossibles } = await calculerSecret(systeme, undefined, 0);
    expect(audit.sure && impossibles.length === 0).toBe(false);
  });
});
