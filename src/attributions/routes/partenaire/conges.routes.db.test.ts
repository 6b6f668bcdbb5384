import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { openPagesDemo, type QuiDemo } from "../../../../test/fixtures/demo-personnes.ts";
import { EPCI, expectSoundPage } from "../../../../test/fixtures/pages.ts";

const JOUR = "2018-11-15";
const QUI = "agent-bailleur";
const RACINE = "liberations/fichier";
let database: TestDatabase;
let pages: ReturnType<typeof openPagesDemo>;
let dossier: string;
/** Dwellings of the agent's bailleur that nobody follows here; one of another bailleur. */
let [miens, autre]: [string[], string] = [[], ""];

async function valeurs<T>(text: string, params: readonly unknown[] = []): Promise<T[]> {
  const { rows } = await database.pool.query<{ v: T }>(text, [...params]);
  return rows.map(({ v }) => v);
}

const ORGANISATION =
  "(select h.organisation from habilitation h join compte c on c.id = h.compte where c.courriel = 'agent-bailleur@demonstration.invalid')";
const parc = (condition: string, limite: number) =>
  valeurs<string>(
    `select g.ident_rep as v from logement g
       join publication p on p.epci = g.epci and p.lot = g.lot and p.source = 'rpls'
      where g.epci = $1 and p.periode = (select max(periode) from publication where epci = $1 and source = 'rpls') and g.sortie is null
        and g.adresse is not null and not exists (select from logement_suivi s where s.epci = g.epci and s.cle = g.ident_rep) and ${condition}
      order by g.ident_rep limit ${limite}`,
    [EPCI],
  );

beforeAll(async () => {
  database = await createDemoDatabase();
  dossier = await mkdtemp(join(tmpdir(), "blaise-conges-"));
  pages = openPagesDemo(database, JOUR, { dossierDepots: dossier, hash: (texte) => `cle-${texte}` });
  miens = await parc(`g.bailleur = (select siren from organisation where id = ${ORGANISATION})`, 510);
  [autre = ""] = await parc(`g.bailleur <> (select siren from organisation where id = ${ORGANISATION})`, 1);
});
afterAll(async () => {
  await database?.drop();
  if (dossier) await rm(dossier, { recursive: true, force: true });
});

const ENTETE = "numero_rpls;date_conge;date_depart";
const csv = (...lignes: readonly string[]) => `${lignes.join("\r\n")}\r\n`;
const deposit = (contenu: string, qui: QuiDemo = QUI) =>
  pages.deposit(qui, RACINE, ["fichiers", "conges.csv", contenu]);
const depotOf = (vers: string | null) => /fichier\/([\da-f-]{36})/.exec(vers ?? "")?.[1] ?? "";
const empreinteOf = (html: string) => /name="empreinte" value="([0-9a-f]{64})"/.exec(html)?.[1] ?? "";
const ouvertes = async () =>
  (
    await valeurs<number>(
      `select count(*)::integer as v from liberation where organisation = ${ORGANISATION} and close_le is null`,
    )
  )[0] ?? 0;

/** Deposits, reads the preview, confirms: what a person does. */
async function importer(contenu: string) {
  const recu = await deposit(contenu);
  expect(recu.statut, recu.text.slice(recu.text.indexOf("refusé"), recu.text.indexOf("refusé") + 300)).toBe(303);
  const chemin = `${RACINE}/${depotOf(recu.vers)}`;
  const apercu = await pages.ask(QUI, chemin);
  const ecrit = await pages.send(QUI, chemin, { empreinte: empreinteOf(apercu.html) });
  return { chemin, apercu, ecrit, fin: await pages.ask(QUI, chemin) };
}

describe("a file of notices, picked from RPLS", () => {
  it("takes the right two thirds of 500 lines in, and gives the rest back to be corrected, within the minute", async () => {
    const avant = await ouvertes();
    const lignes = miens.slice(0, 500).map((numero, i) => {
      if (i % 3 !== 2) return `${numero};01/10/2018;31/12/2018`;
      return [`${numero}-X;01/10/2018;31/12/2018`, `${numero};31/02/2018;`, `${numero};;`][Math.floor(i / 3) % 3] ?? "";
    });
    const debut = performance.now();
    const { chemin, apercu, fin } = await importer(csv(ENTETE, ...lignes));
    const secondes = (performance.now() - debut) / 1000;
    expect(secondes).toBeLessThan(60);
    expectSoundPage(apercu.html);
    expect(await ouvertes()).toBe(avant + 334);
    expect(fin.text).toContain("334 logements à attribuer");
    expect(fin.text).toContain("166 lignes ne sont pas entrées");
    const { html: text } = await pages.ask(QUI, `${chemin}/a-corriger.csv`);
    expect(text.split("\r\n").filter((ligne) => ligne !== "")).toHaveLength(167);
    expect(text).toContain("A_CORRIGER;numero_rpls;date_conge;date_depart");
    expect(text).toContain("n’est pas une date");
  });

  it("describes the dwelling as RPLS does, and gives it no occupant", async () => {
    const { rows } = await database.pool.query(
      `select s.adresse = g.adresse as adresse, s.commune = g.commune as commune, s.surface::integer = g.surface as surface, s.typologie, g.pieces,
              s.etat, l.origine, l.preavis_le::text as preavis, l.depart_prevu_le::text as depart
         from logement_suivi s join liberation l on l.logement = s.id
         join publication p on p.epci = s.epci and p.source = 'rpls'
         join logement g on g.epci = p.epci and g.lot = p.lot and g.ident_rep = s.cle
        where s.cle = $1 order by p.periode desc limit 1`,
      [miens[0]],
    );
    expect(rows).toMatchObject([
      {
        adresse: true,
        commune: true,
        surface: true,
        typologie: rows[0].pieces >= 6 ? "T6+" : `T${rows[0].pieces}`,
        etat: "bientot-libre",
        origine: "conge",
        preavis: "2018-10-01",
        depart: "2018-12-31",
      },
    ]);
  });

  it("changes nothing the second time, completes what it adds, and never erases", async () => {
    const [premier = "", second = ""] = miens;
    const avant = await ouvertes();
    const meme = await deposit(csv(ENTETE, `${premier};01/10/2018;31/12/2018`));
    const { text } = await pages.ask(QUI, `${RACINE}/${depotOf(meme.vers)}`);
    expect(text).toContain("Ce fichier ne change rien");
    const { fin } = await importer(
      csv("numero_rpls;date_conge;date_depart;vacant_depuis", `${premier};;;10/11/2018`, `${second};;15/01/2019;`),
    );
    expect(fin.text).toContain("2 logements complétés");
    expect(await ouvertes()).toBe(avant);
    expect(
      await valeurs(
        "select l.preavis_le::text || ' ' || l.etat_lieux_le::text as v from liberation l join logement_suivi s on s.id = l.logement where s.cle = $1",
        [premier],
      ),
    ).toEqual(["2018-10-01 2018-11-10"]);
  });

  it("does not reopen a dwelling for a notice that its lease answered, and does for a later one", async () => {
    const [, , , quatrieme = ""] = miens;
    await database.pool.query(
      `update liberation set close_le = '2018-11-10', cloture = 'retrait', cloture_motif = 'Vendu' where logement = (select id from logement_suivi where cle = $1)`,
      [quatrieme],
    );
    const vieux = await deposit(csv(ENTETE, `${quatrieme};01/10/2018;05/11/2018`));
    const { text } = await pages.ask(QUI, `${RACINE}/${depotOf(vieux.vers)}`);
    expect(text).toContain("déjà traité : clos le 10 novembre 2018");
    const { fin } = await importer(csv(ENTETE, `${quatrieme};12/11/2018;`));
    expect(fin.text).toContain("1 logement à attribuer");
  });

  it("knows no dwelling of another bailleur, says of it what it says of none, and refuses the same dwelling twice", async () => {
    const [cle = ""] = miens.slice(501);
    const recu = await deposit(
      csv(ENTETE, `${autre};01/10/2018;`, "9999999999;01/10/2018;", `${cle};01/10/2018;`, `${cle};02/10/2018;`),
    );
    const { html, text } = await pages.ask(QUI, `${RACINE}/${depotOf(recu.vers)}`);
    expect(html.match(/Aucun logement de votre parc ne porte cet identifiant/g)).toHaveLength(2);
    expect(text).toContain("Ce logement est déjà ligne 4");
    expect(text).toContain("1 logement à attribuer");
  });

  it("gives back a file that, corrected, enters as it is", async () => {
    const [cle = ""] = miens.slice(502);
    const { chemin } = await importer(csv(ENTETE, `${miens[503]};01/10/2018;`, `${cle};31/02/2018;`));
    const { html: text } = await pages.ask(QUI, `${chemin}/a-corriger.csv`);
    const { fin } = await importer(text.replaceAll("31/02/2018", "28/02/2018"));
    expect(fin.text).toContain("1 logement à attribuer");
    expect(fin.text).not.toContain("ne sont pas entrées");
  });
});

describe("an unknown layout", () => {
  const inconnu = () => csv("Code patrimoine;Reçu le", `${miens[504]};01/10/2018`);

  it("is matched column by column once, and kept for that bailleur alone", async () => {
    const recu = await deposit(inconnu());
    expect(recu.vers).toMatch(/\/colonnes$/);
    const chemin = `${RACINE}/${depotOf(recu.vers)}`;
    const page = await pages.ask(QUI, `${chemin}/colonnes`);
    expectSoundPage(page.html);
    expect(page.text).toContain("numero_rpls");
    const dites = {
      "entete:0": "Code patrimoine",
      "champ:0": "numero_rpls",
      "entete:1": "Reçu le",
      "champ:1": "date_conge",
    };
    expect((await pages.send(QUI, `${chemin}/colonnes`, dites)).statut).toBe(303);
    expect((await pages.ask(QUI, chemin)).text).toContain("1 logement à attribuer");
    expect((await deposit(inconnu())).vers).not.toContain("colonnes");
    expect(await valeurs("select distinct source as v from correspondance_colonne where entete = 'Reçu le'")).toEqual(
      await valeurs(`select 'conges:' || ${ORGANISATION} as v`),
    );
  });

  it("is taken from one territory to another as a file, which holds names of columns and nothing else", async () => {
    const { html: text } = await pages.ask(QUI, `${RACINE}/correspondance.json`);
    const lu = JSON.parse(text);
    expect(lu).toMatchObject({ format: "blaise-correspondance", source: "conges" });
    expect(lu.colonnes).toContainEqual({ entete: "Reçu le", colonne: "date_conge" });
    await database.pool.query("delete from correspondance_colonne where source like 'conges:%'");
    const reprendre = (contenu: string) =>
      pages.deposit(QUI, `${RACINE}/correspondance`, ["correspondance", "correspondance.json", contenu]);
    expect((await reprendre(text)).statut).toBe(303);
    expect((await deposit(inconnu())).vers).not.toContain("colonnes");
    for (const [faux, dit] of [
      ["pas du json", "n’est pas une correspondance"],
      [text.replace('"conges"', '"menages"'), "celle d’un autre fichier"],
      [text.replace("date_conge", "mot_de_passe"), "n’existe pas ici"],
    ] as const) {
      const refuse = await reprendre(faux);
      expect([refuse.statut, refuse.text.includes(dit)], dit).toEqual([422, true]);
    }
  });
});

describe("who may send notices", () => {
  it("is the bailleur's own agents, each its own deposit", async () => {
    const recu = await deposit(csv(ENTETE, `${miens[505]};01/10/2018;`));
    const chemin = `${RACINE}/${depotOf(recu.vers)}`;
    for (const role of ["etat", "reservataire", "agent-epci", "commune"] as const) {
      expect((await deposit(csv(ENTETE, `${miens[505]};01/10/2018;`), role)).statut, role).toBe(403);
      expect([403, 404], role).toContain((await pages.ask(role, chemin)).statut);
    }
    expect((await pages.ask("responsable-bailleur", chemin)).statut).toBe(404);
  });

  it("refuses a confirmation of what is no longer what was read, and a NIR", async () => {
    const recu = await deposit(csv(ENTETE, `${miens[506]};01/10/2018;`));
    const chemin = `${RACINE}/${depotOf(recu.vers)}`;
    const { html } = await pages.ask(QUI, chemin);
    await database.pool.query("update logement set adresse = 'Autre adresse' where ident_rep = $1", [miens[506]]);
    const { statut, text } = await pages.send(QUI, chemin, { empreinte: empreinteOf(html) });
    expect([statut, text.includes("rien n’a été écrit")]).toEqual([409, true]);
    const nir = await deposit(csv(`${ENTETE};occupant`, `${miens[506]};01/10/2018;;1 84 12 76 451 089 46`));
    expect([nir.statut, nir.text.includes("sécurité sociale")]).toEqual([422, true]);
  });
});
