import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { expectSoundPage } from "../../../test/fixtures/pages.ts";
import { entrustOrcades } from "../../../test/fixtures/relogements.ts";
import { openVisiteurs, type Visiteurs } from "../../../test/fixtures/visiteurs.ts";

const EPCI = "200068666";
const JOUR = "2030-03-10";

let visiteurs: Visiteurs;
let orcades = 0;
let ibiza = 0;

beforeAll(async () => {
  visiteurs = await openVisiteurs({ jour: JOUR });
  ({ orcades, ibiza } = await entrustOrcades(visiteurs));
}, 180_000);
afterAll(() => visiteurs.close());

const ask = (role: Parameters<Visiteurs["ask"]>[0], chemin = "") => visiteurs.ask(role, `relogement${chemin}`);

describe("the buildings", () => {
  it("shows the five demolitions with their occupied dwellings, to the EPCI and to the officer", async () => {
    for (const role of ["agent-epci", "relogement", "membre-coordination", "etat"] as const) {
      const { statut, html, text } = await ask(role);
      expect(statut, role).toBe(200);
      expectSoundPage(html);
      expect(text).toContain("Orcades");
    }
    const { text } = await ask("agent-epci");
    expect(text).toMatch(/Total 320 222/);
    expect(text).toContain("Confier");
    expect((await ask("relogement")).text).not.toContain("Confier ");
  });

  it("has a page for each, with its four figures", async () => {
    const { statut, html, text } = await ask("relogement", `/immeubles/${orcades}`);
    expect(statut).toBe(200);
    expectSoundPage(html);
    expect(text).toContain("80 logements, 62 occupés au 01/03/2018");
    expect(text).toMatch(/ménages? relogés? sur 62/);
    expect(text).toContain("Objectif 20 % des logements occupés, soit 13");
  });

  test.each(["guichet", "dpo", "gestionnaire-epci"] as const)("is closed to %s", async (role) => {
    expect((await ask(role)).statut).toBe(403);
    expect((await ask(role, `/immeubles/${orcades}`)).statut).toBe(403);
  });

  it("is not there when it is not a demolition of the register", async () => {
    expect((await ask("agent-epci", "/immeubles/987654")).statut).toBe(404);
  });
});

describe("entrusting a building", () => {
  it("is for the EPCI, to an officer of the territory, from a day", async () => {
    const { pool } = visiteurs.database;
    await pool.query(
      `insert into habilitation (compte, organisation, role, epci, motif, debut, fin)
       select id, $2, 'relogement', $1, 'essai de la mission', contexte.aujourdhui() - 1, contexte.aujourdhui() + 100 from compte where courriel = 'relogement@essai.fr'`,
      [EPCI, visiteurs.organisation],
    );
    const page = await ask("agent-epci", `/immeubles/${ibiza}/confier`);
    expectSoundPage(page.html);
    const compte = /<option value="(\d+)"[^>]*>Camille relogement/.exec(page.html)?.[1] ?? "";
    const chemin = `relogement/immeubles/${ibiza}/confier`;
    const empty = await visiteurs.send("agent-epci", chemin, { compte: "", du: "" });
    expect([empty.statut, empty.text]).toEqual([422, expect.stringContaining("choisissez une personne")]);
    expect(empty.html).toContain('href="#compte"');
    const sent = await visiteurs.send("agent-epci", chemin, { compte, du: JOUR });
    expect(sent.vers).toContain("fait=confie");
    expect((await ask("agent-epci", `/immeubles/${ibiza}`)).text).toMatch(/Confié à .*Camille relogement\./);
    const again = await visiteurs.send("agent-epci", chemin, { compte, du: JOUR });
    expect([again.statut, again.text]).toEqual([409, expect.stringContaining("est déjà confié")]);
    const listed = await ask("agent-epci", `/immeubles/${ibiza}/confier`);
    const mission = /name="mission" value="(\d+)"/.exec(listed.html)?.[1] ?? "";
    const withdrawn = await visiteurs.send("agent-epci", `relogement/immeubles/${ibiza}/retirer`, { mission });
    expect(withdrawn.vers).toContain("fait=retire");
  });

  test.each(["relogement", "agent-bailleur", "membre-coordination"] as const)("is closed to %s", async (role) => {
    expect((await ask(role, `/immeubles/${orcades}/confier`)).statut).toBe(403);
    expect((await visiteurs.send(role, `relogement/immeubles/${orcades}/confier`, {})).statut).toBe(403);
  });
});
