import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HORLOGE } from "#service/commandes/session.ts";
import { expectSoundPage } from "../../../../test/fixtures/pages.ts";
import { openVisiteurs, type Visiteurs } from "../../../../test/fixtures/visiteurs.ts";

let visiteurs: Visiteurs;
beforeAll(async () => {
  visiteurs = await openVisiteurs({ jour: HORLOGE.aujourdhui() });
});
afterAll(() => visiteurs.close());

const send = (
  chemin: string,
  champs: Readonly<Record<string, string>> = {},
  role: "agent-epci" | "etat" = "agent-epci",
) => visiteurs.send(role, `reperes/${chemin}`, champs);
const page = (role: "agent-epci" | "guichet" = "agent-epci") => visiteurs.ask(role, "reperes");
const DEMARCHE = { titre: "Approbation du PLH", quand: "2019-06", document: "plh", source: "Délibération" };
const POPULATION = { lieu: "commune:52448", habitants: "25 000", millesime: "2015", source_population: "Recensement" };

describe("the frise of procedures", () => {
  it("is that of the signed document, what it does not date included", async () => {
    const lue = await page();
    expectSoundPage(lue.html);
    const mots = [
      "2002",
      "novembre 2004",
      "décembre 2012",
      "juin 2015",
      "septembre 2015",
      "mars 2016",
      "décembre 2016",
    ];
    const rangs = mots.map((mot) => lue.text.indexOf(mot));
    expect(rangs.every((rang, i) => rang > (rangs[i - 1] ?? 0))).toBe(true);
    expect(lue.text).toContain("inconnu Élaboration du plan stratégique local");
  });

  it("is written by the EPCI alone, once each, and read by whoever reads the convention", async () => {
    expect((await send("demarches", DEMARCHE, "etat")).statut).toBe(403);
    expect((await send("demarches", { ...DEMARCHE, quand: "juin 2019" })).text).toContain("écrivez 2004, 2004-11");
    expect((await send("demarches", { ...DEMARCHE, source: "" })).statut).toBe(422);
    expect((await send("demarches", DEMARCHE)).vers).toContain("fait=demarche");
    const encore = await send("demarches", DEMARCHE);
    expect([encore.statut, encore.text.includes("déjà écrite")]).toEqual([409, true]);
    const lue = await page("guichet");
    expect([lue.text.includes("juin 2019 Approbation du PLH"), lue.html.includes('<form class="saisie"')]).toEqual([
      true,
      false,
    ]);
    expect((await visiteurs.ask("agent-epci", "documents")).text).toContain("Approbation du PLH (juin 2019)");
  });

  it("loses what is taken out of it, once", async () => {
    const apres = (await page()).html.split("juin 2019")[1] ?? "";
    const [, id = ""] = /demarches\/(\d+)\/retirer/.exec(apres) ?? [];
    expect((await send(`demarches/${id}/retirer`, {}, "etat")).statut).toBe(403);
    expect((await send(`demarches/${id}/retirer`)).vers).toContain("fait=demarche-retiree");
    expect((await send(`demarches/${id}/retirer`)).statut).toBe(404);
    expect((await page()).text).not.toContain("Approbation du PLH");
  });
});

describe("populations", () => {
  it("are of the territory, its communes and its neighbourhoods; a part is of the same count", async () => {
    // 7 629 of 60 000, as counted by the signed document, without a year.
    expect((await page()).text).toContain("12,7 % du territoire");
    for (const [faux, dit] of [
      [{ lieu: "commune:75056" }, "choisissez dans la liste"],
      [{ habitants: "beaucoup" }, "écrivez un nombre entier"],
      [{ habitants: "" }, "à partir de 1"],
      [{ habitants: "0" }, "à partir de 1"],
      [{ millesime: "2999" }, "écrivez une année, de 1950 à"],
    ] as const) {
      const refus = await send("populations", { ...POPULATION, ...faux });
      expect([refus.statut, refus.text.includes(dit)]).toEqual([422, true]);
    }
    expect((await send("populations", POPULATION)).statut).toBe(303);
    expect((await send("populations", { ...POPULATION, habitants: "26000" })).statut).toBe(409);
    const lue = await page();
    expectSoundPage(lue.html);
    expect(lue.text).toMatch(/Saint-Dizier \(52448\) 2015 25.000 sans objet Recensement/);
  });

  it("a neighbourhood of one commune is a part of it, by the same source", async () => {
    await send("populations", {
      ...POPULATION,
      millesime: "",
      source_population: "Document-cadre valant convention du 5 octobre 2018, § 1.3",
    });
    // 7 629 / 25 000 = 30,516 %.
    expect((await page()).text).toContain("30,5 % de Saint-Dizier");
  });
});
