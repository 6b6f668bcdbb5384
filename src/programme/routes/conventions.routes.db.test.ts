import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { z } from "zod";
import { HORLOGE } from "#service/commandes/session.ts";
import { canonicalJson } from "#socle/lectures/canonical-json.ts";
import { createDemoDatabase, type TestDatabase } from "../../../test/database.ts";
import { openPagesDemo, type QuiDemo } from "../../../test/fixtures/demo-personnes.ts";
import { EPCI, expectSoundPage } from "../../../test/fixtures/pages.ts";
import { textOfPdf } from "../../../test/fixtures/pdf.ts";
import { unzip } from "../../../test/fixtures/unzip.ts";

/** The demonstration establishes its own convention the day it is loaded. */
const JOUR = HORLOGE.aujourdhui();

let database: TestDatabase;
let pages: ReturnType<typeof openPagesDemo>;
let oph: string;
let hamaris: string;
beforeAll(async () => {
  database = await createDemoDatabase();
  pages = openPagesDemo(database, JOUR);
  oph = await organisationOf("OPH de Saint-Dizier");
  hamaris = await organisationOf("Hamaris");
});
afterAll(() => database.drop());

async function organisationOf(nom: string): Promise<string> {
  const { rows } = await database.pool.query("select id from organisation where nom = $1 and type = 'bailleur'", [nom]);
  return String(z.tuple([z.object({ id: z.number() })]).parse(rows)[0].id);
}

const CHEMIN = "programme/conventions";
const ask = (qui: QuiDemo, suite = "") => pages.ask(qui, `${CHEMIN}${suite}`);

async function establish(champs: Readonly<Record<string, string>>): Promise<string> {
  const { vers, text } = await pages.send("agent-epci", CHEMIN, champs);
  const id = /conventions\/(\d+)\?fait=etablie/.exec(vers ?? "")?.[1];
  if (!id) throw new Error(text.slice(0, 900));
  return id;
}

describe("what is prepared", () => {
  it("gathers the operations of the period, the objectives in force and what is to rehouse", async () => {
    const { statut, html, text } = await ask("agent-epci", `/preparer?bailleur=${oph}&debut=2018&fin=2023`);
    expect(statut).toBe(200);
    expectSoundPage(html);
    expect(text).toContain("Démolition : 320 logements");
    // The first two of three tranches ended in 2016 and on 29 June 2018: 196 and 120 are in the period.
    expect(text).toContain("réhabilitation : 316 logements");
    expect(text).toContain("5 démolitions : 222 ménages à reloger, autant que de logements occupés au 1er mars 2018");
    // Golden, action 11: 20 % of 222, rounded up.
    expect(text).toContain(
      "Au moins 20 % des relogements dans un logement neuf ou conventionné depuis moins de cinq ans, soit 45 ménages",
    );
    expect(text).toContain("Hors QPV : 1er quartile ou relogés 2018");
    expect(text).toContain("lui donne en propre : 2018, 2019 et 2020.");
    expect(text).toContain("Il prend part à ceux de l’ensemble du territoire : 2021, 2022 et 2023.");
  });

  it("says when nothing is written, and refuses years that are not a period", async () => {
    const { text } = await ask("agent-epci", `/preparer?bailleur=${hamaris}&debut=2012&fin=2017`);
    expect(text).toContain("n’écrit, pour ces années, aucun objectif propre au bailleur");
    expect(text).toContain("Le bailleur ne démolit aucun logement dans la période");
    // 22 + 30 + 28 + 12 + 10 delivered by then, and 12 begun in 2017: « Le Bief », delivered in May 2018.
    expect(text).toContain("Construction : 114 logements");
    expect(text).toContain("PLAI sur 114 logements");
    expect((await ask("agent-epci", `/preparer?bailleur=${oph}&debut=2023&fin=2018`)).statut).toBe(422);
    expect((await ask("agent-epci", "/preparer?bailleur=987654&debut=2018&fin=2019")).statut).toBe(404);
  });

  test.each(["responsable-bailleur", "etat", "commune", null] as const)("is not for %s", async (qui) => {
    expect([403, 302, 303, 401]).toContain((await ask(qui, `/preparer?bailleur=${oph}&debut=2018&fin=2023`)).statut);
    expect((await pages.send(qui, CHEMIN, { bailleur: oph, debut: "2018", fin: "2023" })).vers ?? "").not.toContain(
      "fait=",
    );
  });
});

describe("what is established", () => {
  it("is numbered, hashed, and never changes, even when the register does", async () => {
    const champs = {
      bailleur: oph,
      debut: "2018",
      fin: "2024",
      engagements: "- Rendre compte chaque année\n\n– Publier",
    };
    const id = await establish(champs);
    const before = await ask("agent-epci", `/${id}`);
    expectSoundPage(before.html);
    expect(before.text).toContain("Projet, à signer");
    expect(before.text).toContain("n° 2");
    expect(before.text).toContain("Rendre compte chaque année");
    const { rows } = await database.pool.query("select contenu, empreinte from convention_objectif where id = $1", [
      id,
    ]);
    const [row] = z.tuple([z.object({ contenu: z.unknown(), empreinte: z.string() })]).parse(rows);
    expect(createHash("sha256").update(canonicalJson(row.contenu)).digest("hex")).toBe(row.empreinte);
    expect(before.text).toContain(row.empreinte);
    await database.pool.query("update operation set logements = 1000, occupes = 900 where nom = 'Antilles'");
    expect((await ask("agent-epci", `/${id}`)).text).toContain("Démolition : 320 logements");
    await database.pool.query("update operation set logements = 80, occupes = 64 where nom = 'Antilles'");
    for (const ecriture of ["update convention_objectif set empreinte = 'x'", "delete from convention_objectif"]) {
      await expect(database.pool.query(`${ecriture} where id = $1`, [id])).rejects.toThrow(/never changes/);
    }
  });

  it("is the same in the PDF and in the Word file, signatures included", async () => {
    const id = await establish({ bailleur: oph, debut: "2018", fin: "2023", engagements: "Publier un point annuel" });
    await pages.send("agent-epci", `${CHEMIN}/${id}/signatures`, { partie: "epci", le: JOUR });
    const pdf = await ask("etat", `/${id}/document.pdf`);
    expect(pdf.statut).toBe(200);
    const texte = (textOfPdf(pdf.octets) ?? "").replaceAll(/[\s\u00a0\u202f]+/g, " ");
    for (const dit of [
      "Convention d’objectifs 2018-2023, OPH",
      "222 ménages à reloger",
      "Publier un point annuel",
      "Signé le",
      "Antilles",
    ]) {
      expect(texte).toContain(dit);
    }
    const docx = await ask("etat", `/${id}/document.docx`);
    const xml = new TextDecoder().decode(unzip(docx.octets).get("word/document.xml"));
    const mots = xml.replaceAll(/<[^>]*>/g, " ").replaceAll(/[\s\u00a0\u202f]+/g, " ");
    expect(mots).toContain("222 ménages à reloger");
    expect(mots).toContain("Publier un point annuel");
    expect((await ask(null, `/${id}/document.pdf`)).statut).toBe(404);
    expect((await ask("responsable-bailleur", `/${id}`)).statut).toBe(404);
  });

  it("is refused with its text, which comes back", async () => {
    const champs = { bailleur: oph, debut: "2018", fin: "2023", engagements: "Appeler le 06 39 98 12 47" };
    const refused = await pages.send("agent-epci", CHEMIN, champs);
    expect(refused.statut).toBe(422);
    expectSoundPage(refused.html);
    expect(refused.text).toContain("J’ai relu ce texte");
    expect(refused.html).toContain("06 39 98 12 47");
    expect((await pages.send("agent-epci", CHEMIN, { ...champs, engagements: "x".repeat(2001) })).statut).toBe(422);
    const foyer = await organisationOf("Le Foyer Rémois");
    const rien = await pages.send("agent-epci", CHEMIN, { bailleur: foyer, debut: "2003", fin: "2004" });
    expect(rien.text).toContain("il n’y a rien à établir");
  });
});

describe("its signatures", () => {
  it("are each party’s own, once; signed when both are there", async () => {
    const { html, text } = await ask("responsable-bailleur");
    expectSoundPage(html);
    expect(text).toContain("Hamaris, n° 1");
    expect(text).not.toContain("OPH");
    const id = /conventions\/(\d+)"/.exec(html)?.[1] ?? "";
    const url = `${CHEMIN}/${id}/signatures`;
    expect((await pages.send("responsable-bailleur", url, { partie: "epci", le: JOUR })).statut).toBe(403);
    expect((await pages.send("etat", url, { partie: "epci", le: JOUR })).statut).toBe(403);
    expect((await pages.send("responsable-bailleur", url, { partie: "bailleur", le: "2015-01-01" })).statut).toBe(422);
    expect((await pages.send("responsable-bailleur", url, { partie: "bailleur", le: "2999-01-01" })).statut).toBe(422);
    expect((await pages.send("responsable-bailleur", url, { partie: "bailleur", le: "" })).statut).toBe(422);
    expect((await pages.send("responsable-bailleur", url, { partie: "bailleur", le: JOUR })).vers).toContain(
      "fait=signee",
    );
    expect((await ask("commune", `/${id}`)).text).toContain("Projet, à signer");
    expect((await pages.send("agent-epci", url, { partie: "bailleur", le: JOUR })).statut).toBe(409);
    await pages.send("agent-epci", url, { partie: "epci", le: JOUR });
    const signee = await ask("commune", `/${id}`);
    expect(signee.text).toContain("État Signée");
    expect(signee.html).not.toContain("Enregistrer la signature");
    const { rows } = await database.pool.query(
      "select objet from journal.entree where acte = 'convention-objectif-signee' and objet like $1 order by objet",
      [`convention-objectif:${id}:%`],
    );
    expect(rows).toEqual([
      { objet: `convention-objectif:${id}:bailleur` },
      { objet: `convention-objectif:${id}:epci` },
    ]);
  });

  it("and the public reads none of them", async () => {
    const { statut, text } = await pages.ask(null, `/t/${EPCI}/${CHEMIN}`);
    expect(statut).toBe(200);
    expect(text).toContain("Aucune convention d’objectifs");
  });
});
