import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PUBLIC } from "#socle/regles/habilitation/acteur.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { createTestApp } from "../../../../test/fixtures/http.ts";
import { expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";
import { openVisiteurs, type Visiteurs } from "../../../../test/fixtures/visiteurs.ts";

const EPCI = "200068666";
const JOUR = "2026-11-23";

let visiteurs: Visiteurs;
beforeAll(async () => {
  visiteurs = await openVisiteurs({ jour: JOUR });
});
afterAll(() => visiteurs.close());

const ask = (role: RoleHabilite, suite = "") => visiteurs.ask(role, `demandes/accueil${suite}`);
const send = (role: RoleHabilite, suite: string, champs: Readonly<Record<string, string>> = {}) =>
  visiteurs.send(role, `demandes/accueil${suite}`, champs);

async function readPublic(chemin: string): Promise<string> {
  const horloge = { aujourdhui: () => JOUR, maintenant: () => `${JOUR}T09:00:00.000Z` };
  const app = createTestApp(visiteurs.database.bases, { horloge }, PUBLIC);
  return textOf(await (await app.request(`/logement-social/${EPCI}/${chemin}`)).text());
}

/** `id` that the list gives to the content or desk of that name. */
async function idOf(sorte: "contenus" | "guichets", nom: string): Promise<string> {
  const { html } = await ask("agent-epci");
  const found = new RegExp(`accueil/${sorte}/(\\d+)">Modifier <span class="lu">${nom}`).exec(html)?.[1];
  if (!found) throw new Error(`no ${nom} in ${textOf(html).slice(0, 500)}`);
  return found;
}

const QUESTION = {
  rubrique: "question",
  cle: "",
  titre: "Où est le guichet ?",
  texte: "Place <b>centrale</b>.\n\n- [ici](https://exemple.fr)",
};

describe("a text for the public", () => {
  it("is seen before it is kept, published, then read alone", async () => {
    const apercu = await send("agent-epci", "/contenus/nouveau", { ...QUESTION, acte: "apercu" });
    expect(apercu.statut).toBe(200);
    expectSoundPage(apercu.html);
    expect(apercu.html).toContain('<a href="https://exemple.fr" rel="noopener">ici</a>');
    expect(apercu.html).not.toContain("<b>centrale");
    expect((await send("agent-epci", "/contenus/nouveau", QUESTION)).vers).toContain("fait=ecrit");
    expect(await readPublic("questions")).not.toContain("Où est le guichet");
    const id = await idOf("contenus", "Où est le guichet");
    expect((await send("agent-epci", `/contenus/${id}/publier`)).vers).toContain("fait=publie");
    const lu = await readPublic("questions");
    expect(lu).toContain("Où est le guichet");
    expect(lu).not.toContain("Combien coûte une demande");
    expectSoundPage((await ask("agent-epci", "?fait=publie")).html);
    await send("agent-epci", `/contenus/${id}/retirer`);
    expect(await readPublic("questions")).toContain("Combien coûte une demande");
    expect((await send("agent-epci", `/contenus/${id}/supprimer`)).statut).toBe(303);
    expect((await ask("agent-epci", `/contenus/${id}`)).statut).toBe(404);
  });

  it("is told when somebody else wrote it meanwhile, and keeps what was typed", async () => {
    await send("agent-epci", "/contenus/nouveau", { ...QUESTION, titre: "Deux à la fois" });
    const id = await idOf("contenus", "Deux à la fois");
    const change = { ...QUESTION, titre: "Deux à la fois", revision: "1" };
    expect((await send("agent-epci", `/contenus/${id}`, change)).statut).toBe(303);
    const late = await send("agent-epci", `/contenus/${id}`, { ...change, texte: "Mon texte à moi." });
    expect(late.statut).toBe(409);
    expect(late.text).toContain("Une autre personne a modifié cette fiche");
    expect(late.html).toContain("Mon texte à moi.");
    expect((await send("agent-epci", "/contenus/nouveau", { ...QUESTION, titre: "Deux à la fois" })).statut).toBe(409);
  });

  it("may begin with those shipped, each then moved", async () => {
    expect((await send("agent-epci", "/reprendre", { rubrique: "glossaire" })).vers).toContain("fait=repris");
    await send("agent-epci", "/reprendre", { rubrique: "question" });
    const id = await idOf("contenus", "Combien coûte une demande");
    const before = (await readPublic("questions")).indexOf("Combien coûte");
    await send("agent-epci", `/contenus/${id}/ordre`, { sens: "haut" });
    expect((await readPublic("questions")).indexOf("Combien coûte")).toBeLessThan(before);
    expect((await send("agent-epci", "/reprendre", { rubrique: "page" })).statut).toBe(404);
  });

  it("is refused when it is empty, or holds what identifies a person", async () => {
    const vide = await send("agent-epci", "/contenus/nouveau", { ...QUESTION, titre: "", texte: "" });
    expect(vide.statut).toBe(422);
    expect(vide.html).toContain('href="#titre"');
    expectSoundPage(vide.html);
    const page = await send("agent-epci", "/contenus/nouveau", { ...QUESTION, rubrique: "page", cle: "nulle-part" });
    expect(page.statut).toBe(404);
  });

  it.each<RoleHabilite>(["guichet", "commune", "agent-bailleur"])("is not %s's to write", async (role) => {
    const { statut, text } = await ask(role);
    expect(statut).toBe(200);
    expect(text).not.toContain("Écrire une question");
    expect((await send(role, "/contenus/nouveau", QUESTION)).statut).toBe(403);
  });
});

const GUICHET = {
  nom: "Guichet d’essai",
  niveau: "enregistrement",
  adresse: "1 rue d’Essai",
  commune: "52448",
  accessible: "oui",
  lat: "48,6",
  lon: "4,9",
  telephone: "09 00 00 00 00",
  courriel: "",
  precisions: "",
  fermetures: "25/12/2026",
  "lundi-1-debut": "09:00",
  "lundi-1-fin": "12:00",
};

describe("a desk's card", () => {
  it("is opened by the EPCI, and kept by its organisation alone", async () => {
    const organisation = String(visiteurs.organisation);
    expect((await send("agent-epci", "/guichets/nouveau", { ...GUICHET, organisation })).vers).toContain(
      "fait=guichet",
    );
    const id = await idOf("guichets", "Guichet d’essai");
    const form = await ask("guichet", `/guichets/${id}`);
    expect(form.statut).toBe(200);
    expectSoundPage(form.html);
    expect(form.html).toContain('value="09:00"');
    expect(form.html).toContain("25/12/2026");
    expect(form.html).not.toContain('name="organisation"');
    // The agent may not give the card to another organisation.
    const change = { ...GUICHET, revision: "1", adresse: "2 rue d’Essai", organisation: "1" };
    expect((await send("guichet", `/guichets/${id}`, change)).vers).toContain("fait=guichet");
    expect((await send("guichet", `/guichets/${id}`, change)).statut).toBe(409);
    expect(await readPublic("guichets")).not.toContain("Guichet d’essai");
    expect((await send("guichet", `/guichets/${id}/publier`)).statut).toBe(403);
    await send("agent-epci", `/guichets/${id}/publier`);
    const lu = await readPublic("guichets");
    expect(lu).toContain("Guichet d’essai Ouvert aujourd’hui de 9 h à 12 h");
    expect(lu).toContain("2 rue d’Essai");
    const { rows } = await visiteurs.database.pool.query("select organisation from guichet_fiche where id = $1", [id]);
    expect(rows).toEqual([{ organisation: visiteurs.organisation }]);
  });

  it("of the territory's own is marked by the EPCI, one at a time, and registers", async () => {
    const replis = async () =>
      (await visiteurs.database.pool.query("select nom from guichet_fiche where repli order by nom")).rows;
    expect(await replis()).toEqual([{ nom: "Maison de l’habitat (guichet fictif)" }]);
    const organisation = String(visiteurs.organisation);
    const repli = { ...GUICHET, nom: "Repli d’essai", organisation, repli: "oui" };
    const informe = await send("agent-epci", "/guichets/nouveau", { ...repli, niveau: "information" });
    expect([informe.statut, informe.text.includes("enregistre les demandes")]).toEqual([422, true]);
    expect((await send("agent-epci", "/guichets/nouveau", { ...repli, organisation: "" })).statut).toBe(422);
    expect((await send("agent-epci", "/guichets/nouveau", repli)).vers).toContain("fait=guichet");
    expect(await replis()).toEqual([{ nom: "Repli d’essai" }]);
    const id = await idOf("guichets", "Repli d’essai");
    expect((await ask("guichet", `/guichets/${id}`)).html).not.toContain('name="repli"');
    // The agent may not set this field: it is unchanged.
    await send("guichet", `/guichets/${id}`, { ...GUICHET, nom: "Repli d’essai", revision: "1" });
    expect(await replis()).toEqual([{ nom: "Repli d’essai" }]);
    await visiteurs.database.pool.query("delete from guichet_fiche where id = $1", [id]);
  });

  it("of another is nobody else's, though everyone reads it", async () => {
    const { rows } = await visiteurs.database.pool.query("select id from guichet_fiche where nom like 'Maison%'");
    const id = String(rows[0]?.id);
    for (const role of ["guichet", "commune", "agent-bailleur"] as const) {
      expect((await ask(role, `/guichets/${id}`)).statut).toBe(404);
      expect((await send(role, `/guichets/${id}`, { ...GUICHET, revision: "1" })).statut).toBe(404);
    }
    expect((await send("commune", "/guichets/nouveau", GUICHET)).statut).toBe(403);
  });

  it("says what is wrong with its hours and its place, at their fields", async () => {
    const faux = { ...GUICHET, "lundi-2-debut": "11:00", "lundi-2-fin": "14:00", lon: "", fermetures: "30/02/2026" };
    const { statut, html, text } = await send("agent-epci", "/guichets/nouveau", faux);
    expect(statut).toBe(422);
    expectSoundPage(html);
    expect(text).toContain("Horaires du lundi : deux plages se chevauchent");
    expect(text).toContain("« 30/02/2026 » n’est pas un jour");
    expect(html).toContain('href="#lundi-1-debut"');
    expect(html).toContain('href="#lon"');
  });
});
