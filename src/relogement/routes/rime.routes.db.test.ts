import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fichierOf } from "#donnees/formats/fichier.ts";
import { HORLOGE } from "#service/commandes/session.ts";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { createDemoDatabase, type TestDatabase } from "../../../test/database.ts";
import { createTestApp } from "../../../test/fixtures/http.ts";
import { EPCI, expectSoundPage, textOf } from "../../../test/fixtures/pages.ts";
import { readRime } from "../formats/rime/read-rime.ts";

type App = ReturnType<typeof createTestApp>;
const ORIGIN = { origin: "http://localhost", "sec-fetch-site": "same-origin", accept: "text/html" };
const JOUR = HORLOGE.aujourdhui();
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

let database: TestDatabase;
let dossier: string;
let maintenant = `${JOUR}T09:00:00.000Z`;
const apps = new Map<string, App>();

beforeAll(async () => {
  database = await createDemoDatabase();
  dossier = await mkdtemp(join(tmpdir(), "blaise-rime-"));
  for (const role of ["relogement", "agent-epci", "responsable-bailleur", "etat"]) {
    const compte = await database.bases.connexions.findCompteByCourriel(`${role}@demonstration.invalid`);
    const acteur = compte && (await database.bases.connexions.readActeur(compte.id, JOUR));
    if (!acteur) throw new Error(`no ${role} in the demonstration`);
    const horloge = { aujourdhui: () => JOUR, maintenant: () => maintenant };
    apps.set(role, createTestApp(database.bases, { horloge, dossierDepots: dossier, hash: (t) => `cle-${t}` }, acteur));
  }
});
afterAll(async () => {
  await database?.drop();
  if (dossier) await rm(dossier, { recursive: true, force: true });
});

async function ask(role: string, chemin: string, body?: FormData | URLSearchParams) {
  const app = apps.get(role);
  if (!app) throw new Error(role);
  const init = body ? { method: "POST", body, headers: ORIGIN } : { headers: ORIGIN };
  const response = await app.request(chemin.startsWith("/t/") ? chemin : `/t/${EPCI}/relogement/${chemin}`, init);
  const octets = new Uint8Array(await response.arrayBuffer());
  const html = new TextDecoder().decode(octets);
  return {
    statut: response.status,
    vers: response.headers.get("location"),
    type: response.headers.get("content-type"),
    octets,
    html,
  };
}

function deposit(...fichiers: readonly (readonly [nom: string, contenu: string | Uint8Array])[]) {
  const body = new FormData();
  for (const [nom, contenu] of fichiers) body.append("fichiers", new File([new Uint8Array(Buffer.from(contenu))], nom));
  return ask("relogement", "importer", body);
}

const csv = (...lignes: readonly string[]) => `${lignes.join("\r\n")}\r\n`;
const filesLeft = async () =>
  (await readdir(dossier, { recursive: true })).filter((name) => /\/\d+(\.chiffre)?$/.test(name));
const journal = async (acte: string) => {
  const { rows } = await database.pool.query<{ objet: string; motif: string | null }>(
    "select objet, motif from journal.entree where acte = $1 order by numero",
    [acte],
  );
  return rows;
};

const NOUVEAUX = csv(
  "Référence;Opération;Nom;Prénom;Adultes;Enfants;Loyer avant;Charges avant;APL avant",
  "ORC-900;Immeuble Orcades;Essai;Rosalie;1;2;300,50;80;200",
  "ORC-901;Ibiza;Essai;Basile;1;0;;;",
  "ORC-902;La Tour;Essai;Sans immeuble;1;0;;;",
);
const OFFRES = csv(
  "Référence;Numéro;Proposée le;Bailleur;Adresse;Commune;Réponse;Réponse donnée le;Motif",
  "ORC-900;1;04/05/2026;Hamaris;8 rue des Essais;52448;Refusée;20/05/2026;Autre motif",
  "ORC-900;2;04/06/2026;999000029;9 rue des Essais;52448;;;",
);

describe("a deposited file", () => {
  let apercu = "";

  it("is read, laid over the files, and shown before anything is written", async () => {
    const { statut, vers } = await deposit(["menages.csv", NOUVEAUX], ["offres.csv", OFFRES]);
    expect([statut, vers]).toEqual([303, expect.stringMatching(/\/relogement\/importer\/[0-9a-f-]{36}$/)]);
    apercu = vers ?? "";
    const page = await ask("relogement", apercu);
    expectSoundPage(page.html);
    const text = textOf(page.html);
    expect(text).toContain("menages.csv et offres.csv. Rien n’est encore écrit.");
    expect(text).toMatch(/2 dossiers ouverts .*2 offres ajoutées .*1 ligne écartée/);
    expect(text).toMatch(/ORC-902 Ménages 4 Opération de démolition Cette cellule ne nomme pas une démolition/);
    const { rows } = await database.pool.query("select 1 from relogement where reference like '%-9__'");
    expect(rows).toEqual([]);
  });

  it("waits encrypted: its names are not on the disk", async () => {
    const { readFile } = await import("node:fs/promises");
    const files = await filesLeft();
    expect(files).toHaveLength(2);
    for (const name of files)
      expect((await readFile(join(dossier, name))).toString("latin1")).not.toMatch(/Rosalie|ORC/);
  });

  it("gives back the lines left out, with their reasons", async () => {
    const { html, type } = await ask("relogement", `${apercu}/refus.csv`);
    expect(type).toContain("text/csv");
    expect(html).toMatch(/Ménages;4;ORC-902;Opération de démolition;.*ORC-902 ; La Tour/);
  });

  it("is another person's for everybody else, and confirmed only on the preview that was read", async () => {
    expect((await ask("agent-epci", apercu)).statut).toBe(403);
    const faux = new URLSearchParams({ empreinte: "0".repeat(64) });
    const refused = await ask("relogement", apercu, faux);
    expect([refused.statut, textOf(refused.html)]).toEqual([409, expect.stringContaining("Relisez le nouvel aperçu")]);
  });

  it("once confirmed is written in one go, told in the journal, and erased", async () => {
    const page = await ask("relogement", apercu);
    const empreinte = /name="empreinte" value="([0-9a-f]{64})"/.exec(page.html)?.[1] ?? "";
    const { statut, vers } = await ask("relogement", apercu, new URLSearchParams({ empreinte }));
    expect([statut, vers]).toEqual([303, apercu]);
    const fait = textOf((await ask("relogement", apercu)).html);
    expect(fait).toContain("2 dossiers ouverts, 0 dossier complété, 2 offres écrites, 1 ligne écartée");
    expect(await filesLeft()).toEqual([]);
    const { rows } = await database.pool.query<{ reference: string; etat: string; personnes: number; nom: string }>(
      `select r.reference, r.etat, r.personnes, n.nom from relogement r join nominatif.menage_reloge n on n.relogement = r.id
        where r.reference like '%-9__' order by 1`,
    );
    expect(rows).toEqual([
      { reference: "ORC-900", etat: "offres", personnes: 3, nom: "Essai" },
      { reference: "ORC-901", etat: "a-rencontrer", personnes: 1, nom: "Essai" },
    ]);
    const last = (await journal("rime-importe")).at(-1);
    expect(last?.objet).toMatch(/^rime:[0-9a-f]{12} \+2 ~0$/);
    expect((await ask("relogement", apercu, new URLSearchParams({ empreinte }))).statut).toBe(404);
  });

  it("deposited again changes nothing, and cannot be confirmed", async () => {
    const { vers } = await deposit(["menages.csv", NOUVEAUX], ["offres.csv", OFFRES]);
    const page = textOf((await ask("relogement", vers ?? "")).html);
    expect(page).toMatch(/0 dossier ouvert 0 dossier complété 2 inchangés/);
    expect(page).toContain("Ce fichier ne change rien");
  });

  it("completes a file: what changes is shown cell by cell, an empty cell erases nothing", async () => {
    const { vers } = await deposit([
      "suite.csv",
      csv("Référence;Taille du ménage;Loyer d’origine;APL d’origine", "ORC-900;;;210", "ORC-901;1;;"),
    ]);
    const page = textOf((await ask("relogement", vers ?? "")).html);
    expect(page).toMatch(/ORC-900 APL d’origine 200 210/);
    expect(page).toMatch(/1 dossier complété 1 inchangé /);
    const empreinte = /value="([0-9a-f]{64})"/.exec((await ask("relogement", vers ?? "")).html)?.[1] ?? "";
    await ask("relogement", vers ?? "", new URLSearchParams({ empreinte }));
    const { rows } = await database.pool.query(
      "select origine_loyer::float as loyer, origine_apl::float as apl, revision from relogement where reference = 'ORC-900'",
    );
    expect(rows).toEqual([{ loyer: 300.5, apl: 210, revision: 2 }]);
  });

  it("that only adds offers tells them, and draws no table of nothing", async () => {
    const offre = "ORC-900;3;04/07/2026;999000029;10 rue des Essais;52448";
    const { vers } = await deposit(["offres.csv", csv("Référence;Numéro;Proposée le;Bailleur;Adresse;Commune", offre)]);
    const { html } = await ask("relogement", vers ?? "");
    expect(textOf(html)).toMatch(/1 dossier complété .*1 offre ajoutée .*Offres ajoutées : ORC-900 \(1\)/);
    expect(html).not.toContain("<table");
  });

  it("signs a lease that counts in the bilan, once", async () => {
    const { vers } = await deposit(
      ["menages.csv", csv("Référence;État", "ORC-900;Relogé")],
      [
        "offres.csv",
        csv(
          "Référence;Numéro;Proposée le;Bailleur;Adresse;Commune;Réponse;Réponse donnée le;Bail signé le",
          "ORC-900;2;04/06/2026;999000029;9 rue des Essais;52448;Acceptée;10/06/2026;01/07/2026",
        ),
      ],
    );
    const empreinte = /value="([0-9a-f]{64})"/.exec((await ask("relogement", vers ?? "")).html)?.[1] ?? "";
    expect((await ask("relogement", vers ?? "", new URLSearchParams({ empreinte }))).statut).toBe(303);
    const { rows } = await database.pool.query(
      `select r.etat, r.clos_le::text as clos, count(b.*)::int as baux from relogement r left join bail_relogement b on b.relogement = r.id
        where r.reference = 'ORC-900' group by 1, 2`,
    );
    expect(rows).toEqual([{ etat: "reloge", clos: "2026-07-01", baux: 1 }]);
  });

  it("given up is erased", async () => {
    const { vers } = await deposit(["menages.csv", NOUVEAUX]);
    const left = await ask("relogement", `${vers}/abandonner`, new URLSearchParams());
    expect(left.vers).toContain("fait=abandonne");
    expect(await filesLeft()).toEqual([]);
    expect((await ask("relogement", vers ?? "")).statut).toBe(404);
  });

  it("is forgotten after a day, and leaves nothing on the disk", async () => {
    const { vers } = await deposit(["menages.csv", NOUVEAUX]);
    maintenant = `${addDays(JOUR, 1)}T09:00:00.000Z`;
    expect((await ask("relogement", vers ?? "")).statut).toBe(404);
    expect((await ask("relogement", "importer")).statut).toBe(200);
    expect(await filesLeft()).toEqual([]);
  });

  it.each([
    ["no file", [], "Aucun fichier n’a été choisi"],
    ["a NIR", [["m.csv", csv("Référence;Opération;Note", "A-1;Orcades;1 85 05 78 006 084 91")]], "sécurité sociale"],
    ["a PDF", [["m.pdf", "%PDF-1.4"]], "document PDF"],
  ] as const)("with %s is refused, and nothing stays", async (_, fichiers, message) => {
    const { statut, html } = await deposit(...fichiers);
    expect([statut, textOf(html)]).toEqual([422, expect.stringContaining(message)]);
    expectSoundPage(html);
    expect(await filesLeft()).toEqual([]);
  });
});

describe("columns that nobody knows", () => {
  it("are asked with three of their values, and remembered", async () => {
    const theirs = csv(
      "Code dossier locataire;Résidence démolie;Montant quittancé",
      "ORC-001;Orcades;312",
      "ORC-002;Orcades;318",
    );
    const { vers } = await deposit(["theirs.csv", theirs]);
    expect(vers).toMatch(/\/colonnes$/);
    const page = await ask("relogement", vers ?? "");
    expectSoundPage(page.html);
    expect(textOf(page.html)).toMatch(/Ménages : Montant quittancé 312 · 318/);
    const champs = new URLSearchParams({
      "entete:0": "Code dossier locataire",
      "champ:0": "reference",
      "entete:1": "Résidence démolie",
      "champ:1": "operation",
      "entete:2": "Montant quittancé",
      "champ:2": "pirate",
    });
    const answered = await ask("relogement", vers ?? "", champs);
    expect(answered.vers).toBe(vers?.replace("/colonnes", ""));
    const apercu = textOf((await ask("relogement", answered.vers ?? "")).html);
    expect(apercu).toMatch(/2 inchangés.*Non reconnu, laissé de côté : Montant quittancé/);
    expect((await deposit(["theirs.csv", theirs])).vers).not.toMatch(/\/colonnes$/);
  });
});

describe("the workbook that goes out", () => {
  const demande = (noms: string, finalite = "Préparer le comité de suivi") => new URLSearchParams({ noms, finalite });

  it("has the households of the person, is told in the journal with its purpose, and comes back without any change", async () => {
    const { statut, type, octets } = await ask("relogement", "rime.xlsx", demande("oui"));
    expect([statut, type]).toEqual([200, XLSX]);
    const lu = await readRime([fichierOf("rime.xlsx", octets)], { aujourdhui: JOUR, colonnes: {} });
    expect(lu.menages).toHaveLength(228);
    expect((await journal("rime-exporte")).at(-1)).toEqual({
      objet: "rime:228 avec noms",
      motif: "Préparer le comité de suivi",
    });
    const { vers } = await deposit(["rime.xlsx", octets]);
    expect(textOf((await ask("relogement", vers ?? "")).html)).toMatch(
      /0 dossier ouvert 0 dossier complété 228 inchangés 0 offre ajoutée 0 complétée 0 ligne écartée/,
    );
  });

  it("has no name unless they are asked for", async () => {
    const { octets } = await ask("relogement", "rime.xlsx", demande("non"));
    const lu = await readRime([fichierOf("rime.xlsx", octets)], { aujourdhui: JOUR, colonnes: {} });
    expect(lu.absentes.menages).toEqual(expect.arrayContaining(["nom", "prenom", "naissance", "revenuMensuel"]));
    expect(lu.menages).toHaveLength(228);
  });

  it("is not for whoever has no right to take households away, and a bailleur has its own", async () => {
    expect((await ask("agent-epci", "rime.xlsx", demande("non"))).statut).toBe(403);
    expect((await ask("etat", "exporter")).statut).toBe(403);
    const form = await ask("responsable-bailleur", "exporter");
    expect(form.statut).toBe(200);
    expectSoundPage(form.html);
    // Hamaris has no dwelling to demolish.
    const vide = await ask("responsable-bailleur", "rime.xlsx", demande("oui"));
    expect([vide.statut, textOf(vide.html)]).toEqual([404, expect.stringContaining("Aucun ménage à reloger")]);
    expect((await ask("responsable-bailleur", "importer")).statut).toBe(403);
  });

  it("asks why again when the reason is too short", async () => {
    const { statut, html } = await ask("relogement", "rime.xlsx", demande("oui", "voir"));
    expect(statut).toBe(422);
    expect(textOf(html)).toContain("dites en 10 caractères au moins");
    expect(html).toMatch(/value="oui" checked/);
  });
});
