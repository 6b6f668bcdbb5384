// @module-tag moteur
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Base } from "#socle/lectures/base.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import {
  type BailASigner,
  type Ligne,
  openAgent,
  openRegistre,
  publishLignes,
  signCommission,
} from "../../../../test/fixtures/baux-reloges.ts";
import { seedOf } from "../../../../test/fixtures/habilitations.ts";
import { addTerritoires, EPCI } from "../../../../test/fixtures/lignes.ts";
import { computeBilan } from "../../lectures/compute-bilan.ts";
import { lirePaires } from "../../lectures/paire-bail/lire-paires.ts";
import type { DecisionPaire } from "../../regles/paire-bail/paire-bail.ts";
import { FAITS_PAIRE } from "../../regles/paire-bail/paire-bail.ts";
import { reprendreDecision, trancherPaire } from "./trancher-paire.ts";

const HAMARIS = "999000101";
const PLURIAL = "999000102";
let database: TestDatabase;
let agent: Base;
let collegue: Base;
let ailleurs: Base;
let agglo: Base;
let registre: Awaited<ReturnType<typeof openRegistre>>;

beforeAll(async () => {
  database = await createDatabase();
  await addTerritoires(database);
  registre = await openRegistre(database, HAMARIS);
  const seed = seedOf(database.pool);
  const autre = await seed.organisation("bailleur", "Plurial", PLURIAL);
  const epci = await seed.organisation("epci", "Agglomération", EPCI);
  const open = (prenom: string, organisation: number, role: "agent-bailleur" | "agent-epci") =>
    openAgent(database, { prenom, organisation, role });
  agent = await open("Agent", registre.organisation, "agent-bailleur");
  collegue = await open("Collegue", registre.organisation, "agent-bailleur");
  ailleurs = await open("Ailleurs", autre, "agent-bailleur");
  agglo = await open("Agglo", epci, "agent-epci");
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query("truncate paire_decision, bail, bail_relogement, relogement, publication, lot cascade");
});

const publish = (periode: string, lignes: readonly Ligne[]) => publishLignes(database, HAMARIS, periode, lignes);

const jourDe = (rang: number) => `2017-03-${String(rang + 10).padStart(2, "0")}`;
const DIX: readonly Ligne[] = Array.from({ length: 10 }, (_, rang) => ({
  bailSigneLe: jourDe(rang),
  fait: { relogement: "oui" },
}));
const AUTRES: readonly Ligne[] = Array.from({ length: 90 }, (_, rang) => ({
  bailSigneLe: "2017-09-15",
  cle: `autre-${rang}`,
  fait: { relogement: rang < 4 ? "oui" : "non" },
}));
const ONZE: readonly BailASigner[] = Array.from({ length: 11 }, (_, rang) => ({ signeLe: jourDe(rang) }));

async function bilanDe(annee: number) {
  const bilan = await computeBilan(database.base, { epci: EPCI, periode: yearPeriode(annee), bailleur: null });
  const { realise, assiette, bornes, inconnus } = bilan.horsQpv;
  const { signes = -1, horsFichier = -1, possibles = -1, reloges } = bilan.relogements ?? {};
  return {
    realise,
    assiette,
    bornes,
    inconnus,
    total: bilan.total,
    signes,
    horsFichier,
    possibles,
    reloges,
    bilan,
  };
}

async function settle(base: Base, decision: DecisionPaire, combien = Number.POSITIVE_INFINITY) {
  for (let done = 0; done < combien; done++) {
    const [first] = (await lirePaires(base, EPCI)).lignes;
    if (!first) return done;
    await trancherPaire(base, { epci: EPCI, id: first.id, decision });
  }
  return combien;
}

describe("ten leases ticked in the file, eleven in the register, no number in common", () => {
  const onlyTicked = [...DIX, ...AUTRES];

  it("one is another for sure, ten are counted once or twice, and the page says « entre »", async () => {
    await publish("2017", onlyTicked);
    await registre.signer(ONZE);
    const { bilan, ...lu } = await bilanDe(2017);
    expect(lu).toEqual({
      realise: 15,
      assiette: 101,
      total: 101,
      bornes: [15 / 101, 25 / 111],
      inconnus: { total: 10, situation: 0, ressources: 0, relogement: 0, doublon: 10 },
      signes: 11,
      horsFichier: 1,
      possibles: 10,
      reloges: [15, 25],
    });
    expect(bilan.relogements?.phrase).toBe(
      "11\u00A0baux de relogement signés dans Blaise\u00A0: 0\u00A0retrouvé dans le fichier SNE publié, 1\u00A0absent du fichier et ajouté, 10\u00A0peut-être déjà dans le fichier\u00A0: entre 15 et 25\u00A0baux de ménages relogés. Ils ne sont dans aucun total tant que personne n’a dit si c’est le même bail.",
    );
    const sum = (lignes: readonly { readonly total: number }[]) => lignes.reduce((all, { total }) => all + total, 0);
    expect([
      sum(bilan.bailleurs),
      sum(bilan.trimestres),
      ...bilan.ventilations.map(({ lignes }) => sum(lignes)),
    ]).toEqual(Array.from({ length: 10 }, () => 101));
  });

  it("said the same, each is its line; said two, it is one more; taken back, nobody knows again", async () => {
    await publish("2017", onlyTicked);
    await registre.signer(ONZE);
    expect(await settle(agent, "meme")).toBe(10);
    expect(await bilanDe(2017)).toMatchObject({
      realise: 15,
      assiette: 101,
      bornes: [15 / 101, 15 / 101],
      possibles: 0,
    });
    expect((await bilanDe(2017)).bilan.relogements?.phrase).toContain("Chaque bail est compté une fois.");
    const { decisions } = await lirePaires(agent, EPCI);
    expect(decisions.map(({ decision }) => decision)).toEqual(Array.from({ length: 10 }, () => "meme"));
    for (const { id } of decisions) await reprendreDecision(agent, EPCI, id);
    expect(await bilanDe(2017)).toMatchObject({ realise: 15, bornes: [15 / 101, 25 / 111], possibles: 10 });
  });

  it("said two leases again and again, each ends as one more", async () => {
    await publish("2017", onlyTicked);
    await registre.signer([{ signeLe: "2017-03-12" }, { signeLe: "2017-03-13" }]);
    expect(await settle(agent, "distincts")).toBe(20);
    expect(await bilanDe(2017)).toMatchObject({
      realise: 16,
      assiette: 102,
      bornes: [16 / 102, 16 / 102],
      horsFichier: 2,
    });
  });

  it("holds when the file is published again, in another order", async () => {
    const numbered = onlyTicked.map((ligne, rang) => ({ cle: `n-${rang}`, ...ligne }));
    await publish("2017", numbered);
    await registre.signer(ONZE);
    expect(await settle(agent, "meme", 4)).toBe(4);
    expect(await settle(agent, "distincts", 1)).toBe(1);
    const avant = await bilanDe(2017);
    await publish("2017", numbered.toReversed());
    const { bilan: _, ...apres } = await bilanDe(2017);
    expect(apres).toEqual({ ...apres, realise: avant.realise, assiette: avant.assiette, bornes: avant.bornes });
    expect((await lirePaires(agent, EPCI)).decisions).toHaveLength(5);
  });
});

describe("a line that the file does not say rehoused", () => {
  it("is perhaps the rehoused household's: neither it nor the lease is counted as one, and one is in the bounds", async () => {
    await publish("2017", [{ bailSigneLe: "2017-03-12", fait: { relogement: "non" } }]);
    await registre.signer([{ signeLe: "2017-03-12" }]);
    const lu = await bilanDe(2017);
    expect(lu).toMatchObject({ realise: 0, assiette: 1, total: 1, possibles: 1, reloges: [1, 1] });
    expect(lu.inconnus).toEqual({ total: 2, situation: 0, ressources: 0, relogement: 1, doublon: 1 });
    await settle(agent, "meme");
    expect(await bilanDe(2017)).toMatchObject({ realise: 1, assiette: 1, total: 1, horsFichier: 0 });
    const [prise] = (await lirePaires(agent, EPCI)).decisions;
    await reprendreDecision(agent, EPCI, prise?.id ?? 0);
    await settle(agent, "distincts");
    expect(await bilanDe(2017)).toMatchObject({ realise: 1, assiette: 2, total: 2, horsFichier: 1 });
  });
});

describe("what tells two leases apart for sure", () => {
  const un = { bailSigneLe: "2017-03-12", fait: { relogement: "oui" } } as const;
  it.each<readonly [string, Ligne, BailASigner]>([
    ["two numbers", { ...un, cle: "a" }, { signeLe: "2017-03-12", cle: "b" }],
    ["two dwellings", { ...un, numeroRpls: "R1" }, { signeLe: "2017-03-12", numeroRpls: "R2" }],
    ["two communes", { ...un, fait: { ...un.fait, commune: "51001" } }, { signeLe: "2017-03-12" }],
    ["two bailleurs", { ...un, bailleur: PLURIAL }, { signeLe: "2017-03-12" }],
    ["more than two months", un, { signeLe: "2017-05-14" }],
    [
      "too many facts that differ",
      { ...un, fait: { relogement: "non", menage: "1", age: "65+" } },
      { signeLe: "2017-03-12", menage: "4" },
    ],
  ])("%s", async (_, ligne, bail) => {
    await publish("2017", [ligne]);
    await registre.signer([bail]);
    expect(await bilanDe(2017)).toMatchObject({ total: 2, possibles: 0, horsFichier: 1 });
  });

  it("two numbers tell nothing when the file is keyed by another one than the numéro unique", async () => {
    const lot = await publish("2017", [{ ...un, cle: "a" }]);
    await database.pool.query(
      `update lot set colonnes = '[{"entete": "DEMANDE", "colonne": "demande", "exemples": []}]' where id = $1`,
      [lot.id],
    );
    await registre.signer([{ signeLe: "2017-03-12", cle: "b" }]);
    expect(await bilanDe(2017)).toMatchObject({ total: 1, possibles: 1 });
  });
});

describe("of more leases than lines, the one that is left over", () => {
  it("waits as the others do when it matters which it is", async () => {
    await publish("2017", DIX.slice(0, 1));
    await registre.signer([{ signeLe: "2017-03-10" }, { signeLe: "2017-03-11", situation: "qpv" }]);
    expect(await bilanDe(2017)).toMatchObject({ total: 1, possibles: 2, horsFichier: 0 });
    expect(await lirePaires(agent, EPCI)).toMatchObject({ proposees: 1, attente: 1 });
    await settle(agent, "meme");
    expect(await bilanDe(2017)).toMatchObject({ total: 2, possibles: 0, horsFichier: 1 });
  });

  it("is no other lease when another choice finds it a line", async () => {
    await publish("2017", [
      { bailSigneLe: "2017-03-10", fait: { relogement: "oui", menage: "2" } },
      { bailSigneLe: "2017-05-09", fait: { relogement: "oui" } },
    ]);
    // The first matches the line of March, but also fits that of May; the second only fits that of March.
    await registre.signer([{ signeLe: "2017-03-10" }, { signeLe: "2017-02-01" }]);
    expect(await bilanDe(2017)).toMatchObject({ possibles: 2, horsFichier: 0 });
  });
});

describe("a lease signed after a commission", () => {
  const signer = (bail: Readonly<Record<string, unknown>>) =>
    signCommission(database, { organisation: registre.organisation, bailleur: HAMARIS, ...bail });
  const sums = async () => {
    const { rows } = await database.pool.query(
      `select (select sum(c.nombre)::integer from cube_attribution c join publication p on p.lot = c.lot where not c.double_possible) as attributions,
              (select sum(c.nombre)::integer from cube_bail c join publication p on p.lot = c.lot) as baux`,
    );
    return rows[0];
  };

  it("is in no sum while the file may have it, then once or twice as it was said", async () => {
    const q1 = { declare: "q1", calcule: "inconnu", retenu: "q1", origine: "declaration" } as const;
    await publish("2017", [{ bailSigneLe: "2017-03-12", fait: { quartile: q1, relogement: "non" } }, ...AUTRES]);
    await signer({});
    const lu = await bilanDe(2017);
    expect(lu).toMatchObject({ realise: 5, assiette: 91, bornes: [5 / 91, 6 / 92], signes: 0, possibles: 0 });
    expect(lu.inconnus).toEqual({ total: 1, situation: 0, ressources: 0, relogement: 0, doublon: 1 });
    expect(lu.bilan.relogements?.phrase).toBe(
      "1\u00A0bail signé après une commission est peut-être déjà dans le fichier SNE publié\u00A0: hors des totaux, dans les bornes.",
    );
    expect(await sums()).toEqual({ attributions: 91, baux: 91 });
    await settle(agent, "meme");
    expect(await bilanDe(2017)).toMatchObject({ realise: 5, assiette: 91, bornes: [5 / 91, 5 / 91] });
    const [prise] = (await lirePaires(agent, EPCI)).decisions;
    await reprendreDecision(agent, EPCI, prise?.id ?? 0);
    await settle(agent, "distincts");
    expect(await bilanDe(2017)).toMatchObject({ realise: 6, assiette: 92, bornes: [6 / 92, 6 / 92] });
    expect(await sums()).toEqual({ attributions: 92, baux: 92 });
  });

  it("takes no line that a rehoused household's lease looks like more, and is compared with that lease", async () => {
    await publish("2017", DIX.slice(0, 1));
    await signer({ signe_le: "2017-03-10", quartile: "q2-4" });
    await registre.signer([{ signeLe: "2017-03-10" }]);
    const { lignes, attente } = await lirePaires(agent, EPCI);
    expect([lignes.map(({ nature }) => nature), attente]).toEqual([["relogement", "interne"], 0]);
  });
});

describe("a lease of the last days of a year", () => {
  it("is looked for in the next year's file too, and counted in neither until it is settled", async () => {
    await publish("2017", AUTRES.slice(0, 1));
    await registre.signer([{ signeLe: "2017-12-28" }]);
    expect(await bilanDe(2017)).toMatchObject({ total: 2, horsFichier: 1 });
    await publish("2018", [{ bailSigneLe: "2018-01-05", fait: { relogement: "oui" } }]);
    expect(await bilanDe(2017)).toMatchObject({ total: 1, possibles: 1 });
    await settle(agent, "meme");
    expect(await bilanDe(2017)).toMatchObject({ total: 1, possibles: 0, horsFichier: 0 });
    expect(await bilanDe(2018)).toMatchObject({ total: 1, realise: 1 });
  });
});

describe("who settles", () => {
  beforeEach(async () => {
    await publish("2017", DIX.slice(0, 2));
    await registre.signer([{ signeLe: "2017-03-10" }]);
  });
  const first = async (base: Base) => (await lirePaires(base, EPCI)).lignes[0]?.id ?? 0;

  it("the bailleur of the lease; the agglomeration reads, another bailleur does not", async () => {
    const id = await first(agent);
    expect(await first(agglo)).toBe(id);
    expect((await lirePaires(agglo, EPCI)).peutTrancher).toBe(false);
    await expect(trancherPaire(agglo, { epci: EPCI, id, decision: "meme" })).rejects.toThrow(
      /ne permet pas cette écriture/,
    );
    expect((await lirePaires(ailleurs, EPCI)).lignes).toEqual([]);
    await expect(trancherPaire(ailleurs, { epci: EPCI, id, decision: "meme" })).rejects.toMatchObject({
      code: "paire-inconnue",
    });
    await trancherPaire(agent, { epci: EPCI, id, decision: "meme" });
    const [prise] = (await lirePaires(agglo, EPCI)).decisions;
    await expect(reprendreDecision(ailleurs, EPCI, prise?.id ?? 0)).rejects.toMatchObject({
      code: "decision-paire-inconnue",
    });
    await expect(reprendreDecision(agglo, EPCI, prise?.id ?? 0)).rejects.toMatchObject({
      code: "decision-paire-reprise",
    });
  });

  it("of two persons at once, the second is told", async () => {
    const id = await first(agent);
    const answers = await Promise.allSettled([
      trancherPaire(agent, { epci: EPCI, id, decision: "meme" }),
      trancherPaire(collegue, { epci: EPCI, id, decision: "distincts" }),
    ]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const refused = answers.find((one) => one.status === "rejected");
    expect(["paire-tranchee", "paire-inconnue"]).toContain(refused?.reason.code);
    const { decisions } = await lirePaires(agent, EPCI);
    expect(decisions).toHaveLength(1);
    const id1 = decisions[0]?.id ?? 0;
    const reprises = await Promise.allSettled([
      reprendreDecision(agent, EPCI, id1),
      reprendreDecision(collegue, EPCI, id1),
    ]);
    expect(reprises.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("what was decided is kept as it was, and written in the journal", async () => {
    await trancherPaire(agent, { epci: EPCI, id: await first(agent), decision: "meme" });
    const [prise] = (await lirePaires(agent, EPCI)).decisions;
    expect(prise).toMatchObject({ nature: "relogement", decision: "meme", decideePar: "Agent Essai" });
    const { rows } = await database.pool.query(
      "select acte from journal.entree where acte like 'paire-%' and objet = $1",
      [`paire-decision:${prise?.id}`],
    );
    expect(rows).toEqual([{ acte: "paire-tranchee" }]);
  });
});

describe("the facts compared", () => {
  it("are those that have a name in French", async () => {
    const { rows } = await database.pool.query<{ nom: string }>("select nom from faits_paire() order by nom");
    expect(["date", ...rows.map(({ nom }) => nom)].toSorted()).toEqual([...FAITS_PAIRE].toSorted());
  });

  it("weigh what their table says, each on its own", async () => {
    const riche = {
      commune: "52448",
      secteur: "s",
      contingent: "COLTER",
      menage: "2",
      age: "35-49",
      relogement: "oui",
    } as const;
    await publish("2017", [
      { bailSigneLe: "2017-03-10", fait: riche },
      { bailSigneLe: "2017-06-20", fait: { ...riche, age: "65+" } },
      { bailSigneLe: "2017-10-01", fait: { ...riche, menage: "5+", relogement: "inconnu" } },
    ]);
    await registre.signer([
      { signeLe: "2017-03-10" },
      { signeLe: "2017-05-25", quartile: "q1" },
      { signeLe: "2017-10-01", commune: null },
    ]);
    const { rows } = await database.pool.query(
      `select q.score, poids_jours(q.jours)
              + (select sum(case when p.nom = any (q.accords) then p.accord when p.nom = any (q.desaccords) then p.desaccord else 0 end)
                   from faits_paire() p) as pese
         from paire_bail q order by q.score`,
    );
    expect(rows).toHaveLength(3);
    for (const { score, pese } of rows) expect(Number(pese)).toBe(score);
  });
});
