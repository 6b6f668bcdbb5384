import { describe, expect, it, test } from "vitest";
import { ceilShare } from "#socle/regles/shared/taux.ts";
import { BAILLEURS, bailleurOf, type CleBailleur } from "./bailleurs.ts";
import { type AttenduMesures, EXPECTED_BAILLEURS, EXPECTED_EPCI } from "./expected.ts";
import { countBy, get, type LigneRelue, readLines } from "./relecture.ts";
import { seuilOf } from "./seuils.ts";

const ANNEES = [2016, 2017, 2018] as const;
const files = new Map(ANNEES.map((annee) => [annee, readLines(`sne-attributions-${annee}.csv`)]));
const linesOf = (annee: number): readonly LigneRelue[] => files.get(annee as 2016) ?? [];
const logements = new Map(readLines("rpls-2017-loi.csv").map((ligne) => [get(ligne, "IDENT_REP"), ligne]));

const has = (ligne: LigneRelue, colonne: string): boolean => get(ligne, colonne) === "1";
const isLocated = (ligne: LigneRelue): boolean => !has(ligne, "NB_QPVNA");
const decimal = (ligne: LigneRelue, colonne: string): number => Number(get(ligne, colonne).replace(",", "."));
const isoOf = (jour: string): string => jour.split("/").reverse().join("-");

/** The source's counting, on what the lines declare: 0 € is in quartiles 2 to 4, unknown resources are out of both tests. */
function measureDeclared(lignes: readonly LigneRelue[]): AttenduMesures {
  const known = lignes.filter((ligne) => !has(ligne, "NB_QNA"));
  const count = (...tests: ((ligne: LigneRelue) => boolean)[]): number =>
    known.filter((ligne) => tests.every((check) => check(ligne))).length;
  const q1 = (ligne: LigneRelue): boolean => has(ligne, "NB_Q1");
  const q24 = (ligne: LigneRelue): boolean => !q1(ligne);
  const at = (colonne: string) => (ligne: LigneRelue) => has(ligne, colonne);
  const premierQuartile = count(at("NB_HQPV"), q1);
  const reloges = count(at("NB_HQPV"), q24, at("NB_ANRU"));
  const judge = (assiette: number, realise: number, taux: number) => {
    const attendu = ceilShare(assiette, taux);
    return { assiette, realise, attendu, manque: Math.max(0, attendu - realise) };
  };
  return {
    total: lignes.length,
    horsQpv: { ...judge(count(at("NB_HQPV")), premierQuartile + reloges, 0.25), premierQuartile, reloges },
    qpv: judge(count(at("NB_QPV")), count(at("NB_QPV"), q24), 0.5),
    nonLocalisees: {
      total: count(at("NB_QPVNA")),
      premierQuartile: count(at("NB_QPVNA"), q1),
      autres: count(at("NB_QPVNA"), q24),
    },
    sansRessources: lignes.length - known.length,
    ressourcesNulles: known.filter((ligne) => get(ligne, "REVENU_MENSUEL_FOYER") === "0").length,
  };
}

describe("SNE attributions: margins", () => {
  test.each(ANNEES)("the EPCI in %i", (annee) => {
    expect(measureDeclared(linesOf(annee))).toEqual(EXPECTED_EPCI[annee]);
  });

  test.each(ANNEES.flatMap((annee) => BAILLEURS.map(({ cle, nom }) => [annee, nom, cle] as const)))(
    "%i, %s",
    (annee, _nom, cle) => {
      const own = linesOf(annee).filter((ligne) => get(ligne, "SIREN_RADIATION") === bailleurOf(cle).siren);
      expect(measureDeclared(own)).toEqual(EXPECTED_BAILLEURS[annee]?.[cle]);
    },
  );

  test.each<[number, CleBailleur, number[]]>([
    [2016, "oph", [159, 19, 1, 219, 79, 8]],
    [2016, "hamaris", [0, 32, 1, 0, 90, 13]],
    [2016, "plurial", [10, 4, 1, 31, 55, 7]],
    [2016, "foyer", [0, 1, 4, 6, 2, 14]],
    [2016, "vitry", [0, 0, 0, 0, 9, 0]],
    [2017, "oph", [137, 30, 0, 198, 90, 1]],
    [2017, "hamaris", [0, 26, 3, 0, 104, 16]],
    [2017, "plurial", [4, 10, 1, 30, 77, 0]],
    [2017, "foyer", [3, 0, 0, 19, 16, 0]],
    [2017, "vitry", [0, 0, 0, 0, 7, 0]],
  ])("the convention's table, cell by cell: %i, %s", (annee, cle, cellules) => {
    const own = linesOf(annee).filter(
      (ligne) => get(ligne, "SIREN_RADIATION") === bailleurOf(cle).siren && !has(ligne, "NB_QNA"),
    );
    const found = [true, false].flatMap((premier) =>
      ["NB_QPV", "NB_HQPV", "NB_QPVNA"].map(
        (colonne) => own.filter((ligne) => has(ligne, colonne) && has(ligne, "NB_Q1") === premier).length,
      ),
    );
    expect(found).toEqual(cellules);
  });
});

describe.each(ANNEES)("SNE attributions %i: coherent lines", (annee) => {
  const lignes = linesOf(annee);
  const seuil = seuilOf(annee);

  it("declares one quartile and one location a line, and the quartile is the one that the resources give", () => {
    for (const ligne of lignes) {
      const ones = (colonnes: readonly string[]): number => colonnes.filter((colonne) => has(ligne, colonne)).length;
      expect(ones(["NB_Q1", "NB_Q2", "NB_Q3", "NB_Q4", "NB_QNA"])).toBe(1);
      expect(ones(["NB_QPV", "NB_HQPV", "NB_QPVNA"])).toBe(1);
      const revenu = get(ligne, "REVENU_MENSUEL_FOYER");
      expect(has(ligne, "NB_QNA")).toBe(revenu === "");
      if (revenu === "") continue;
      const annuel = (Number(revenu) * 12) / decimal(ligne, "UNITE_CONSO");
      if (annuel === 0) expect(has(ligne, "NB_Q2")).toBe(true);
      else expect(has(ligne, "NB_Q1"), `${annuel} / ${seuil}`).toBe(annuel < seuil);
      expect(Number(revenu)).toBeLessThan(6_500);
    }
  });

  it("counts consumption units as the household allows", () => {
    for (const ligne of lignes) {
      const taille = Number(get(ligne, "TAILLE_MENAGE"));
      const unites = decimal(ligne, "UNITE_CONSO");
      expect(unites).toBeGreaterThanOrEqual(1 + 0.3 * (taille - 1) - 1e-9);
      expect(unites).toBeLessThanOrEqual(1 + 0.5 * (taille - 1) + 1e-9);
    }
  });

  it("links each located lease to a dwelling of the same bailleur, commune and side", () => {
    for (const ligne of lignes.filter(isLocated)) {
      const logement = logements.get(get(ligne, "NUMERORPLS"));
      if (!logement) throw new Error(`No dwelling ${get(ligne, "NUMERORPLS")}.`);
      expect(get(logement, "SIRET").slice(0, 9)).toBe(get(ligne, "SIREN_RADIATION"));
      expect(get(logement, "DEPCOM")).toBe(get(ligne, "COMMUNE_LOGEMENT_ATTRIB"));
      expect(get(logement, "QPV")).toBe(has(ligne, "NB_QPV") ? "1" : "2");
      if (annee !== 2016) continue;
      const [, mois, an] = get(ligne, "DATE_SIGNATURE_BAIL").split("/");
      expect([get(logement, "MODE"), get(logement, "BAIL")]).toEqual(["1", `${mois}/${an}`]);
    }
  });

  it("leaves an unlocated lease with a careless address of a known road or programme, and no number that RPLS knows", () => {
    const unlocated = lignes.filter((ligne) => !isLocated(ligne));
    for (const ligne of unlocated) {
      expect(logements.has(get(ligne, "NUMERORPLS"))).toBe(false);
      expect(`${get(ligne, "ADRESSE_LOGEMENT_ATTRIB")}${get(ligne, "RESIDENCE_LOGEMENT_ATTRIB")}`).not.toBe("");
      expect(["52448", ""]).toContain(get(ligne, "COMMUNE_LOGEMENT_ATTRIB"));
    }
    const groups = countBy(unlocated, (ligne) =>
      `${get(ligne, "ADRESSE_LOGEMENT_ATTRIB")}${get(ligne, "RESIDENCE_LOGEMENT_ATTRIB")}`.toLowerCase(),
    );
    expect(Math.max(...Object.values(groups))).toBe(annee === 2018 ? 3 : 7);
  });

  it("signs leases on working days of the year, in every quarter, a radiation for attribution the same day", () => {
    for (const ligne of lignes) {
      const signature = isoOf(get(ligne, "DATE_SIGNATURE_BAIL"));
      expect(signature.startsWith(String(annee))).toBe(true);
      expect([0, 6]).not.toContain(new Date(`${signature}T12:00:00Z`).getUTCDay());
      expect(get(ligne, "DATE_RADIATION")).toBe(get(ligne, "DATE_SIGNATURE_BAIL"));
      expect(get(ligne, "MOTIF_RADIATION")).toBe("RADATT");
      const days = (Date.parse(signature) - Date.parse(isoOf(get(ligne, "DATE_CREATION")))) / 86_400_000;
      expect(days).toBe(Number(get(ligne, "DELAI_ATTRIBUTION")));
    }
    const quarters = countBy(lignes, (ligne) =>
      String(Math.ceil(Number(get(ligne, "DATE_SIGNATURE_BAIL").slice(3, 5)) / 3)),
    );
    expect(Object.keys(quarters)).toEqual(annee === 2018 ? ["1", "2", "3"] : ["1", "2", "3", "4"]);
    expect(Math.min(...Object.values(quarters))).toBeGreaterThan(150);
  });

  it("codes réservataires, typologies and priorities as the SNE does, with every kind present", () => {
    const contingents = Object.keys(countBy(lignes, (ligne) => get(ligne, "TYPE_RESERVATAIRE")));
    expect(contingents).toEqual(["AUCUN", "AUTRES", "COLACT", "COLTER", "PFONCT", "PPRIOR"]);
    expect(lignes.every((ligne) => /^(T[1-5]|T6P)$/.test(get(ligne, "TYPE_LOGEMENT_ATTRIB")))).toBe(true);
    for (const colonne of ["NB_DEJA_LOGE_PARC", "NB_MENAGE_PRIORITAIRE"]) {
      expect(Object.keys(countBy(lignes, (ligne) => get(ligne, colonne))), colonne).toEqual(["0", "1"]);
    }
    const mutations = lignes.filter((ligne) => has(ligne, "NB_DEJA_LOGE_PARC")).length;
    expect(Math.abs(mutations / lignes.length - 0.56)).toBeLessThan(0.06);
  });
});

describe("SNE attributions: the three years together", () => {
  it("let a dwelling once, and number each request once, in a department that does not exist", () => {
    const all = ANNEES.flatMap(linesOf);
    const linked = all.filter(isLocated).map((ligne) => get(ligne, "NUMERORPLS"));
    expect(new Set(linked).size).toBe(linked.length);
    const numeros = [...all, ...readLines("sne-demandes-2017.csv")].map((ligne) => get(ligne, "NUMERO_UNIQUE"));
    expect(new Set(numeros).size).toBe(numeros.length);
    expect(numeros.every((numero) => /^999\d{15}$/.test(numero))).toBe(true);
  });

  it("write Miquelon's careless address the same in 2016 and 2017, so that one repair serves twice", () => {
    const miquelon = (annee: number): number =>
      linesOf(annee).filter((ligne) => get(ligne, "ADRESSE_LOGEMENT_ATTRIB") === "BAT C RUE MIQUELON").length;
    expect([miquelon(2016), miquelon(2017)]).toEqual([3, 1]);
  });

  it("show the union of the numerator in 2018: twelve rehoused, five of them hors QPV and over the threshold", () => {
    const reloges = linesOf(2018).filter((ligne) => has(ligne, "NB_ANRU"));
    expect(reloges).toHaveLength(12);
    expect(reloges.filter((ligne) => has(ligne, "NB_HQPV") && !has(ligne, "NB_Q1"))).toHaveLength(5);
    expect([2016, 2017].flatMap(linesOf).some((ligne) => has(ligne, "NB_ANRU"))).toBe(false);
  });
});

describe("SNE demandes 2017", () => {
  const lignes = readLines("sne-demandes-2017.csv");

  it("wishes for Saint-Dizier 81 %, Wassy 9 %, others, as in 2015", () => {
    const communes = countBy(lignes, (ligne) => get(ligne, "COMMUNE_LOG_RECHERCHE"));
    expect([communes["52448"], communes["52550"], lignes.length]).toEqual([580, 63, 720]);
    expect(Math.round((580 / 720) * 100)).toBe(81);
    expect(Math.round((63 / 720) * 100)).toBe(9);
  });

  it("shares mutations and quartiles exactly, and dates no request after the extraction", () => {
    expect(countBy(lignes, (ligne) => get(ligne, "NB_DEJA_LOGE_PARC"))).toEqual({ "0": 317, "1": 403 });
    expect(
      countBy(lignes, (ligne) => (has(ligne, "NB_Q1") ? "q1" : has(ligne, "NB_QNA") ? "inconnu" : "q2-4")),
    ).toEqual({ inconnu: 21, q1: 245, "q2-4": 454 });
    for (const ligne of lignes) {
      const creation = isoOf(get(ligne, "DATE_CREATION"));
      expect(creation <= "2017-12-31").toBe(true);
      const renewed = get(ligne, "DATE_RENOUVELLEMENT");
      if (creation <= "2016-12-31") expect(isoOf(renewed) > "2016-12-31").toBe(true);
    }
  });

  it("is nine months old on average, 73 % under the PLAI ceiling of those whose resources are written", () => {
    const days = lignes.map(
      (ligne) => (Date.parse("2017-12-31") - Date.parse(isoOf(get(ligne, "DATE_CREATION")))) / 86_400_000,
    );
    const mean = days.reduce((total, one) => total + one, 0) / days.length / (365.25 / 12);
    expect(Math.round(mean)).toBe(9);
    const plafonds = countBy(lignes, (ligne) => get(ligne, "POSITION_PLAFOND"));
    expect(plafonds).toEqual({ "": 21, PLAI: 510, PLUS: 147, PLS: 35, "> PLS": 7 });
    expect(Math.round((510 / 699) * 100)).toBe(73);
  });

  it("never contradicts itself on what happened to a request", () => {
    for (const ligne of lignes) {
      const [creation, evenement] = [isoOf(get(ligne, "DATE_CREATION")), isoOf(get(ligne, "DATE_MODIFICATION"))];
      expect(evenement >= creation && evenement <= "2017-12-31").toBe(true);
      const proposition = get(ligne, "DATE_DERNIERE_PROPOSITION");
      expect(proposition !== "").toBe(Number(get(ligne, "NB_PROPOSITIONS")) > 0);
      if (proposition !== "") expect(isoOf(proposition) >= creation && isoOf(proposition) <= evenement).toBe(true);
      const par = get(ligne, "DERNIER_REFUS_PAR");
      expect(get(ligne, "DERNIER_REFUS_MOTIF") !== "").toBe(par === "BAILLEUR" || par === "DEMANDEUR");
    }
  });
});
