// @module-tag lourd
// @module-tag profondeur
import { describe, expect, it } from "vitest";
import { auditer } from "#socle/calculs/secret/auditer.ts";
import { masquer } from "#socle/calculs/secret/masquer.ts";
import type { CelluleVue } from "#socle/calculs/secret/systeme.ts";
import { drawInteger, type Random, seedRandom } from "#socle/calculs/synthese/mulberry32.ts";
import { selon } from "../../../../test/profondeur.ts";
import type { CelluleReserve } from "../parc/ports.ts";
import { assembler } from "./assembler.ts";
import { buildReserves } from "./jeux-reserves.ts";
import { masquerJeu } from "./masquer-jeu.ts";
import type { NombreGele, SystemeGele } from "./ports.ts";
import { groupesAnterieurs, regrouper } from "./regrouper.ts";

const REGLE = { seuil: 11, dominance: 0.85, contributeursMin: 3 };
const PLANCHER = 22;
const MILLESIME = "2018";
const SITUATIONS = ["qpv", "hors-qpv", "inconnue"] as const;

/** Villages of five dwellings beside a town of hundreds; reservations from none to all. */
function drawStock(random: Random): CelluleReserve[] {
  const communes = Array.from({ length: drawInteger(random, 2, 7) }, (_, i) => `5200${i}`);
  return communes.flatMap((commune, i) => {
    const large = i === 0 ? 60 : random() < 0.5 ? 25 : 3;
    const part = random() < 0.15 ? 1 : random() * 0.4;
    return [1, 2, 3, 4, 5].flatMap((pieces) =>
      SITUATIONS.flatMap((situation) => {
        const most = situation === "inconnue" ? 2 : large;
        const logements = drawInteger(random, 0, most);
        const reserves = Math.round(logements * part * (0.5 + random() / 2));
        const rows = [
          ["oui", reserves],
          ["non", logements - reserves],
          ["inconnu", random() < 0.1 ? 1 : 0],
        ] as const;
        const bailleur = `99900000${drawInteger(random, 1, 4)}`;
        return rows.flatMap(([reserve, nombre]): CelluleReserve[] =>
          nombre === 0
            ? []
            : [
                {
                  bailleur,
                  bailleurNom: null,
                  commune,
                  situation,
                  pieces,
                  reserve,
                  logements: nombre,
                  reloues: drawInteger(random, 0, Math.ceil(nombre / 4)),
                },
              ],
        );
      }),
    );
  });
}

const NOMS = new Map<string, string>();

function matiereOf(cellules: readonly CelluleReserve[], parues: readonly SystemeGele[]) {
  const anterieures = parues.flatMap(({ nombres }) => nombres.map(({ cle }) => cle));
  return buildReserves({ millesime: MILLESIME, cellules, reloues: "dit", noms: NOMS }, { regle: REGLE, anterieures });
}

/** One release, as made by `preparerDiffusion`. */
async function release(cellules: readonly CelluleReserve[], parues: readonly SystemeGele[]) {
  const matiere = matiereOf(cellules, parues);
  const { systeme, geles } = assembler({ ...matiere, connus: [] }, parues, REGLE.seuil);
  const masque = await masquer(systeme);
  const { masquees } = masque;
  const masquage = {
    masquees,
    geles,
    seuil: REGLE.seuil,
    precedents: new Map(),
    valeurs: new Map(systeme.cellules.map(({ cle, valeur }) => [cle, valeur])),
  };
  return {
    sure: masque.audit.sure && masque.impossibles.length === 0,
    jeux: matiere.jeux.map((jeu) => masquerJeu(jeu, masquage)),
    systeme: {
      nombres: systeme.cellules.map((cellule): NombreGele => ({ ...cellule, publie: !masquees.has(cellule.cle) })),
      relations: systeme.relations,
    },
  };
}

/** What a reader of every release, who knows each commune's public stock, can deduce. */
function attack(parues: readonly SystemeGele[], shown: (nombre: NombreGele) => boolean) {
  const nombres = new Map(parues.flatMap((one) => one.nombres).map((nombre) => [nombre.cle, nombre]));
  const vues = [...nombres.values()].map(
    (nombre): CelluleVue => ({
      cle: nombre.cle,
      entiere: nombre.entiere,
      publie: shown(nombre) ? nombre.valeur : null,
      amplitude: nombre.motif === null ? null : nombre.amplitude,
    }),
  );
  return auditer(vues, parues.at(-1)?.relations ?? []);
}

const GRAINES = Array.from({ length: 25 }, (_, i) => 4500 + i);
const PUBLIEES = GRAINES.slice(0, selon({ ci: 5, preuve: GRAINES.length }));

describe("the reserved stock, made public", () => {
  it("shows no small number, and no release nor the next gives a hidden one back", async () => {
    let [trouvesSansSecondaire, caches, montres] = [0, 0, 0];
    for (const graine of PUBLIEES) {
      const random = seedRandom(graine);
      const stock = drawStock(random);
      const premiere = await release(stock, []);
      // A corrected file of the same vintage, released again.
      const corrige = stock.map((one) => (random() < 0.1 ? { ...one, logements: one.logements + 1 } : one));
      const seconde = await release(corrige, [premiere.systeme]);
      expect([graine, premiere.sure, seconde.sure]).toEqual([graine, true, true]);
      const parues = [premiere.systeme, seconde.systeme];
      const audit = await attack(parues, ({ publie }) => publie);
      expect([graine, audit.dangereuses, audit.sure]).toEqual([graine, [], true]);
      const petits = parues.flatMap(({ nombres }) => nombres.filter(isSmallShown));
      expect([graine, petits]).toEqual([graine, []]);
      trouvesSansSecondaire += (await attack(parues, ({ motif }) => motif === null)).dangereuses.length;
      const cellules = premiere.jeux.flatMap(({ figure }) =>
        figure.lignes.flatMap((ligne) => Object.values(ligne.cellules)),
      );
      caches += cellules.filter(({ manque }) => manque === "secret").length;
      montres += cellules.filter(({ valeur }) => typeof valeur === "number").length;
      // The same rows are released again.
      expect(seconde.jeux.map(({ figure }) => figure.lignes.map(({ cle }) => cle))).toEqual(
        premiere.jeux.map(({ figure }) => figure.lignes.map(({ cle }) => cle)),
      );
    }
    expect(trouvesSansSecondaire).toBeGreaterThan(0.8 * PUBLIEES.length);
    expect(caches).toBeGreaterThan(4 * PUBLIEES.length);
    expect(montres).toBeGreaterThan(caches);
  }, 300_000);

  it("counts the same dwellings in all its cuts", () => {
    for (const graine of GRAINES) {
      const { jeux } = matiereOf(drawStock(seedRandom(graine)), []);
      for (const { figure } of jeux) {
        const total = figure.lignes.find((ligne) => ligne.total)?.cellules;
        const parts = figure.lignes.filter((ligne) => !ligne.total);
        for (const { code } of figure.colonnes) {
          const sum = parts.reduce((all, { cellules }) => all + Number(cellules[code]?.valeur ?? 0), 0);
          expect([graine, figure.code, code, sum]).toEqual([
            graine,
            figure.code,
            code,
            Number(total?.[code]?.valeur ?? 0),
          ]);
        }
      }
    }
  });

  it("is silent where the file says nothing, and where there are too few dwellings to hide one", () => {
    const muet: CelluleReserve = {
      bailleur: null,
      bailleurNom: null,
      commune: "52001",
      situation: "hors-qpv",
      pieces: 3,
      reserve: "inconnu",
      logements: 500,
      reloues: 0,
    };
    expect(matiereOf([muet], []).jeux).toEqual([]);
    expect(matiereOf([{ ...muet, reserve: "oui", logements: 21 }], []).jeux).toEqual([]);
    expect(
      matiereOf([{ ...muet, reserve: "oui", logements: 22 }, muet], []).jeux[0]?.figure.methode.reserves[0],
    ).toContain("500\u00a0logements");
  });
});

function isSmallShown({ publie, valeur, entiere }: NombreGele): boolean {
  return publie && entiere && valeur > 0 && valeur < REGLE.seuil;
}

describe("parts told together", () => {
  it("each have none or enough of every class, and every part is in one", () => {
    for (const graine of GRAINES) {
      const random = seedRandom(graine);
      const parts = Array.from({ length: drawInteger(random, 1, 9) }, (_, i) => ({
        code: `c${i}`,
        tailles: [0, 1, 2].map(() => (random() < 0.3 ? 0 : drawInteger(random, 0, 60))),
      }));
      const groupes = regrouper(parts, PLANCHER);
      const tailles = groupes.map((groupe) =>
        [0, 1, 2].map((rang) =>
          parts.filter(({ code }) => groupe.includes(code)).reduce((sum, part) => sum + (part.tailles[rang] ?? 0), 0),
        ),
      );
      expect(tailles.flat().filter((taille) => taille > 0 && taille < PLANCHER)).toEqual([]);
      const filled = parts.filter((part) => part.tailles.some((taille) => taille > 0)).map(({ code }) => code);
      const kept = groupes.flat().toSorted();
      expect(groupes.length === 0 ? [] : kept).toEqual(groupes.length === 0 ? [] : filled.toSorted());
    }
  });

  it.each([
    [[["a", 30]], [["a"]]],
    [
      [
        ["a", 30],
        ["b", 4],
      ],
      [["a", "b"]],
    ],
    [
      [
        ["a", 90],
        ["b", 30],
        ["c", 4],
      ],
      [["a"], ["b", "c"]],
    ],
    [
      [
        ["a", 90],
        ["b", 12],
        ["c", 10],
      ],
      [["a"], ["b", "c"]],
    ],
    [[["a", 12]], []],
    [[["a", 0]], []],
  ] as const)("of %j are %j", (parts, groupes) => {
    expect(
      regrouper(
        parts.map(([code, taille]) => ({ code, tailles: [taille] })),
        PLANCHER,
      ),
    ).toEqual(groupes);
  });

  it("are those of the first release of a vintage", () => {
    const cles = [
      "reserve|lieu=a+b|stock=2018",
      "reserve|lieu=a+b|stock=2018|taille=t3",
      "reserve|lieu=c|stock=2017",
      "autre|lieu=d|stock=2018",
    ];
    const question = { famille: "reserve", millesime: "2018", dimension: "lieu" };
    expect(groupesAnterieurs(cles, question)).toEqual([["a", "b"]]);
  });
});
