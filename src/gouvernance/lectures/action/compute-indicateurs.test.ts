import { describe, expect, test } from "vitest";
import type { Base } from "#socle/lectures/base.ts";
import { type Acteur, PUBLIC } from "#socle/regles/habilitation/acteur.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { baseOf } from "../../../../test/fixtures/base.ts";
import { OFFICIER } from "../../../../test/fixtures/http.ts";
import { EPCI } from "../../../../test/fixtures/pages.ts";
import { INDICATEURS_ACTION, type IndicateurAction } from "../../regles/action/indicateur.ts";
import { computeIndicateurs } from "./compute-indicateurs.ts";

const JOUR = "2018-10-05";
type Parts = Parameters<typeof baseOf>[0];

function baseFor(parts: Parts, acteur: Acteur = OFFICIER): Base {
  return new Proxy(baseOf(parts), {
    get: (target, name) => (name === "acteur" ? acteur : Reflect.get(target, name)),
  });
}

async function lire(code: IndicateurAction, parts: Parts, acteur: Acteur = OFFICIER) {
  const base = baseFor(parts, acteur);
  return (await computeIndicateurs(base, { epci: EPCI, aujourdhui: JOUR, codes: [code] })).get(code);
}

describe("nothing is published", () => {
  test.each<[IndicateurAction, Parts]>([
    ["objectif-hors-qpv", { cubes: { annees: async () => [] } }],
    ["quart-reservataires", { cubes: { annees: async () => [] } }],
    ["part-action-logement", { cubes: { annees: async () => [] } }],
    ["bilans-signes", { cubes: { annees: async () => [] } }],
    ["demandes-en-cours", { demandes: { stocks: async () => [] } }],
    ["demandes-sans-suite", { demandes: { stocks: async () => [] } }],
    ["delai-attribution", { cubes: { annees: async () => [] } }],
    ["reunions-annee", { instances: { list: async () => [] }, reunions: { list: async () => [] } }],
  ])("%s is unknown, and not 0", async (code, parts) => {
    expect(await lire(code, parts)).toMatchObject({ code, etat: "inconnu", valeur: null, genre: null, sur: null });
    expect((await lire(code, parts))?.phrase).toMatch(/^Inconnu/);
  });
});

test.each(INDICATEURS_ACTION)("%s is closed to the public, whom no query is asked for", async (code) => {
  expect(await lire(code, {}, PUBLIC)).toMatchObject({ etat: "ferme", valeur: null, chemin: null });
});

test("a bailleur reads no figure of the whole territory out of its own part", async () => {
  const bailleur: Acteur = {
    ...OFFICIER,
    habilitations: OFFICIER.habilitations.map((one) => ({ ...one, role: "responsable-bailleur" as const })),
  };
  const closed = await Promise.all(
    (["objectif-hors-qpv", "bilans-signes", "operations-examinees", "cas-ouverts"] as const).map((code) =>
      lire(code, {}, bailleur),
    ),
  );
  expect(closed.map((lu) => lu?.etat)).toEqual(["ferme", "ferme", "ferme", "ferme"]);
});

test("a rule that refuses is told in its sentence; a defect is not hidden", async () => {
  const refusing = {
    conventionsObjectifs: { list: () => Promise.reject(new Refus("parametre-absent", "Aucun taux en 1990.")) },
  };
  expect(await lire("conventions-objectifs", refusing)).toMatchObject({
    etat: "refus",
    valeur: null,
    phrase: "Aucun taux en 1990.",
    chemin: "programme/conventions",
  });
  const broken = { conventionsObjectifs: { list: () => Promise.reject(new Error("connexion")) } };
  await expect(lire("conventions-objectifs", broken)).rejects.toThrow("connexion");
});

describe("what is read", () => {
  const cas = (etat: string, closLe: string | null) => ({ etat, closLe }) as never;
  const reunion = (jour: string, etat: string) => ({ jour, etat }) as never;

  test("cases that are not closed", async () => {
    const list = async () => [cas("signale", null), cas("inscrit", null), cas("clos", "2018-09-01")];
    expect(await lire("cas-ouverts", { casBloques: { list } })).toMatchObject({
      etat: "lu",
      valeur: 2,
      genre: "nombre",
      chemin: "commission/cas",
      phrase: expect.stringContaining("dont 1 à l’ordre du jour"),
    });
  });

  test("meetings held this year: neither those of another year, nor those cancelled or ahead", async () => {
    const list = async () => [
      reunion("2018-11-05", "convoquee"),
      reunion("2018-09-05", "close"),
      reunion("2018-06-05", "annulee"),
      reunion("2017-12-05", "close"),
    ];
    const lu = await lire("reunions-annee", { instances: { list: async () => [{} as never] }, reunions: { list } });
    expect(lu).toMatchObject({ etat: "lu", valeur: 1 });
    expect(lu?.phrase).toContain("la prochaine est le 5 novembre 2018");
  });

  test("no meeting held is a true 0, once there is an instance", async () => {
    const lu = await lire("reunions-annee", {
      instances: { list: async () => [{} as never] },
      reunions: { list: async () => [] },
    });
    expect(lu).toMatchObject({ etat: "lu", valeur: 0, phrase: expect.stringContaining("aucune n’est prévue") });
  });

  test("packs: by quarter, and whether the last one published has its own", async () => {
    const packs = async () => [2, 2].map((trimestre) => ({ annee: 2018, trimestre }) as never);
    const trimestres = async () =>
      [1, 2, 3].map(
        (trimestre) => ({ trimestre, present: true, fichier: "2018.csv", deposeLe: "2018-10-02" }) as never,
      );
    const lu = await lire("pack-trimestriel", {
      cubes: { annees: async () => [2018], trimestres },
      demandes: { packs },
    });
    expect(lu).toMatchObject({ etat: "lu", valeur: 1 });
    expect(lu?.phrase).toContain("le 3e trimestre 2018, dernier entièrement publié, n’a pas le sien");
  });

  test("the delay from the demande to the lease: the median in months, of the last year with leases", async () => {
    const attentes = async () => [{ commune: null, secteur: null, typologie: "T3", mois: 4, nombre: 30 }];
    const lu = await lire("delai-attribution", { cubes: { annees: async () => [2016, 2017] }, demandes: { attentes } });
    expect(lu).toMatchObject({ etat: "lu", valeur: 4, phrase: expect.stringContaining("Baux de 2017") });
  });

  test("each is computed once, however many actions are linked to it", async () => {
    let asked = 0;
    const stocks = async () => {
      asked += 1;
      return [];
    };
    const base = baseFor({ demandes: { stocks } });
    const codes = ["demandes-en-cours", "demandes-anciennes", "demandes-en-cours", "demandes-mutation"] as const;
    const lus = await computeIndicateurs(base, { epci: EPCI, aujourdhui: JOUR, codes });
    expect([asked, lus.size]).toEqual([1, 3]);
  });
});
