import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { z } from "zod";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { expectSoundPage } from "../../../test/fixtures/pages.ts";
import { openVisiteurs, type Visiteurs } from "../../../test/fixtures/visiteurs.ts";

const JOUR = "2030-03-10";
const EPCI = "200068666";

let visiteurs: Visiteurs;
beforeAll(async () => {
  visiteurs = await openVisiteurs({ jour: JOUR, siren: "999000011" });
});
afterAll(() => visiteurs.close());

const ask = (role: RoleHabilite, suite = "") => visiteurs.ask(role, `relogement/logements${suite}`);
const send = (role: RoleHabilite, suite: string, champs: Readonly<Record<string, string>>) =>
  visiteurs.send(role, `relogement/logements/declares${suite}`, champs);

const DECLARATION = {
  cle: "ESSAI 12",
  etat: "libre",
  disponible: "2030-04-01",
  adresse: "12 rue de l’Essai",
  commune: "52448",
  situation: "hors-qpv",
  typologie: "T3",
  surface: "61,5",
  loyer: "350,20",
  charges: "60",
  acces: "aucun",
  premiere_location: "2028-05-01",
  conventionne: "",
  rehabilite: "non",
  residentialise: "non",
  pru1: "non",
  loyer_baisse: "non",
  contingent: "COLACT",
  revision: "1",
};

/** Counts of the sentence « n répondent…, m à vérifier, sur t » and of « e écartés ». */
function countsOf(text: string) {
  const sentence =
    /([\d\u202f]+) logements? répond\S* à tous les critères, ([\d\u202f]+) à vérifier, sur ([\d\u202f]+)/.exec(text);
  const out = /([\d\u202f]+) écartés? :/.exec(text);
  const number = (value: string | undefined) => Number((value ?? "0").replaceAll("\u202f", ""));
  return {
    retenus: number(sentence?.[1]),
    aVerifier: number(sentence?.[2]),
    examines: number(sentence?.[3]),
    ecartes: number(out?.[1]),
  };
}

async function vacants(): Promise<number> {
  const { rows } = await visiteurs.database.pool.query(
    `select count(*)::integer as nombre from logement g
      where g.mode = '2' and (g.sortie is null or g.sortie not in ('1','2','3','4','5'))
        and g.lot = (select lot from publication where epci = $1 and source = 'rpls' order by periode desc limit 1)
        -- What its bailleur follows is told as its bailleur says.
        and not exists (select from logement_suivi s where s.epci = $1 and s.cle = g.ident_rep)`,
    [EPCI],
  );
  return z.tuple([z.object({ nombre: z.number() })]).parse(rows)[0].nombre;
}

describe("the search, without a household", () => {
  it("has every vacant dwelling of the last stock, said vacant on its day and to be confirmed", async () => {
    const { statut, html, text } = await ask("relogement", "?choix=1&origine=rpls");
    expect(statut).toBe(200);
    expectSoundPage(html);
    const counts = countsOf(text);
    expect(counts.retenus + counts.aVerifier).toBe(await vacants());
    expect(text).toMatch(/vacant au 01\/01\/20\d\d, à confirmer/);
  });

  test.each(["", "&typologie=T3", "&typologie=T1&zone=hors-qpv", "&limite=300", "&limite=300&zone=qpv&commune=52448"])(
    "leaves nothing out in silence: %s",
    async (filtres) => {
      const { retenus, aVerifier, examines, ecartes } = countsOf((await ask("relogement", `?choix=1${filtres}`)).text);
      expect(examines).toBeGreaterThan(0);
      expect(retenus + aVerifier + ecartes).toBe(examines);
    },
  );

  it("keeps its filters, and refuses what is none", async () => {
    const { html } = await ask("relogement", "?choix=1&typologie=T4&zone=qpv&limite=250,5");
    expect(html).toMatch(/value="T4" checked/);
    expect(html).toMatch(/value="qpv" selected/);
    expect(html).toContain('value="250,5"');
    expect((await ask("relogement", "?choix=1&typologie=T9")).statut).toBe(400);
    expect((await ask("relogement", "?menage=0")).statut).toBe(400);
  });

  it("of a household that is not there, says so as of one that does not exist", async () => {
    expect((await ask("relogement", "?menage=987654")).statut).toBe(404);
  });

  it("to whoever reads no dwelling, says that it is not open, not that there is none", async () => {
    const { statut, text } = await ask("membre-coordination");
    expect(statut).toBe(200);
    expect(text).toContain("ne sont pas ouverts à votre habilitation");
  });

  test.each(["guichet", "commune", "gestionnaire-epci", "dpo"] as const)("is closed to %s", async (role) => {
    expect((await ask(role)).statut).toBe(403);
  });

  it("shows a bailleur its own dwellings alone", async () => {
    const all = countsOf((await ask("relogement", "?choix=1&origine=rpls")).text);
    const own = countsOf((await ask("agent-bailleur", "?choix=1&origine=rpls")).text);
    expect(own.retenus + own.aVerifier).toBeGreaterThan(0);
    expect(own.retenus + own.aVerifier).toBeLessThan(all.retenus + all.aVerifier);
  });
});

describe("a bailleur declares a dwelling", () => {
  it("which whoever rehouses then finds, first by what it costs and on whose right it is", async () => {
    const done = await send("agent-bailleur", "", DECLARATION);
    expect(done.vers).toContain("relogement/logements/declares?fait=enregistre");
    const list = await ask("agent-bailleur", "/declares?fait=enregistre");
    expectSoundPage(list.html);
    expect(list.text).toContain("Le logement est enregistré.");
    expect(list.text).toContain("12 rue de l’Essai");
    const { text } = await ask("relogement", "?choix=1&origine=declare&typologie=T3&limite=420");
    expect(text).toMatch(/12 rue de l’Essai, Saint-Dizier Hors QPV ; libre le 1er avril 2030/);
    expect(text).toContain("Neuf ou conventionné depuis moins de 5 ans");
    expect(text).toContain("410 €");
    expect(text).toContain("Action Logement");
  });

  it("once: the same key is told to be on the list", async () => {
    const { statut, text } = await send("agent-bailleur", "", DECLARATION);
    expect(statut).toBe(409);
    expect(text).toContain("a déjà déclaré un logement sous cet identifiant");
  });

  it("changes it, but not over somebody else's change", async () => {
    const { html } = await ask("agent-bailleur", "/declares");
    const id = /declares\/(\d+)"[^>]*>\s*12 rue/.exec(html)?.[1] ?? "";
    const form = await ask("agent-bailleur", `/declares/${id}`);
    expectSoundPage(form.html);
    expect(form.html).toContain('value="350,2"');
    const attribue = { ...DECLARATION, etat: "attribue" };
    expect((await send("agent-bailleur", `/${id}`, attribue)).vers).toContain("fait=enregistre");
    expect((await send("agent-bailleur", `/${id}`, attribue)).statut).toBe(409);
    const found = await ask("relogement", "?choix=1&origine=declare&bailleur=&typologie=T3");
    expect(found.text).not.toContain("12 rue de l’Essai");
    expect((await ask("relogement", `/declares/${id}`)).statut).toBe(403);
    expect((await ask("agent-bailleur", "/declares/987654")).statut).toBe(404);
  });

  test.each([
    ["adresse", { adresse: "" }, "Adresse : écrivez-le."],
    ["commune", { commune: "75056" }, "Choisissez une commune du territoire."],
    ["cle", { cle: "<b>" }, "Identifiant : donnez celui de RPLS"],
    ["loyer", { loyer: "beaucoup" }, "Loyer : écrivez un nombre"],
    [
      "disponible",
      { cle: "ESSAI 13", etat: "bientot-libre", disponible: "" },
      "donnez le jour où ce logement sera libre",
    ],
  ] as const)("and is told what is wrong with %s, at its field", async (champ, more, message) => {
    const { statut, html, text } = await send("agent-bailleur", "", { ...DECLARATION, ...more });
    expect(statut).toBe(422);
    expect(text).toContain(message);
    expect(html).toContain(`href="#${champ}"`);
    expectSoundPage(html);
  });

  it("is written in the journal, without the address", async () => {
    const { rows } = await visiteurs.database.pool.query(
      "select objet from journal.entree where acte = 'logement-declare' limit 1",
    );
    expect(z.tuple([z.object({ objet: z.string() })]).parse(rows)[0].objet).toMatch(/^logement:\d+$/);
  });

  test.each(["relogement", "agent-epci", "etat", "membre-coordination"] as const)("is not for %s", async (role) => {
    expect((await ask(role, "/declares/nouveau")).statut).toBe(403);
    expect((await send(role, "", DECLARATION)).statut).toBe(403);
  });
});
