import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openCoffre } from "#service/commandes/coffre.ts";
import { HORLOGE } from "#service/commandes/session.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { openSql } from "#socle/sql/sql.ts";
import { EICAR, pdf, photo, photoAvecLieu } from "../../../../test/corpus/pieces/fabriques.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { createTestApp } from "../../../../test/fixtures/http.ts";
import { EPCI, textOf } from "../../../../test/fixtures/pages.ts";
import { addOrganisation, addPersonne } from "../../../../test/journal/personnes.ts";
import { balayerPieces, relireQuarantaines } from "../../lectures/piece/balayer-pieces.ts";
import type { Antivirus } from "../../lectures/piece/ports.ts";
import { openDepotPieces } from "../../sql/piece/depot-pieces.ts";
import { pieceQueries } from "../../sql/piece/piece.queries.ts";

const DOCUMENTS = `/ma-demande/${EPCI}/etapes/documents`;
const FAUX = Buffer.from("\0\0\0\x18ftypheic", "latin1");

let database: TestDatabase;
let donnees: string;
let guichet: number;
let bailleur: number;
let commune: number;
let avis: Awaited<ReturnType<Antivirus["examiner"]>> = "saine";
const coffre = openCoffre("essai");
const acteurs = new Map<string, Acteur>();

beforeAll(async () => {
  database = await createDatabase();
  donnees = await mkdtemp(join(tmpdir(), "blaise-pieces-"));
  await mkdir(join(donnees, "depots"));
  const { pool } = database;
  await pool.query("insert into territoire (epci, nom) values ($1, 'Territoire') on conflict do nothing", [EPCI]);
  guichet = await addOrganisation(pool, "guichet", "Guichet d’essai");
  bailleur = await addOrganisation(pool, "bailleur", "Bailleur d’essai");
  commune = await addOrganisation(pool, "commune", "Commune d’essai");
  await person("guichet", "guichet", guichet);
  await person("guichet-sensible", "guichet", guichet, true);
  await person("guichet-autre", "guichet", await addOrganisation(pool, "guichet", "Autre guichet"));
  await person("agent-bailleur", "agent-bailleur", bailleur);
  await person("commune", "commune", commune);
  await person("agent-epci", "agent-epci", await addOrganisation(pool, "epci", "EPCI d’essai"));
});
afterAll(async () => {
  await database.drop();
  await rm(donnees, { recursive: true, force: true });
});

async function person(nom: string, role: RoleHabilite, organisation: number, sensible = false): Promise<void> {
  const { habilitations, ...acteur } = await addPersonne(database.pool, nom, [{ role, epci: EPCI, organisation }]);
  acteurs.set(nom, { ...acteur, habilitations: habilitations.map((one) => ({ ...one, sensible })) });
}

/** A registered household of the desk, whose wishes open it to the bailleur and the commune. */
async function household(): Promise<string> {
  const id = randomUUID();
  const { pool } = database;
  await pool.query(
    "insert into nominatif.demandeur (id, epci, guichet, etat, reference, numero_hash) values ($1, $2, $3, 'active', $4, $5)",
    [id, EPCI, guichet, `D-${id.slice(0, 4)}`, id],
  );
  await pool.query("insert into nominatif.menage (demandeur, epci, reponses) values ($1, $2, $3)", [
    id,
    EPCI,
    JSON.stringify({ revenus: { sources: ["salaire"], profession: "salarie-prive" } }),
  ]);
  for (const organisation of [bailleur, commune]) {
    await pool.query(
      "insert into nominatif.lien (demandeur, epci, nature, organisation) values ($1, $2, 'souhait', $3)",
      [id, EPCI, organisation],
    );
  }
  acteurs.set(id, {
    nom: "ménage",
    compte: null,
    demandeurs: [{ id, lien: "titulaire" }],
    habilitations: [],
    motif: null,
  });
  return id;
}

const antivirus: Antivirus = { examiner: async () => avis };

const apps = new Map<string, ReturnType<typeof createTestApp>>();

function appOf(qui: string) {
  const opened = apps.get(qui);
  if (opened) return opened;
  const acteur = acteurs.get(qui);
  if (!acteur) throw new Error(qui);
  const deps = {
    coffre,
    horloge: HORLOGE,
    dossierDepots: join(donnees, "depots"),
    pieces: openDepotPieces(donnees),
    antivirus,
  };
  const app = createTestApp(database.bases, deps, acteur);
  apps.set(qui, app);
  return app;
}

async function ask(qui: string, chemin: string, init: RequestInit = {}) {
  const response = await appOf(qui).request(chemin, {
    ...init,
    headers: { accept: "text/html", origin: "http://localhost", "sec-fetch-site": "same-origin", ...init.headers },
  });
  const octets = Buffer.from(await response.arrayBuffer());
  return {
    statut: response.status,
    octets,
    text: textOf(octets.toString()),
    html: octets.toString(),
    headers: response.headers,
  };
}

const post = (qui: string, chemin: string, champs: Readonly<Record<string, string>> = {}) =>
  ask(qui, chemin, { method: "POST", body: new URLSearchParams(champs) });

/** Uploads as a browser does; returns the identifier of the piece. */
async function send(
  qui: string,
  chemin: string,
  octets: Uint8Array,
  nom = "photo.jpg",
  champs: Record<string, string> = {},
) {
  const body = new FormData();
  for (const [champ, valeur] of Object.entries(champs)) body.set(champ, valeur);
  body.set("fichier", new File([new Uint8Array(octets)], nom));
  const answer = await ask(qui, chemin, { method: "POST", body });
  return { ...answer, piece: /recus\/([0-9a-f-]{36})/.exec(answer.headers.get("location") ?? "")?.[1] ?? "" };
}

const pieces = (demandeur: string, suite = "") => `/t/${EPCI}/demandes/${demandeur}/pieces${suite}`;
const rows = async (text: string, params: readonly unknown[] = []) =>
  (await database.pool.query<Record<string, unknown>>(text, [...params])).rows;
const journal = (demandeur: string, acte: string) =>
  rows("select motif, objet from journal.entree where demandeur = $1 and acte = $2 order by numero", [demandeur, acte]);

describe("a household sends its papers", () => {
  it("one a page, sees what was kept, turns it, and removes it with its key and its file", async () => {
    const menage = await household();
    const liste = await ask(menage, DOCUMENTS);
    expect(liste.statut).toBe(200);
    expect(liste.text).toContain("Pièce d’identité À envoyer Obligatoire");
    expect(liste.text).toContain("Trois derniers bulletins de salaire");
    expect(liste.text).not.toContain("Titre de séjour");
    const page = await ask(menage, `${DOCUMENTS}/identite`);
    expect(page.html).toContain('capture="environment"');
    const { statut, piece } = await send(
      menage,
      `${DOCUMENTS}/identite`,
      await photoAvecLieu(),
      "C:\\moi\\CNI\u202e.jpg",
    );
    expect(statut).toBe(303);
    const file = () => ask(menage, `${DOCUMENTS}/recus/${piece}/fichier`);
    const lue = await file();
    expect((await sharp(lue.octets).metadata()).exif).toBeUndefined();
    expect(lue.headers.get("content-security-policy")).toContain("sandbox");
    expect(lue.headers.get("content-disposition")).toContain('inline; filename="CNI.jpg"');
    expect(lue.headers.get("cache-control")).toBe("no-store");
    expect(lue.headers.get("x-content-type-options")).toBe("nosniff");
    // The file on the disk is encrypted.
    const chemin = join(donnees, "pieces", piece.slice(0, 2), piece);
    expect((await readFile(chemin)).includes(Buffer.from("JFIF"))).toBe(false);
    expect(await readdir(join(donnees, "depots"))).toEqual([]);
    const turned = await post(menage, `${DOCUMENTS}/recus/${piece}/tourner`);
    const neuve = /recus\/([0-9a-f-]{36})/.exec(turned.headers.get("location") ?? "")?.[1] ?? "";
    expect((await file()).statut).toBe(404);
    const { width, height } = await sharp((await ask(menage, `${DOCUMENTS}/recus/${neuve}/fichier`)).octets).metadata();
    expect({ width, height }).toEqual({ width: 320, height: 200 });
    expect((await post(menage, `${DOCUMENTS}/recus/${neuve}/retirer`)).statut).toBe(303);
    expect((await ask(menage, `${DOCUMENTS}/recus/${neuve}/fichier`)).statut).toBe(404);
    await expect(readFile(join(donnees, "pieces", neuve.slice(0, 2), neuve))).rejects.toThrow("ENOENT");
    expect(
      (await rows("select code from nominatif.evenement where demandeur = $1 order by id", [menage])).map(
        ({ code }) => code,
      ),
    ).toEqual(["piece-deposee", "piece-deposee", "piece-retiree"]);
  });

  it("is told what to do when a file cannot be kept, and nothing is", async () => {
    const menage = await household();
    for (const [octets, nom, phrase] of [
      [FAUX, "photo.heic", "le plus compatible"],
      [EICAR, "avis.pdf", "contient un virus"],
      [Buffer.alloc(0), "photo.jpg", "est vide"],
      [Buffer.alloc(10_000_001, 1), "photo.jpg", "dépasse 10 Mo"],
      [await pdf("NIR : 2 85 05 78 006 084 41"), "paie.pdf", "numéro de sécurité sociale"],
    ] as const) {
      const refused = await send(menage, `${DOCUMENTS}/identite`, octets, nom);
      expect([413, 422]).toContain(refused.statut);
      expect(refused.text).toContain(phrase);
    }
    expect(await rows("select from nominatif.piece where demandeur = $1", [menage])).toEqual([]);
    expect(await readdir(join(donnees, "depots"))).toEqual([]);
  });

  it("says that it does not have one, which is an answer until it comes", async () => {
    const menage = await household();
    expect((await post(menage, `${DOCUMENTS}/identite/absent`, { raison: "" })).statut).toBe(422);
    expect((await post(menage, `${DOCUMENTS}/identite/absent`, { raison: "perdu" })).statut).toBe(303);
    expect((await ask(menage, DOCUMENTS)).text).toContain("Pièce d’identité Vous ne l’avez pas");
    await send(menage, `${DOCUMENTS}/identite`, await photo());
    expect(
      (await rows("select etat from nominatif.piece where demandeur = $1", [menage])).map(({ etat }) => etat),
    ).toEqual(["deposee"]);
  });

  it("twice at once, it is one; and no more than forty", async () => {
    const menage = await household();
    const octets = await photo({ largeur: 90 });
    const sent = await Promise.all([1, 2, 3].map(() => send(menage, `${DOCUMENTS}/identite`, octets)));
    expect(new Set(sent.map(({ piece }) => piece)).size).toBe(1);
    expect(await rows("select from nominatif.piece where demandeur = $1", [menage])).toHaveLength(1);
    await rows(
      `insert into nominatif.piece (demandeur, epci, nature, cle_fichier)
       select $1, $2, 'salaires', '\\x00' from generate_series(1, 38)`,
      [menage, EPCI],
    );
    const last = await Promise.all(
      [100, 110].map(async (largeur) => send(menage, `${DOCUMENTS}/salaires`, await photo({ largeur }))),
    );
    expect(last.map(({ statut }) => statut).sort()).toEqual([303, 422]);
    expect(last.map(({ text }) => text).join()).toContain("déjà 40 documents");
  });
});

describe("the ladder of the bodies", () => {
  it("the desk opens and verifies, the bailleur says why, the commune has the list, others nothing", async () => {
    const menage = await household();
    const { piece } = await send(menage, `${DOCUMENTS}/avis-imposition`, await pdf("Revenu fiscal"), "avis.pdf");
    const fichier = pieces(menage, `/${piece}/fichier`);
    const desk = await ask("guichet", fichier);
    expect(desk.statut).toBe(200);
    expect(desk.headers.get("content-disposition")).toContain("attachment");
    expect((await ask("agent-bailleur", fichier)).statut).toBe(422);
    expect((await ask("agent-bailleur", `${fichier}?motif=proposition`)).octets.subarray(0, 5).toString()).toBe(
      "%PDF-",
    );
    expect((await ask("commune", `${fichier}?motif=instruction`)).statut).toBe(403);
    expect((await ask("commune", pieces(menage))).text).toContain("consultation simple");
    expect((await ask("guichet-autre", `${fichier}?motif=instruction`)).statut).toBe(404);
    expect((await ask("guichet-autre", pieces(menage))).statut).toBe(404);
    expect((await ask("agent-epci", pieces(menage))).statut).toBe(403);
    // Another household's piece answers as an unknown one.
    expect((await ask(await household(), `${DOCUMENTS}/recus/${piece}/fichier`)).statut).toBe(404);
    expect((await journal(menage, "piece-lue")).map(({ motif }) => motif)).toEqual([null, "Proposition d’un logement"]);
    expect((await post("agent-bailleur", pieces(menage, `/${piece}/verifier`), { decision: "acceptee" })).statut).toBe(
      403,
    );
    expect((await post("guichet", pieces(menage, `/${piece}/verifier`), { decision: "refusee" })).statut).toBe(422);
    const refused = await post("guichet", pieces(menage, `/${piece}/verifier`), {
      decision: "refusee",
      refus: "incomplete",
    });
    expect(refused.statut).toBe(303);
    expect((await ask(menage, `${DOCUMENTS}/avis-imposition`)).text).toContain("Il manque des pages");
    await post("guichet", pieces(menage, `/${piece}/verifier`), { decision: "acceptee", valide: "2199-01-01" });
    expect((await post(menage, `${DOCUMENTS}/recus/${piece}/retirer`)).statut).toBe(409);
    expect((await ask("guichet", pieces(menage))).text).toContain("Acceptée");
  });

  it("a paper is asked for once, whoever asks, and closed when it comes", async () => {
    const menage = await household();
    const demander = (qui: string, nature = "chomage") => post(qui, pieces(menage, "/demander"), { nature });
    const [first, second] = await Promise.all([demander("guichet"), demander("agent-bailleur")]);
    expect(
      [first.headers.get("location"), second.headers.get("location")]
        .map((to) => /fait=(.*)$/.exec(to ?? "")?.[1])
        .sort(),
    ).toEqual(["deja-demande", "demande"]);
    expect((await demander("guichet", "handicap")).statut).toBe(422);
    expect((await ask(menage, DOCUMENTS)).text).toContain("On vous demande Avis de paiement du chômage");
    await send(menage, `${DOCUMENTS}/chomage`, await photo());
    expect((await ask(menage, DOCUMENTS)).text).not.toContain("On vous demande");
    const desk = await send("guichet", pieces(menage, "/deposer"), await photo({ largeur: 77 }), "scan.jpg", {
      nature: "bourse",
    });
    expect(desk.headers.get("location")).toContain("fait=depose");
  });

  it("what is sensitive asks for the flag and a typed reason, and the household reads it", async () => {
    const menage = await household();
    const { piece } = await send(menage, `${DOCUMENTS}/handicap`, await photo(), "carte.jpg");
    expect(await rows("select from nominatif.piece where demandeur = $1", [menage])).toEqual([]);
    expect((await ask(menage, `${DOCUMENTS}/recus/${piece}/fichier`)).statut).toBe(200);
    const list = (qui: string, motif: string) => post(qui, pieces(menage, "/sensibles"), { motif });
    const open = (qui: string, motif: string) => post(qui, pieces(menage, `/sensibles/${piece}/fichier`), { motif });
    const motif = "Logement accessible à chercher";
    expect((await list("guichet-sensible", "bref")).statut).toBe(422);
    expect((await list("guichet-sensible", motif)).text).toContain("Carte ou décision de handicap");
    expect((await open("guichet-sensible", motif)).octets.subarray(0, 2)).toEqual(Buffer.of(0xff, 0xd8));
    expect((await open("guichet-sensible", "bref")).statut).toBe(422);
    expect((await open("guichet", motif)).statut).toBe(404);
    expect((await list("guichet", motif)).text).toContain("Aucun document sensible");
    expect((await list("commune", motif)).statut).toBe(403);
    expect((await ask("guichet", pieces(menage))).text).not.toContain("handicap");
    expect((await journal(menage, "piece-sensible-lue")).map((line) => line.motif)).toContain(motif);
    // The event that every organisation reads does not name the kind of piece.
    expect(
      JSON.stringify(await rows("select precisions from nominatif.evenement where demandeur = $1", [menage])),
    ).not.toContain("handicap");
    const verified = await post("guichet-sensible", pieces(menage, `/sensibles/${piece}/verifier`), {
      motif,
      decision: "acceptee",
    });
    expect(verified.statut).toBe(303);
  });
});

describe("what the antivirus has not seen", () => {
  it("waits, unreadable, until it has: then it is free, or destroyed", async () => {
    const menage = await household();
    const deps = { coffre, pieces: openDepotPieces(donnees), antivirus };
    const queries = pieceQueries(openSql(database.pool));
    avis = "injoignable";
    const saine = await send(menage, `${DOCUMENTS}/identite`, await photo());
    const infectee = await send(menage, `${DOCUMENTS}/salaires`, await photo({ largeur: 50 }));
    expect(saine.headers.get("location")).toContain("fait=controle");
    const fichier = `${DOCUMENTS}/recus/${saine.piece}/fichier`;
    expect((await ask(menage, fichier)).statut).toBe(409);
    expect((await ask("guichet", pieces(menage, `/${saine.piece}/fichier`))).statut).toBe(409);
    expect(await relireQuarantaines(queries, deps)).toMatchObject({ liberees: 0, enAttente: 2 });
    avis = "saine";
    await rows("update nominatif.piece set etat = 'deposee' where id = $1", [infectee.piece]);
    expect(await relireQuarantaines(queries, deps)).toEqual({ liberees: 1, detruites: 0, enAttente: 0 });
    expect((await ask(menage, fichier)).statut).toBe(200);
    avis = "infectee";
    expect((await send(menage, `${DOCUMENTS}/chomage`, await photo())).text).toContain("contient un virus");
    await rows("update nominatif.piece set etat = 'quarantaine' where id = $1", [infectee.piece]);
    expect(await relireQuarantaines(queries, deps)).toEqual({ liberees: 0, detruites: 1, enAttente: 0 });
    avis = "saine";
    expect(await rows("select etat, cle_fichier from nominatif.piece where id = $1", [infectee.piece])).toEqual([
      { etat: "refusee", cle_fichier: null },
    ]);
    await expect(readFile(join(donnees, "pieces", infectee.piece.slice(0, 2), infectee.piece))).rejects.toThrow(
      "ENOENT",
    );
  });
});

describe("an erasure", () => {
  it("destroys the keys with the file of the household; what is left on the disk is swept", async () => {
    const menage = await household();
    const { piece } = await send(menage, `${DOCUMENTS}/identite`, await photo());
    const chemin = join(donnees, "pieces", piece.slice(0, 2), piece);
    const depot = openDepotPieces(donnees);
    await rows("delete from nominatif.demandeur where id = $1", [menage]);
    expect((await readFile(chemin)).length).toBeGreaterThan(0);
    const queries = pieceQueries(openSql(database.pool));
    const sweep = () => balayerPieces(queries, depot, { maintenant: new Date().toISOString(), essai: false });
    // The file is too young: its transaction might not be finished.
    expect(await sweep()).toBe(0);
    await utimes(chemin, 1, 1);
    expect(await sweep()).toBe(1);
    await expect(readFile(chemin)).rejects.toThrow("ENOENT");
  });

  it("a file that was moved or changed does not open", async () => {
    const depot = openDepotPieces(donnees);
    const [id, autre] = [randomUUID(), randomUUID()];
    const { cle, empreinte } = await depot.ecrire(id, Buffer.from("contenu"));
    expect(Buffer.from((await depot.lire(id, cle, empreinte)) ?? []).toString()).toBe("contenu");
    const second = await depot.ecrire(autre, Buffer.from("autre"));
    await expect(depot.lire(autre, cle, second.empreinte)).rejects.toThrow();
    await expect(depot.lire(id, cle, second.empreinte)).rejects.toThrow("altered");
    expect(await depot.lire(randomUUID(), cle, null)).toBeNull();
  });
});
