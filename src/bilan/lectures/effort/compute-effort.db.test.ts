import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HabilitationActive } from "#socle/regles/habilitation/acteur.ts";
import { ceilShare } from "#socle/regles/shared/taux.ts";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { computeEffort } from "./compute-effort.ts";
import type { Effort, EffortQuestion, LigneEffort } from "./effort.ts";

/** The demonstration: 2018, January to September. */
const EPCI = "200068666";
const OPH = "999000011";
const QUESTION: EffortQuestion = {
  epci: EPCI,
  annee: 2018,
  dernierMois: null,
  bailleur: null,
  prior: "jeffreys",
  attentes: new Map(),
};

let database: TestDatabase;
beforeAll(async () => {
  database = await createDemoDatabase();
});
afterAll(() => database?.drop());

const ask = (question: Partial<EffortQuestion> = {}) => computeEffort(database.base, { ...QUESTION, ...question });
const blocOf = (effort: Effort, objet: string) => effort.blocs.find((bloc) => bloc.objet === objet);
const lineOf = (effort: Effort, nom: string): LigneEffort | undefined =>
  blocOf(effort, "hors-qpv")?.lignes.find((ligne) => ligne.nom === nom);

describe("shall we reach 21 %, who must sign how many, how sure are we?", () => {
  it("reads the counts of the convention's own year, against its written numbers", async () => {
    const effort = await ask();
    expect(effort).toMatchObject({
      arreteAu: "2018-09-30",
      acheve: false,
      version: { numero: 0, depuis: "2018-10-05" },
    });
    expect(blocOf(effort, "hors-qpv")?.ensemble).toMatchObject({
      lecture: {
        realise: 63,
        assiette: 261,
        inconnus: {
          part: 2,
          autres: 8,
          indecis: 4,
          total: 14,
          causes: { total: 14, situation: 10, ressources: 4, relogement: 0, doublon: 0 },
        },
        verdict: "en-cours",
        aCeJour: "atteint",
      },
      ecrit: { taux: 0.21 },
    });
    const written = blocOf(effort, "hors-qpv")?.lignes.map(({ nom, lecture, ecrit }) => [
      nom,
      `${lecture.realise}/${lecture.assiette}`,
      ecrit?.nombre,
    ]);
    expect(written).toEqual([
      ["Hamaris", "25/97", 32],
      ["OPH de Saint-Dizier", "27/86", 30],
      ["Plurial Novilia", "9/61", 11],
      ["Le Foyer Rémois", "1/12", 2],
      ["Vitry Habitat", "1/5", 1],
    ]);
    expect(lineOf(effort, "Hamaris")?.ecrit?.tauxDuNombre).toBeCloseTo(32 / 130, 12);
  });

  it("asks of the whole what its bailleurs may sign, in whole leases", async () => {
    const bloc = blocOf(await ask(), "hors-qpv");
    const { attente, cible, plancher } = bloc?.ensemble ?? {};
    const m = attente?.total ?? 0;
    expect(m).toBe(bloc?.lignes.reduce((sum, ligne) => sum + (ligne.attente.total ?? 0), 0));
    expect(attente?.annees.map(({ annee }) => annee)).toEqual([2017, 2016]);
    expect(cible?.besoin).toBe(ceilShare(261 + m, 0.21) - 63);
    expect(plancher?.besoin).toBe(ceilShare(261 + m, 0.25) - 63);
    // The target is near, the legal floor is far: they get different answers.
    expect(cible?.probabilite).toBeGreaterThan(0.98);
    expect(plancher?.probabilite).toBeLessThan(0.5);
    expect(lineOf(await ask(), "Vitry Habitat")?.cible).toMatchObject({ besoin: 0, issue: "acquis", probabilite: 1 });
  });

  it("answers in sentences, in the order of the question", async () => {
    const plain = (blocOf(await ask(), "hors-qpv")?.reponse ?? []).map((text) =>
      text.replaceAll(/[\u00a0\u202f]/g, " "),
    );
    expect(plain[0]).toMatch(
      /^Atteindrons-nous 21 % en 2018 \? .*Au 30 septembre 2018, on compte 63 sur 261, soit 24,1 %/,
    );
    expect(plain[1]).toMatch(
      /^Qui doit signer d’ici au 31 décembre 2018 : Hamaris, 7 \(4 à 7\) des \d+ prochaines ; OPH/,
    );
    expect(plain[2]).toMatch(/^Le plancher légal, 25 %, est une autre question/);
    expect(plain[3]).toBe(
      "14 attributions sont incertaines (10 non localisées et 4 sans ressources connues) : le taux est compris entre 23,1 % et 25,8 %. Dans tous les cas, 21 % sont atteints à cette date. Selon elles, les chances de l’objectif vont de « environ 96 chances sur 100 » à « plus de 99 chances sur 100 ».",
    );
  });

  it("says what would decide Hamaris, undecided at 25 of 97 with six unlocated and two whose resources nobody wrote", async () => {
    expect(lineOf(await ask(), "Hamaris")?.lecture).toMatchObject({
      verdict: "en-cours",
      aCeJour: "indecidable",
      trancher: { suffit: 8, auMieux: 1 },
    });
  });
});

describe("what a person changes", () => {
  it("expected leases typed for a bailleur move it and the whole, and nothing else", async () => {
    const [before, after] = [await ask(), await ask({ attentes: new Map([["bailleur:999000029", 60]]) })];
    expect(lineOf(after, "Hamaris")?.attente).toMatchObject({ total: 60, origine: "saisie" });
    const wholes = [before, after].map((effort) => blocOf(effort, "hors-qpv")?.ensemble?.attente.total ?? 0);
    expect((wholes[1] ?? 0) - (wholes[0] ?? 0)).toBe(60 - (lineOf(before, "Hamaris")?.attente.total ?? 0));
  });

  it("a prior from the former year pulls towards it, and says so", async () => {
    const jeffreys = blocOf(await ask(), "hors-qpv")?.ensemble?.plancher?.probabilite ?? 0;
    const former = blocOf(await ask({ prior: "annee-precedente" }), "hors-qpv")?.ensemble;
    expect(former?.prior.libelle).toContain("66 sur 360 en 2017");
    // 18 % in 2017 is below 24 % so far.
    expect(former?.plancher?.probabilite).toBeLessThan(jeffreys);
  });

  it("a finished year has a result and no projection", async () => {
    const bloc = blocOf(await ask({ annee: 2017 }), "hors-qpv");
    expect(bloc?.ensemble?.plancher).toMatchObject({ besoin: 24, issue: "impossible" });
    expect(bloc?.ensemble?.attente.total).toBe(0);
    expect(bloc?.ensemble?.cible).toBeNull();
  });

  it("reads January to June when asked to", async () => {
    const effort = await ask({ dernierMois: 6 });
    expect(effort.arreteAu).toBe("2018-06-30");
    expect(blocOf(effort, "hors-qpv")?.ensemble?.eventail.filter(({ projete }) => projete)).toHaveLength(6);
  });
});

describe("who sees what", () => {
  const bailleur: HabilitationActive = {
    id: 1,
    role: "responsable-bailleur",
    epci: EPCI,
    organisation: 1,
    siren: OPH,
    nomOrganisation: "OPH de Saint-Dizier",
    communes: [],
    sensible: false,
  };

  it("a bailleur reads itself, and no total made from its own rows", async () => {
    const acteur = { nom: "essai", compte: 1, demandeurs: [], habilitations: [bailleur], motif: null };
    const effort = await computeEffort(database.bases.pour(acteur), { ...QUESTION, bailleur: OPH });
    const bloc = blocOf(effort, "hors-qpv");
    expect(bloc?.ensemble).toBeNull();
    expect(bloc?.lignes.map(({ nom }) => nom)).toEqual(["OPH de Saint-Dizier"]);
    expect(bloc?.lignes[0]).toMatchObject({ lecture: { realise: 27, assiette: 86 }, appreciationCollective: null });
    const among = lineOf(await ask(), "OPH de Saint-Dizier");
    expect(bloc?.lignes[0]?.attente).toEqual(among?.attente);
    expect(bloc?.lignes[0]?.cible).toEqual(among?.cible);
    expect(blocOf(effort, "publics-prioritaires")).toBeUndefined();
  });
});
