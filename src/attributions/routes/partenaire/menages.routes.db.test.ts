import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HORLOGE } from "#service/commandes/session.ts";
import { addDays, addMonths } from "#socle/regles/shared/calendrier.ts";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { openPagesDemo, type QuiDemo } from "../../../../test/fixtures/demo-personnes.ts";
import { EPCI, expectSoundPage } from "../../../../test/fixtures/pages.ts";

const JOUR = "2018-11-15";
const RACINE = "liberations/menages";
let database: TestDatabase;
let pages: ReturnType<typeof openPagesDemo>;
let dossier: string;

async function valeurs<T>(text: string, params: readonly unknown[] = []): Promise<T[]> {
  const { rows } = await database.pool.query<{ v: T }>(text, [...params]);
  return rows.map(({ v }) => v);
}
const organisationOf = (role: string) =>
  `(select h.organisation from habilitation h join compte c on c.id = h.compte where c.courriel = '${role}@demonstration.invalid')`;

/** Five hundred demandes with a number and a birth, besides those of the demonstration. */
const AJOUTEES = 500;
const numero = (i: number) => `05204180${String(i).padStart(7, "0")}`;

beforeAll(async () => {
  database = await createDemoDatabase();
  dossier = await mkdtemp(join(tmpdir(), "blaise-menages-"));
  pages = openPagesDemo(database, JOUR, { dossierDepots: dossier, hash: (texte) => texte });
  await database.pool.query(
    `with neuves as (
       insert into nominatif.demandeur (epci, numero_hash, naissance, etat, reference, anciennete_le, nom, prenom)
       select $1, '05204180' || lpad(i::text, 7, '0'), '1980-02-01', 'active', 'D-T' || lpad(i::text, 3, '0') || '-AAAA', '2017-01-01', 'Essai', 'Un'
         from generate_series(1, $2) i returning id)
     insert into nominatif.menage (epci, demandeur, personnes) select $1, id, 2 from neuves`,
    [EPCI, AJOUTEES],
  );
});
afterAll(async () => {
  await database?.drop();
  if (dossier) await rm(dossier, { recursive: true, force: true });
});

const ENTETE = "numero_unique;date_naissance;date_labellisation";
const csv = (...lignes: readonly string[]) => `${lignes.join("\r\n")}\r\n`;
const deposit = (contenu: string, qui: QuiDemo) => pages.deposit(qui, RACINE, ["fichiers", "liste.csv", contenu]);
const depotOf = (vers: string | null) => /menages\/([\da-f-]{36})/.exec(vers ?? "")?.[1] ?? "";
const empreinteOf = (html: string) => /name="empreinte" value="([0-9a-f]{64})"/.exec(html)?.[1] ?? "";
const ligne = (i: number, naissance = "01/02/1980") => `${numero(i)};${naissance};05/03/2018`;
const suite = (de: number, a: number) => Array.from({ length: a - de + 1 }, (_, i) => ligne(de + i));
const liste = (role: string) =>
  valeurs<string>(
    `select d.numero_hash as v from nominatif.menage_liste m join nominatif.demandeur d on d.id = m.demandeur
      where m.organisation = ${organisationOf(role)} and m.sorti_le is null order by 1`,
  );
const liens = (role: string, i: number) =>
  valeurs<string>(
    `select l.au::text as v from nominatif.lien l join nominatif.demandeur d on d.id = l.demandeur
      where l.nature = 'contingent' and l.organisation = ${organisationOf(role)} and d.numero_hash = $1 order by l.id`,
    [numero(i)],
  );
const evenements = (i: number) =>
  valeurs<string>(
    `select e.code || ' ' || o.nom as v from nominatif.evenement e join nominatif.demandeur d on d.id = e.demandeur
       join organisation o on o.id = e.organisation where d.numero_hash = $1 order by e.id`,
    [numero(i)],
  );

async function importer(contenu: string, qui: QuiDemo, champs: Readonly<Record<string, string>> = {}) {
  const recu = await deposit(contenu, qui);
  expect(recu.statut, recu.text.slice(recu.text.indexOf("refusé"), recu.text.indexOf("refusé") + 300)).toBe(303);
  const chemin = `${RACINE}/${depotOf(recu.vers)}`;
  const apercu = await pages.ask(qui, chemin);
  const ecrit = await pages.send(qui, chemin, { empreinte: empreinteOf(apercu.html), ...champs });
  return { chemin, apercu, ecrit, fin: await pages.ask(qui, chemin) };
}

describe("the préfet's list of labelled households", () => {
  it("takes the right two thirds of 500 lines in, within the minute, and tells each household", async () => {
    const lignes = suite(1, AJOUTEES).map((juste, i) => {
      if (i % 3 !== 2) return juste;
      return [ligne(i + 1, "02/02/1980"), `${numero(9000 + i)};01/02/1980;`, `${numero(i + 1)};31/02/1980;`][
        Math.floor(i / 3) % 3
      ];
    });
    const debut = performance.now();
    const { apercu, fin, chemin } = await importer(csv(ENTETE, ...lignes.map((une) => une ?? "")), "etat");
    expect((performance.now() - debut) / 1000).toBeLessThan(60);
    expectSoundPage(apercu.html);
    expect(fin.text).toContain("334 ménages inscrits");
    expect(fin.text).toContain("166 lignes ne sont pas entrées");
    expect(await liste("etat")).toHaveLength(334);
    expect(await evenements(1)).toEqual([expect.stringMatching(/^liste-inscrite /)]);
    const { html } = await pages.ask("etat", `${chemin}/a-corriger.csv`);
    expect(html.match(/avec cette naissance/g)).toHaveLength(111);
  });

  it("says the same of a number that nobody has and of one with another birth", async () => {
    const recu = await deposit(
      csv(ENTETE, ...suite(1, 2), ligne(4, "03/03/1979"), `${numero(9999)};01/02/1980;`),
      "etat",
    );
    const { html } = await pages.ask("etat", `${RACINE}/${depotOf(recu.vers)}`);
    expect(html.match(/Aucune demande active du territoire n’a ce numéro unique avec cette naissance/g)).toHaveLength(
      2,
    );
    expect(html).not.toContain(numero(4));
  });

  it("is answered by counts alone when it is mostly guesses, and refuses two births for one number", async () => {
    const devinees = Array.from({ length: 30 }, (_, i) => `${numero(8000 + i)};01/02/1980;`);
    const recu = await deposit(csv(ENTETE, ...suite(1, 2), ...devinees), "etat");
    const { html, text } = await pages.ask("etat", `${RACINE}/${depotOf(recu.vers)}`);
    expect(text).toContain("Moins de la moitié des lignes correspond");
    expect(html).not.toContain("avec cette naissance");
    const deux = await deposit(csv(ENTETE, ...suite(1, 3), ligne(4), ligne(4, "03/03/1979")), "etat");
    expect((await pages.ask("etat", `${RACINE}/${depotOf(deux.vers)}`)).text).toContain("déjà ligne 5");
    expect(
      await valeurs(
        "select objet as v from journal.entree where acte = 'menages-lus' order by numero desc limit 1 offset 1",
      ),
    ).toEqual([expect.stringMatching(/^menages:[0-9a-f]{12} =2 \?30$/)]);
  });

  it("changes nothing the second time", async () => {
    const avant = await evenements(1);
    const { fin } = await importer(csv(ENTETE, ...suite(1, 2)), "etat");
    expect(fin.text).toContain("0 ménage inscrit");
    expect(fin.text).toContain("2 déjà connus");
    expect(await evenements(1)).toEqual(avant);
    expect(await liens("etat", 1)).toHaveLength(1);
  });
});

describe("the list of Action Logement", () => {
  const AL = "numero_unique;date_naissance;siret_employeur";
  const salarie = (i: number) => `${numero(i)};01/02/1980;73282932000074`;

  it("opens the files to it alone, a household of two lists included", async () => {
    const { fin } = await importer(csv(AL, salarie(1), salarie(2), salarie(3)), "reservataire");
    expect(fin.text).toContain("3 ménages inscrits");
    expect(await liste("reservataire")).toEqual([numero(1), numero(2), numero(3)]);
    expect(await liens("reservataire", 1)).toEqual([addMonths(HORLOGE.aujourdhui(), 12)]);
    const page = await pages.ask("reservataire", `${RACINE}/liste`);
    expectSoundPage(page.html);
    expect(page.text).toContain("3 ménages");
    expect(page.text).toContain("73282932000074");
    expect(page.text).not.toContain("Labellisé 5");
    expect(await evenements(1)).toHaveLength(2);
  });

  it("lets a household leave by a date or by a complete list, unless a candidature runs; a cut file lets nobody leave", async () => {
    await importer(
      csv("numero_unique;date_naissance;date_sortie", `${numero(3)};01/02/1980;10/11/2018`),
      "reservataire",
    );
    expect(await liste("reservataire")).toEqual([numero(1), numero(2)]);
    expect(await liens("reservataire", 3)).toEqual([addDays(HORLOGE.aujourdhui(), -1)]);
    expect((await evenements(3)).at(-1)).toMatch(/^liste-quittee /);
    const { fin } = await importer(csv(AL, salarie(1)), "reservataire");
    expect(fin.text).toContain("Import terminé");
    expect(await liste("reservataire")).toEqual([numero(1), numero(2)]);
    await importer(csv(AL, salarie(1)), "reservataire", { complete: "oui" });
    expect(await liste("reservataire")).toEqual([numero(1)]);
    await importer(csv(AL, salarie(1), salarie(2), salarie(3)), "reservataire");
    const coupee = await importer(csv(AL, salarie(1)), "reservataire", { complete: "oui" });
    expect([coupee.ecrit.statut, coupee.ecrit.text.includes("semble coupé")]).toEqual([409, true]);
    expect(await liste("reservataire")).toHaveLength(3);
  });

  it("is counted by company and by site, housed, left, waiting or unknown, with its file", async () => {
    const al = organisationOf("reservataire");
    await database.pool.query(
      `delete from nominatif.menage_liste where organisation = ${al} and employeur_siret is distinct from '73282932000074'`,
    );
    const [avant] = await valeurs<number>(
      `select count(*)::integer as v from nominatif.menage_liste where organisation = ${al}`,
    );
    expect(avant).toBeGreaterThanOrEqual(2);
    await database.pool.query(
      `update nominatif.demandeur set etat = 'radiee', radie_le = '2018-11-10', radie_motif = 'attribution'
        where id = (select demandeur from nominatif.menage_liste where organisation = ${al} and sorti_le is null order by id limit 1)`,
    );
    await database.pool.query(
      `update nominatif.menage_liste set employeur_siret = '73282932000082'
        where id = (select max(id) from nominatif.menage_liste where organisation = ${al})`,
    );
    const page = await pages.ask("reservataire", `${RACINE}/liste`);
    expectSoundPage(page.html);
    expect(page.text).toContain("Engagements par entreprise et établissement");
    const { html, statut } = await pages.ask("reservataire", `${RACINE}/liste.csv`);
    expect(statut).toBe(200);
    const [entete = "", ...lignes] = html.replace("\uFEFF", "").trim().split(/\r?\n/);
    const rang = (nom: string) => entete.split(";").indexOf(nom);
    const lus = lignes.map((une) => une.split(";"));
    expect(lus.map((une) => une[0])).toEqual(["Ensemble", "Entreprise", "Établissement", "Établissement"]);
    const of = (une: readonly string[] | undefined, nom: string) => Number(une?.[rang(nom)]);
    for (const une of lus) {
      expect(of(une, "tenus") + of(une, "attente") + of(une, "sortis") + of(une, "inconnus")).toBe(of(une, "prevus"));
    }
    expect([of(lus[0], "prevus"), of(lus[0], "tenus") + of(lus[0], "inconnus") > 0]).toEqual([avant, true]);
    expect(of(lus[2], "prevus") + of(lus[3], "prevus")).toBe(avant);
    expect(
      await valeurs(
        "select objet as v from journal.entree where acte = 'document-exporte' order by numero desc limit 1",
      ),
    ).toEqual(["engagements.csv"]);
    expect((await pages.ask("agent-epci", `${RACINE}/liste.csv`)).statut).toBe(403);
  });

  it("is nobody else's to deposit nor to read", async () => {
    for (const role of ["agent-bailleur", "agent-epci", "commune", "guichet", "dpo"] as const) {
      expect((await deposit(csv(AL, salarie(5)), role)).statut, role).toBe(403);
      expect((await pages.ask(role, `${RACINE}/liste`)).statut, role).toBe(403);
    }
    expect((await pages.ask("etat", `${RACINE}/liste`)).text).not.toContain("73282932000074");
  });
});

describe("a number at a time", () => {
  it("closes after five misses of a day, for the organisation, and says so in the journal", async () => {
    const [id] = await valeurs<string>(
      `update liberation set reservataire = ${organisationOf("reservataire")} where id = (select min(id) from liberation where close_le is null) returning id::text as v`,
    );
    const essayer = (reference: string) => pages.send("reservataire", `liberations/${id}/candidatures`, { reference });
    const [juste = ""] = [numero(10)];
    expect((await essayer(juste)).statut).toBe(303);
    const manques = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((i) => essayer(numero(7000 + i))));
    expect(manques.filter(({ statut }) => statut === 404)).toHaveLength(5);
    expect(manques.filter(({ statut }) => statut === 409)).toHaveLength(3);
    const ferme = await essayer(numero(11));
    expect([ferme.statut, ferme.text.includes("fermée jusqu’à demain")]).toEqual([409, true]);
    expect(await valeurs("select count(*)::integer as v from journal.entree where acte = 'numeros-fermes'")).toEqual([
      1,
    ]);
  });
});
