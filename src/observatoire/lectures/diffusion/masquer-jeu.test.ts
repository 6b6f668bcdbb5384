import { describe, expect, it } from "vitest";
import type { CelluleSecret } from "#socle/calculs/secret/systeme.ts";
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
    cle,
    valeur,
    entiere: true,
    motif: null,
    amplitude: 0,
    poids: 1,
    etat: "libre",
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

  it("keeps what earlier releases said, and hides what a sum then lacks: late leases are households", () => {
    const historique: SystemeGele[] = [{ nombres: [{ ...gele(20), cle: "t1" }], relations: [] }];
    const cellules = [cellule("annee", 53), cellule("t1", 23), cellule("t2", 30)];
    const { systeme, corriges } = assembler({ connus: [], cellules, relations: [somme] }, historique, 11);
    expect(corriges).toBe(1);
    expect(systeme.cellules.find(({ cle }) => cle === "t1")).toMatchObject({ valeur: 20, etat: "publiee" });
    const ecart = systeme.cellules.at(-1);
    expect(ecart).toMatchObject({ valeur: 3, motif: "effectif", amplitude: 11, etat: "masquee" });
    expect(systeme.relations).toEqual([{ ...somme, termes: [...somme.termes, [ecart?.cle, -1]] }]);
  });

  it.each([
    ["many late leases", 34, { valeur: 14, motif: null, amplitude: 0 }],
    ["fewer than there were", 17, { valeur: 3, motif: "effectif", amplitude: 11 }],
  ])("%s", (_, t1, attendu) => {
    const historique: SystemeGele[] = [{ nombres: [{ ...gele(20), cle: "t1" }], relations: [] }];
    const cellules = [cellule("annee", t1 + 30), cellule("t1", t1), cellule("t2", 30)];
    const { systeme } = assembler({ connus: [], cellules, relations: [somme] }, historique, 11);
    expect(systeme.cellules.at(-1)).toMatchObject(attendu);
    const signe = systeme.relations[0]?.termes.at(-1)?.[1];
    expect(signe).toBe(t1 > 20 ? -1 : 1);
  });

  it("takes what a sum of amounts lacks as known to all: it counts nobody", () => {
    const historique: SystemeGele[] = [{ nombres: [{ ...gele(20), cle: "t1", entiere: false }], relations: [] }];
    const cellules = [cellule("annee", 53), cellule("t1", 23), cellule("t2", 30)].map((one) => ({
      ...one,
      entiere: false,
    }));
    const { systeme } = assembler({ connus: [], cellules, relations: [somme] }, historique, 11);
    expect(systeme.relations).toEqual([{ ...somme, min: 3, max: 3 }]);
  });

  it("keeps what was hidden of a sum, once released, as it was", () => {
    const cellules = [cellule("annee", 53), cellule("t1", 23), cellule("t2", 30)];
    const before: SystemeGele[] = [{ nombres: [{ ...gele(20), cle: "t1" }], relations: [] }];
    const { systeme } = assembler({ connus: [], cellules, relations: [somme] }, before, 11);
    const nombres = systeme.cellules.map((one): NombreGele => ({ ...one, publie: one.etat !== "masquee" }));
    const again = assembler(
      { connus: [], cellules, relations: [somme] },
      [...before, { nombres, relations: systeme.relations }],
      11,
    );
    expect(again.systeme.relations).toEqual(systeme.relations);
    expect(again.systeme.cellules.filter(({ cle }) => cle.startsWith("ecart|"))).toHaveLength(1);
  });

  describe("what the convention prints", () => {
    const connus = [{ cle: "base", valeur: 7 }];
    const cellules = [
      { ...cellule("base", 7), motif: "effectif" as const, amplitude: 11, etat: "masquee" as const },
      { ...cellule("part", 3), motif: "effectif" as const, amplitude: 11, etat: "masquee" as const },
    ];

    it("is a number that no release can hide, equal to ours", () => {
      const { systeme } = assembler({ connus, cellules, relations: [] }, [], 11);
      expect(systeme.cellules.at(-1)).toMatchObject({ cle: "imprime|7|base", valeur: 7, etat: "connue" });
      expect(systeme.relations).toMatchObject([
        {
          termes: [
            ["base", 1],
            ["imprime|7|base", -1],
          ],
          min: 0,
          max: 0,
        },
      ]);
    });

    it("differs from what the files say since by a number that is hidden", () => {
      const changed = [cellule("base", 20), cellule("part", 3)];
      const { systeme } = assembler({ connus, cellules: changed, relations: [] }, [], 14);
      expect(systeme.cellules.at(-1)).toMatchObject({ valeur: 13, motif: "effectif", amplitude: 14, etat: "masquee" });
    });

    it("adds nothing to what was released before it, nor to a year that no release holds", () => {
      const historique: SystemeGele[] = [{ nombres: [{ ...gele(20), cle: "base" }], relations: [] }];
      const { systeme } = assembler({ connus, cellules: [cellule("base", 20)], relations: [] }, historique, 11);
      expect([systeme.cellules.length, systeme.relations]).toEqual([1, []]);
      expect(assembler({ connus, cellules: [], relations: [] }, [], 11).systeme.cellules).toEqual([]);
    });
  });

  it("keeps a mask, and numbers that the files no longer have", () => {
    const historique: SystemeGele[] = [
      { nombres: [{ ...gele(4), cle: "t1", motif: "effectif", amplitude: 11, publie: false }], relations: [] },
    ];
    const { systeme } = assembler({ connus: [], cellules: [], relations: [] }, historique, 11);
    expect(systeme.cellules).toMatchObject([{ cle: "t1", valeur: 4, etat: "masquee", amplitude: 11 }]);
  });

  it("refuses two values for one number", () => {
    const cellules = [cellule("annee", 53), cellule("annee", 54)];
    expect(() => assembler({ connus: [], cellules, relations: [] }, [], 11)).toThrow(/two values/);
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
    // At 1 000 × 0.15 / 0.85 on each side, the largest of b may fall under its share.
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
