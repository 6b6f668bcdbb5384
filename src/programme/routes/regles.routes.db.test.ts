import { read, utils } from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestApp } from "../../../test/fixtures/http.ts";
import { EPCI, expectSoundPage, textOf } from "../../../test/fixtures/pages.ts";
import { openVisiteurs, type Visiteurs } from "../../../test/fixtures/visiteurs.ts";
import { addPersonne } from "../../../test/journal/personnes.ts";

const JOUR = "2026-11-25";

let visiteurs: Visiteurs;
beforeAll(async () => {
  visiteurs = await openVisiteurs({ jour: JOUR });
});
afterAll(() => visiteurs.close());

const REGLES = "programme/regles";
const acts = async (acte: string) => {
  const { rows } = await visiteurs.database.pool.query("select objet from journal.entree where acte = $1", [acte]);
  return rows.map((row) => String(row.objet));
};

describe("the page of the rules", () => {
  it("says each rule in one line, with its verdict in a word", async () => {
    const { statut, html, text } = await visiteurs.ask("agent-epci", REGLES);
    expect(statut).toBe(200);
    expectSoundPage(html);
    expect(text).toContain("68 PLAI pour 110 logements reconstitués, soit 61,8 %");
    expect(text).toContain("c’est ce qui empêche de conclure");
    const { text: communes } = await visiteurs.ask(
      "agent-epci",
      `${REGLES}?partie=communes-plh&feuille=communes-plh.tout`,
    );
    for (const mot of ["Respectée", "Non respectée", "Indécidable", "Aucune règle", "Sans objet"]) {
      expect(`${text} ${communes}`).toContain(mot);
    }
    expect(communes).toContain("Exactement 500 habitants");
    expect(html.match(/ id="([^"]*)"/g)?.length).toBe(new Set(html.match(/ id="([^"]*)"/g)).size);
  });

  it("tells a rule whole on its own view, and its figures and versions too", async () => {
    for (const [partie, dit] of [
      ["reconstitution-plai", "Phrase du texte et ce qui est compté"],
      ["reconstitution-plai", "Changer cette règle"],
      ["production", "Logements sociaux livrés par an"],
      ["versions", "Versions des règles"],
    ] as const) {
      const { html } = await visiteurs.ask("agent-epci", REGLES);
      expect(html).toContain(`?partie=${partie}"`);
      const vue = await visiteurs.ask("agent-epci", `${REGLES}?partie=${partie}`);
      expectSoundPage(vue.html);
      expect(vue.text).toContain(dit);
    }
    expect((await visiteurs.ask("agent-epci", `${REGLES}?partie=autre`)).statut).toBe(404);
  });

  it("sorts its communes by its address, and refuses another order", async () => {
    const places = async (tri: string) => {
      const { text } = await visiteurs.ask(
        "etat",
        `${REGLES}?partie=communes-plh&tri=${tri}&feuille=communes-plh.tout`,
      );
      const table = text.slice(text.indexOf("Reste ensuite"));
      return ["Allichamps", "Wassy"].map((nom) => table.indexOf(nom));
    };
    const [allichamps = 0, wassy = 0] = await places("taux");
    expect(wassy).toBeLessThan(allichamps);
    const [first = 0, last = 0] = await places("nom");
    expect(first).toBeLessThan(last);
    expect((await visiteurs.ask("etat", `${REGLES}?tri=hasard`)).statut).toBe(400);
  });

  it("gives no verdict on a part of the operations, nor a document", async () => {
    const { statut, text, html } = await visiteurs.ask("agent-bailleur", REGLES);
    expect(statut).toBe(200);
    expect(text).toContain("données sans verdict");
    expect(text).toContain("de 30 % à 50 %");
    expect(text).not.toContain("Non respectée");
    expect(html).not.toContain("Écrire une autre règle");
    const regle = await visiteurs.ask("agent-bailleur", `${REGLES}?partie=reconstitution-plai`);
    expect(regle.text).toContain("un minimum de 60% de PLAI");
    expect(regle.html).not.toContain("Changer cette règle");
    expect((await visiteurs.ask("agent-bailleur", "regles.pdf")).statut).toBe(403);
  });

  it("goes away as a document and as tables, numbers as numbers", async () => {
    const pdf = await visiteurs.ask("commune", "regles.pdf");
    expect(pdf.statut).toBe(200);
    expect(new TextDecoder().decode(pdf.octets.slice(0, 5))).toBe("%PDF-");
    const { octets } = await visiteurs.ask("etat", `${REGLES}/figures/communes-plh.xlsx`);
    const sheet = read(octets).Sheets.Données;
    const rows = utils.sheet_to_json<Record<string, unknown>>(sheet ?? {});
    expect(rows.find((row) => Object.values(row).includes("Bettancourt-la-Ferrée"))).toMatchObject({
      "À réaliser": 20,
      Réalisés: 0,
      "Reste ensuite": 8,
    });
    expect((await visiteurs.ask("etat", `${REGLES}/figures/inconnue.csv`)).statut).toBe(404);
    expect(await acts("document-exporte")).toContain("regles.pdf");
  });
});

const PLAI = {
  genre: "reconstitution-plai",
  min: "65,5",
  cadres: "npnru",
  depuis: "2027-01-01",
  jusque: "",
  confiance: "S",
  texte: "Un minimum de 65,5 % de PLAI",
  "reference-texte": "Avenant d’essai",
};

describe("writing a rule", () => {
  it("opens on the last version, and comes back as typed when it is refused", async () => {
    const { html } = await visiteurs.ask("agent-epci", `${REGLES}/ecrire?genre=taux-communes`);
    expectSoundPage(html);
    expect(html).toContain('name="t0popPlus"');
    expect(html).toMatch(/name="t0points"[^>]*value="4"/);
    const refused = await visiteurs.send("agent-epci", REGLES, { ...PLAI, min: "beaucoup", depuis: "2020-01-01" });
    expect(refused.statut).toBe(422);
    expectSoundPage(refused.html);
    expect(refused.text).toContain("écrivez un nombre");
    expect(refused.html).toContain('value="beaucoup"');
    const past = await visiteurs.send("agent-epci", REGLES, { ...PLAI, depuis: "2020-01-01" });
    expect([past.statut, past.text.includes("ne se change pas pour le passé")]).toEqual([422, true]);
  });

  it("is the EPCI’s, and leaves its line in the journal", async () => {
    for (const role of ["etat", "commune", "responsable-bailleur", "reservataire"] as const) {
      expect((await visiteurs.send(role, REGLES, PLAI)).statut).toBe(403);
      expect((await visiteurs.ask(role, `${REGLES}/communes`)).statut).toBe(403);
    }
    const { statut, vers } = await visiteurs.send("agent-epci", REGLES, PLAI);
    expect([statut, vers]).toEqual([303, `/t/${EPCI}/${REGLES}?fait=regle`]);
    expect(await acts("regle-modifiee")).toHaveLength(10);
    const { text } = await visiteurs.ask("agent-epci", `${REGLES}?fait=regle`);
    expect(text).toContain("La version de la règle est enregistrée");
    // The new version begins in January: the former one applies today.
    expect(text).toContain("au moins 60 %");
    expect((await visiteurs.ask("agent-epci", `${REGLES}?partie=versions`)).text).toContain("Avenant d’essai");
  });
});

const LIGNE = {
  commune: "52448",
  annee: "2019",
  residences_principales: "11 800",
  population: "",
  logements_sociaux: "",
  construction_neuve: "",
  contrainte: "inconnu",
  source: "Recensement d’essai",
};

describe("figures of communes", () => {
  const upload = async (fichier: File) => {
    const acteur = await addPersonne(visiteurs.database.pool, `depot-${fichier.name}`, [
      { role: "agent-epci", epci: EPCI, organisation: visiteurs.organisation },
    ]);
    const horloge = { aujourdhui: () => JOUR, maintenant: () => `${JOUR}T09:00:00.000Z` };
    const app = createTestApp(visiteurs.database.bases, { horloge }, acteur);
    const body = new FormData();
    body.set("fichier", fichier);
    body.set("source", "Recensement d’essai");
    const headers = { accept: "text/html", origin: "http://localhost", "sec-fetch-site": "same-origin" };
    const response = await app.request(`/t/${EPCI}/${REGLES}/communes/importer`, { method: "POST", body, headers });
    return { statut: response.status, html: await response.text() };
  };
  const linesOf = async (annee: number) => {
    const query = "select commune, residences_principales as n from commune_plh where annee = $1 order by commune";
    return (await visiteurs.database.pool.query(query, [annee])).rows.map((row) => `${row.commune} ${row.n}`);
  };

  it("are typed one line at a time, unknown when empty", async () => {
    expect((await visiteurs.send("agent-epci", `${REGLES}/communes`, { ...LIGNE, annee: "1800" })).statut).toBe(422);
    const { statut } = await visiteurs.send("agent-epci", `${REGLES}/communes`, LIGNE);
    expect(statut).toBe(303);
    expect(await linesOf(2019)).toEqual(["52448 11800"]);
    expect(await acts("communes-plh-modifiees")).toContain("communes-plh:1");
  });

  it("come by file: shown first, line by line, then kept all or none", async () => {
    const texte = "commune;annee;residences_principales\n52448;2020;11900\n52550;2020;1300\n";
    const seen = await upload(new File([texte], "plh.csv"));
    expect(seen.statut).toBe(200);
    expectSoundPage(seen.html);
    expect(textOf(seen.html)).toContain("2 lignes, dont 0 qui remplacent");
    expect(await linesOf(2020)).toEqual([]);
    const kept = /name="texte" value="([^"]*)"/.exec(seen.html)?.[1] ?? "";
    const { vers } = await visiteurs.send("agent-epci", `${REGLES}/communes/confirmer`, {
      texte: kept,
      source: "Recensement d’essai",
    });
    expect(vers).toContain("fait=fichier");
    expect(await linesOf(2020)).toEqual(["52448 11900", "52550 1300"]);
  });

  it("say which lines are refused, and keep none", async () => {
    const texte = "commune;annee;residences_principales\n52448;2021;11900\n75056;2021;1\n52550;2021;beaucoup\n";
    const { statut, html } = await upload(new File([texte], "faux.csv"));
    expect(statut).toBe(422);
    const text = textOf(html);
    expect(text).toContain("Ligne 3 : La commune 75056 n’est pas du territoire");
    expect(text).toContain("Ligne 4 :");
    expect(html).not.toContain("confirmer");
    expect(await linesOf(2021)).toEqual([]);
    const autre = await upload(new File(["a;b\n1;2\n"], "autre.csv"));
    expect([autre.statut, textOf(autre.html).includes("commune")]).toEqual([422, true]);
  });

  it("go away in the form that they come in", async () => {
    const { html } = await visiteurs.ask("agent-epci", `${REGLES}/communes/modele.csv`);
    expect(html).toContain("commune;annee;population;residences_principales");
    expect(html).toContain("52448;2011;25500;11500;5118;620;non");
  });
});

describe("the time line", () => {
  it("draws the programme, late ones first, and says it again as a table", async () => {
    const { statut, html, text } = await visiteurs.ask("commune", "programme/calendrier");
    expect(statut).toBe(200);
    expectSoundPage(html);
    expect(text).toContain("11 dont la dernière date prévue est passée");
    expect(html).toContain("Chantier, prévu, du 01/03/2021 au 31/12/2021");
    const tableau = (await visiteurs.ask("commune", "programme/calendrier?partie=calendrier")).text;
    const table = tableau.slice(tableau.indexOf("Retard (jours)"));
    expect(table.indexOf("Réunion")).toBeLessThan(table.indexOf("Wassy"));
    const communes = await visiteurs.ask("commune", "programme/calendrier?partie=operations-par-commune");
    expect(communes.text).toContain("Opérations au programme, par commune");
  });

  it("keeps a kind of operation in its address, and goes away as files", async () => {
    const { text } = await visiteurs.ask("commune", "programme/calendrier?genre=demolition");
    expect(text).toContain("5 opérations au programme");
    expect((await visiteurs.ask("commune", "programme/calendrier?genre=autre")).statut).toBe(400);
    expect((await visiteurs.ask("commune", "programme/calendrier?partie=autre")).statut).toBe(400);
    const svg = await visiteurs.ask("commune", "calendrier.svg?genre=demolition");
    expect(svg.html).toContain("Fidji");
    const pdf = await visiteurs.ask("commune", "calendrier.pdf");
    expect(new TextDecoder().decode(pdf.octets.slice(0, 5))).toBe("%PDF-");
    expect((await visiteurs.ask("commune", "programme/calendrier/figures/calendrier.csv")).statut).toBe(200);
  });

  it("has only one’s own operations for a bailleur, and says so", async () => {
    const { text } = await visiteurs.ask("agent-bailleur", "programme/calendrier");
    expect(text).toMatch(/qu’une partie des opérations|Aucune opération au programme/);
  });
});
