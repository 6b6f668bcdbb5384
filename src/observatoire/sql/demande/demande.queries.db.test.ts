import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMonths } from "#socle/regles/shared/calendrier.ts";
import { readLines } from "../../../../demo/relecture.ts";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import type { AxeDemande, CompteDemande, FiltreDemande } from "../../lectures/demande/ports.ts";

const EPCI = "200068666";
const FIN = "2017-12-31";
const FILTRE: FiltreDemande = { epci: EPCI, periode: "2017", delai: 9, silence: 6, commune: null, typologie: null };

let database: TestDatabase;
let comptes: readonly CompteDemande[];
beforeAll(async () => {
  database = await createDemoDatabase();
  comptes = await database.base.demandes.comptes(FILTRE);
});
afterAll(() => database.drop());

function byCle(axe: AxeDemande, keep: (compte: CompteDemande) => boolean = () => true): Record<string, number> {
  const found: Record<string, number> = {};
  for (const compte of comptes) {
    if (compte.axe === axe && keep(compte)) found[compte.cle] = (found[compte.cle] ?? 0) + compte.nombre;
  }
  return found;
}

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, nombre) => total + nombre, 0);

/** The file itself, through the demonstration's own parser. */
const LIGNES = readLines("sne-demandes-2017.csv").map((ligne) => {
  const iso = (colonne: string) => (ligne.get(colonne) ?? "").split("/").reverse().join("-");
  const jours = [
    iso("DATE_CREATION"),
    iso("DATE_MODIFICATION"),
    iso("DATE_RENOUVELLEMENT"),
    iso("DATE_DERNIERE_PROPOSITION"),
  ];
  return { ligne, creation: iso("DATE_CREATION"), evenement: jours.toSorted().at(-1) ?? "" };
});
const countLignes = (keep: (row: (typeof LIGNES)[number]) => boolean) => LIGNES.filter(keep).length;

describe("the cube of a published stock", () => {
  it("counts every demande once on each axis", () => {
    const axes = [...new Set(comptes.map(({ axe }) => axe))];
    expect(axes).toHaveLength(18);
    for (const axe of axes) {
      expect(
        Object.values(byCle(axe)).reduce((total, nombre) => total + nombre, 0),
        axe,
      ).toBe(720);
    }
  });

  it("gives back the printed shares: 56 % of mutations, 73 % under PLAI, nine months", () => {
    expect(byCle("origine")).toEqual({ mutation: 403, "nouvelle-entree": 317 });
    expect(byCle("plafond")).toEqual({ plai: 510, plus: 147, pls: 35, "au-dela": 7, inconnu: 21 });
    expect(byCle("quartile")).toEqual({ q1: 245, "q2-4": 454, inconnu: 21 });
    const jours = comptes.filter(({ axe }) => axe === "origine").reduce((total, compte) => total + compte.jours, 0);
    expect(jours / 720 / (365.25 / 12)).toBeCloseTo(9, 1);
  });

  it("says what the file's own lines say of what is old, and of what nobody looked at", () => {
    const old = countLignes(({ creation }) => creation < addMonths(FIN, -9));
    expect(sum(byCle("origine", ({ ancienne }) => ancienne === "oui"))).toBe(old);
    expect(old).toBeGreaterThan(200);
    const quiet = ({ ligne, evenement }: (typeof LIGNES)[number]) =>
      ligne.get("NB_PROPOSITIONS") === "0" && evenement < addMonths(FIN, -6);
    const signalees = sum(byCle("annee", ({ signalee }) => signalee === "oui"));
    expect(signalees).toBe(countLignes(quiet));
    const maybe = countLignes(
      ({ ligne, evenement }) => ligne.get("NB_PROPOSITIONS") === "" && evenement < addMonths(FIN, -6),
    );
    expect(sum(byCle("annee", ({ signalee }) => signalee === "inconnu"))).toBe(maybe);
  });

  it("narrows to a commune and to a type", async () => {
    const narrowed = await database.base.demandes.comptes({ ...FILTRE, commune: "52550", typologie: "T3" });
    const total = narrowed.filter(({ axe }) => axe === "dalo").reduce((sum, { nombre }) => sum + nombre, 0);
    expect(total).toBe(
      countLignes(
        ({ ligne }) => ligne.get("COMMUNE_LOG_RECHERCHE") === "52550" && ligne.get("TYPE_LOGEMENT_RECHERCHE") === "T3",
      ),
    );
    expect(total).toBeGreaterThan(0);
  });

  it("is the list's: as many lines as counted, oldest first, without the key", async () => {
    const liste = await database.base.demandes.signalees({ ...FILTRE, reference: FIN, limite: 1000 });
    const signalees = sum(byCle("annee", ({ signalee }) => signalee === "oui"));
    expect(liste).toHaveLength(signalees);
    expect(liste.map(({ creeLe }) => creeLe)).toEqual(liste.map(({ creeLe }) => creeLe).toSorted());
    expect(new Set(liste.map(({ reference }) => reference)).size).toBe(liste.length);
    const { rows } = await database.pool.query<{ cle: string }>("select cle from demande");
    for (const { cle } of rows) expect(JSON.stringify(liste)).not.toContain(cle.slice(0, 12));
  });
});

describe("the cube of leases", () => {
  it("holds the leases of the bilan, bailleur aside", async () => {
    const { base } = database;
    const baux = await base.demandes.baux(EPCI, "2017-01-01", FIN);
    const bilan = await base.cubes.byBailleur({
      epci: EPCI,
      annee: 2017,
      premierMois: 1,
      dernierMois: 12,
      bailleur: null,
    });
    const key = (row: (typeof bilan)[number]) => [row.situation, row.quartile, row.ressources, row.relogement].join();
    const sumBy = (rows: readonly (typeof bilan)[number][]) => {
      const sums: Record<string, number> = {};
      for (const row of rows) sums[key(row)] = (sums[key(row)] ?? 0) + row.nombre;
      return sums;
    };
    for (const axe of ["commune", "typologie", "origine", "salarie", "annee"] as const) {
      expect(sumBy(baux.filter((row) => row.axe === axe)), axe).toEqual(sumBy(bilan));
    }
  });

  it("counts the stock beside: communes and types add up to it", async () => {
    const parc = await database.base.demandes.parc(EPCI, 2017);
    const logements = (axe: string) =>
      parc?.comptes.filter((row) => row.axe === axe).reduce((total, row) => total + row.logements, 0);
    expect([parc?.millesime, logements("commune"), logements("typologie")]).toEqual(["2017", 6261, 6261]);
  });
});
