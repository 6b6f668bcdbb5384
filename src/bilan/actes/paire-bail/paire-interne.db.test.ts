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
import { reprendreDecision, trancherPaire } from "./trancher-paire.ts";

const HAMARIS = "999000101";
const PLURIAL = "999000102";
const JOUR = "2017-03-12";
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

const LOIN: Ligne = { bailSigneLe: "2017-09-15", cle: "loin", fait: { relogement: "non" } };
const publish = (lignes: readonly Ligne[], periode = "2017") => publishLignes(database, HAMARIS, periode, lignes);
const reloge = async (bail: Partial<BailASigner> = {}) => (await registre.signer([{ signeLe: JOUR, ...bail }]))[0] ?? 0;
const decide = (bail: Readonly<Record<string, unknown>> = {}) =>
  signCommission(database, {
    organisation: registre.organisation,
    bailleur: HAMARIS,
    signe_le: JOUR,
    menage: "2",
    ...bail,
  });

async function bilanDe(annee = 2017) {
  const bilan = await computeBilan(database.base, { epci: EPCI, periode: yearPeriode(annee), bailleur: null });
  const { realise, assiette, bornes } = bilan.horsQpv;
  const { possibles, possiblesCommission, possiblesRegistre, reloges, phrase } = bilan.relogements ?? {};
  const comptes = { total: bilan.total, realise, assiette, bornes };
  return { ...comptes, possibles, possiblesCommission, possiblesRegistre, reloges, phrase };
}

const lire = (base: Base) => lirePaires(base, EPCI);

async function settle(decision: DecisionPaire, base = agent): Promise<void> {
  const [first] = (await lire(base)).lignes;
  if (!first) throw new Error("nothing to settle");
  await trancherPaire(base, { epci: EPCI, id: first.id, decision });
}

async function takeBack(): Promise<void> {
  for (const { id } of (await lire(agent)).decisions) await reprendreDecision(agent, EPCI, id);
}

describe("a rehoused household's lease and a commission's, both beside the file", () => {
  beforeEach(async () => {
    await publish([LOIN]);
    await reloge();
    await decide();
  });

  it("the register's counts, the commission's is in the bounds, and the sentence says « entre »", async () => {
    expect(await bilanDe()).toEqual({
      total: 2,
      realise: 1,
      assiette: 2,
      bornes: [1 / 2, 2 / 3],
      possibles: 0,
      possiblesCommission: 0,
      possiblesRegistre: 1,
      reloges: null,
      phrase:
        "1\u00A0bail de relogement signé dans Blaise\u00A0: 0\u00A0retrouvé dans le fichier SNE publié, 1\u00A0absent du fichier et ajouté. " +
        "1\u00A0bail signé après une commission est peut-être celui d’un ménage relogé, signé dans Blaise lui aussi\u00A0: entre 2 et 3\u00A0baux sur la période, tant que personne n’a dit si c’est le même bail.",
    });
    const { rows } = await database.pool.query("select sum(nombre)::integer as baux from cube_bail");
    expect(rows).toEqual([{ baux: 1 }]);
    const { lignes } = await lire(agent);
    expect(lignes).toMatchObject([{ nature: "interne", accords: ["date", "commune", "situation", "menage"] }]);
    expect(lignes[0]?.montres.find(({ nom }) => nom === "Ménage relogé")?.valeurs).toEqual(["Oui", "Non"]);
  });

  it("the same: one, the register's; taken back, nobody knows; two: both", async () => {
    await settle("meme");
    expect(await bilanDe()).toMatchObject({ total: 2, realise: 1, bornes: [1 / 2, 1 / 2], possiblesRegistre: 0 });
    expect((await bilanDe()).phrase).toContain("Chaque bail est compté une fois.");
    await takeBack();
    expect(await bilanDe()).toMatchObject({ total: 2, bornes: [1 / 2, 2 / 3], possiblesRegistre: 1 });
    await settle("distincts");
    expect(await bilanDe()).toMatchObject({ total: 3, realise: 2, bornes: [2 / 3, 2 / 3], possiblesRegistre: 0 });
    expect(await lire(agent)).toMatchObject({ proposees: 0, decisions: [{ nature: "interne" }] });
  });

  it("a commission's lease that says « relogé » may be one more rehoused household", async () => {
    await database.pool.query("delete from bail");
    await decide({ relogement: "oui" });
    expect(await bilanDe()).toMatchObject({ possiblesRegistre: 1, reloges: [1, 2] });
  });

  it("a lease taken back leaves the other alone, and the lease signed in its place is asked about", async () => {
    await settle("meme");
    await database.pool.query("update bail set etat = 'annule', annule_le = signe_le, annule_cause = 'erreur'");
    expect(await bilanDe()).toMatchObject({ total: 2, possiblesRegistre: 0 });
    await decide();
    expect(await bilanDe()).toMatchObject({ total: 2, possiblesRegistre: 1 });
    await settle("meme");
    expect(await bilanDe()).toMatchObject({ total: 2, bornes: [1 / 2, 1 / 2], possiblesRegistre: 0 });
  });

  it("the register's lease goes: what was said goes with it, and the commission's counts", async () => {
    await settle("meme");
    await database.pool.query("delete from bail_relogement");
    await database.pool.query("select compter_baux_autour($1, $2::date[])", [EPCI, [JOUR]]);
    expect(await bilanDe()).toMatchObject({ total: 2, possiblesRegistre: 0 });
    expect((await lire(agent)).decisions).toEqual([]);
  });
});

describe("what is known of the two", () => {
  it.each<readonly [string, Partial<BailASigner>, Readonly<Record<string, unknown>>]>([
    ["two numbers", { cle: "a" }, { cle: "b" }],
    ["two dwellings", { numeroRpls: "R1" }, { numero_rpls: "R2" }],
    ["two communes", {}, { commune: "51001" }],
    ["two bailleurs", {}, { bailleur: PLURIAL }],
    ["more than two months", {}, { signe_le: "2017-05-14" }],
    ["too many facts that differ", { menage: "4" }, { menage: "1", age: "65+" }],
  ])("%s are two leases for sure", async (_, un, autre) => {
    await publish([LOIN]);
    await reloge(un);
    await decide(autre);
    expect(await bilanDe()).toMatchObject({ total: 3, possiblesRegistre: 0 });
  });

  it("one number is one lease, and a number on one side tells nothing", async () => {
    await publish([LOIN]);
    await reloge({ cle: "a" });
    const id = await decide({ cle: "a" });
    expect(await bilanDe()).toMatchObject({ total: 2, possiblesRegistre: 0 });
    await database.pool.query("update bail set cle = null where id = $1", [id]);
    await database.pool.query("select compter_baux_autour($1, $2::date[])", [EPCI, [JOUR]]);
    expect(await bilanDe()).toMatchObject({ total: 2, possiblesRegistre: 1 });
  });

  it("what was said of the two holds once the number of one is gone", async () => {
    await publish([LOIN]);
    await reloge();
    await decide({ cle: "a" });
    await settle("meme");
    await database.pool.query("update bail set cle = null, numero_rpls = null, anciennete_le = null");
    await publish([LOIN]);
    expect(await bilanDe()).toMatchObject({ total: 2, possiblesRegistre: 0 });
    expect((await lire(agent)).decisions).toHaveLength(1);
  });

  it("the number of the register's own line is its number", async () => {
    await publish([LOIN, { bailSigneLe: JOUR, cle: "a", numeroRpls: "R1" }]);
    await reloge({ numeroRpls: "R1" });
    await decide({ cle: "b" });
    expect(await bilanDe()).toMatchObject({ total: 3, possiblesRegistre: 0 });
  });
});

describe("one for one, the likeliest first", () => {
  it("of two leases of commissions that count alike, one is another for sure", async () => {
    await publish([LOIN]);
    await reloge();
    await decide({ signe_le: "2017-03-20" });
    const proche = await decide();
    expect(await bilanDe()).toMatchObject({ total: 3, possiblesRegistre: 1 });
    const { rows } = await database.pool.query("select bail::integer, registre is not null as interne from paire_bail");
    expect(rows).toEqual([{ bail: proche, interne: true }]);
    await settle("meme");
    expect(await bilanDe()).toMatchObject({ total: 3, possiblesRegistre: 0 });
  });

  it("where which one matters, the other waits", async () => {
    await publish([LOIN]);
    await reloge();
    await decide({ signe_le: "2017-03-20", quartile: "q2-4" });
    await decide();
    expect(await bilanDe()).toMatchObject({ total: 2, possiblesRegistre: 2 });
    expect(await lire(agent)).toMatchObject({ proposees: 1, attente: 1 });
  });

  it("a line that both look like is one more that each may be", async () => {
    await publish([LOIN, { bailSigneLe: JOUR, fait: { relogement: "oui" } }]);
    await reloge();
    await decide({ relogement: "oui" });
    expect(await bilanDe()).toMatchObject({ total: 2, possibles: 1, possiblesRegistre: 1, reloges: [1, 3] });
    await settle("meme");
    await settle("meme");
    expect(await bilanDe()).toMatchObject({ total: 2, realise: 1, possibles: 0, possiblesRegistre: 0, reloges: null });
  });
});

describe("files", () => {
  it("without one the leases count all the same; what was said holds once there is one, and in those that follow", async () => {
    await reloge();
    await decide();
    expect(await bilanDe()).toMatchObject({ total: 1, possiblesRegistre: 1 });
    await settle("distincts");
    expect(await bilanDe()).toMatchObject({ total: 2, possiblesRegistre: 0 });
    await publish([LOIN]);
    expect(await bilanDe()).toMatchObject({ total: 3, possiblesRegistre: 0 });
    await publish([LOIN, { ...LOIN, cle: "autre" }]);
    expect(await bilanDe()).toMatchObject({ total: 4, possiblesRegistre: 0 });
    await takeBack();
    await settle("meme");
    await publish([LOIN]);
    expect(await bilanDe()).toMatchObject({ total: 2, possiblesRegistre: 0 });
  });

  it("one that has the register's lease by a number: the commission's is compared with it all the same", async () => {
    await publish([LOIN, { bailSigneLe: JOUR, cle: "n" }]);
    await reloge({ cle: "n" });
    await decide();
    expect(await bilanDe()).toMatchObject({ total: 2, realise: 1, bornes: [1 / 2, 2 / 3], possiblesRegistre: 1 });
    await settle("meme");
    expect(await bilanDe()).toMatchObject({ total: 2, bornes: [1 / 2, 1 / 2] });
    await takeBack();
    await settle("distincts");
    expect(await bilanDe()).toMatchObject({ total: 3, bornes: [2 / 3, 2 / 3] });
  });

  it("one that has the commission's by a number: the register's is compared with its line", async () => {
    await publish([LOIN, { bailSigneLe: JOUR, cle: "n" }]);
    await decide({ cle: "n" });
    await reloge();
    expect(await bilanDe()).toMatchObject({
      total: 2,
      realise: 0,
      possibles: 1,
      possiblesRegistre: 0,
      reloges: [1, 1],
    });
    expect((await lire(agent)).lignes).toMatchObject([{ nature: "relogement" }]);
    await settle("meme");
    expect(await bilanDe()).toMatchObject({ total: 2, realise: 1, possibles: 0 });
    await takeBack();
    await settle("distincts");
    expect(await bilanDe()).toMatchObject({ total: 3, realise: 1, possibles: 0 });
  });

  it.each<readonly [DecisionPaire, number]>([
    ["meme", 2],
    ["distincts", 3],
  ])("what was said of the two (%s) holds of the line that comes with the number of one", async (decision, total) => {
    await publish([LOIN]);
    await reloge();
    await decide({ cle: "n" });
    await settle(decision);
    await publish([LOIN, { bailSigneLe: JOUR, cle: "n" }]);
    expect(await lire(agent)).toMatchObject({ proposees: 0, attente: 0 });
    expect(await bilanDe()).toMatchObject({ total, realise: 1, possibles: 0, possiblesRegistre: 0 });
  });

  it.each<readonly [DecisionPaire, number]>([
    ["meme", 2],
    ["distincts", 3],
  ])(
    "what was said of a line (%s) holds of the commission's lease of its number once the line is gone",
    async (decision, total) => {
      await publish([LOIN, { bailSigneLe: JOUR, cle: "n" }]);
      await decide({ cle: "n" });
      await reloge();
      await settle(decision);
      await publish([LOIN]);
      expect(await lire(agent)).toMatchObject({ proposees: 0, attente: 0 });
      expect(await bilanDe()).toMatchObject({ total, possibles: 0, possiblesRegistre: 0 });
    },
  );

  it("two leases that are one by the demande are the line that has the number of either", async () => {
    const { rows } = await database.pool.query<{ id: string }>(
      "insert into nominatif.demandeur (epci, numero_hash) values ($1, 'n') returning id",
      [EPCI],
    );
    await publish([LOIN, { bailSigneLe: JOUR, cle: "n" }]);
    await reloge({ commune: null, menage: "inconnu", age: "inconnu" });
    await database.pool.query("update relogement set demandeur = $1", [rows[0]?.id]);
    // Rewritten, it takes its file's value again.
    await database.pool.query("update bail_relogement set menage = menage");
    await decide({ cle: "n", demandeur: rows[0]?.id });
    expect(await bilanDe()).toMatchObject({ total: 2, realise: 1, possibles: 0, possiblesRegistre: 0 });
  });

  it("of two years, the lease of the one is compared with that of the other", async () => {
    await publish([LOIN]);
    await publish([{ ...LOIN, bailSigneLe: "2018-09-15" }], "2018");
    await reloge({ signeLe: "2018-01-05" });
    await decide({ signe_le: "2017-12-28", quartile: "q2-4" });
    expect(await lire(agent)).toMatchObject({ proposees: 1, attente: 0 });
    expect(await bilanDe(2017)).toMatchObject({ total: 1, possiblesRegistre: 1 });
    expect(await bilanDe(2018)).toMatchObject({ total: 2, possiblesRegistre: 0 });
    await settle("distincts");
    expect(await bilanDe(2017)).toMatchObject({ total: 2, possiblesRegistre: 0 });
  });
});

describe("who settles", () => {
  beforeEach(async () => {
    await publish([LOIN]);
    await reloge();
    await decide();
  });
  const first = async (base: Base) => (await lire(base)).lignes[0]?.id ?? 0;

  it("the bailleur; the agglomeration reads, another bailleur does not", async () => {
    const id = await first(agent);
    expect(await first(agglo)).toBe(id);
    await expect(trancherPaire(agglo, { epci: EPCI, id, decision: "meme" })).rejects.toThrow(
      /ne permet pas cette écriture/,
    );
    expect((await lire(ailleurs)).lignes).toEqual([]);
    await expect(trancherPaire(ailleurs, { epci: EPCI, id, decision: "meme" })).rejects.toMatchObject({
      code: "paire-inconnue",
    });
  });

  it("nobody writes of leases that they do not read, nor of those of two bailleurs", async () => {
    const { rows } = await database.pool.query<{ bail: string; registre: string }>(
      "select bail, registre from paire_bail",
    );
    const chez = await signCommission(database, { organisation: registre.organisation, bailleur: PLURIAL });
    const write = (bail: unknown) =>
      database.pool.query(
        `insert into paire_decision (epci, bailleur, bail, registre, signe_le, decision, fichier, blaise)
         values ($1, $2, $3, $4, '2017-01-01', 'meme', '{}', '{}') returning signe_le::text as "signeLe"`,
        [EPCI, HAMARIS, bail, rows[0]?.registre],
      );
    await expect(write(chez)).rejects.toThrow(/no such lease/);
    await expect(write(987654)).rejects.toThrow(/no such lease/);
    expect((await write(rows[0]?.bail)).rows).toEqual([{ signeLe: JOUR }]);
    // One lease matches one other.
    expect((await write(rows[0]?.bail)).rows).toEqual([]);
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
    expect((await lire(agent)).decisions).toHaveLength(1);
  });

  it("a pair that stays as it was keeps its number", async () => {
    const id = await first(agent);
    await database.pool.query("select compter_baux_autour($1, $2::date[])", [EPCI, [JOUR]]);
    expect(await first(agent)).toBe(id);
  });
});
