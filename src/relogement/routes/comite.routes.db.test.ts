import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { z } from "zod";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { expectSoundPage } from "../../../test/fixtures/pages.ts";
import { textOfPdf } from "../../../test/fixtures/pdf.ts";
import { entrustOrcades } from "../../../test/fixtures/relogements.ts";
import { unzip } from "../../../test/fixtures/unzip.ts";
import { openVisiteurs, type Visiteurs } from "../../../test/fixtures/visiteurs.ts";

const JOUR = "2030-03-10";
const EPCI = "200068666";

let visiteurs: Visiteurs;
let orcades = 0;
let ibiza = 0;
beforeAll(async () => {
  visiteurs = await openVisiteurs({ jour: JOUR });
  ({ orcades, ibiza } = await entrustOrcades(visiteurs));
  await addBlocked(visiteurs.database.pool);
});
afterAll(() => visiteurs.close());

type Pool = Visiteurs["database"]["pool"];

/** A household of Orcades that refused twice, blocked, on which the comité decided on 1 February 2030. */
async function addBlocked(pool: Pool): Promise<void> {
  const { rows } = await pool.query(
    `insert into relogement (epci, operation, organisation, reference, etat, etat_depuis)
     select $1, id, organisation, 'ORC-900', 'bloque', '2030-01-20' from operation where id = $2
     returning id, organisation`,
    [EPCI, orcades],
  );
  const [row] = z.tuple([z.object({ id: z.number(), organisation: z.number() })]).parse(rows);
  for (const numero of [1, 2]) {
    await pool.query(
      `insert into relogement_offre (epci, relogement, operation, organisation, relogeur, numero, adresse, commune, situation, proposee_le, reponse, repondu_le, motif_refus)
       values ($1, $2, $3, $4, $4, $5, 'Rue de l’Essai', '52448', 'hors-qpv', '2029-12-01', 'refusee', '2029-12-10', 'taille')`,
      [EPCI, row.id, orcades, row.organisation, numero],
    );
  }
  await pool.query(
    `insert into relogement_comite (epci, relogement, operation, organisation, objet, le, motif)
     values ($1, $2, $3, $4, 'poursuite', '2030-02-01', 'Madame Untelle')`,
    [EPCI, row.id, orcades, row.organisation],
  );
}

const ask = (role: RoleHabilite, suite = "") => visiteurs.ask(role, `relogement/comite${suite}`);
const send = (role: RoleHabilite, suite: string, champs: Readonly<Record<string, string>>) =>
  visiteurs.send(role, `relogement/comite${suite}`, champs);

describe("the comité's page", () => {
  it("says the five buildings, the target of 45, and that their own targets add up to 47", async () => {
    const { statut, html, text } = await ask("agent-epci");
    expect(statut).toBe(200);
    expectSoundPage(html);
    expect(text).toContain("sur 222 relogés");
    expect(text).toContain("Objectif 20 % des ménages à reloger, soit 45");
    expect(text).toContain("y totalise 47");
  });

  it("names cases by their reference, never by what was written of them", async () => {
    const { text } = await ask("agent-epci");
    expect(text).toMatch(/ORC-900 Orcades 2 refus sur 2 offres/);
    expect(text).toMatch(/ORC-900 Orcades Motif non enregistré, depuis le 20 janvier 2030/);
    expect(text).toMatch(/ORC-900 Orcades 01\/02\/2030 Poursuivre avec les offres en cours/);
    expect(text).not.toContain("Untelle");
  });

  it("tells since the last comité, or since the day that is asked", async () => {
    expect((await ask("agent-epci")).text).toContain("Depuis le 1er février 2030");
    const { text } = await ask("agent-epci", "?depuis=2030-02-02");
    expect(text).toContain("Aucune décision depuis ce jour.");
    expect((await ask("agent-epci", "?depuis=hier")).statut).toBe(400);
  });

  it("counts for an officer their own buildings, and says that the others are not open", async () => {
    const { text } = await ask("relogement");
    expect(text).toContain("sur 62 relogés");
    expect(text).toContain("4 immeubles ne sont pas ouverts à votre habilitation");
  });

  test.each(["guichet", "commune", "gestionnaire-epci", "dpo"] as const)("is closed to %s", async (role) => {
    expect((await ask(role)).statut).toBe(403);
  });
});

describe("the note", () => {
  it("has the sentences of the page, as a PDF", async () => {
    const { statut, octets, headers } = await ask("relogement", "/note.pdf");
    expect(statut).toBe(200);
    expect(headers.get("content-disposition")).toContain(`note-comite-relogement-${EPCI}-${JOUR}.pdf`);
    const text = textOfPdf(octets)?.replaceAll(/\s+/g, " ");
    if (text === undefined) return;
    const page = await ask("relogement");
    const sentence = /Objectif 20 % des ménages à reloger, soit \d+ : [^.]*\./.exec(page.text)?.[0] ?? "absente";
    expect(text).toContain(sentence.replaceAll(/\s+/g, " "));
    expect(text).toContain("ORC-900");
    expect(text).not.toContain("Untelle");
    expect(text).toContain("Données de démonstration");
  });

  it("and as a Word file", async () => {
    const { statut, octets } = await ask("relogement", "/note.docx");
    expect(statut).toBe(200);
    const xml = unzip(octets).get("word/document.xml")?.toString("utf8") ?? "";
    expect(xml).toContain("ORC-900");
    expect(xml).toContain("Ce qui est demandé au comité");
  });

  it("is taken away by those who may, and the journal says so", async () => {
    expect((await ask("agent-epci", "/note.pdf")).statut).toBe(403);
    const { rows } = await visiteurs.database.pool.query(
      "select objet from journal.entree where acte = 'document-exporte' and ressource = 'relogement'",
    );
    expect(rows).toContainEqual({ objet: `note-comite:${JOUR}` });
  });
});

describe("the charte of a building", () => {
  const REPONSE = { point: "services-sociaux", reponse: "oui", le: "2030-03-01", texte: "Référente désignée au CCAS" };

  it("shows what is counted and what nobody answered yet", async () => {
    const { statut, html, text } = await ask("relogement", `/charte/${orcades}`);
    expect(statut).toBe(200);
    expectSoundPage(html);
    expect(text).toContain("Trois offres de relogement Non");
    expect(text).toContain("bloqués avant la troisième (ORC-041, ORC-900)");
    expect(text).toMatch(/Liens avec les services sociaux pour les situations difficiles Inconnu/);
  });

  it("is answered by the officer of the building, dated", async () => {
    const form = await ask("relogement", `/charte/${orcades}/point?point=services-sociaux`);
    expect(form.statut).toBe(200);
    expectSoundPage(form.html);
    const done = await send("relogement", `/charte/${orcades}/point`, REPONSE);
    expect(done.vers).toContain(`/charte/${orcades}?fait=note`);
    const { text } = await ask("relogement", `/charte/${orcades}`);
    expect(text).toContain("situations difficiles Oui");
    expect(text).toContain("Noté le 1er mars 2030 : Référente désignée au CCAS");
    const charte = await ask("agent-epci", "?partie=charte");
    expectSoundPage(charte.html);
    expect(charte.text).toContain("Liens avec les services sociaux pour les situations difficiles");
    expect((await ask("agent-epci", "?partie=autre")).statut).toBe(400);
  });

  test.each([
    ["no answer", { reponse: "" }, 422, "Respecté : choisissez une réponse."],
    ["a day to come", { le: "2030-04-01" }, 422, "n’est pas encore passé"],
    ["health", { texte: "Madame a un cancer" }, 422, "Précision :"],
    ["a computed point", { point: "trois-offres" }, 404, "ne s’écrit pas"],
    ["no such point", { point: "x" }, 404, "ne s’écrit pas"],
  ] as const)("refuses %s", async (_cas, more, statut, message) => {
    const sent = await send("relogement", `/charte/${orcades}/point`, { ...REPONSE, ...more });
    expect(sent.statut).toBe(statut);
    expect(sent.text).toContain(message);
  });

  it("is not answered for another's building, nor by who only reads", async () => {
    expect((await send("relogement", `/charte/${ibiza}/point`, REPONSE)).statut).toBe(404);
    expect((await send("agent-epci", `/charte/${orcades}/point`, REPONSE)).statut).toBe(403);
    expect((await ask("agent-epci", `/charte/${orcades}`)).text).toContain("vous les lisez");
  });
});

describe("the numbers of the charte", () => {
  it("are written by the EPCI, and counted with from their day on", async () => {
    const form = await ask("agent-epci", "/valeurs");
    expectSoundPage(form.html);
    const valeur = { code: "part-neuf", valeur: "30", depuis: "2030-01-01", source: "Charte d’essai, 2030" };
    expect((await send("agent-epci", "/valeurs", valeur)).vers).toContain("comite?fait=fixee");
    const { text } = await ask("agent-epci");
    expect(text).toContain("Objectif 30 % des ménages à reloger, soit 67");
    expect((await ask("agent-epci", "/valeurs")).text).toContain("30 % 1er janvier 2030 Charte d’essai, 2030");
  });

  test.each([
    ["a share above all", { valeur: "130" }],
    ["no source", { source: " " }],
    ["no day", { depuis: "" }],
  ] as const)("are refused with %s", async (_cas, more) => {
    const valeur = { code: "part-neuf", valeur: "30", depuis: "2030-01-01", source: "Charte d’essai" };
    expect((await send("agent-epci", "/valeurs", { ...valeur, ...more })).statut).toBe(422);
  });

  it("are not for an officer", async () => {
    expect((await ask("relogement", "/valeurs")).statut).toBe(403);
  });
});
