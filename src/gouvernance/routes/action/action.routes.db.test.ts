import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { saveActions } from "#engagements/actes/convention/save-actions.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { ACTIONS } from "../../../../demo/convention-actions.ts";
import { EPCI, expectSoundPage } from "../../../../test/fixtures/pages.ts";
import { openVisiteurs, type Visiteurs } from "../../../../test/fixtures/visiteurs.ts";
import { computeIndicateurs } from "../../lectures/action/compute-indicateurs.ts";
import { readProgramme } from "../../lectures/action/read-programme.ts";
import { INDICATEURS_ACTION } from "../../regles/action/indicateur.ts";

/** The demonstration is set on the day of the signature, and read on the next day. */
const JOUR = "2018-10-06";

let visiteurs: Visiteurs;
beforeAll(async () => {
  visiteurs = await openVisiteurs({ jour: JOUR });
});
afterAll(() => visiteurs.close());

const ask = (role: RoleHabilite, chemin: string) => visiteurs.ask(role, chemin);
const send = (role: RoleHabilite, chemin: string, champs: Readonly<Record<string, string>>) =>
  visiteurs.send(role, chemin, champs);
const rows = async (text: string) => (await visiteurs.database.pool.query(text)).rows;
const read = (aujourdhui = JOUR) => readProgramme(visiteurs.database.base, { epci: EPCI, aujourdhui });
const numeros = ({ lignes }: Awaited<ReturnType<typeof read>>) => lignes.map(({ numero }) => numero);

describe("the programme of the demonstration", () => {
  it("is the fourteen actions of the document, late ones first, and what it does not write is unknown", async () => {
    const programme = await read();
    expect(programme.total).toBe(14);
    expect(programme.orientations.map(({ rang }) => rang)).toEqual([1, 2, 3, 4]);
    // Deadlines before the summer of 2018, then in the first half of the year.
    expect(numeros(programme).slice(0, 3)).toEqual([6, 12, 1]);
    expect(programme.lignes.slice(0, 3).map(({ retardJours }) => retardJours)).toEqual([108, 98, null]);
    const of = (numero: number) => programme.lignes.find((ligne) => ligne.numero === numero);
    expect(of(3)).toMatchObject({ jalons: null, acteurs: null, pilote: null, jalonsLus: [] });
    expect(of(5)).toMatchObject({ jalons: null, acteurs: null, pilote: null, jalonsLus: [], etat: null });
    expect(programme.lignes.filter(({ pilote }) => pilote !== null).map(({ numero }) => numero)).toEqual([1]);
    expect(of(2)).toMatchObject({ prochaineEcheance: "2019-01-31", etat: "en-cours", enRetard: false });
    expect(of(10)?.jalonsLus[0]).toMatchObject({ statut: "atteint", atteintLe: "2018-03-31" });
    expect(programme.lignes.every(({ resume, publieLe }) => resume !== null && publieLe !== null)).toBe(true);
  });

  it("reads every figure, or says that it is unknown", async () => {
    const { bases } = visiteurs.database;
    const base = bases.pour(visiteurs.database.base.acteur, { ressource: "action", action: "lire" });
    const lus = await computeIndicateurs(base, { epci: EPCI, aujourdhui: JOUR, codes: INDICATEURS_ACTION });
    expect([...lus.values()].filter(({ etat }) => etat === "refus" || etat === "ferme")).toEqual([]);
    const of = (code: (typeof INDICATEURS_ACTION)[number]) => lus.get(code);
    // As the page of the objectives counts 2018: 63 of 261.
    expect(of("objectif-hors-qpv")).toMatchObject({ etat: "lu", valeur: 63 / 261, genre: "taux" });
    expect(of("objectif-hors-qpv")?.phrase).toContain("63 sur 261");
    expect(of("delai-attribution")).toMatchObject({ etat: "lu", genre: "nombre" });
    // « 4 recours en 2016 et 0 relogement DALO / idem en 2017 ».
    expect(of("recours-dalo")?.phrase).toContain("recours déposés\u00A0: 4, relogés\u00A0: 0");
    expect(of("foncier")).toMatchObject({ etat: "inconnu", valeur: null });
    for (const lu of lus.values()) expect(lu.phrase, lu.code).toMatch(/\S.*[.!]$/);
  });

  it("keeps what the programme adds when the convention's actions are written again", async () => {
    const { base } = visiteurs.database;
    const before = await rows(
      "select numero, resume, pilote, indicateurs, close_le from action_convention order by numero",
    );
    const horloge = { aujourdhui: () => JOUR, maintenant: () => `${JOUR}T09:00:00.000Z` };
    await saveActions({ base, horloge }, { epci: EPCI, actions: ACTIONS });
    expect(
      await rows("select numero, resume, pilote, indicateurs, close_le from action_convention order by numero"),
    ).toEqual(before);
    expect(before[0]).toMatchObject({
      pilote: "Saint-Dizier Der & Blaise",
      indicateurs: ["demandes-en-cours", "promotion-portail", "gestionnaire-sne"],
    });
  });
});

describe("pages", () => {
  it("answer first, then show each action with its figures", async () => {
    const { statut, html, text } = await ask("agent-epci", "actions");
    expect(statut).toBe(200);
    expectSoundPage(html);
    expect(text).toContain("14 actions, dont 2 en retard.");
    expect(text.indexOf("6. Formaliser")).toBeLessThan(text.indexOf("1. Promouvoir"));
    expect(text).toContain("pilote non désigné");
    expect((await ask("agent-epci", "actions/3")).text).toContain("sans jalon");
    expect(text).toContain("Objectif hors quartier prioritaire : 24,1 %");
    const { html: frise, text: orientations } = await ask("agent-epci", "actions?partie=frise");
    expectSoundPage(frise);
    expect(frise).toContain('<div class="frise"><svg');
    expect(orientations).toContain("Orientation 4 : Définir et observer");
    expect(html).toContain("partie=frise");
  });

  test.each([
    ["actions?orientation=3", [8, 9, 10, 11]],
    ["actions?etat=sans-suivi", [5]],
    ["actions?retard=oui&tri=numero", [6, 12]],
    ["actions?tri=numero&orientation=1", [1, 2, 3, 4, 5]],
  ] as const)("%s", async (chemin, expected) => {
    const { html } = await ask("agent-epci", chemin);
    const found = [...html.matchAll(/href="\/t\/\d+\/actions\/(\d+)"/g)].map(([, numero]) => Number(numero));
    expect(found).toEqual(expected);
  });

  it("an action has its text, milestones, figures and history", async () => {
    const { html, text } = await ask("agent-epci", "actions/6");
    expectSoundPage(html);
    expect(text).toContain("En retard de 108 jours");
    expect(text).toContain("Signature de la convention ANRU 2018/2024");
    expect(text).toContain("Règles de reconstitution");
    expect(text).toMatch(/En cours au 5 octobre 2018 ?, Saint-Dizier/);
    expect((await ask("agent-epci", "actions/77")).statut).toBe(404);
    expect((await ask("agent-epci", "actions?etat=autre")).statut).toBe(400);
  });

  it("files and API hold the same lines", async () => {
    const pdf = await ask("agent-epci", "actions.pdf");
    expect([pdf.statut, new TextDecoder("latin1").decode(pdf.octets.slice(0, 5))]).toEqual([200, "%PDF-"]);
    const csv = await ask("agent-epci", "actions/figures/actions.csv?tri=numero&etat=sans-suivi");
    expect(csv.html.split("\n").filter((line) => line.includes("5. Observer"))).toHaveLength(1);
    expect(csv.html).toContain("Aucun suivi");
    expect((await ask("agent-epci", "actions/figures/jalons.xlsx")).statut).toBe(200);
    expect((await ask("agent-epci", "actions.svg")).html).toContain("108");
  });

  test.each<RoleHabilite>(["commune", "membre-coordination", "gestionnaire-epci"])(
    "%s writes nothing",
    async (role) => {
      const { statut, html } = await ask(role, "actions/6");
      expect(statut).toBe(200);
      expect(html).not.toContain("Écrire un suivi");
      for (const chemin of ["actions/nouvelle", "actions/6/modifier", "actions/6/suivi", "actions/6/clore"]) {
        expect((await ask(role, chemin)).statut, chemin).toBe(403);
      }
    },
  );
});

const ACTION = {
  numero: "20",
  titre: "Ouvrir une maison de l’habitat",
  orientation: "Orientation 5 : accueillir",
  publie: "oui",
};

describe("acts", () => {
  it("the EPCI writes its own action, and only once that number", async () => {
    const champs = { ...ACTION, indicateurs: "demandes-en-cours" };
    expect((await send("etat", "actions", champs)).statut).toBe(403);
    const created = await send("agent-epci", "actions", champs);
    expect([created.statut, created.vers]).toEqual([303, `/t/${EPCI}/actions/20?fait=creee`]);
    const again = await send("agent-epci", "actions", { ...champs, titre: "Autre" });
    expect(again.statut).toBe(409);
    expect(again.html).toContain("Autre");
    const vide = await send("agent-epci", "actions", { numero: "0", titre: "", orientation: "" });
    expect(vide.statut).toBe(422);
    expectSoundPage(vide.html);
    expect(vide.html).toContain('href="#titre"');
    const modified = await send("etat", "actions/20/modifier", { ...champs, numero: "21", pilote: "L’agglomération" });
    expect(modified.vers).toBe(`/t/${EPCI}/actions/21?fait=modifiee`);
    expect((await send("agent-epci", "actions/21/modifier", { ...champs, numero: "6" })).statut).toBe(409);
    expect((await ask("commune", "actions/21")).text).toContain("L’agglomération");
  });

  it("a milestone is added, changed without being rewritten, reached once, or withdrawn", async () => {
    const added = await send("agent-epci", "actions/21/jalons", { libelle: "Local trouvé", echeance: "2018-10-01" });
    expect(added.statut).toBe(303);
    expect((await ask("agent-epci", "actions/21")).text).toContain("En retard de 5 jours");
    const [first] = await rows("select id from action_jalon order by id desc limit 1");
    const changed = await send("agent-epci", `actions/21/jalons/${first?.id}/modifier`, {
      libelle: "Local trouvé",
      echeance: "2019-03-01",
      chemin: "javascript:x",
    });
    expect(changed.statut).toBe(422);
    await send("agent-epci", `actions/21/jalons/${first?.id}/modifier`, {
      libelle: "Local trouvé",
      echeance: "2019-03-01",
    });
    const page = (await ask("agent-epci", "actions/21")).text;
    expect(page).toContain("dû le 1er octobre 2018, retiré le 6 octobre 2018");
    expect(page).not.toContain("En retard");
    const [second] = await rows("select id from action_jalon order by id desc limit 1");
    const atteint = `actions/21/jalons/${second?.id}/atteint`;
    expect((await send("agent-epci", atteint, { le: "2018-10-07" })).statut).toBe(422);
    // Under another action's path, the milestone is unknown.
    expect((await send("agent-epci", atteint.replace("/21/", "/6/"), { le: JOUR })).statut).toBe(409);
    expect((await send("agent-epci", atteint, { le: JOUR, livrable: "Bail signé" })).statut).toBe(303);
    expect((await send("agent-epci", `actions/21/jalons/${second?.id}/retirer`, {})).statut).toBe(409);
    expect((await ask("agent-epci", "actions/21")).text).toContain("Atteint le 6 octobre 2018");
  });

  it("a follow-up of the whole changes the state, a partner's own part does not, and nothing is rewritten", async () => {
    const note = "Un local est visité cette semaine.";
    expect(
      (await send("agent-epci", "actions/21/suivi", { etat: "en-cours", le: JOUR, note, publie: "oui" })).statut,
    ).toBe(303);
    const propre = { etat: "suspendue", le: JOUR, note: "Notre part attend le local." };
    expect((await send("responsable-bailleur", "actions/21/suivi", propre)).statut).toBe(303);
    expect((await send("agent-epci", "actions/21/suivi", { etat: "suspendue", le: JOUR, note: "" })).statut).toBe(422);
    const relire = await send("agent-epci", "actions/21/suivi", {
      etat: "en-cours",
      le: JOUR,
      note: "Un demandeur alcoolique",
    });
    expect(relire.statut).toBe(422);
    expect(relire.text).toContain("J’ai relu ce texte");
    expect(relire.html).toContain("Un demandeur alcoolique");
    const { lignes } = await read();
    expect(lignes.find(({ numero }) => numero === 21)).toMatchObject({ etat: "en-cours", etatLe: JOUR });
    const suivis = await rows(
      "select s.etat, s.organisation is null as entiere, s.publie_le is not null as publie from action_suivi s join action_convention a on a.id = s.action where numero = 21 order by s.id",
    );
    expect(suivis).toEqual([
      { etat: "en-cours", entiere: true, publie: true },
      { etat: "suspendue", entiere: false, publie: false },
    ]);
    expect((await ask("agent-epci", "actions/21")).text).toContain("(pour sa part)");
  });

  it("what is not published is not read by the public, until the EPCI opens it", async () => {
    const seen = async () => (await ask("membre-cal", "actions/21")).text.includes("Notre part attend le local.");
    expect(await seen()).toBe(false);
    const [suivi] = await rows("select max(id) as id from action_suivi where organisation is not null");
    const chemin = `actions/21/suivis/${suivi?.id}/publication`;
    expect((await send("responsable-bailleur", chemin, { publie: "oui" })).statut).toBe(403);
    expect((await send("agent-epci", chemin, { publie: "oui" })).statut).toBe(303);
    expect(await seen()).toBe(true);
  });

  it("of two follow-ups of one day, the last that was written is the state, and the first of the list", async () => {
    const notes = ["Le local est vendu.", "Un autre local est trouvé."];
    const etats = ["suspendue", "en-cours"];
    for (const [rang, note] of notes.entries()) {
      const envoye = { etat: etats[rang] ?? "", le: JOUR, note, publie: "oui" };
      expect((await send("agent-epci", "actions/21/suivi", envoye)).statut).toBe(303);
      expect((await read()).lignes.find(({ numero }) => numero === 21)?.etat).toBe(etats[rang]);
    }
    const { text } = await ask("agent-epci", "actions/21");
    const places = [...notes.toReversed(), "Un local est visité cette semaine."].map((note) => text.indexOf(note));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });

  it("an action closes with a last word, takes no more, and opens again", async () => {
    expect((await send("etat", "actions/21/clore", { etat: "realisee", le: JOUR })).statut).toBe(403);
    expect((await send("agent-epci", "actions/21/suivi", { etat: "realisee", le: JOUR })).statut).toBe(422);
    expect((await send("agent-epci", "actions/21/clore", { etat: "abandonnee", le: JOUR })).statut).toBe(422);
    expect((await send("agent-epci", "actions/21/clore", { etat: "realisee", le: JOUR, publie: "oui" })).statut).toBe(
      303,
    );
    expect((await send("agent-epci", "actions/21/suivi", { etat: "en-cours", le: JOUR })).statut).toBe(409);
    expect((await send("agent-epci", "actions/21/jalons", { libelle: "Autre" })).statut).toBe(409);
    expect((await ask("agent-epci", "actions/21")).text).toContain("close le 6 octobre 2018");
    expect((await send("agent-epci", "actions/21/rouvrir", { etat: "en-cours", le: JOUR })).statut).toBe(303);
    expect((await send("agent-epci", "actions/21/rouvrir", { etat: "en-cours", le: JOUR })).statut).toBe(409);
    const actes = await rows(
      "select distinct acte from journal.entree where objet in ('action:20', 'action:21') order by 1",
    );
    expect(actes.map(({ acte }) => acte)).toEqual([
      "action-close",
      "action-creee",
      "action-jalon",
      "action-modifiee",
      "action-suivie",
    ]);
  });
});
