import { read, utils } from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import type { TestDatabase } from "../../../../test/database.ts";
import { expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";
import { openVisiteurs, type Visiteurs } from "../../../../test/fixtures/visiteurs.ts";

const EPCI = "200068666";

let visiteurs: Visiteurs;
let database: TestDatabase;
beforeAll(async () => {
  visiteurs = await openVisiteurs({ jour: "2026-03-10" });
  database = visiteurs.database;
});
afterAll(() => visiteurs.close());

const ask = (role: RoleHabilite, chemin: string) => visiteurs.ask(role, chemin);
const send = (role: RoleHabilite, chemin: string, champs: Readonly<Record<string, string>>) =>
  visiteurs.send(role, chemin, champs);

const PROPOSITION = { annee: "2017", code: "avenant-objectifs", date: "2018-11-20", motif: "Au vu du bilan de 2017" };

describe("the page", () => {
  it("answers first, with the figures of 2017", async () => {
    const { statut, html } = await ask("agent-epci", "mesures?annee=2017");
    expect(statut).toBe(200);
    expectSoundPage(html);
    const text = textOf(html);
    expect(text).toContain("L’objectif de 2017 n’est pas atteint");
    expect(text.indexOf("n’est pas atteint")).toBeLessThan(text.indexOf("L’échelle des mesures"));
    expect(text).toContain("2 mesures peuvent être proposées");
    expect(text).toContain("L. 313-26-2");
    expect(text).toContain("à confirmer");
    expect(text).toContain("Projet de constat 2017 (PDF)");
    const nationaux = textOf((await ask("agent-epci", "mesures?annee=2017&partie=nationaux")).html);
    expect(nationaux).toContain("Notre chiffre comparable et le résultat national sont les mêmes.");
    expect(nationaux).toContain("42 000 des 272 000");
  });

  it("shows the steps between our figure and the national one in 2016", async () => {
    const text = textOf((await ask("etat", "mesures?annee=2016&partie=nationaux")).html);
    expect(text).toContain("Notre chiffre 56 291 19,2 %");
    expect(text).toContain("Résiduel −1 −11 +0,4 point");
    expect(text).toContain("Résultat national imprimé 55 280 19,6 %");
  });

  it("opens on the last year with figures, and says that it is not whole", async () => {
    const text = textOf((await ask("agent-epci", "mesures")).html);
    expect(text).toContain("L’année 2018 n’est pas entière");
    expect(text).not.toContain("Projet de constat");
  });

  test.each<[RoleHabilite, boolean, boolean, boolean]>([
    ["agent-epci", true, true, true],
    ["etat", false, true, true],
    ["membre-coordination", false, false, false],
    ["responsable-bailleur", false, false, false],
    ["commune", false, false, false],
  ])("offers to %s what they may do", async (role, proposer, decider, exporter) => {
    const { statut, html } = await ask(role, "mesures?annee=2017");
    expect(statut).toBe(200);
    expectSoundPage(html);
    expect(html.includes("Enregistrer la proposition")).toBe(proposer);
    expect(html.includes("Enregistrer la décision")).toBe(decider);
    expect(html.includes("mesures.pdf")).toBe(exporter);
  });

  test.each<RoleHabilite>(["commune", "responsable-bailleur", "reservataire"])(
    "shows %s the ladder and what the ministry prints, and none of our figures",
    async (role) => {
      const text = textOf((await ask(role, "mesures?annee=2017")).html);
      const nationaux = textOf((await ask(role, "mesures?annee=2017&partie=nationaux")).html);
      expect(text).toContain("ne sont pas ouverts à votre habilitation");
      expect(text).toContain("Proposée le 15 octobre 2018");
      expect(nationaux).toContain("66 sur 360, taux imprimé 18,3 %");
      expect(`${text} ${nationaux}`).not.toContain("17,5 %");
    },
  );

  test.each(["mesures?annee=abc", "mesures?annee=1900"])("refuses %s", async (chemin) => {
    expect((await ask("agent-epci", chemin)).statut).toBe(400);
  });

  it("has an empty state of a year without anything", async () => {
    const text = textOf((await ask("agent-epci", "mesures?annee=2030")).html);
    expect(text).toContain("Aucune attribution n’est publiée pour 2030");
  });
});

describe("documents", () => {
  it("gives the figures as numbers", async () => {
    const { statut, octets, headers } = await ask("agent-epci", "mesures.xlsx?annee=2017");
    expect(statut).toBe(200);
    expect(headers.get("content-disposition")).toContain("mesures-200068666-2017.xlsx");
    const book = read(octets, { type: "array" });
    expect(book.SheetNames).toEqual([
      "À propos",
      "Réponse",
      "Objectifs",
      "Échelle",
      "Résultats nationaux",
      "Repères",
      "Définitions",
    ]);
    const rows = (nom: string) => utils.sheet_to_json<unknown[]>(book.Sheets[nom] ?? {}, { header: 1, defval: null });
    const [, epci] = rows("Objectifs");
    expect(epci?.slice(2, 4)).toEqual([66, 360]);
    expect(epci?.slice(7, 13)).toEqual([0.25, 90, 24, 18, 30, "Non atteint"]);
    // No objective for 2017: empty cells, not zeros.
    expect(epci?.slice(13, 19)).toEqual([null, null, null, null, null, null]);
    expect(rows("Résultats nationaux")[2]?.slice(2, 6)).toEqual(["Résiduel", -1, -11, 0.004]);
  });

  it("is a tagged PDF that says the same as the page", async () => {
    const { statut, octets } = await ask("etat", "mesures.pdf?annee=2017");
    expect(statut).toBe(200);
    expect(new TextDecoder("latin1").decode(octets.slice(0, 5))).toBe("%PDF-");
  });

  it("drafts the constat, and writes who took it", async () => {
    const { statut, octets, headers } = await ask("etat", "constat-carence.pdf?annee=2017");
    expect(statut).toBe(200);
    expect(headers.get("content-disposition")).toContain("constat-carence-projet-200068666-2017.pdf");
    expect(new TextDecoder("latin1").decode(octets.slice(0, 5))).toBe("%PDF-");
    const { rows } = await database.pool.query("select acte, ressource from journal.entree where objet = $1", [
      "constat-carence:2017",
    ]);
    expect(rows).toEqual([{ acte: "document-exporte", ressource: "bilan" }]);
  });

  test.each([
    ["2018", "Un constat serait provisoire, il n’est pas établi"],
    ["2016", "il n’y a rien à constater"],
  ])("refuses the constat of %s, and writes nothing", async (annee, dit) => {
    const { statut, html } = await ask("agent-epci", `constat-carence.pdf?annee=${annee}`);
    expect(statut).toBe(422);
    expect(textOf(html)).toContain(dit);
    const { rows } = await database.pool.query("select 1 from journal.entree where objet = $1", [
      `constat-carence:${annee}`,
    ]);
    expect(rows).toEqual([]);
  });

  test.each<RoleHabilite>(["commune", "responsable-bailleur", "membre-coordination"])(
    "are refused to %s",
    async (role) => {
      for (const chemin of ["mesures.pdf", "mesures.xlsx", "constat-carence.pdf?annee=2017"]) {
        expect((await ask(role, chemin)).statut, chemin).toBe(403);
      }
    },
  );
});

describe("acts", () => {
  test.each<RoleHabilite>(["etat", "responsable-bailleur", "reservataire", "commune", "membre-coordination"])(
    "%s does not propose",
    async (role) => {
      expect((await send(role, "mesures", PROPOSITION)).statut).toBe(403);
    },
  );

  test.each<[string, Readonly<Record<string, string>>, number, string]>([
    ["without a date", { date: "" }, 422, "donnez la date"],
    ["with a reason too short", { motif: "non" }, 422, "en cinq caractères au moins"],
    ["before the year is over", { date: "2017-12-31" }, 422, "qu’une fois finie"],
    ["twice", { code: "objectifs-reservataires" }, 409, "déjà proposée"],
    ["of an unknown rung", { code: "prison" }, 422, "choisissez une réponse"],
  ])("refuses a proposal %s, and keeps what was typed", async (_, champs, statut, dit) => {
    const typed = { ...PROPOSITION, ...champs };
    const answer = await send("agent-epci", "mesures", typed);
    expect(answer.statut).toBe(statut);
    expect(textOf(answer.html)).toContain(dit);
    if (statut === 422 && typed.motif.length > 3 && typed.code !== "prison") expect(answer.html).toContain(typed.motif);
  });

  it("shows a word about a person before it is kept", async () => {
    const typed = { ...PROPOSITION, motif: "Trop de demandeurs alcooliques dans le quartier" };
    const first = await send("agent-epci", "mesures", typed);
    expect(first.statut).toBe(422);
    expect(textOf(first.html)).toContain("J’ai relu ce motif");
    expectSoundPage(first.html);
  });

  it("goes from the proposal to its decision, once, and says so", async () => {
    const proposed = await send("agent-epci", "mesures", PROPOSITION);
    expect([proposed.statut, proposed.vers]).toEqual([303, `/t/${EPCI}/mesures?annee=2017&fait=proposee`]);
    const { rows } = await database.pool.query<{ id: string }>(
      "select id::text from mesure_corrective where code = 'avenant-objectifs'",
    );
    const chemin = `mesures/${rows[0]?.id}/decision`;
    const decision = { decision: "ecartee", date: "2018-12-10", motif: "Objectifs jugés encore justes" };
    expect((await send("responsable-bailleur", chemin, decision)).statut).toBe(403);
    expect((await send("etat", chemin, { ...decision, decision: "" })).statut).toBe(422);
    const decided = await send("etat", chemin, decision);
    expect([decided.statut, decided.vers]).toEqual([303, `/t/${EPCI}/mesures?annee=2017&fait=decidee`]);
    expect((await send("agent-epci", chemin, decision)).statut).toBe(409);
    const page = textOf((await ask("etat", "mesures?annee=2017&fait=decidee")).html);
    expect(page).toContain("La décision est enregistrée.");
    expect(page).toContain("Écartée le 10 décembre 2018 : Objectifs jugés encore justes");
  });

  test.each(["987654", "0", "1x", "%2b1"])("answers for measure %s as for none", async (id) => {
    expect((await send("etat", `mesures/${id}/decision`, { decision: "retenue" })).statut).toBe(404);
  });
});
