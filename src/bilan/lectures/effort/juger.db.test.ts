import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keyPorteur } from "#engagements/regles/convention/engagement.ts";
import { readObjectif, readPartActionLogement } from "#gouvernance/lectures/action/indicateurs-baux.ts";
import type { Source } from "#gouvernance/lectures/action/indicateurs-sources.ts";
import { pointsOfEffort } from "#gouvernance/lectures/points-objectifs.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import {
  baux,
  PREMIER,
  publish,
  QUATRE_TRIMESTRES,
  SANS_DECEMBRE,
  SANS_T3,
} from "../../../../test/fixtures/annee-2019.ts";
import { createTestApp, OFFICIER } from "../../../../test/fixtures/http.ts";
import { BAILLEUR, EPCI, openTerritoireEssai } from "../../../../test/fixtures/lots.ts";
import { textOf } from "../../../../test/fixtures/pages.ts";
import { cellulesHorsQpv, resultatsOf } from "../../../../test/fixtures/resultats.ts";
import { versionOf } from "../../../../test/fixtures/version.ts";
import { addOrganisation, addPersonne } from "../../../../test/journal/personnes.ts";
import { COLONNES_EFFORT, exportEffort } from "../../documents/effort-colonnes.ts";
import { computeBilan } from "../compute-bilan.ts";
import { computePublics } from "../public-prioritaire/compute-publics.ts";
import { computeEffort } from "./compute-effort.ts";
import type { Effort } from "./effort.ts";

/** The effort of a year, and all its readers, against the bilan of the same leases. */
let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
});
afterEach(() => database.drop());

const AUTRE = "552100554";

/** Another table of the year: 40 of 100, where 25 are needed. */
const AUTRE_TABLE = cellulesHorsQpv(40, 60);
const resultats = resultatsOf(AUTRE_TABLE);
const NON = { relogement: "non" } as const;
const INCONNUE = { situationDeclaree: "inconnue" } as const;

const effort = (dernierMois: number | null = null) =>
  computeEffort(database.base, {
    epci: EPCI,
    annee: 2019,
    dernierMois,
    bailleur: null,
    prior: "jeffreys",
    attentes: new Map(),
  });
const bilan = () => computeBilan(database.base, { epci: EPCI, periode: yearPeriode(2019), bailleur: null });
const plain = (texte: string) => texte.replaceAll(/[\u00a0\u202f]/g, " ");

async function page(): Promise<string> {
  const app = createTestApp(database.bases, {}, OFFICIER);
  const response = await app.request(`/t/${EPCI}/objectifs?annee=2019`, { headers: { accept: "text/html" } });
  return textOf(await response.text()).replaceAll(/[\s\u00a0\u202f]+/g, " ");
}

describe("a year of which a quarter is missing", () => {
  beforeEach(() =>
    publish(database, "sne-attributions", [...baux(10, PREMIER, 0, SANS_T3), ...baux(40, {}, 100, SANS_T3)], {
      periode: "2019",
    }),
  );

  it("is not over, and says which quarter it lacks", async () => {
    const lu = await effort();
    expect([lu.acheve, lu.enCours]).toEqual([false, (await bilan()).enCours]);
    expect(lu.blocs[0]?.ensemble).toMatchObject({
      lecture: { verdict: "en-cours", aCeJour: null, trancher: null },
      plancher: { verdict: "en-cours", issue: "inconnue", besoin: null },
      attente: { total: null, origine: "inconnue" },
      eventail: [],
    });
    const dit = await page();
    expect(dit).toContain("Année 2019 en cours : aucun bail du T3 n’est publié.");
    expect(dit).not.toMatch(/L’année est finie|2019, année entière|Non atteint|il manque/);
  });

  it("puts no objective on an agenda", async () => {
    expect(pointsOfEffort(await effort())).toEqual([]);
  });

  it("takes what a person expects of it", async () => {
    const attentes = new Map([[`bailleur:${BAILLEUR}`, 10]]);
    const question = {
      epci: EPCI,
      annee: 2019,
      dernierMois: null,
      bailleur: null,
      prior: "jeffreys",
      attentes,
    } as const;
    const { blocs } = await computeEffort(database.base, question);
    expect(blocs[0]?.ensemble?.plancher).toMatchObject({ besoin: 5, verdict: "en-cours" });
  });
});

describe("a year under way of which few leases are expected", () => {
  const COLLECTIVITES = { contingent: "COLACT" } as const;

  it("has nothing sure for a réservataire without a lease yet", async () => {
    await publish(database, "sne-attributions", baux(40, COLLECTIVITES, 0, QUATRE_TRIMESTRES, 2018), {
      periode: "2018",
    });
    await publish(database, "sne-attributions", baux(10, {}, 100, ["02"]), {
      periode: "2019-T1",
      deposeLe: "2019-04-10T10:00:00Z",
    });
    const ligne = (await effort()).blocs.at(-1)?.lignes[0];
    expect(ligne).toMatchObject({ attente: { total: 0, moyenne: 0 }, plancher: { issue: "inconnue", besoin: 0 } });
    expect((await effort()).blocs.at(-1)?.reponse.join(" ")).not.toContain("c’est acquis");
  });

  it("takes no average that rounds to 0 for none", async () => {
    for (const former of [2016, 2017, 2018]) {
      const rares = former === 2017 ? baux(1, PREMIER, 90, ["11"], former) : [];
      const autres = baux(40, { bailleur: AUTRE }, 200, ["02", "05", "11"], former);
      const rows = [...baux(40, PREMIER, 0, ["02", "05"], former), ...rares, ...autres];
      await publish(database, "sne-attributions", rows, { periode: String(former) });
    }
    const lus = [...baux(10, PREMIER, 0, ["02", "08"]), ...baux(42, {}, 100, ["02", "05"])];
    const autres = baux(40, { ...PREMIER, bailleur: AUTRE }, 200, ["02", "05", "08"]);
    await publish(database, "sne-attributions", [...lus, ...autres], {
      periode: "2019",
      deposeLe: "2019-10-12T10:00:00Z",
    });
    const ligne = (await effort()).blocs[0]?.lignes.find(
      ({ porteur }) => keyPorteur(porteur) === `bailleur:${BAILLEUR}`,
    );
    expect(ligne).toMatchObject({ attente: { total: 0, moyenne: 1 / 3 }, plancher: { issue: "possible" } });
  });
});

describe("the last day counted", () => {
  it("is no later than the day the file was taken in", async () => {
    const rows = [...baux(10, PREMIER, 0, ["02", "05"]), ...baux(3, { bailSigneLe: "2019-09-05" }, 50)];
    await publish(database, "sne-attributions", rows, { periode: "2019", deposeLe: "2019-09-10T10:00:00Z" });
    expect(await effort()).toMatchObject({ arreteAu: "2019-09-10", acheve: false });
  });

  it("is not the end of the year for a file of December", async () => {
    await publish(database, "sne-attributions", [...baux(10, PREMIER, 0), ...baux(40, {}, 100)], {
      periode: "2019",
      deposeLe: "2019-12-12T10:00:00Z",
    });
    const lu = await effort();
    expect(lu).toMatchObject({ arreteAu: "2019-12-12", acheve: false });
    // Without a published former year, the leases of the last days are unknown.
    expect(lu.blocs[0]?.ensemble).toMatchObject({ attente: { total: null }, lecture: { verdict: "en-cours" } });
    // Asking for a month does not make it whole.
    expect((await effort(12)).acheve).toBe(false);
  });

  it("is the last of a whole year without a lease in December", async () => {
    await publish(
      database,
      "sne-attributions",
      [...baux(10, PREMIER, 0, SANS_DECEMBRE), ...baux(40, {}, 100, SANS_DECEMBRE)],
      { periode: "2019" },
    );
    expect((await bilan()).enCours).toBeNull();
    expect(await effort()).toMatchObject({ arreteAu: "2019-12-31", acheve: true, enCours: null });
    expect(await effort(6)).toMatchObject({ arreteAu: "2019-06-30", acheve: false, enCours: null });
  });
});

describe("a bailleur, alone and among the others", () => {
  /** A reader of the territory, and the bailleur's own agent, who only reads its rows. */
  const asks = async () => {
    const organisation = await addOrganisation(database.pool, "bailleur", "Bailleur d’essai");
    await database.pool.query("update organisation set siren = $2 where id = $1", [organisation, BAILLEUR]);
    const one = await addPersonne(database.pool, "agent", [{ role: "agent-bailleur", epci: EPCI, organisation }]);
    const agent = { ...one, habilitations: one.habilitations.map((held) => ({ ...held, siren: BAILLEUR })) };
    const bases = [OFFICIER, agent].map((acteur) =>
      database.bases.pour(acteur, { ressource: "bilan", action: "lire" }),
    );
    const question = {
      epci: EPCI,
      annee: 2019,
      dernierMois: null,
      prior: "jeffreys",
      attentes: new Map(),
    } as const;
    const [all, ...alone] = [
      ...bases.slice(0, 1).map((base) => computeEffort(base, { ...question, bailleur: null })),
      ...bases.map((base) => computeEffort(base, { ...question, bailleur: BAILLEUR })),
    ];
    return [await all, ...(await Promise.all(alone))];
  };
  const ligneOf = (lu: Effort | undefined) =>
    lu?.blocs[0]?.lignes.find(({ porteur }) => keyPorteur(porteur) === `bailleur:${BAILLEUR}`);

  it("is counted to the same day, and expected from the same former years", async () => {
    for (const former of [2016, 2017, 2018]) {
      const rows = [
        ...baux(40, PREMIER, 0, ["02", "05"], former),
        ...baux(30, { bailleur: AUTRE }, 200, ["10"], former),
      ];
      const rares = former === 2017 ? baux(4, PREMIER, 90, ["11"], former) : [];
      await publish(database, "sne-attributions", [...rows, ...rares], { periode: String(former) });
    }
    const autres = baux(2, { bailleur: AUTRE, bailSigneLe: "2019-09-05" }, 300);
    const rows = [...baux(10, PREMIER, 0, ["02", "05", "07"]), ...baux(42, {}, 100, ["02", "05", "07"]), ...autres];
    await publish(database, "sne-attributions", rows, { periode: "2019", deposeLe: "2019-09-10T10:00:00Z" });
    const lus = await asks();
    expect(lus.map((lu) => lu?.arreteAu)).toEqual(["2019-09-10", "2019-09-10", "2019-09-10"]);
    const [among, ...alone] = lus.map(ligneOf);
    expect(among?.attente).toMatchObject({ total: 1, moyenne: 4 / 3 });
    expect(alone).toMatchObject([among, among].map((one) => ({ attente: one?.attente, plancher: one?.plancher })));
  });
});

describe("a whole year", () => {
  it("is not reached when what is unknown could turn it", async () => {
    const rows = [...baux(25, PREMIER, 0), ...baux(75, {}, 100), ...baux(40, { situationDeclaree: "inconnue" }, 300)];
    await publish(database, "sne-attributions", rows, { periode: "2019" });
    expect((await bilan()).horsQpv.verdict).toBe("indecidable");
    const plancher = (await effort()).blocs[0]?.ensemble?.plancher;
    expect(plancher).toMatchObject({ verdict: "indecidable", issue: "inconnue", probabilite: null });
    const phrase =
      "L’année est finie, l’objectif est indécidable : ce qui manque n’est pas sûr. Entre 0 et 10 selon ce qui est inconnu.";
    expect(plancher?.phrase).toBe(phrase);
    expect(await page()).not.toContain("l’objectif est atteint");
  });

  it("has nothing reached where nothing is to be counted", async () => {
    await publish(database, "sne-attributions", baux(20, { ...PREMIER, situationDeclaree: "hors-qpv" }, 0), {
      periode: "2019",
    });
    const { blocs } = await effort();
    const lignes = blocs.flatMap(({ lignes: own }) => own).filter(({ lecture }) => lecture.assiette === 0);
    expect(lignes.map(({ lecture }) => lecture.verdict)).toEqual(["sans-objet", "sans-objet"]);
    const said = blocs.flatMap(({ reponse }) => reponse).join(" ");
    expect(said).toContain("aucune attribution comptée. Sans objet.");
    expect(await page()).not.toContain("l’objectif est atteint. Sans objet");
  });

  it("has no verdict that another extraction contradicts", async () => {
    await publish(database, "sne-attributions", [...baux(20, PREMIER, 0), ...baux(80, {}, 100)], { periode: "2019" });
    await publish(database, "resultats", resultats, { periode: "2019" });
    const { horsQpv, extractions } = await bilan();
    expect(horsQpv.verdict).toBe("indecidable");
    const lu = await effort();
    expect(lu.blocs[0]?.ensemble).toMatchObject({
      lecture: { verdict: "indecidable", contredit: extractions[0]?.phrase, trancher: null },
      plancher: { verdict: "indecidable", contredit: true, issue: "inconnue" },
    });
    expect(plain(lu.blocs[0]?.ensemble?.lecture.phrases.inconnues ?? "")).toContain("Les deux se contredisent");
    expect(pointsOfEffort(lu).map(({ nature }) => nature)).toEqual(["verdict-indecidable"]);
    expect(await page()).toContain(
      "est une autre question : indécidable, une autre extraction de l’année dit le contraire.",
    );
  });
});

describe("both floors at once", () => {
  const ENSEMBLE = "à la fois les deux planchers";
  const QPV = { situationDeclaree: "qpv" } as const;
  const lot = (mois: readonly string[], autres: number) => [
    ...baux(30, PREMIER, 0, mois),
    ...baux(autres, NON, 100, mois),
    ...baux(10, QPV, 200, mois),
    ...baux(9, { ...PREMIER, ...QPV }, 300, mois),
    ...baux(4, { ...PREMIER, situationDeclaree: "inconnue" }, 400, mois),
  ];
  const dit = async () => (await effort()).blocs[0]?.reponse.join(" ") ?? "";

  it("are counted among the places of the unlocated, unless another table says the contrary of one", async () => {
    await publish(database, "sne-attributions", lot(QUATRE_TRIMESTRES, 85), { periode: "2019" });
    expect(await dit()).toContain(ENSEMBLE);
    const table = { ...AUTRE_TABLE, "q1-hors-qpv": 10, "q24-hors-qpv": 80, "q24-qpv": 10, "q1-qpv": 9 };
    await publish(database, "resultats", resultatsOf(table), { periode: "2019" });
    expect((await effort()).blocs.some(({ ensemble }) => ensemble?.lecture.contredit != null)).toBe(true);
    expect(await dit()).not.toContain(ENSEMBLE);
  });

  it("are not while a quarter is missing", async () => {
    await publish(database, "sne-attributions", lot(SANS_T3, 85), { periode: "2019" });
    expect((await effort()).blocs[0]?.ensemble?.lecture.aCeJour).toBeNull();
    expect(await dit()).not.toContain(ENSEMBLE);
  });
});

describe("the whole that bailleurs are appraised with", () => {
  const porteurs = [{ type: "epci" }, { type: "bailleur", siren: BAILLEUR }] as const;
  const engagements = porteurs.map((porteur) => ({
    annee: 2019,
    objet: "hors-qpv" as const,
    porteur,
    taux: 0.25,
    nombre: null,
    reference: null,
  }));
  const version = versionOf(engagements);

  it.each<[string, number, number, boolean | null]>([
    ["met", 60, 0, true],
    ["not met", 10, 0, false],
    ["undecided", 25, 40, null],
  ])("is %s", async (_, premiers, inconnus, attendu) => {
    const rows = [...baux(premiers, PREMIER, 0), ...baux(75, {}, 100), ...baux(inconnus, INCONNUE, 300)];
    await publish(database, "sne-attributions", rows, { periode: "2019" });
    const conventions = Object.assign(Object.create(database.base.conventions), { versions: async () => [version] });
    const base = Object.assign(Object.create(database.base), { conventions });
    const question = { epci: EPCI, annee: 2019, dernierMois: null, bailleur: null } as const;
    const lu = await computeEffort(base, { ...question, prior: "jeffreys", attentes: new Map() });
    expect(lu.blocs[0]?.lignes[0]?.appreciationCollective).toBe(attendu);
    const colonne = COLONNES_EFFORT.find(({ code }) => code === "appreciation_collective");
    const exporte = exportEffort(lu).find(({ ligne }) => ligne.porteur.type === "bailleur");
    expect(exporte && colonne?.valeur(exporte)).toBe(attendu === null ? null : attendu ? "oui" : "non");
  });
});

describe("the indicators of a year", () => {
  const source = (): Source => ({
    base: database.base,
    epci: EPCI,
    aujourdhui: "2026-03-01",
    annee: async () => 2019,
    demandes: async () => null,
    realisations: async () => [],
    effort: () => effort(),
    publics: () => computePublics(database.base, { epci: EPCI, annee: 2019, bailleur: null }, "2026-03-01"),
  });
  const lus = async () =>
    plain(`${(await readObjectif(source(), "hors-qpv")).phrase} ${(await readPartActionLogement(source())).phrase}`);
  const rows = (mois: readonly string[]) => [
    ...baux(15, PREMIER, 0, mois),
    ...baux(60, { ...NON, contingent: "COLACT" }, 100, mois),
  ];

  it("have their day, and say what is missing, while it goes on", async () => {
    await publish(database, "sne-attributions", rows(["02", "05", "08"]), { periode: "2019" });
    const dit = await lus();
    expect(dit).toContain("2019, au 30 septembre 2019 : On compte 15 sur 75");
    expect(dit).toContain("Rien n’est inconnu de ce qui est compté.");
    expect(dit.match(/Année 2019 en cours : aucun bail du T4 n’est publié/g)).toHaveLength(2);
    expect(dit).not.toContain("le compte est complet");
  });

  it("are of the whole once it is over", async () => {
    await publish(database, "sne-attributions", rows(QUATRE_TRIMESTRES), { periode: "2019" });
    const dit = await lus();
    expect(dit).toContain("2019 : On compte 15 sur 75");
    expect(dit).toContain("Rien n’est inconnu : le compte est complet.");
    expect(dit).not.toContain("en cours");
  });
});
