import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { EPCI, expectSoundPage } from "../../../../test/fixtures/pages.ts";
import { openVisiteurs, type Visiteurs } from "../../../../test/fixtures/visiteurs.ts";
import { readProgramme } from "../../lectures/action/read-programme.ts";

const JOUR = "2018-10-06";
let visiteurs: Visiteurs;
beforeAll(async () => {
  visiteurs = await openVisiteurs({ jour: JOUR });
});
afterAll(() => visiteurs.close());

const ask = (role: RoleHabilite, chemin: string) => visiteurs.ask(role, chemin);
const send = (role: RoleHabilite, chemin: string, champs: Readonly<Record<string, string>>) =>
  visiteurs.send(role, chemin, champs);
const faits = (genre: string) =>
  visiteurs.database.pool
    .query("select * from action_realisation where genre = $1 order by id", [genre])
    .then(({ rows }) => rows);

const TERRAIN = {
  annee: "2018",
  objet: "Parcelles AB 12 et 13",
  commune: "52448",
  etat: "maitrise",
  prevu: "24",
  realise: "5 400",
  montant: "120 000,50",
  le: "2018-09-01",
  source: "Délibération du 1er septembre 2018",
};

describe("facts that an action follows", () => {
  it("are those of the document, with what they add up to, and what nobody wrote is unknown", async () => {
    const { html, text } = await ask("agent-epci", "actions/10");
    expectSoundPage(html);
    expect(text).toContain("Recours DALO");
    expect(text).toMatch(/2017\s: 4\sménages/);
    expect(text).toContain("Inconnu : aucun fait n’est écrit. Logements réservés récupérés");
    expect((await ask("agent-epci", "actions/6")).text).toContain("Gérer dans le temps des terrains libres");
  });

  it("a fact is written with its fields alone, shown, exported, and taken back", async () => {
    const { statut, html } = await ask("agent-epci", "actions/7/faits/foncier/nouveau");
    expect(statut).toBe(200);
    expectSoundPage(html);
    // A partner is no field of this kind: it is not kept.
    const sent = await send("agent-epci", "actions/7/faits/foncier/nouveau", { ...TERRAIN, partenaire: "Untel" });
    expect(sent.statut).toBe(303);
    const [fait] = await faits("foncier");
    expect(fait).toMatchObject({
      annee: 2018,
      objet: "Parcelles AB 12 et 13",
      commune: "52448",
      etat: "maitrise",
      prevu: 24,
      realise: 5400,
      montant: 120_000.5,
      partenaire: null,
      organisation: null,
    });
    const { html: page, text } = await ask("agent-epci", "actions/7");
    expectSoundPage(page);
    expect(text).toContain("Parcelles AB 12 et 13");
    expect(text).toMatch(/2018\s: 5\s400\sm², logements possibles 24\slogements/);
    const csv = await ask("agent-epci", "actions/figures/faits-suivis.csv");
    expect(csv.text).toContain("Parcelles AB 12 et 13");
    const { figures } = await readProgramme(visiteurs.database.base, { epci: EPCI, aujourdhui: JOUR, faits: true });
    const lignes = figures.find(({ code }) => code === "faits-suivis")?.lignes;
    expect(lignes?.find(({ cle }) => cle === String(fait?.id))?.cellules).toMatchObject({
      etat: { valeur: "Maîtrisé" },
      partenaire: { valeur: null, manque: "sans-objet" },
    });
    expect((await send("agent-epci", `actions/7/faits/${fait?.id}/retirer`, {})).statut).toBe(303);
    expect((await ask("agent-epci", "actions/7")).text).not.toContain("Parcelles AB 12 et 13");
    expect((await send("agent-epci", `actions/7/faits/${fait?.id}/retirer`, {})).statut).toBe(409);
    expect((await faits("foncier"))[0]?.retire_le).not.toBeNull();
  });

  it("a corrected fact replaces the former one, which stays", async () => {
    const chemin = "actions/11/faits/prets-action-logement";
    const pret = {
      annee: "2018",
      etat: "plus",
      realise: "3",
      montant: "60000",
      source: "Action Logement, octobre 2018",
    };
    expect((await send("agent-epci", `${chemin}/nouveau`, pret)).statut).toBe(303);
    const [fait] = await faits("prets-action-logement");
    expect((await ask("agent-epci", `${chemin}/${fait?.id}/modifier`)).html).toContain('value="60000"');
    expect((await send("agent-epci", `${chemin}/${fait?.id}/modifier`, { ...pret, realise: "4" })).statut).toBe(303);
    const lus = await faits("prets-action-logement");
    expect(lus.map(({ realise, retire_le: retire }) => [realise, retire === null])).toEqual([
      [3, false],
      [4, true],
    ]);
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ["no source", { ...TERRAIN, source: "" }, "écrivez d’où vient ce fait"],
    ["no object", { ...TERRAIN, objet: "" }, "Terrain : écrivez-le"],
    ["a state of another list", { ...TERRAIN, etat: "vefa" }, "Maîtrise : choisissez une réponse"],
    ["a commune of elsewhere", { ...TERRAIN, commune: "75056" }, "Commune : choisissez dans la liste"],
    ["a day to come", { ...TERRAIN, le: "2018-12-01" }, "n’est pas encore passé"],
    ["words for a number", { ...TERRAIN, prevu: "beaucoup" }, "Logements possibles : écrivez un nombre entier"],
    ["a year of another age", { ...TERRAIN, annee: "18" }, "Année : écrivez quatre chiffres"],
    ["a word about a person", { ...TERRAIN, objet: "Terrain d’un propriétaire alcoolique" }, "J’ai relu ce texte"],
    ["a number of social security", { ...TERRAIN, objet: "1 85 05 78 006 084 91" }, "sécurité sociale"],
  ])("refuses %s, and keeps what was typed", async (_, champs, dit) => {
    const { statut, text, html } = await send("agent-epci", "actions/7/faits/foncier/nouveau", champs);
    expect([400, 422]).toContain(statut);
    expect(text.replaceAll("\u00A0", " ")).toContain(dit);
    // A form with such a number is refused as a whole: none of it is shown again.
    if (!dit.includes("sécurité")) expect(html).toContain('value="120 000,50"');
  });

  it("a kind that does not exist is no page", async () => {
    expect((await ask("agent-epci", "actions/7/faits/inconnu/nouveau")).statut).toBe(404);
    expect((await ask("agent-epci", "actions/77/faits/foncier/nouveau")).statut).toBe(404);
  });

  it("a partner writes and corrects its own part; the public and the other roles write nothing", async () => {
    const chemin = "actions/3/faits/sorties-parc";
    const sortie = { annee: "2018", partenaire: "Hamaris", etat: "psla", realise: "2", source: "Hamaris" };
    expect((await send("responsable-bailleur", `${chemin}/nouveau`, sortie)).statut).toBe(303);
    const [fait] = await faits("sorties-parc");
    expect(fait?.organisation).not.toBeNull();
    expect((await ask("responsable-bailleur", "actions/3")).text).toMatch(/2\sménages/);
    expect((await send("commune", `${chemin}/nouveau`, sortie)).statut).toBe(403);
    expect((await send("membre-cal", `${chemin}/nouveau`, sortie)).statut).toBe(403);
    expect((await ask("membre-cal", "actions/3")).text).not.toContain("Hamaris");
    // The facts of the whole territory are not theirs to take back.
    const [dalo] = await faits("recours-dalo");
    expect((await send("responsable-bailleur", `actions/10/faits/${dalo?.id}/retirer`, {})).statut).toBe(409);
  });

  it("the objective of employees stands beside the measure on published leases", async () => {
    const chemin = "actions/5/faits/salaries-qpv/nouveau";
    const cible = { annee: "2018", prevu: "12,5", source: "Commission de coordination du 5 octobre 2018" };
    expect((await send("agent-epci", chemin, cible)).statut).toBe(303);
    const { text } = await ask("agent-epci", "actions/5");
    expect(text).toMatch(/le taux visé pour 2018 est de 12,5\s%/);
  });
});
