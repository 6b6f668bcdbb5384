import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import { openTerritoire } from "#donnees/actes/territoire/open-territoire.ts";
import { judgeObligation } from "#donnees/regles/territoire/obligation.ts";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import { operateur } from "#socle/regles/habilitation/acteur.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { CODE_OFFICIEL } from "../../src/service/commandes/code-officiel.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { attribution, stageRows } from "../fixtures/lots.ts";

/**
 * Golden scenario (g): a holder that is not an EPCI, or whose communes have arrondissements. Of each, 40 leases outside a QPV in two codes of the file, 12 of
 * the first quartile: 12 of 40, 30 %, at least the 25 % of the law.
 */
const TITULAIRES = [
  ["an EPT of the Grand Paris", "200057867", "Plaine Commune", 8, ["93066", "93001"], ["93001", "93066"]],
  ["Paris, by arrondissement", "217500016", "Ville de Paris", 1, ["75101", "75120"], ["75056"]],
  [
    "the Métropole de Lyon, by arrondissement",
    "200046977",
    "Métropole de Lyon",
    58,
    ["69381", "69266"],
    ["69123", "69266"],
  ],
  [
    "Aix-Marseille-Provence",
    "200054807",
    "Métropole d'Aix-Marseille-Provence",
    92,
    ["13216", "13001"],
    ["13001", "13055"],
  ],
  ["La Réunion", "249740119", null, 3, ["97411", "97418"], ["97411", "97418"]],
] as const;

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase();
});
afterEach(() => database.drop());

describe("any holder of France", () => {
  it.each(TITULAIRES)("%s is opened, and counts its own leases", async (_, siren, nom, communes, codes, comptees) => {
    const base = database.bases.pour(operateur("essai", [siren]));
    const ouvert = await openTerritoire(base, CODE_OFFICIEL, siren);
    if (nom !== null) expect(ouvert.nom).toBe(nom);
    expect(ouvert.communes).toBe(communes);
    const baux = Array.from({ length: 40 }, (_unused, i) =>
      attribution(
        {
          commune: codes[i % 2] ?? null,
          bailSigneLe: `2025-${["02", "05", "08", "11"][Math.floor(i / 2) % 4]}-10`,
          ...(i < 12 ? { quartileDeclare: "q1" as const, revenuMensuel: 300 } : {}),
        },
        i,
      ),
    );
    const lot = await stageRows(base, "sne-attributions", baux, { epci: siren, periode: "2025" });
    await publishLot(base, lot, { confirme: true });
    const bilan = await computeBilan(base, { epci: siren, periode: yearPeriode(2025), bailleur: null });
    expect(bilan.horsQpv).toMatchObject({ realise: 12, assiette: 40, verdict: "atteint" });
    expect(bilan.horsTerritoire).toEqual([]);
    const lignes = bilan.ventilations.find(({ axe }) => axe === "commune")?.lignes ?? [];
    expect(lignes.map(({ code, total }) => [code, total]).toSorted()).toEqual(
      comptees.map((code) => [code, comptees.length === 1 ? 40 : 20]),
    );
  });
});

describe("the threshold of the first quartile", () => {
  const seuil = (epci: string, seuilAnnuelUc: number) => ({
    epci,
    libelle: null,
    annee: 2025,
    seuilAnnuelUc,
    arrete: "arrêté d’essai",
    dateEffet: "2025-01-01",
    empreinte: `${epci}-${seuilAnnuelUc}`,
  });
  // As the arrêté lists them: one value for Île-de-France, one for each other EPCI.
  const ARRETE = [seuil("237500079", 10_400), seuil("200046977", 9_100), seuil("249740119", 5_964)];

  it.each([
    ["an EPT reads the région's", "200057867", 10_400],
    ["Paris too", "217500016", 10_400],
    ["Lyon reads its own", "200046977", 9_100],
    ["La Réunion its own", "249740119", 5_964],
    ["one that the arrêté does not name has none", "200054807", null],
  ])("%s", async (_, siren, expected) => {
    const base = database.bases.pour(operateur("essai", [siren]));
    await openTerritoire(base, CODE_OFFICIEL, siren);
    const staged = stageRows(base, "seuils", ARRETE, { epci: siren });
    if (expected === null) await expect(staged).rejects.toMatchObject({ code: expect.any(String) });
    else await publishLot(base, await staged, { confirme: true });
    expect((await base.cubes.seuil(siren, 2025))?.seuilAnnuelUc ?? null).toBe(expected);
  });
});

test.each(TITULAIRES)("%s is bound by the reform, as the code book names it", async (_, siren) => {
  const base = database.bases.pour(operateur("essai", [siren]));
  await openTerritoire(base, CODE_OFFICIEL, siren);
  expect(judgeObligation(await base.territoires.faitsTitulaire(siren), "2026-11-24").tenu).toBe("oui");
});

test.each([
  ["the Métropole du Grand Paris, whose territories hold the orientations", "200054781", "titulaire-autre"],
  ["nobody's SIREN", "123456789", "epci-inconnu"],
  ["not a SIREN", "Paris", "epci-inconnu"],
])("is refused, and nothing is opened: %s", async (_, siren, code) => {
  await expect(openTerritoire(database.base, CODE_OFFICIEL, siren)).rejects.toMatchObject({ code });
  expect(await database.base.territoires.list()).toEqual([]);
});
