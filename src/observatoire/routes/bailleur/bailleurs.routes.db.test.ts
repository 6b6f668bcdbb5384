import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { TestDatabase } from "../../../../test/database.ts";
import { expectAnnulable } from "../../../../test/fixtures/annulation.ts";
import { expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";
import { openVisiteurs, type Visiteurs } from "../../../../test/fixtures/visiteurs.ts";

const OPH = "999000011";
const HAMARIS = "999000029";

let visiteurs: Visiteurs;
let database: TestDatabase;
beforeAll(async () => {
  visiteurs = await openVisiteurs({ jour: "2030-03-10", siren: OPH });
  database = visiteurs.database;
});
afterAll(() => visiteurs.close());

const PAGE = "donnees/bailleurs";
const ABSORPTION = {
  genre: "absorption",
  siren: HAMARIS,
  autres: "",
  jour: "2018-01-01",
  acte: "décret du 12 décembre 2017",
  objectifs: "repris",
  vers1: OPH,
  nom1: "",
  part1: "",
  communes1: "",
};
const send = (champs: Readonly<Record<string, string>>) =>
  visiteurs.send("agent-epci", PAGE, { ...ABSORPTION, geste: "voir", ...champs });
const actes = async () => (await database.pool.query("select id from acte_bailleur where annule_le is null")).rows;

describe("the page of bailleurs", () => {
  it("names every bailleur, and says where its name comes from", async () => {
    const { statut, html } = await visiteurs.ask("agent-epci", PAGE);
    expect(statut).toBe(200);
    expectSoundPage(html);
    const text = textOf(html);
    expect(text).toContain("Tous ont un nom");
    expect(text).toContain("parc publié");
    expect(text).toContain("Hamaris");
    expect(textOf((await visiteurs.ask("agent-epci", "donnees")).html)).toContain("Bailleurs");
  });

  test.each(["responsable-bailleur", "commune", "membre-coordination", "dpo"] as const)(
    "is closed to %s, and writes nothing for them",
    async (role) => {
      expect((await visiteurs.ask(role, PAGE)).statut).toBe(403);
      expect((await visiteurs.send(role, PAGE, { ...ABSORPTION, geste: "ecrire" })).statut).toBe(403);
      expect(await actes()).toEqual([]);
    },
  );

  test.each<[string, Readonly<Record<string, string>>, number, string]>([
    ["no day", { jour: "" }, 422, "donnez la date"],
    ["a day to come", { jour: "2031-01-01" }, 422, "écrivez-le à partir de ce jour"],
    ["no successor", { vers1: "" }, 422, "écrivez son SIREN"],
    ["a SIREN that is not one", { vers1: "123456789", nom1: "X" }, 422, "n’est pas un SIREN"],
    ["a share of more than all", { part1: "120" }, 422, "de 0 à 100"],
    ["itself", { vers1: HAMARIS }, 422, "écrit deux fois"],
  ])("comes back whole with %s", async (_, champs, statut, why) => {
    const sent = await send(champs);
    expect(sent.statut).toBe(statut);
    expect(textOf(sent.html)).toContain(why);
    expect(sent.html).toContain('value="décret du 12 décembre 2017"');
    expectSoundPage(sent.html);
    expect(await actes()).toEqual([]);
  });

  it("asks which résidences go, without losing what is typed", async () => {
    const { html } = await send({ genre: "transfert", geste: "residences" });
    expectSoundPage(html);
    expect(textOf(html)).toContain("Qui reprend quelle résidence");
    expect(html).toContain('name="r.52448-residence-des-iris"');
    expect(html).toContain('value="2018-01-01"');
  });

  it("counts the objectives that an act leaves as they are, and lists those that it changes", async () => {
    const kept = textOf((await send({ objectifs: "inchanges", genre: "transfert", communes1: "52448" })).html);
    expect(kept).toMatch(/\d+ objectifs écrits pour ces bailleurs ne changent pas/);
    expect(kept).not.toMatch(/Hors QPV[^.]*, 2019, OPH/);
    const changed = textOf((await send({})).html);
    expect(changed).toMatch(/Hors QPV[^.]*, 2019, OPH/);
  });

  it("shows the effect, writes on the second sending, and takes the act back", async () => {
    const seen = await send({});
    expect(seen.statut).toBe(200);
    expectSoundPage(seen.html);
    expect(textOf(seen.html)).toContain("Effet, rien n’étant encore écrit");
    expect(textOf(seen.html)).toContain("62");
    expect(await actes()).toEqual([]);

    const faire = () => send({ geste: "ecrire" });
    const envoi = (chemin: string) => visiteurs.send("agent-epci", chemin);
    const lire = async () => [(await visiteurs.ask("agent-epci", "bilan?annee=2018")).text, await actes()];
    await expectAnnulable({ lire, faire, ask: (chemin) => visiteurs.ask("agent-epci", chemin), send: envoi });
    const written = await faire();
    expect(written.statut).toBe(303);
    const after = textOf((await visiteurs.ask("agent-epci", PAGE)).html);
    expect(after).toContain("Absorption : Hamaris, le 1er janvier 2018");
    expect(after).toContain("OPH de Saint-Dizier, depuis le 1er janvier 2018");
    expect((await send({ geste: "ecrire" })).statut).toBe(409);

    const bilan = textOf((await visiteurs.ask("agent-epci", "bilan?annee=2017")).html);
    expect(bilan).toContain("Tels qu’aujourd’hui");
    expect(bilan).toContain("Chaque bail est compté chez le bailleur qui l’a signé.");
    const actuel = await visiteurs.ask("agent-epci", `bilan?annee=2017&vue=aujourdhui&bailleur=${HAMARIS}`);
    expectSoundPage(actuel.html);
    expect(textOf(actuel.html)).toContain("OPH de Saint-Dizier");
    expect(textOf((await visiteurs.ask("agent-epci", "objectifs?annee=2018")).html)).toContain(
      "Hamaris est absorbé par",
    );
    const json = await visiteurs.ask("agent-epci", "bilan.json?annee=2017&vue=aujourdhui");
    expect(JSON.parse(json.html).lectureBailleurs.vue).toBe("aujourdhui");

    const [{ id }] = (await actes()) as [{ id: number }];
    expect((await visiteurs.send("agent-epci", `${PAGE}/${id}/annuler`, {})).statut).toBe(303);
    expect((await visiteurs.send("agent-epci", `${PAGE}/${id}/annuler`, {})).statut).toBe(404);
    expect(textOf((await visiteurs.ask("agent-epci", PAGE)).html)).toContain("(annulé)");
    expect(textOf((await visiteurs.ask("agent-epci", "bilan?annee=2017")).html)).not.toContain("Tels qu’aujourd’hui");
    const { rows } = await database.pool.query(
      "select acte from journal.entree where acte like '%succession%' or acte like 'bailleur-%' order by numero",
    );
    const ecrit = ["bailleur-succession", "succession-annulee"];
    expect(rows.map(({ acte }) => acte)).toEqual([...ecrit, ...ecrit]);
  });

  it("renames a bailleur everywhere, and refuses a name that says nothing", async () => {
    expect((await visiteurs.send("agent-epci", `${PAGE}/noms`, { siren: HAMARIS, nom: "Hamaris SA" })).statut).toBe(
      303,
    );
    expect(textOf((await visiteurs.ask("agent-epci", "bilan?annee=2017")).html)).toContain("Hamaris SA");
    const refused = await visiteurs.send("agent-epci", `${PAGE}/noms`, { siren: HAMARIS, nom: " " });
    expect([refused.statut, textOf(refused.html).includes("de 2 à 120 caractères")]).toEqual([422, true]);
  });
});

it("leads an address kept from before to the résidence's own", async () => {
  const { statut, vers } = await visiteurs.ask("agent-epci", `observatoire/residences/${OPH}-52448-comores`);
  expect([statut, vers]).toEqual([301, expect.stringContaining("/observatoire/residences/52448-comores")]);
  expect((await visiteurs.ask("agent-epci", `observatoire/residences/${OPH}-52448-comores/fiche.pdf`)).statut).toBe(
    200,
  );
  expect((await visiteurs.ask("agent-epci", "observatoire/residences/52448-nulle-part")).statut).toBe(404);
});
