import { read, utils } from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { z } from "zod";
import { createDemoDatabase, type TestDatabase } from "../../../test/database.ts";
import { openPagesDemo, type QuiDemo } from "../../../test/fixtures/demo-personnes.ts";
import { EPCI, expectSoundPage } from "../../../test/fixtures/pages.ts";

const JOUR = "2026-07-01";

let database: TestDatabase;
let pages: ReturnType<typeof openPagesDemo>;
beforeAll(async () => {
  database = await createDemoDatabase();
  pages = openPagesDemo(database, JOUR);
});
afterAll(() => database.drop());

async function one<T>(schema: z.ZodType<T>, text: string, params: readonly unknown[] = []): Promise<T> {
  const { rows } = await database.pool.query<Record<string, unknown>>(text, [...params]);
  return schema.parse(rows[0]);
}
const idRow = z.object({ id: z.number() });
const idOf = async (nom: string) => (await one(idRow, "select id from operation where nom = $1", [nom])).id;
const organisationOf = async (nom: string) =>
  (await one(idRow, "select id from organisation where nom = $1 and type = 'bailleur'", [nom])).id;

const PROJET = {
  nom: "Pavillons d’essai",
  genre: "construction",
  cadre: "droit-commun",
  commune: "52448",
  situation: "hors-qpv",
  logements: "20",
  collectifs: "8",
  individuels: "12",
  plai: "6",
  plus: "14",
  "type-T3": "20",
  loyerM2: "5,8",
  "chantier-debutPrevu": "2026-09-01",
  "chantier-finPrevue": "2027-06-30",
};

/** Posts a new operation; returns its number. */
async function deposit(qui: QuiDemo, champs: Readonly<Record<string, string>>): Promise<string> {
  const { vers, text } = await pages.send(qui, "programme/operations", champs);
  const id = /operations\/(\d+)\?fait=/.exec(vers ?? "")?.[1];
  if (!id) throw new Error(text.slice(0, 900));
  return id;
}

describe("the register", () => {
  it("shows its totals, what it does not know, and what waits", async () => {
    const { statut, html, text } = await pages.ask("agent-epci", "programme");
    expect(statut).toBe(200);
    expectSoundPage(html);
    const totaux = (await pages.ask("agent-epci", "programme?vue=totaux")).text;
    expect(totaux).toContain("Démolition 5 320");
    expect(totaux).toContain("Réhabilitation 3 496");
    expect(totaux).toContain("Résidentialisation 2 273");
    expect(text).toContain("Le nombre de logements n’est pas connu pour 1 opération au programme");
    expect(text).toContain("1 opération déposée attend un examen");
    expect(text).toContain("Inscrire une opération");
    // Rehousing of Fidji was to end on 31 December 2021: 1 643 days before that day.
    expect(text).toContain("Relogement des ménages : fin en retard de 1 643 jours");
  });

  it("is filtered by its address, and refuses what is not a filter", async () => {
    const demolies = (await pages.ask("commune", "programme?genre=demolition&cadre=npnru")).text;
    expect(demolies).toContain("5 opérations, dont 5 au programme");
    expect(demolies).not.toContain("Quai de la Marne");
    const hamaris = await organisationOf("Hamaris");
    const own = (await pages.ask("reservataire", `programme?bailleur=${hamaris}&etat=deposee`)).text;
    expect(own).toContain("Béguinage de Valcourt");
    expect(own).toContain("1 opération, dont 0 au programme");
    expect((await pages.ask("etat", "programme?commune=52244&genre=demolition")).text).toContain(
      "Aucune opération ne répond",
    );
    expect((await pages.ask("etat", "programme?genre=chateau")).statut).toBe(400);
  });

  it("goes away as a workbook and as CSV, an unknown number being an empty cell", async () => {
    const { octets } = await pages.ask("agent-epci", "operations.xlsx");
    const book = read(octets);
    expect(book.SheetNames).toEqual(["À propos", "Opérations", "Totaux par genre", "Définitions"]);
    const lignes = z.array(z.record(z.string(), z.unknown())).parse(utils.sheet_to_json(book.Sheets.Opérations ?? {}));
    const antilles = lignes.find((ligne) => ligne.Opération === "Antilles");
    expect(antilles).toMatchObject({
      Logements: 80,
      Occupés: 64,
      "Occupés au": 43160,
      "Relogement depuis": 2023,
    });
    const lavoir = lignes.find((ligne) => ligne.Opération === "Le Lavoir");
    expect(lavoir).toBeDefined();
    expect(lavoir).not.toHaveProperty("Logements");
    const csv = (await pages.ask("agent-epci", "operations.csv?genre=demolition&format=ouvert")).html
      .trim()
      .split("\n");
    expect(csv).toHaveLength(6);
    expect(csv[0]).toContain("id,nom,genre,cadre,etat,bailleur,siren");
    const { n } = await one(
      z.object({ n: z.number() }),
      "select count(*) as n from journal.entree where objet = 'operations.csv:5'",
    );
    expect(n).toBe(1);
  });

  it("shows the public what is published alone, without answers or money", async () => {
    const { statut, html, text } = await pages.ask(null, "programme");
    expect(statut).toBe(200);
    expectSoundPage(html);
    expect((await pages.ask(null, "programme?vue=totaux")).text).toContain("Démolition 5 320");
    expect(text).not.toContain("Béguinage");
    expect(text).not.toContain("Reconstitution, Éclaron");
    const wassy = await idOf("Reconstitution, Wassy");
    const fiche = await pages.ask(null, `programme/operations/${wassy}`);
    expect(fiche.statut).toBe(200);
    expect(fiche.text).toContain("15 PLAI, 9 PLUS");
    for (const prive of ["Premiers baux", "Action Logement", "Examen", "Financements demandés"]) {
      expect(fiche.text).not.toContain(prive);
    }
    expect((await pages.ask(null, `programme/operations/${await idOf("Béguinage de Valcourt")}`)).statut).toBe(404);
  });

  it("gives a bailleur its own operations and what is public, never a competitor's submission", async () => {
    const { text } = await pages.ask("responsable-bailleur", "programme");
    expect(text).toContain("Béguinage de Valcourt");
    expect(text).toContain("Réunion, Miquelon, Samoa et Vulcain");
    expect(text).not.toContain("Reconstitution, Éclaron");
    expect(text).toContain("Déposer une opération");
    const rival = await idOf("Reconstitution, Éclaron");
    expect((await pages.ask("responsable-bailleur", `programme/operations/${rival}`)).statut).toBe(404);
    expect((await pages.ask("agent-bailleur", "programme")).text).not.toContain("Déposer une opération");
  });
});

describe("a submission, from the bailleur to the programme", () => {
  it("enters as « déposée » whatever is asked, and goes through its answers, each of them kept", async () => {
    const hamaris = String(await organisationOf("Hamaris"));
    const form = await pages.ask("responsable-bailleur", "programme/operations/nouvelle");
    expectSoundPage(form.html);
    expect(form.text).not.toContain("Vitry Habitat");
    const id = await deposit("responsable-bailleur", { ...PROJET, bailleur: hamaris, etat: "terminee" });
    const url = `programme/operations/${id}`;
    const deposee = await pages.ask("responsable-bailleur", url);
    expectSoundPage(deposee.html);
    expect(deposee.text).toContain("Déposée, à examiner");
    expect(deposee.text).not.toContain("Rendre un avis");
    // A bailleur may not answer a submission, its own or another's.
    expect(
      (await pages.send("responsable-bailleur", `${url}/examen`, { avis: "favorable", motif: "À nous" })).statut,
    ).toBe(403);
    const revision = "1";
    const vide = await pages.send("agent-epci", `${url}/examen`, { avis: "a-completer", motif: "", revision });
    expect(vide.statut).toBe(422);
    expect(vide.html).toMatch(/id="motif"[^>]*aria-invalid="true"/);
    const avis = { avis: "a-completer", motif: "Préciser le nombre de PLAI", revision };
    expect((await pages.send("agent-epci", `${url}/examen`, avis)).vers).toContain("fait=examinee");
    expect((await pages.send("agent-epci", `${url}/publication`, { publie: "oui" })).statut).toBe(422);
    const change = { ...PROJET, bailleur: hamaris, plai: "8", plus: "12", revision };
    expect((await pages.send("responsable-bailleur", `${url}/modifier`, change)).vers).toContain("fait=modifiee");
    expect((await pages.ask("responsable-bailleur", url)).text).toContain("modifiée depuis le dernier examen");
    await pages.send("responsable-bailleur", `${url}/etat`, { de: "a-completer", vers: "deposee" });
    // The State examined one revision: another revision is refused.
    const ancien = await pages.send("etat", `${url}/examen`, { avis: "favorable", motif: "Conforme au PLH", revision });
    expect(ancien.statut).toBe(409);
    expect(ancien.text).toContain("modifiée par quelqu’un d’autre");
    await pages.send("etat", `${url}/examen`, { avis: "favorable", motif: "Conforme au PLH", revision: "2" });
    const { text } = await pages.ask("responsable-bailleur", url);
    expect(text).toContain("Au programme");
    expect(text).toContain("À compléter, le 1er juillet 2026");
    expect(text).toContain("Favorable, au programme, le 1er juillet 2026");
    expect(text).toContain("Conforme au PLH");
    expect(text).toContain("8 PLAI, 12 PLUS");
    const { actes } = await one(
      z.object({ actes: z.array(z.string()) }),
      "select array_agg(acte order by le, numero) as actes from journal.entree where objet = $1",
      [`operation:${id}`],
    );
    expect(new Set(actes)).toEqual(new Set(["operation-deposee", "operation-examinee", "operation-modifiee"]));
    expect(actes).toHaveLength(5);
  });

  it("comes back as typed, each mistake at its field", async () => {
    const hamaris = String(await organisationOf("Hamaris"));
    const faux = { ...PROJET, bailleur: hamaris, plus: "20", individuels: "13", "chantier-finPrevue": "2026-01-01" };
    const { statut, html, text } = await pages.send("responsable-bailleur", "programme/operations", faux);
    expect(statut).toBe(422);
    expectSoundPage(html);
    expect(text).toContain("PLAI, PLUS, PLS et autres font 26, plus que les 20 logements");
    expect(text).toContain("Collectifs et individuels font 21");
    expect(text).toContain("Chantier : la fin prévue précède le début prévu");
    for (const champ of ["plai", "collectifs", "chantier-finPrevue"]) {
      expect(html).toContain(`href="#${champ}"`);
      expect(html).toContain(`id="${champ}-erreur"`);
    }
    expect(html).toContain('value="Pavillons d’essai"');
    expect(html).toContain('value="13"');
    for (const [champ, valeur] of [
      ["logements", "vingt"],
      ["loyerM2", "0"],
      ["chantier-debutPrevu", "2026-02-30"],
      ["connus", "3"],
      ["occupes", "3"],
      ["commune", "75056"],
      ["chantier-debutReel", "2026-08-01"],
    ] as const) {
      const refused = await pages.send("responsable-bailleur", "programme/operations", {
        ...PROJET,
        bailleur: hamaris,
        [champ]: valeur,
      });
      expect(refused.statut, champ).toBe(422);
      expect(refused.html, champ).toContain('aria-invalid="true"');
    }
  });

  it("is nobody else's to write", async () => {
    const oph = String(await organisationOf("OPH de Saint-Dizier"));
    expect(
      (await pages.send("responsable-bailleur", "programme/operations", { ...PROJET, bailleur: oph })).statut,
    ).toBe(422);
    const wassy = await idOf("Reconstitution, Wassy");
    expect((await pages.send("agent-bailleur", `programme/operations/${wassy}/modifier`, PROJET)).statut).toBe(403);
    // Published, hence read by all; written by its bailleur alone.
    const antilles = await idOf("Antilles");
    const hamaris = String(await organisationOf("Hamaris"));
    const forced = { ...PROJET, bailleur: hamaris, revision: "1" };
    expect((await pages.send("responsable-bailleur", `programme/operations/${antilles}/modifier`, forced)).statut).toBe(
      403,
    );
    expect(
      (
        await pages.send("responsable-bailleur", `programme/operations/${antilles}/etat`, {
          de: "prevue",
          vers: "abandonnee",
        })
      ).statut,
    ).toBe(403);
    expect((await pages.send("etat", "programme/operations", PROJET)).statut).toBe(403);
  });
});

test("two editors: the second is told, and nothing of theirs is lost", async () => {
  const id = await deposit("agent-epci", { ...PROJET, nom: "Deux éditeurs", etat: "prevue" });
  const change = { ...PROJET, nom: "Deux éditeurs", revision: "1" };
  expect((await pages.send("agent-epci", `programme/operations/${id}/modifier`, { ...change, plai: "5" })).statut).toBe(
    303,
  );
  const second = await pages.send("agent-epci", `programme/operations/${id}/modifier`, { ...change, plai: "4" });
  expect(second.statut).toBe(409);
  expect(second.html).toContain('value="4"');
  expect((await pages.ask("agent-epci", `programme/operations/${id}`)).text).toContain("5 PLAI");
});

test("it is followed by its states alone, published, and financed line by line", async () => {
  const id = await deposit("agent-epci", { ...PROJET, nom: "Suivie", etat: "prevue" });
  const url = `programme/operations/${id}`;
  expect((await pages.send("agent-epci", `${url}/etat`, { de: "prevue", vers: "terminee" })).statut).toBe(409);
  expect((await pages.send("agent-epci", `${url}/etat`, { de: "prevue", vers: "engagee" })).vers).toContain(
    "fait=etat",
  );
  expect((await pages.send("agent-epci", `${url}/etat`, { de: "prevue", vers: "en-cours" })).statut).toBe(409);
  expect((await pages.ask(null, url)).statut).toBe(404);
  await pages.send("agent-epci", `${url}/publication`, { publie: "oui" });
  expect((await pages.ask(null, url)).statut).toBe(200);
  await pages.send("agent-epci", `${url}/publication`, { publie: "non" });
  expect((await pages.ask(null, url)).statut).toBe(404);
  const ligne = {
    financeur: "Région Grand Est",
    montant: "120 000",
    etatFinancement: "accorde",
    leFinancement: "2026-05-04",
  };
  const sansDate = await pages.send("agent-epci", `${url}/financements`, { ...ligne, leFinancement: "" });
  expect(sansDate.statut).toBe(422);
  expect(sansDate.html).toContain('value="Région Grand Est"');
  await pages.send("agent-epci", `${url}/financements`, ligne);
  await pages.send("agent-epci", `${url}/financements`, {
    financeur: "Département",
    montant: "",
    etatFinancement: "sollicite",
  });
  const financee = (await pages.ask("etat", url)).text;
  expect(financee).toContain("120 000 €, et 1 ligne sans montant");
  const { id: rang } = await one(idRow, "select min(id) as id from operation_financement where operation = $1", [id]);
  await pages.send("agent-epci", `${url}/financements/${rang}/retirer`);
  expect((await pages.ask("etat", url)).text).not.toContain("Région Grand Est");
  expect((await pages.send("agent-epci", `${url}/financements/${rang}/retirer`)).statut).toBe(404);
});

test("its résidences are chosen among those of its bailleur in its commune", async () => {
  const id = await idOf("Ibiza");
  const url = `programme/operations/${id}/residences`;
  const { html, text } = await pages.ask("agent-epci", url);
  expectSoundPage(html);
  expect(text).toContain("Ibiza, 40 logements");
  const revision = "1";
  expect((await pages.send("agent-epci", url, { revision, residences: "ailleurs-1" })).statut).toBe(422);
  const cle = /value="([^"]+)" checked/.exec(html)?.[1] ?? "";
  expect((await pages.send("agent-epci", url, { revision, residences: cle })).vers).toBe(
    `/t/${EPCI}/programme/operations/${id}?fait=modifiee`,
  );
  expect((await pages.ask("agent-epci", `programme/operations/${id}`)).text).toContain("Résidences touchées Ibiza");
});

test.each(["guichet", "dpo", "gestionnaire-epci"] as const)(
  "%s reads what is published, and writes nothing",
  async (role) => {
    const { text } = await pages.ask(role, "programme");
    expect((await pages.ask(null, "programme?vue=totaux")).text).toContain("Démolition 5 320");
    expect(text).not.toContain("Béguinage");
    expect((await pages.ask(role, "programme/operations/nouvelle")).statut).toBe(403);
  },
);

describe("the API", () => {
  const api = async (qui: QuiDemo, suite = "") =>
    z
      .object({
        operations: z.array(z.record(z.string(), z.unknown())),
        totaux: z.array(z.record(z.string(), z.unknown())),
      })
      .parse(JSON.parse((await pages.ask(qui, `/api/v1/territoires/${EPCI}/operations${suite}`)).html));

  it("answers the very lines and totals of the page, as its own document says", async () => {
    const { operations, totaux } = await api("agent-epci", "?genre=demolition");
    expect(totaux).toEqual([
      expect.objectContaining({ genre: "demolition", operations: 5, logements: 320, inconnues: 0 }),
    ]);
    expect(operations).toHaveLength(5);
    expect(operations.find(({ nom }) => nom === "Fidji")).toMatchObject({
      bailleur: { nom: "OPH de Saint-Dizier", siren: "999000011" },
      aReloger: { occupes: 11, occupesAu: "2018-03-01", depuis: 2021 },
      retard: { phase: "relogement", quoi: "fin", jours: 1643, acheve: false },
      premiersBaux: null,
    });
    const document = z
      .object({ paths: z.record(z.string(), z.unknown()) })
      .parse(JSON.parse((await pages.ask(null, "/api/v1/openapi.json")).html));
    expect(Object.keys(document.paths)).toContain("/territoires/{epci}/operations");
  });

  it("gives the public what is published, without the counts of households", async () => {
    const { operations } = await api(null, "?genre=reconstitution");
    expect(operations.map(({ nom }) => nom)).toEqual(["Reconstitution, Wassy", "Reconstitution, Saint-Dizier centre"]);
    expect(operations.map(({ premiersBaux }) => premiersBaux)).toEqual([null, null]);
    const member = await api("commune", "?genre=reconstitution&etat=terminee");
    expect(member.operations[0]).toMatchObject({ premiersBaux: { connus: 24, q1OuReloges: 9 } });
  });
});
