import { describe, expect, it } from "vitest";
import { isSiren } from "#socle/regles/shared/siren.ts";
import { ceilShare } from "#socle/regles/shared/taux.ts";
import { BAILLEURS, bailleurOf } from "./bailleurs.ts";
import { type AttenduMesures, EXPECTED_BAILLEURS, EXPECTED_EPCI, EXPECTED_PARC } from "./expected.ts";
import { get, type LigneRelue, readLines } from "./relecture.ts";

describe("seuils.csv", () => {
  it("gives 7 228 € for 2016 and 2017 as the document does, and a value of demonstration for 2018", () => {
    const lignes = readLines("seuils.csv").map((ligne) =>
      ["siren_epci", "annee", "seuil_annuel_uc", "arrete", "date_effet"].map((colonne) => get(ligne, colonne)),
    );
    expect(lignes).toEqual([
      ["200068666", "2016", "7228", "document-cadre du 5 octobre 2018", "2016-01-01"],
      ["200068666", "2017", "7228", "document-cadre du 5 octobre 2018", "2017-01-01"],
      ["200068666", "2018", "7340", "valeur de démonstration", "2018-01-01"],
    ]);
    expect(get(readLines("seuils.csv")[0] ?? new Map(), "libelle")).toContain("appliqué à 2016");
  });
});

describe("objectifs.csv", () => {
  const lignes = readLines("objectifs.csv");
  const read = (objet: string, siren: string): [number, string, string][] =>
    lignes
      .filter((ligne) => get(ligne, "objet") === objet && get(ligne, "siren_bailleur") === siren)
      .map((ligne) => [Number(get(ligne, "annee")), get(ligne, "taux"), get(ligne, "nombre")]);

  it("writes the EPCI's rates: 21, 22, 23 %, then 25 %, and 50 % in the QPV", () => {
    expect(read("hors-qpv", "")).toEqual([
      [2018, "0,21", ""],
      [2019, "0,22", ""],
      [2020, "0,23", ""],
      [2021, "0,25", ""],
      [2022, "0,25", ""],
      [2023, "0,25", ""],
    ]);
    expect(read("qpv", "").map(([, taux]) => taux)).toEqual(["0,50", "0,50", "0,50"]);
  });

  it("writes each bailleur's numbers, whose sums are 76, 80 and 85", () => {
    const nombres = BAILLEURS.map(({ siren }) => read("hors-qpv", siren).map(([, , nombre]) => Number(nombre)));
    expect(nombres).toEqual([
      [30, 30, 30],
      [32, 32, 32],
      [11, 14, 17],
      [2, 3, 4],
      [1, 1, 2],
    ]);
    expect([0, 1, 2].map((rang) => nombres.reduce((sum, row) => sum + (row[rang] ?? 0), 0))).toEqual([76, 80, 85]);
  });

  it("sets an objective in the QPV only for those who have stock there", () => {
    const sirens = new Set(
      lignes.filter((ligne) => get(ligne, "objet") === "qpv").map((l) => get(l, "siren_bailleur")),
    );
    expect(sirens).toEqual(
      new Set(["", ...(["oph", "plurial", "foyer"] as const).map((cle) => bailleurOf(cle).siren)]),
    );
  });

  it("cites its act on every line", () => {
    for (const ligne of lignes) {
      expect([get(ligne, "acte"), get(ligne, "depuis")]).toEqual(["Convention du 5 octobre 2018", "2018-10-05"]);
      expect(get(ligne, "siren_bailleur") === "" || isSiren(get(ligne, "siren_bailleur"))).toBe(true);
    }
  });
});

const cleOf = (siren: string) => BAILLEURS.find((bailleur) => bailleur.siren === siren)?.cle;

/** Strict recomputation of a printed figure, from the figures expected after import; null when there is nothing to compute it from. */
function recompute(annee: number, siren: string, grandeur: string): number | null {
  const cle = cleOf(siren);
  const mesures = cle === undefined ? EXPECTED_EPCI[annee] : EXPECTED_BAILLEURS[annee]?.[cle];
  if (!mesures) throw new Error(`${annee} ${siren}`);
  if (/^(logements|vacants)/.test(grandeur)) return annee === 2017 ? readParc(siren, grandeur) : null;
  return cellsOf(mesures)[grandeur] ?? null;
}

function readParc(siren: string, grandeur: string): number | null {
  const cle = cleOf(siren);
  const [qpv, hors] = cle === undefined ? [EXPECTED_PARC.qpv, EXPECTED_PARC.horsQpv] : EXPECTED_PARC.bailleurs[cle];
  const known: Record<string, number> = {
    logements: qpv + hors,
    "logements-qpv": qpv,
    "logements-hors-qpv": hors,
    "vacants-qpv": EXPECTED_PARC.vacantsQpv,
    "vacants-hors-qpv": EXPECTED_PARC.vacantsHorsQpv,
  };
  return known[grandeur] ?? null;
}

function cellsOf({ horsQpv, qpv, nonLocalisees, sansRessources, ressourcesNulles }: AttenduMesures) {
  const percent = (part: number, total: number): number | null => (total === 0 ? null : (part * 100) / total);
  const cells: Record<string, number | null> = {
    "q1-qpv": qpv.assiette - qpv.realise,
    "q1-hors-qpv": horsQpv.premierQuartile,
    "q1-inconnue": nonLocalisees.premierQuartile,
    "q24-qpv": qpv.realise,
    "q24-hors-qpv": horsQpv.assiette - horsQpv.premierQuartile,
    "q24-inconnue": nonLocalisees.autres,
    "total-qpv": qpv.assiette,
    "total-hors-qpv": horsQpv.assiette,
    "total-inconnue": nonLocalisees.total,
    total: qpv.assiette + horsQpv.assiette + nonLocalisees.total,
    "taux-hors-qpv": percent(horsQpv.realise, horsQpv.assiette),
    "attendu-hors-qpv": ceilShare(horsQpv.assiette, 0.25),
    "manque-hors-qpv": horsQpv.manque,
    "taux-qpv": percent(qpv.realise, qpv.assiette),
    "attendu-qpv": ceilShare(qpv.assiette, 0.5),
    "sans-ressources": sansRessources,
    "ressources-nulles": ressourcesNulles,
  };
  return cells;
}

/** Half up, to as many decimals as printed. */
function agrees(imprime: string, valeur: number | null): boolean {
  if (valeur === null) return false;
  const scale = 10 ** (imprime.split(",")[1]?.length ?? 0);
  return Math.floor(valeur * scale + 0.5) / scale === Number(imprime.replace(",", "."));
}

describe("resultats.csv", () => {
  const lignes = readLines("resultats.csv");
  const label = (ligne: LigneRelue): string =>
    ["annee", "siren_bailleur", "grandeur", "imprime", "source"].map((colonne) => get(ligne, colonne)).join(" ");

  it("explains every printed figure that the strict computation does not find, and only those", () => {
    const wrong = lignes.filter((ligne) => {
      const valeur = recompute(Number(get(ligne, "annee")), get(ligne, "siren_bailleur"), get(ligne, "grandeur"));
      return agrees(get(ligne, "imprime"), valeur) === (get(ligne, "explication") !== "");
    });
    expect(wrong.map(label)).toEqual([]);
  });

  it("holds each discrepancy of the tables once, as printed", () => {
    const explained = lignes.filter((ligne) => get(ligne, "explication") !== "").map(label);
    const has = (start: string): boolean => explained.some((line) => line.startsWith(start));
    const siren = (cle: Parameters<typeof bailleurOf>[0]): string => bailleurOf(cle).siren;
    for (const start of [
      "2016  q1-qpv 156 ",
      "2016  total-qpv 384 ",
      "2016  total-hors-qpv 280 ",
      "2016  total-inconnue 101 ",
      "2016  attendu-hors-qpv 70 ",
      "2016  manque-hors-qpv 15 ",
      `2016 ${siren("oph")} manque-hors-qpv 5 `,
      `2016 ${siren("oph")} taux-qpv 72 `,
      `2016 ${siren("plurial")} manque-hors-qpv 17 `,
      `2016 ${siren("plurial")} taux-qpv 75 `,
      `2016 ${siren("vitry")} manque-hors-qpv / `,
      `2017 ${siren("hamaris")} manque-hors-qpv 6 `,
      `2017 ${siren("plurial")} manque-hors-qpv 22 `,
      `2017 ${siren("vitry")} manque-hors-qpv / `,
      "2017  logements 6193 ",
      "2017  logements-qpv 3680 ",
    ]) {
      expect(has(start), start).toBe(true);
    }
  });

  it("cites the document, and writes no figure twice under one source", () => {
    expect(lignes.every((ligne) => get(ligne, "source").startsWith("Document-cadre du 5 octobre 2018, §"))).toBe(true);
    expect(new Set(lignes.map(label)).size).toBe(lignes.length);
  });
});
