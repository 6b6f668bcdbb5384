// @module-tag profondeur
import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTerritoire } from "#donnees/actes/territoire/open-territoire.ts";
import { judgeObligation } from "#donnees/regles/territoire/obligation.ts";
import { readPlafonds, zoneOfCommune } from "#droit/regles/plafonds-ressources.ts";
import { zoneLocativeOf } from "#droit/regles/zone-locative.ts";
import { operateur } from "#socle/regles/habilitation/acteur.ts";
import { CODE_OFFICIEL } from "../../src/service/commandes/code-officiel.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { createTestApp } from "../fixtures/http.ts";
import { textOf } from "../fixtures/pages.ts";
import { selon } from "../profondeur.ts";

const require = createRequire(import.meta.url);
const codesOf = (fichier: string): readonly string[] =>
  (require(`@etalab/decoupage-administratif/data/${fichier}.json`) as readonly { code: string }[]).map(
    ({ code }) => code,
  );

const GRAND_PARIS = "200054781";
const PARIS = "217500016";
/** 1 254 EPCI, 11 EPT and Paris; the Métropole du Grand Paris holds no orientations. */
const TITULAIRES = [...codesOf("epci").filter((code) => code !== GRAND_PARIS), ...codesOf("ept"), PARIS];

const JOUR = "2026-11-24";
/** One in so many is opened: every one is, in the proof. */
const PAS = selon({ ci: 40, preuve: 1 });

let db: TestDatabase;
beforeAll(async () => {
  db = await createDatabase();
});
afterAll(() => db?.drop());

describe("the whole country", () => {
  it("has 1 254 EPCI, 11 EPT and Paris, and each is named with its communes", () => {
    // The code book’s list of EPCI has the Métropole du Grand Paris too.
    expect([TITULAIRES.length, codesOf("ept").length]).toEqual([1254 + 11 + 1, 11]);
    const sans = TITULAIRES.filter((code) => {
      const found = CODE_OFFICIEL.findTitulaire(code);
      return !found || found.nom.trim() === "" || found.communes.length === 0;
    });
    expect(sans).toEqual([]);
  });

  it("has ceilings wherever these texts are in force", () => {
    const communes = TITULAIRES.flatMap((code) => CODE_OFFICIEL.findTitulaire(code)?.communes ?? []);
    const zones = new Map<string, number>();
    for (const { commune } of communes) {
      const zone = zoneOfCommune(commune, JOUR) ?? "aucune";
      zones.set(zone, (zones.get(zone) ?? 0) + 1);
    }
    expect([...zones.keys()].sort()).toEqual(["autres", "ile-de-france", "outre-mer", "paris"]);
    // Paris and the 29 communes that touch it.
    expect(zones.get("paris")).toBe(30);
    for (const zone of ["paris", "ile-de-france", "autres", "outre-mer"] as const) {
      expect(readPlafonds({ numero: 1, supplementaires: 0 }, zone, 2026)?.plus.montant).toBeGreaterThan(20_000);
    }
  });

  it("has a zone of the rental market for each commune, and says which are to be confirmed", () => {
    const communes = TITULAIRES.flatMap((code) => CODE_OFFICIEL.findTitulaire(code)?.communes ?? []);
    const zones = new Map<string, number>();
    for (const { commune } of communes) {
      const lue = zoneLocativeOf(commune, JOUR);
      const cle = `${lue?.zone ?? "aucune"} ${lue?.confiance ?? ""}`;
      zones.set(cle, (zones.get(cle) ?? 0) + 1);
    }
    expect([...zones.keys()].sort()).toEqual(["a B", "a-bis B", "b1 B", "b2-c B", "outre-mer R"]);
    // Arrêté du 1er août 2014, annexe I, on 5 July 2024: 124 communes in A bis.
    expect(zones.get("a-bis B")).toBe(124);
  });

  it("tells the public of a commune its own zone, and of another commune nothing", async () => {
    // CU Grand Reims: Reims is in B1, most of its communes in B2 or C.
    const siren = "200067213";
    const base = db.bases.pour(operateur("essai", [siren]));
    await openTerritoire(base, CODE_OFFICIEL, siren);
    const app = createTestApp(
      db.bases,
      { horloge: { aujourdhui: () => JOUR, maintenant: () => `${JOUR}T09:00:00.000Z` } },
      null,
    );
    const ask = async (commune: string) =>
      textOf(
        await (
          await app.request(
            `/logement-social/${siren}/conditions?adultes=1&charge=0&handicap=non&rfr=15000&commune=${commune}`,
          )
        ).text(),
      );
    expect(await ask("51454")).toContain("Votre commune : zone B1 du marché locatif (à confirmer).");
    expect(await ask("75056")).not.toContain("Votre commune");
  });

  it.each(["971", "972", "973", "974", "976"])("answers the public overseas, in %s", async (departement) => {
    const siren = TITULAIRES.find((code) =>
      CODE_OFFICIEL.findTitulaire(code)?.communes.some(({ commune }) => commune.startsWith(departement)),
    );
    const base = db.bases.pour(operateur("essai", [siren ?? ""]));
    await openTerritoire(base, CODE_OFFICIEL, siren ?? "");
    const app = createTestApp(
      db.bases,
      { horloge: { aujourdhui: () => JOUR, maintenant: () => `${JOUR}T09:00:00.000Z` } },
      null,
    );
    const chemin = `/logement-social/${siren}/conditions?adultes=1&charge=0&handicap=non&couple=non`;
    const say = async (rfr: number) => textOf(await (await app.request(`${chemin}&rfr=${rfr}`)).text());
    // Of 2026, for one person: 15 797 € (LLTS), 21 063 € (LLS), 27 382 € (PLS), each reached and not passed.
    expect(await say(15_797)).toContain("Tous les logements sociaux vous sont ouverts.");
    expect(await say(21_063)).toContain("La plupart des logements sociaux vous sont ouverts : les LLS et les PLS.");
    expect(await say(27_382)).toContain("Certains logements sociaux vous sont ouverts : les PLS.");
    expect(await say(27_383)).toContain("Vos revenus dépassent les plafonds");
  });

  it("opens, each with what the law looks at, and a threshold still to be given", async () => {
    const opened = TITULAIRES.filter((_, rang) => rang % PAS === 0);
    const wrong: string[] = [];
    for (const siren of opened) {
      const base = db.bases.pour(operateur("essai", [siren]));
      const { nom, communes } = await openTerritoire(base, CODE_OFFICIEL, siren);
      const { tenu } = judgeObligation(await base.territoires.faitsTitulaire(siren), JOUR);
      const seuil = await base.cubes.seuil(siren, 2026);
      if (nom === "" || communes === 0 || seuil !== null || !["oui", "non", "inconnu"].includes(tenu))
        wrong.push(siren);
    }
    expect(wrong).toEqual([]);
    const open = new Set((await db.base.territoires.list()).map(({ epci }) => epci));
    expect(opened.filter((siren) => !open.has(siren))).toEqual([]);
  });
});
