// @module-tag profondeur
import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTerritoire } from "#application/territoire/open-territoire.ts";
import { readPlafonds, zoneOfCommune } from "#domain/droit/plafonds-ressources.ts";
import { operateur } from "#domain/habilitation/acteur.ts";
import { judgeObligation } from "#domain/territoire/obligation.ts";
import { CODE_OFFICIEL } from "../../src/cli/code-officiel.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
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
    expect((await db.base.territoires.list()).length).toBe(opened.length);
  });
});
