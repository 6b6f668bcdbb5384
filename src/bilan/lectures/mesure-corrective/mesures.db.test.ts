import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { Base } from "#socle/lectures/base.ts";
import type { Action } from "#socle/regles/habilitation/ressource.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { textOf } from "../../../../test/fixtures/pages.ts";
import { addOrganisation, addPersonne } from "../../../../test/journal/personnes.ts";
import { deciderMesure } from "../../actes/mesure-corrective/decider-mesure.ts";
import { type PropositionDemandee, proposerMesure } from "../../actes/mesure-corrective/proposer-mesure.ts";
import { compareNationaux } from "../comparaison-nationale/compare-national.ts";
import { computeMesures } from "./compute-mesures.ts";
import { computeConstatCarence } from "./constat-carence.ts";

const EPCI = "200068666";
const AUJOURDHUI = "2026-03-01";

let database: TestDatabase;
let organisation: number;
const bases = new Map<string, Promise<Base>>();

beforeAll(async () => {
  database = await createDemoDatabase();
  organisation = await addOrganisation(database.pool, "epci", "Organisation d’essai");
});
afterAll(() => database.drop());

/** A base with the right that the route's guard opens. */
async function as(role: RoleHabilite, action: Action = "lire"): Promise<Base> {
  const key = `${role} ${action}`;
  const opened =
    bases.get(key) ??
    addPersonne(database.pool, key.replace(" ", "-"), [{ role, epci: EPCI, organisation }]).then((acteur) =>
      database.bases.pour(acteur, { ressource: "objectif", action }),
    );
  bases.set(key, opened);
  return opened;
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "rien",
    (error: unknown) => (error instanceof Refus ? error.code : String(error)),
  );
const plain = (phrases: readonly string[]) => textOf(phrases.join(" "));
const question = (annee: number, aujourdhui = AUJOURDHUI) => ({ epci: EPCI, annee, aujourdhui });
const demande = (more: Partial<PropositionDemandee> = {}): PropositionDemandee => ({
  ...question(2017),
  code: "commission-designation",
  proposeeLe: "2018-11-05",
  motif: "Au vu du bilan de 2017",
  ...more,
});

describe("what a year calls for", () => {
  it("2017: missed on the floor, which applied by default", async () => {
    const { reponse, chiffres, barreaux, carence } = await computeMesures(await as("agent-epci"), question(2017));
    expect(reponse.titre).toBe("L’objectif de 2017 n’est pas atteint");
    expect(plain(reponse.phrases)).toContain(
      "66 sur 360 (entre 17,3 % et 20,1 %) ; plancher légal de 25 % : non atteint, il manque 24 attributions (de 18 à 30 selon ce qu’on ignore).",
    );
    expect(chiffres?.cotes.map(({ objet, issue }) => [objet, issue])).toEqual([
      ["hors-qpv", "non-atteint"],
      ["qpv", "atteint"],
    ]);
    expect(barreaux.map(({ ouverture, mesure }) => [ouverture?.ouverte, mesure?.code ?? null])).toEqual([
      [false, "objectifs-reservataires"],
      [true, null],
      [true, null],
      [false, null],
    ]);
    expect(carence?.ouverte).toBe(true);
  });

  it("2016: before the law, nothing was missed", async () => {
    const { reponse, chiffres, carence } = await computeMesures(await as("etat"), question(2016));
    expect(reponse.issue).toBe("sans-objet");
    expect(chiffres?.cotes[0]?.ligne.plancher).toBeNull();
    expect(carence?.ouverte).toBe(false);
  });

  it("2018: the files stop in September, whatever today is", async () => {
    const { reponse, chiffres } = await computeMesures(await as("agent-epci"), question(2018));
    expect(reponse.issue).toBe("en-cours");
    expect(chiffres?.finie).toBe(false);
    expect(plain(reponse.phrases)).toContain("Année 2018 en cours : aucun bail du T4 n’est publié");
    expect(chiffres?.cotes[0]?.ligne).toMatchObject({ realise: 63, assiette: 261 });
    expect(chiffres?.cotes[0]?.ligne.cible).toMatchObject({ taux: 0.21, verdict: "en-cours" });
    expect(chiffres?.cotes[0]?.ligne.plancher).toMatchObject({ taux: 0.25, verdict: "en-cours" });
  });

  it("adds up over the bailleurs to the EPCI", async () => {
    const { chiffres } = await computeMesures(await as("agent-epci"), question(2017));
    const sum = (key: "assiette" | "realise") => chiffres?.bailleurs.reduce((total, row) => total + row[key], 0);
    expect([sum("realise"), sum("assiette")]).toEqual([66, 360]);
  });

  test.each(["commune", "reservataire", "responsable-bailleur", "agent-bailleur"] as const)(
    "%s reads the ladder, and no figure",
    async (role) => {
      const base = await as(role);
      const { reponse, chiffres, barreaux, carence } = await computeMesures(base, question(2017));
      expect([chiffres, carence, reponse.issue]).toEqual([null, null, null]);
      expect(reponse.titre).toContain("ne sont pas ouverts à votre habilitation");
      expect(barreaux[0]?.mesure?.motif).toContain("synthétique");
      expect(await codeOf(computeConstatCarence(base, question(2017)))).toBe("droit-absent");
      const [national] = await compareNationaux(base, EPCI);
      expect([national?.cotes, national?.imprime[0]?.part]).toEqual([null, 55]);
    },
  );
});

describe("the constat de carence", () => {
  it("is drafted of 2017, with what it is not", async () => {
    const constat = await computeConstatCarence(await as("agent-epci"), question(2017));
    expect(constat.titre).toBe("Constat de carence 2017 – projet");
    expect(constat.mention).toContain("ne décide rien");
    expect(constat.ensemble.plancher).toMatchObject({ attendu: 90, manque: { compte: 24, auMoins: 18, auPlus: 30 } });
    expect(plain(constat.fondements)).toContain("aucun taux local n’étant en vigueur, 25 % s’applique par défaut");
    expect(constat.bailleurs).toHaveLength(5);
    expect(constat.interbailleur).toContain("collectivement");
    expect(plain(constat.inconnus)).toContain(
      "25 attributions incertaines : 21 non localisées et 4 sans ressources connues (sur 779 baux)",
    );
    expect(plain(constat.sources)).toContain("sne-attributions-2017.csv");
  });

  test.each([
    [2016, "carence-sans-objet"],
    [2018, "carence-annee-en-cours"],
    [2020, "carence-annee-en-cours"],
  ])("is refused for %i: %s", async (annee, code) => {
    expect(await codeOf(computeConstatCarence(await as("etat"), question(annee)))).toBe(code);
  });

  it("is refused while the unlocated can turn the answer", async () => {
    const other = await createDemoDatabase();
    try {
      await other.pool.query(
        `update cube_attribution set situation = 'inconnue' where extract(year from mois) = 2017 and situation = 'hors-qpv' and quartile = 'q2-4'`,
      );
      expect(await codeOf(computeConstatCarence(other.base, question(2017)))).toBe("carence-indecidable");
      const { barreaux, reponse } = await computeMesures(other.base, question(2017));
      expect(reponse.issue).toBe("indecidable");
      expect(plain(reponse.phrases)).toMatch(
        /indécidable, renseigner \d+ attributions (bien choisies|incertaines, toutes,) suffit à trancher/,
      );
      expect(barreaux.some(({ ouverture }) => ouverture?.ouverte)).toBe(false);
    } finally {
      await other.drop();
    }
  });
});

describe("a measure", () => {
  it("is proposed by the EPCI, decided once by the State, each with its line in the journal", async () => {
    const id = await proposerMesure(await as("agent-epci", "creer"), demande());
    const decision = {
      epci: EPCI,
      id,
      decision: "retenue" as const,
      decideeLe: "2018-12-03",
      aujourdhui: AUJOURDHUI,
      motif: "Accord du préfet et de la conférence",
    };
    expect(await deciderMesure(await as("etat", "valider"), decision)).toBe(2017);
    expect(await codeOf(deciderMesure(await as("etat", "valider"), decision))).toBe("mesure-deja-decidee");
    const { rows } = await database.pool.query(
      "select acte, ressource from journal.entree where objet = $1 order by le, numero",
      [`mesure:${id}`],
    );
    expect(rows.map(({ acte }) => acte)).toEqual(["mesure-proposee", "mesure-decidee"]);
    // A year later, the law's provisions may be proposed, and not before.
    const after = await computeMesures(await as("agent-epci"), question(2017));
    expect(after.barreaux[3]?.ouverture?.ouverte).toBe(true);
    const before = await computeMesures(await as("agent-epci"), question(2017, "2019-11-30"));
    expect(before.barreaux[3]?.ouverture?.ouverte).toBe(false);
  });

  test.each<[string, RoleHabilite]>([
    ["the State", "etat"],
    ["a bailleur", "responsable-bailleur"],
    ["a réservataire", "reservataire"],
    ["a commune", "commune"],
  ])("is not proposed by %s, even past the guard", async (_, role) => {
    const code = await codeOf(proposerMesure(await as(role, "creer"), demande({ code: "avenant-objectifs" })));
    expect(code).not.toBe("rien");
    const { rows } = await database.pool.query("select 1 from mesure_corrective where code = 'avenant-objectifs'");
    expect(rows).toEqual([]);
  });

  test.each<[string, RoleHabilite]>([
    ["a bailleur, who may sign", "responsable-bailleur"],
    ["a réservataire, who may sign", "reservataire"],
    ["a commune", "commune"],
  ])("is not decided by %s, even past the guard", async (_, role) => {
    const { rows } = await database.pool.query<{ id: number }>(
      "select id from mesure_corrective where code = 'objectifs-reservataires'",
    );
    const id = Number(rows[0]?.id);
    const code = await codeOf(
      deciderMesure(await as(role, "valider"), {
        epci: EPCI,
        id,
        decision: "ecartee",
        decideeLe: "2018-12-03",
        aujourdhui: AUJOURDHUI,
        motif: "Par qui ne le peut pas",
      }),
    );
    expect(code).not.toBe("rien");
    const after = await database.pool.query("select decision from mesure_corrective where id = $1", [id]);
    expect(after.rows).toEqual([{ decision: null }]);
  });

  test.each<[string, Partial<PropositionDemandee>, string]>([
    ["twice for a year", { code: "objectifs-reservataires" }, "mesure-deja-proposee"],
    ["for a year that is not over", { ...question(2018), proposeeLe: "2019-02-01" }, "mesure-fermee"],
    ["for a year without an objective", { ...question(2016) }, "mesure-fermee"],
    ["without a reason", { motif: " - " }, "mesure-sans-motif"],
    ["with a number of social security", { motif: "Ménage 155089912345670 à revoir" }, "texte-nir"],
    ["with a word on a person", { motif: "Trop de demandeurs alcooliques dans le quartier" }, "motif-a-relire"],
    ["in the future", { proposeeLe: "2026-03-02", code: "avenant-objectifs" }, "mesure-date-future"],
  ])("is refused %s", async (_, more, code) => {
    expect(await codeOf(proposerMesure(await as("agent-epci", "creer"), demande(more)))).toBe(code);
  });

  it("is proposed once when two officers do it together", async () => {
    const other = await createDemoDatabase();
    try {
      const race = [1, 2, 3].map(() => codeOf(proposerMesure(other.base, demande({ code: "avenant-objectifs" }))));
      expect((await Promise.all(race)).sort()).toEqual(["mesure-deja-proposee", "mesure-deja-proposee", "rien"]);
    } finally {
      await other.drop();
    }
  });

  it("of elsewhere is none", async () => {
    const demandee = { id: 999_999, decision: "retenue" as const, decideeLe: "2018-12-03", motif: "Rien à décider" };
    const base = await as("etat", "valider");
    expect(await codeOf(deciderMesure(base, { epci: EPCI, aujourdhui: AUJOURDHUI, ...demandee }))).toBe(
      "mesure-inconnue",
    );
  });
});

describe("national results", () => {
  const cotesOf = async (annee: number) =>
    (await compareNationaux(await as("agent-epci"), EPCI)).find((one) => one.annee === annee)?.cotes;

  it("keeps our own lines of the national file, and says that the others are another territory's", async () => {
    const { rows } = await database.pool.query(
      `select l.lignes_lues::int as lues, l.acceptees::int, l.rejetees::int,
              (select sum(lignes)::int from lot_anomalie a where a.lot = l.id and a.code = 'autre-territoire') as autres
         from lot l where source = 'resultats-nationaux'`,
    );
    expect(rows).toEqual([{ lues: 2, acceptees: 2, rejetees: 0, autres: 6 }]);
  });

  it("2017: the same once nothing is left to explain", async () => {
    const cotes = await cotesOf(2017);
    expect(cotes?.map(({ decomposition }) => decomposition.lecture)).toEqual(["identique", "identique"]);
    expect(cotes?.[0]?.decomposition.national).toEqual({ part: 66, total: 360, milliemes: 183 });
  });

  it("2016: eleven leases apart, which our unlocated ones cannot explain", async () => {
    const cotes = await cotesOf(2016);
    expect(cotes?.[0]?.decomposition).toMatchObject({
      residuel: { part: -1, total: -11, milliemes: 4 },
      lecture: "residuel-autre",
    });
    expect(plain(cotes?.[0]?.explications ?? [])).toContain("49 attributions ne sont pas localisées");
    expect(plain([cotes?.[0]?.conclusion ?? ""])).toContain("Résiduel : +0,4 point (−1 au numérateur, −11 à la base).");
  });
});
