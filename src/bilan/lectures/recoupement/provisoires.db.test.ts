// @module-tag moteur
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Base } from "#socle/lectures/base.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { openAgent, openRegistre, publishLignes, signCommission } from "../../../../test/fixtures/baux-reloges.ts";
import { seedOf } from "../../../../test/fixtures/habilitations.ts";
import { addTerritoires, EPCI } from "../../../../test/fixtures/lignes.ts";
import { computeBilan } from "../compute-bilan.ts";
import { computeEffort } from "../effort/compute-effort.ts";
import { listTachesRecoupement } from "./list-taches-recoupement.ts";
import { readRecoupement } from "./read-recoupement.ts";

const HAMARIS = "999000101";
let database: TestDatabase;
let agglo: Base;
let ailleurs: Base;
let registre: Awaited<ReturnType<typeof openRegistre>>;

beforeAll(async () => {
  database = await createDatabase();
  await addTerritoires(database);
  registre = await openRegistre(database, HAMARIS);
  const seed = seedOf(database.pool);
  const epci = await seed.organisation("epci", "Agglomération", EPCI);
  const autre = await seed.organisation("bailleur", "Plurial", "999000102");
  agglo = await openAgent(database, { prenom: "Agglo", organisation: epci, role: "agent-epci" });
  ailleurs = await openAgent(database, { prenom: "Ailleurs", organisation: autre, role: "agent-bailleur" });
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query("truncate paire_decision, bail, bail_relogement, relogement, publication, lot cascade");
});

const signe = (signe_le: string, plus: Readonly<Record<string, unknown>> = {}) =>
  signCommission(database, { organisation: registre.organisation, bailleur: HAMARIS, signe_le, ...plus });

const annule = (id: number) =>
  database.pool.query(
    "update bail set etat = 'annule', annule_le = signe_le, annule_cause = 'erreur', annule_motif = 'essai' where id = $1",
    [id],
  );

const bilanDe = (annee: number, base = database.base) =>
  computeBilan(base, { epci: EPCI, periode: yearPeriode(annee), bailleur: null });

async function etats(annee: number, base: Base = agglo) {
  const lu = await readRecoupement(base, { epci: EPCI, annee, etat: null });
  const rappeles = await base.recoupements.absents(EPCI, annee);
  expect(rappeles.filter((un) => un.annee === annee).map(({ baux }) => baux)).toEqual(
    [lu?.comptes.get("absent")].filter((baux) => baux !== undefined),
  );
  return Object.fromEntries(lu?.comptes ?? []);
}

async function comptesDe(annee: number) {
  const { total, provisoires, horsQpv } = await bilanDe(annee);
  return {
    total,
    horsQpv: [horsQpv.realise, horsQpv.assiette],
    provisoires: provisoires?.baux ?? 0,
    ...(await etats(annee)),
  };
}

/** What each of the three who sign in is told to do: the other bailleur, nothing. */
async function taches(aujourdhui: string) {
  const question = { epci: EPCI, aujourdhui, maintenant: `${aujourdhui}T08:00:00Z` };
  expect(await listTachesRecoupement(ailleurs, question)).toEqual([]);
  return (await listTachesRecoupement(agglo, question)).map(
    ({ titre, chemin }) => `${titre.replaceAll("\u00A0", " ")}|${chemin}`,
  );
}

async function actes() {
  const { rows } = await database.pool.query<{ dit: string }>(
    "select concat_ws(' ', acte, periode) as dit from publication_acte order by id",
  );
  return rows.map(({ dit }) => dit);
}

describe("leases signed on days of which no file is published", () => {
  it("count at once, each quarter apart, and stop counting when taken back", async () => {
    const un = await signe("2026-05-12");
    await signe("2026-06-30");
    await registre.signer([{ signeLe: "2026-07-01" }]);
    expect(await comptesDe(2026)).toEqual({ total: 3, horsQpv: [3, 3], provisoires: 3, attendu: 3 });
    const { provisoires, enCours, horsQpv } = await bilanDe(2026);
    expect(provisoires?.phrase.replaceAll("\u00A0", " ")).toBe(
      "Dont 3 baux signés dans Blaise, provisoires (2 au T2 et 1 au T3) : aucun fichier publié du SNE ne les contient encore.",
    );
    expect([enCours === null, horsQpv.verdict]).toEqual([false, "en-cours"]);
    await annule(un);
    expect(await comptesDe(2026)).toMatchObject({ total: 2, provisoires: 2 });
    expect(await database.base.cubes.annees(EPCI)).toEqual([]);
    expect(await database.base.cubes.anneesProvisoires(EPCI)).toEqual([2026]);
  });

  it("close with the last of them, and nobody sees their lots among the files", async () => {
    const un = await signe("2026-05-12");
    expect(await agglo.lots.list(EPCI)).toEqual([]);
    expect(await database.base.lots.publications(EPCI)).toEqual([]);
    expect((await bilanDe(2026)).sources.filter(({ source }) => source === "sne-attributions")).toEqual([]);
    await annule(un);
    expect(await comptesDe(2026)).toEqual({ total: 0, horsQpv: [0, 0], provisoires: 0 });
    await signe("2026-05-13");
    expect(await comptesDe(2026)).toMatchObject({ total: 1, provisoires: 1 });
    expect(await actes()).toEqual(["publication 2026-T2", "annulation 2026-T2", "publication 2026-T2"]);
  });

  it("are matched by the file that comes: in both, here only, there only, differing on what", async () => {
    await signe("2026-05-12", { cle: "a", situation: "hors-qpv", quartile: "q1", menage: "2" });
    await signe("2026-05-20", { cle: "b", situation: "hors-qpv", quartile: "q1", menage: "2" });
    await signe("2026-06-10", { cle: "c", commune: "52550" });
    await publishLignes(database, HAMARIS, "2026-T2", [
      {
        bailSigneLe: "2026-05-12",
        cle: "a",
        fait: { menage: "2", quartile: { declare: "q1", calcule: "inconnu", retenu: "q1", origine: "declaration" } },
      },
      { bailSigneLe: "2026-05-22", cle: "b", fait: { menage: "3" } },
      { bailSigneLe: "2026-04-02", cle: "z" },
    ]);
    expect(await comptesDe(2026)).toEqual({
      total: 4,
      horsQpv: [2, 4],
      provisoires: 1,
      concordant: 1,
      ecart: 1,
      absent: 1,
      fichier: 1,
    });
    const lu = await readRecoupement(agglo, { epci: EPCI, annee: 2026, etat: "ecart" });
    expect(await taches("2026-09-01")).toEqual([
      "1 bail signé dans Blaise manque au fichier 2026 du SNE|bilan/recoupement?annee=2026&etat=absent",
    ]);
    expect(await taches("2028-01-01")).toEqual([]);
    expect(lu?.lignes).toMatchObject([
      {
        signeBlaise: "2026-05-20",
        signeFichier: "2026-05-22",
        ecart: "le jour du bail (2\u00A0jours d’écart), le quartile et la taille du ménage",
      },
    ]);
  });

  it("come back when the file is withdrawn, and go when the whole year is published", async () => {
    await signe("2026-05-12", { cle: "a" });
    const lot = await publishLignes(database, HAMARIS, "2026-T2", [{ bailSigneLe: "2026-05-12", cle: "a" }]);
    expect(await comptesDe(2026)).toMatchObject({ total: 1, provisoires: 0 });
    await database.base.lots.unpublish(lot, "essai");
    expect(await comptesDe(2026)).toEqual({ total: 1, horsQpv: [1, 1], provisoires: 1, attendu: 1 });
    await signe("2026-09-12", { cle: "b" });
    await publishLignes(database, HAMARIS, "2026", [
      { bailSigneLe: "2026-05-12", cle: "a" },
      { bailSigneLe: "2026-09-12", cle: "b" },
    ]);
    expect(await comptesDe(2026)).toMatchObject({ total: 2, provisoires: 0 });
    expect(await database.base.cubes.anneesProvisoires(EPCI)).toEqual([]);
  });

  it("stand once, beside their nearest line, when two files have their number", async () => {
    await signe("2026-03-20", { cle: "a" });
    await publishLignes(database, HAMARIS, "2026-T1", [{ bailSigneLe: "2026-03-21", cle: "a" }]);
    await publishLignes(database, HAMARIS, "2026-T2", [{ bailSigneLe: "2026-04-15", cle: "a" }]);
    expect(await comptesDe(2026)).toMatchObject({ total: 2, provisoires: 0, ecart: 1, fichier: 1 });
    const lu = await readRecoupement(agglo, { epci: EPCI, annee: 2026, etat: "ecart" });
    expect(lu?.lignes).toMatchObject([{ signeBlaise: "2026-03-20", signeFichier: "2026-03-21" }]);
  });

  it("are the reader’s own bailleurs’ alone", async () => {
    await signe("2026-05-12");
    expect([await etats(2026), await etats(2026, ailleurs)]).toEqual([{ attendu: 1 }, {}]);
    expect((await bilanDe(2026, ailleurs)).total).toBe(0);
  });

  it("add to what is done, and take from what is expected", async () => {
    const lignes = (annee: number) =>
      Array.from({ length: 8 }, (_, rang) => ({
        bailSigneLe: `${annee}-0${(rang % 4) + 4}-10`,
        cle: `${annee}-${rang}`,
      }));
    await publishLignes(database, HAMARIS, "2025", lignes(2025));
    await publishLignes(database, HAMARIS, "2026-T1", [{ bailSigneLe: "2026-02-01", cle: "t1" }]);
    await database.pool.query("update lot set depose_le = '2026-04-02' where periode = '2026-T1'");
    const effort = async () => {
      const { blocs, arreteAu } = await computeEffort(agglo, {
        epci: EPCI,
        annee: 2026,
        bailleur: null,
        dernierMois: null,
        prior: "jeffreys",
        attentes: new Map(),
      });
      const bloc = blocs.find(({ objet }) => objet === "hors-qpv");
      return [arreteAu, bloc?.ensemble?.lecture.assiette, bloc?.ensemble?.attente.total];
    };
    expect(await effort()).toEqual(["2026-03-31", 1, 8]);
    await signe("2026-06-01");
    await signe("2026-06-02");
    expect(await effort()).toEqual(["2026-03-31", 3, 6]);
  });
});

it("two who sign the first leases of a quarter at once open one lot", async () => {
  await Promise.all(Array.from({ length: 6 }, (_, rang) => signe(`2026-08-1${rang}`)));
  expect(await comptesDe(2026)).toMatchObject({ total: 6, provisoires: 6 });
  expect(await actes()).toEqual(["publication 2026-T3"]);
});
