import { read, utils } from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { annulationOf } from "../../../../test/fixtures/annulation.ts";
import {
  openSceneContingents,
  type QuiContingent,
  type SceneContingents,
} from "../../../../test/fixtures/contingents.ts";
import { createTestApp } from "../../../../test/fixtures/http.ts";
import { EPCI } from "../../../../test/fixtures/lots.ts";
import { expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";
import { textOfPdf } from "../../../../test/fixtures/pdf.ts";

const BASE = `/t/${EPCI}/contingents`;
const horloge = { aujourdhui: () => "2018-02-10", maintenant: () => "2018-02-10T09:00:00.000Z" };

let database: TestDatabase;
let scene: SceneContingents;
beforeAll(async () => {
  database = await createDatabase();
  scene = await openSceneContingents(database);
});
afterAll(() => database.drop());

const ask = (qui: QuiContingent, chemin: string) =>
  createTestApp(database.bases, { horloge }, scene.acteur(qui)).request(chemin, { headers: { accept: "text/html" } });

async function get(qui: QuiContingent, chemin: string) {
  const response = await ask(qui, chemin);
  const html = await response.text();
  return { statut: response.status, html, texte: textOf(html) };
}

async function post(qui: QuiContingent, chemin: string, corps: Readonly<Record<string, string>>) {
  const response = await createTestApp(database.bases, { horloge }, scene.acteur(qui)).request(chemin, {
    method: "POST",
    headers: { origin: "http://localhost", accept: "text/html" },
    body: new URLSearchParams(corps),
  });
  const html = await response.text();
  return { statut: response.status, lieu: response.headers.get("location") ?? "", html, texte: textOf(html) };
}

const droit = (change: Readonly<Record<string, string>> = {}) => ({
  bailleur: String(scene.organisations.un),
  reservataire: String(scene.organisations.als),
  contingent: "COLACT",
  mode: "stock",
  nombre: "7",
  depuis: "2018-01-01",
  jusque: "2024-12-31",
  revision: "0",
  justification: "Convention PRU 2018/2024",
  ...change,
});

describe("the inventory, through the pages", () => {
  it("begins empty, and says what to do", async () => {
    const { statut, html, texte } = await get("un", BASE);
    expect(statut).toBe(200);
    expectSoundPage(html);
    expect(texte).toContain("Aucun droit ni convention de flux");
    expect(html).toContain(`${BASE}/ajouter`);
    expect((await get("agent-epci", BASE)).html).not.toContain(`${BASE}/ajouter`);
    expect((await get("agent-epci", `${BASE}/ajouter`)).statut).toBe(403);
    expect((await get("coordination", BASE)).texte).toContain("n’ouvre pas le détail des contingents");
  });

  it("the form offers one's own organisation, and comes back as typed when refused", async () => {
    const form = await get("un", `${BASE}/ajouter`);
    expectSoundPage(form.html);
    expect(form.texte).toContain("Bailleur d’essai");
    expect(form.texte).not.toContain("Rival d’essai");
    const refused = await post("un", `${BASE}/ajouter`, droit({ justification: "", nombre: "9" }));
    expect(refused.statut).toBe(422);
    expectSoundPage(refused.html);
    expect(refused.texte).toContain("Un droit en stock se justifie");
    expect(refused.html).toContain('value="9"');
    for (const [champ, valeur] of [
      ["nombre", "sept"],
      ["depuis", "2018-02-31"],
      ["mode", "autre"],
      ["reservataire", "999999"],
    ] as const) {
      expect((await post("un", `${BASE}/ajouter`, droit({ [champ]: valeur }))).statut, champ).toBe(422);
    }
    // Sending the rival's name in the form is not enough.
    const rival = String(scene.organisations.rival);
    expect((await post("un", `${BASE}/ajouter`, droit({ bailleur: rival }))).statut).toBe(422);
  });

  it("a right is added, read by its two parties, changed, closed; never by another", async () => {
    expect(await post("un", `${BASE}/ajouter`, droit())).toMatchObject({
      statut: 303,
      lieu: `${BASE}?partie=droits&fait=ajoute`,
    });
    const page = await get("als", `${BASE}?annee=2018&partie=droits`);
    expectSoundPage(page.html);
    expect(page.texte).toContain("Convention PRU 2018/2024");
    for (const vue of [BASE, `${BASE}?partie=droits`]) {
      expect((await get("rival", vue)).texte).not.toContain("Action Logement d’essai");
    }
    const id = /contingents\/(\d+)"/.exec(page.html)?.[1] ?? "";
    expect((await get("rival", `${BASE}/${id}`)).statut).toBe(404);
    expect((await post("rival", `${BASE}/${id}`, droit())).statut).toBe(404);
    const form = await get("als", `${BASE}/${id}`);
    expectSoundPage(form.html);
    expect((await post("als", `${BASE}/${id}`, droit({ nombre: "6" }))).lieu).toBe(
      `${BASE}?partie=droits&fait=modifie`,
    );
    const late = await post("un", `${BASE}/${id}`, droit({ nombre: "5" }));
    expect(late.statut).toBe(409);
    expect(late.texte).toContain("a changé depuis que vous l’avez ouvert");
    expect(late.html).toContain('name="revision" value="1"');
    expect((await get("etat", `${BASE}?annee=2018`)).texte).toContain("6");
  });
});

describe("a convention of flux, from its writing to the transmitted bilan", () => {
  const convention = (change: Readonly<Record<string, string>> = {}) => ({
    bailleur: String(scene.organisations.un),
    reservataire: String(scene.organisations.etat),
    contingent: "PPRIOR",
    departement: "52",
    commune: "",
    annee_debut: "2016",
    annee_fin: "2018",
    part: "25",
    signee_le: "2016-01-10",
    revision: "0",
    ...change,
  });
  let chemin: string;
  let bilan: string;

  it("is added once, with its base, and counts", async () => {
    expectSoundPage((await get("etat", `${BASE}/conventions/ajouter`)).html);
    for (const part of ["", "0", "101", "vingt"]) {
      expect((await post("etat", `${BASE}/conventions/ajouter`, convention({ part }))).statut, part).toBe(422);
    }
    const added = await post("etat", `${BASE}/conventions/ajouter`, convention());
    expect(added.statut).toBe(303);
    chemin = added.lieu.split("?")[0] ?? "";
    const again = await post("etat", `${BASE}/conventions/ajouter`, convention());
    expect(again.statut).toBe(409);
    expect(again.texte).toContain("existe déjà");
    const ligne = { code: "liberations", annee: "2017", nombre: "40" };
    const assiette = () => get("un", `${chemin}?annee=2017`).then(({ html }) => html);
    const vide = await assiette();
    const { statut, lieu } = await post("un", `${chemin}/lignes`, ligne);
    expect([statut, await assiette()]).not.toEqual([303, vide]);
    const retrait = annulationOf((await get("un", lieu)).html);
    expect(annulationOf((await get("agent-epci", lieu)).html)).toBeNull();
    expect((await post("un", `/t/${EPCI}/${retrait?.chemin}`, retrait?.champs ?? {})).statut).toBe(303);
    expect(await assiette()).toBe(vide);
    expect((await post("un", `/t/${EPCI}/${retrait?.chemin}`, {})).statut).toBe(404);
    expect((await post("un", `${chemin}/lignes`, ligne)).statut).toBe(303);
    const page = await get("un", `${chemin}?annee=2017`);
    expectSoundPage(page.html);
    expect(page.texte).toContain("4 à 6");
    expect(page.texte).toContain("à confirmer");
    expect((await post("un", `${chemin}/lignes`, { ...ligne, annee: "2030" })).statut).toBe(422);
    expect((await post("un", chemin, convention({ part: "30" }))).statut).toBe(303);
    expect((await post("un", chemin, convention({ part: "20" }))).statut).toBe(409);
    for (const [qui, statut] of [
      ["rival", 404],
      ["als", 404],
      ["agent-epci", 403],
    ] as const) {
      expect((await post(qui, `${chemin}/lignes`, ligne)).statut, qui).toBe(statut);
    }
    expect((await get("rival", chemin)).statut).toBe(404);
  });

  it("asks the bailleur for its bilan, and no longer once it is transmitted", async () => {
    const todo = () => get("un", `/t/${EPCI}/a-faire`);
    expect((await todo()).texte).toContain("Bilan annuel des flux 2017 à transmettre avant le 28 février");
    expect((await get("etat", `/t/${EPCI}/a-faire`)).texte).not.toContain("Bilan annuel des flux");
    expect((await post("agent-epci", `${chemin}/transmettre`, { annee: "2017" })).statut).toBe(403);
    expect((await post("etat", `${chemin}/transmettre`, { annee: "2017" })).statut).toBe(403);
    expect((await get("un", `${chemin}?annee=2017`)).texte).toContain("Transmettre le bilan 2017");
    const sent = await post("un", `${chemin}/transmettre`, { annee: "2017" });
    expect(sent.statut).toBe(303);
    bilan = sent.lieu;
    expect((await todo()).texte).not.toContain("Bilan annuel des flux");
    const page = await get("etat", bilan);
    expectSoundPage(page.html);
    expect(page.texte).toContain("Transmission 1 à Préfecture d’essai");
    for (const qui of ["rival", "als"] as const) expect((await get(qui, bilan)).statut, qui).toBe(404);
    expect((await get("etat", BASE)).texte).toContain("transmission 1");
  });

  it("the documents say what the page says", async () => {
    const page = await get("un", `${BASE}/bilan-flux?annee=2017`);
    expectSoundPage(page.html);
    expect(page.texte).toContain("12 baux signés en 2017");
    const xlsx = await ask("un", `${BASE}/bilan-flux.xlsx?annee=2017`);
    const book = read(new Uint8Array(await xlsx.arrayBuffer()));
    const lines = (nom: string) => {
      const sheet = book.Sheets[nom];
      if (!sheet) throw new Error(`no sheet ${nom}`);
      return utils.sheet_to_json<Record<string, unknown>>(sheet);
    };
    for (const nom of ["Typologie", "Financement", "Quartier prioritaire", "Commune", "Période de construction"]) {
      const rows = lines(nom);
      expect(
        rows.reduce((sum, row) => sum + Number(row.Ensemble), 0),
        nom,
      ).toBe(12);
      expect(rows.at(-1)?.Code, nom).toBe("inconnue");
    }
    expect(lines("Détail croisé").reduce((sum, row) => sum + Number(row.Baux), 0)).toBe(12);
    expect(lines("Conventions")).toMatchObject([{ Part: 0.3, Assiette: 40, Objectif: 12, Imputées: 4, Possibles: 2 }]);
    expect(await readPdf(await ask("un", `${BASE}/bilan-flux.pdf?annee=2017`))).toContain("12 baux signés en 2017");
    const frozen = await readPdf(await ask("etat", `${bilan}/document.pdf`));
    expect(frozen).toContain("Transmission 1 à Préfecture d’essai");
    expect(frozen).toContain("4 baux signés en 2017");
    expect((await ask("etat", `${bilan}/document.xlsx`)).status).toBe(200);
    expect((await ask("als", `${bilan}/document.xlsx`)).status).toBe(404);
  });

  it("two conventions of the same parties are told apart by their contingent, in every output", async () => {
    const agents = convention({ contingent: "PFONCT", part: "5" });
    expect((await post("etat", `${BASE}/conventions/ajouter`, agents)).statut).toBe(303);
    const NOMS = ["Préfet, publics prioritaires", "Préfet, fonctionnaires"];
    const departement = await get("un", `${BASE}/bilan-flux?annee=2017&partie=departement`);
    expectSoundPage(departement.html);
    for (const nom of NOMS) expect(departement.texte, nom).toContain(nom);
    const xlsx = await ask("un", `${BASE}/bilan-flux.xlsx?annee=2017`);
    const book = read(new Uint8Array(await xlsx.arrayBuffer()));
    for (const feuille of ["Conventions", "Département"]) {
      const rows = utils.sheet_to_json<Record<string, unknown>>(book.Sheets[feuille] ?? {});
      expect(rows.map(({ Contingent }) => Contingent).toSorted(), feuille).toEqual(NOMS.toSorted());
    }
    // No lease is on the agents' contingent: only the tables of the conventions name it, in cells of several lines.
    const pdf = await readPdf(await ask("un", `${BASE}/bilan-flux.pdf?annee=2017`));
    expect(pdf.split("fonctionnaires").length - 1).toBeGreaterThanOrEqual(2);
  });

  it("a bailleur is refused another's bilan; a réservataire is told where its own is", async () => {
    expect((await get("rival", `${BASE}/bilan-flux?annee=2017`)).texte).not.toContain("12 baux");
    expect((await get("rival", `${BASE}/bilan-flux?annee=2017&bailleur=732829320`)).statut).toBe(404);
    expect((await ask("als", `${BASE}/bilan-flux.pdf?annee=2017`)).status).toBe(403);
    const told = await get("als", `${BASE}/bilan-flux`);
    expectSoundPage(told.html);
    expect(told.texte).toContain("vous est transmis par chaque bailleur");
    expect((await get("etat", `${BASE}/bilan-flux?annee=2005`)).texte).toContain("Aucun bail signé en 2005");
    expect((await get("un", `${BASE}?annee=abc`)).statut).toBe(400);
  });

  it("a line of the base is withdrawn once", async () => {
    const page = await get("un", `${chemin}?annee=2017`);
    const retirer = /action="([^"]+\/retirer)"/.exec(page.html)?.[1] ?? "";
    expect((await post("rival", retirer, {})).statut).toBe(404);
    expect((await post("un", retirer, {})).lieu).toContain("annee=2017");
    expect((await post("un", retirer, {})).statut).toBe(404);
    expect((await get("un", `${chemin}?annee=2017`)).texte).toContain("l’objectif est inconnu");
  });
});

async function readPdf(response: Response): Promise<string> {
  expect(response.status).toBe(200);
  const text = textOfPdf(new Uint8Array(await response.arrayBuffer()), "layout");
  if (text === null) throw new Error("pdftotext is not installed");
  return text.replaceAll(/\s+/g, " ");
}
