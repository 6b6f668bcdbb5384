import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { effacerDemandeur } from "#exploitation/actes/conservation/effacer.ts";
import { type DossierAcces, exporterAcces } from "#exploitation/actes/conservation/exporter-acces.ts";
import { CLASSES_DEMANDEUR } from "#exploitation/regles/conservation/classe.ts";
import {
  conservationQueries,
  listEffacements,
  replayEffacements,
} from "#exploitation/sql/conservation/conservation.queries.ts";
import { listColonnes } from "#exploitation/sql/conservation/conservation-classes.queries.ts";
import type { Sql } from "#socle/sql/sql.ts";
import { renderAccesPdf } from "../../src/exploitation/documents/acces-pdf.ts";
import { type Canari, readVocabulaires, seedCanaris } from "../fixtures/canaris.ts";
import { deposer } from "./deposer.ts";
import { insert } from "./graine.ts";
import { type BaseProprietaire, openProprietaire } from "./ouvrir.ts";

const EPCI = "200068666";
const AUTRE = "200039915";
const QUAND = { jour: "2026-11-25", maintenant: "2026-11-25T09:00:00Z" };

/** Columns of persons that the access pack leaves out, each with the reason. */
const NON_REMISES: Readonly<Record<string, string>> = {
  "nominatif.piece.cle_fichier": "a key, not a datum: it opens the paper, which is handed over as a paper",
  "sensible.piece.cle_fichier": "the same",
};

/**
 * Codes of a closed list, keys and hashes of the territory: they cannot hold a name. Coded answers are read by a schema, which a canary would
 * break; the list of the desks and that of the matching are derived from the columns that have theirs.
 */
const CODES =
  /\.(epci|etat|nature|role|usage|moyen|reponses|precisions|besoin)$|^nominatif\.(registre|souhait_cherche)\.|_cherche$/;

/** Tables of persons that no foreign key ties to one, each with the reason. */
const SANS_LIEN: Readonly<Record<string, string>> = {
  "public.bail_suivi":
    "a dwelling, a day and a reference of the bailleur's own: the lease signed here is given, from `bail`",
  "public.examen_occupation": "of a lease that is followed: nothing here says whose it is, its bailleur does",
  "sensible.examen_adaptation": "the same",
  "public.lot_rejet": "bytes that could not be read: nothing says whose they are",
  "public.lot_anomalie": "one value without its line",
  "public.plan": "households by a number: what it says of each is in plan_menage, which is given",
  "public.registre_effacement": "who is in it is nobody any more",
  "public.seance_avis": "of a dwelling, before anybody is chosen for it",
  "public.seance_envoi": "of a seat: that its account was written to, and why a message did not leave",
  "public.seance_jeton": "of a form that somebody who sits sent: a token, and a hash of its answers",
  "public.seance_message": "of a dwelling, between those who sit",
  "public.seance_vote": "of a member: the household is given the decision, with its count",
  "public.seance_pv": "of all the candidates of a session: the household is given its own decision",
};

let database: BaseProprietaire;
let sql: Sql;
let canaris: readonly Canari[];
beforeAll(async () => {
  database = await openProprietaire();
  sql = database.sql;
  await deposer(sql, AUTRE);
  canaris = await seedCanaris(sql, [EPCI, AUTRE], { demandeurs: 2 });
});
afterAll(() => database.drop());

/** A file with its names, an interview, an offer. Returns the number of its reference. */
async function reloger(numero: string, clos: string | null, saisi = "2026-01-01T00:00:00Z"): Promise<string> {
  const { rows } = await sql.query("select id, organisation from relogement where epci = $1 limit 1", [EPCI]);
  const [{ organisation }] = rows as [{ readonly organisation: number }];
  const operation = await insert(sql, "operation", { epci: EPCI, nom: numero, genre: "demolition", cadre: "npnru" });
  const relogement = await insert(sql, "relogement", {
    epci: EPCI,
    organisation,
    operation,
    reference: `REL-${operation}`,
    clos_le: clos,
    etat: "offres",
    saisi_le: saisi,
  });
  const own = { epci: EPCI, relogement };
  const identite = { ...own, nom: "NOM-RELOGE", prenom: "x", numero_hash: numero };
  await insert(sql, "nominatif.menage_reloge", identite, "relogement");
  await insert(sql, "relogement_entretien", { ...own, le: "2026-01-01", mode: "domicile", texte: "TEXTE-RELOGE" });
  await insert(sql, "relogement_offre", {
    ...own,
    relogeur: organisation,
    numero: 1,
    adresse: "ADRESSE-RELOGE",
    commune: "52448",
    situation: "qpv",
    proposee_le: "2026-01-01",
  });
  return operation;
}

const [un, deux] = [() => demandeurs()[0] ?? "", () => demandeurs()[1] ?? ""];

function demandeurs(): readonly string[] {
  const own = canaris.filter(({ epci, demandeur }) => epci === EPCI && demandeur !== null);
  return [...new Set(own.map(({ demandeur }) => demandeur ?? ""))];
}

const hashOf = (demandeur: string) =>
  canaris.find((one) => one.demandeur === demandeur && one.colonne === "numero_hash")?.canari ?? "";

const exporter = (demandeur: string): Promise<DossierAcces> =>
  exporterAcces(conservationQueries(sql), {
    epci: EPCI,
    territoire: "Saint-Dizier",
    numeros: [hashOf(demandeur)],
    ...QUAND,
  });

/** As they are written: bytes are in hexadecimal. */
const forms = (canari: string) => [canari, Buffer.from(canari).toString("hex")];
const isIn = (texte: string, canari: string) => forms(canari).some((form) => texte.includes(form));

/** Without its spaces and line ends: a long value is cut where the column ends. null: no such tool here. */
function extractText(pdf: Uint8Array): string | null {
  const run = spawnSync("pdftotext", ["-raw", "-", "-"], { input: pdf, encoding: "utf8" });
  return run.error ? null : run.stdout.replaceAll(/[\s\u200b]/g, "");
}

describe("the canaries", () => {
  it("are in every text column of the classes C1 to C5, one each", async () => {
    const places = new Set(canaris.map(({ table, colonne }) => `${table}.${colonne}`));
    const vocabulaires = await readVocabulaires(sql);
    const empty = (await listColonnes(sql))
      .filter(({ classe, type }) => /^C[1-5]$/.test(classe ?? "") && /^(text|bytea|jsonb?)$/.test(type))
      .map(({ schema, table, colonne }) => `${schema}.${table}.${colonne}`)
      .filter((nom) => !places.has(nom) && !CODES.test(nom) && !vocabulaires.has(nom));
    expect(empty).toEqual([]);
    expect(new Set(canaris.map(({ canari }) => canari)).size).toBe(canaris.length);
    for (const table of ["nominatif.demandeur.nom", "sensible.situation.contenu_chiffre", "public.decision.motif"]) {
      expect(places).toContain(table);
    }
    for (const classe of ["C1", "C2", "C3", "C4", "C5"]) expect(canaris.map((one) => one.classe)).toContain(classe);
  });
});

describe("right of access", () => {
  it("gives all of one person and nothing of another", async () => {
    const texte = JSON.stringify(await exporter(un()));
    const own = canaris.filter(({ demandeur }) => demandeur === un());
    const expected = own.filter(({ table, colonne }) => !(`${table}.${colonne}` in NON_REMISES));
    expect(expected.length).toBeGreaterThan(10);
    expect(expected.filter(({ canari }) => !isIn(texte, canari))).toEqual([]);
    const others = canaris.filter(({ demandeur }) => demandeur !== un());
    expect(others.filter(({ canari }) => isIn(texte, canari))).toEqual([]);
    expect(own.filter((one) => `${one.table}.${one.colonne}` in NON_REMISES && isIn(texte, one.canari))).toEqual([]);
  });

  it("leaves out no column of a person", async () => {
    const { parts } = await exporter(un());
    const given = new Set(
      parts.flatMap(({ table, lignes }) => (lignes[0] ?? []).map(({ colonne }) => `${table}.${colonne}`)),
    );
    const personal = (await listColonnes(sql))
      .filter(({ classe }) => classe !== null && CLASSES_DEMANDEUR.includes(classe))
      .map(({ schema, table, colonne }) => ({ table: `${schema}.${table}`, nom: `${schema}.${table}.${colonne}` }));
    const missing = personal.filter(
      ({ table, nom }) => !given.has(nom) && !(table in SANS_LIEN) && !(nom in NON_REMISES),
    );
    expect(missing).toEqual([]);
  });

  it("follows a table that is added later", async () => {
    const later = sql.transaction(async (tx) => {
      await tx.query(
        `create table nominatif.visite (epci text, demandeur uuid, note text, foreign key (epci, demandeur) references nominatif.demandeur on delete cascade);
         comment on column nominatif.visite.epci is '@classe C2';
         comment on column nominatif.visite.demandeur is '@classe C2';
         comment on column nominatif.visite.note is 'Visite @classe C2';`,
      );
      await tx.query("insert into nominatif.visite values ($1, $2, 'canari-visite')", [EPCI, un()]);
      const dossier = await conservationQueries(tx).dossier(EPCI, { demandeur: un(), numeroHash: hashOf(un()) });
      throw new Error(JSON.stringify(dossier.find(({ table }) => table === "nominatif.visite")));
    });
    await expect(later).rejects.toThrow("canari-visite");
  });

  it("says who opened the file, and that it was handed over", async () => {
    await sql.query("select journal.ecrire($1, 'dossier-lu', 'demande-menage', null, $2, 'instruction du dossier')", [
      EPCI,
      un(),
    ]);
    const { consultations } = await exporter(un());
    expect(consultations.find(({ acte }) => acte === "dossier-lu")).toMatchObject({ motif: "instruction du dossier" });
    const after = await exporter(un());
    expect(after.consultations.filter(({ acte }) => acte === "acces-exporte").length).toBeGreaterThanOrEqual(2);
  });

  it("finds the facts of a file that its key still ties to the person", async () => {
    const lot = await insert(sql, "lot", {
      epci: EPCI,
      source: "sne-demandes",
      profil: "p",
      fichier: "f",
      sha256: "s",
      taille: 1,
      statut: "lecture",
      depose_par: "x",
    });
    await insert(
      sql,
      "demande",
      {
        lot,
        epci: EPCI,
        ligne: 1,
        cle: "cle-de-fait",
        empreinte: "e",
        origine: "inconnue",
        quartile_declare: "q1",
        prioritaire: "inconnu",
        dalo: "inconnu",
        motif_demande: "trop petit",
      },
      "lot",
    );
    const dossier = await exporterAcces(conservationQueries(sql), {
      epci: EPCI,
      territoire: "Saint-Dizier",
      numeros: ["cle-de-fait"],
      ...QUAND,
    });
    expect(dossier.parts.map(({ table }) => table)).toEqual(["public.demande"]);
    expect(JSON.stringify(dossier.parts)).toContain("trop petit");
  });

  it("finds the file of a household to rehouse by the number that its officer typed, without any demande", async () => {
    const relogement = await reloger("numero-tape", null);
    const dossier = await exporterAcces(conservationQueries(sql), {
      epci: EPCI,
      territoire: "Saint-Dizier",
      numeros: ["numero-tape"],
      ...QUAND,
    });
    expect(dossier.parts.map(({ table }) => table)).toEqual([
      "public.relogement",
      "nominatif.menage_reloge",
      "public.relogement_entretien",
      "public.relogement_offre",
    ]);
    expect(JSON.stringify(dossier.parts)).toContain("NOM-RELOGE");
    expect(JSON.stringify(dossier.parts)).toContain(`REL-${relogement}`);
  });

  it("finds the lease that its key still ties to the person, once its file has no name any more", async () => {
    const { rows } = await sql.query(
      "select r.id, o.id as offre from relogement r join relogement_offre o on o.relogement = r.id where r.operation = $1",
      [await reloger("numero-parti", "2024-01-01")],
    );
    const [{ id, offre }] = rows as [{ readonly id: number; readonly offre: number }];
    await sql.query("delete from nominatif.menage_reloge where relogement = $1", [id]);
    await insert(sql, "bail_relogement", {
      epci: EPCI,
      relogement: id,
      offre,
      bailleur: "100000001",
      signe_le: "2024-01-01",
      situation: "qpv",
      quartile: "q1",
      ressources: "positives",
      contingent: "x",
      menage: "3",
      age: "x",
      cle: "numero-parti",
    });
    const dossier = await exporterAcces(conservationQueries(sql), {
      epci: EPCI,
      territoire: "Saint-Dizier",
      numeros: ["numero-parti"],
      ...QUAND,
    });
    expect(dossier.parts.map(({ table }) => table)).toEqual(["public.bail_relogement"]);
    expect(JSON.stringify(dossier.parts)).toContain("2024-01-01");
  });

  it("refuses a number that the territory does not know", async () => {
    const other = canaris.find(({ epci, colonne }) => epci === AUTRE && colonne === "numero_hash")?.canari ?? "";
    const refused = exporterAcces(conservationQueries(sql), {
      epci: EPCI,
      territoire: "Saint-Dizier",
      numeros: [other],
      ...QUAND,
    });
    await expect(refused).rejects.toMatchObject({ name: "Refus", code: "personne-inconnue" });
  });

  it("is a readable PDF too, that says as much", async ({ skip }) => {
    const octets = await renderAccesPdf(await exporter(un()));
    expect(Buffer.from(octets.subarray(0, 5)).toString()).toBe("%PDF-");
    const texte = extractText(octets);
    if (texte === null) return skip("pdftotext is not installed");
    const own = canaris.filter(({ demandeur, colonne }) => demandeur === un() && colonne !== "cle_fichier");
    expect(own.filter(({ canari }) => !isIn(texte, canari))).toEqual([]);
    expect(canaris.filter(({ demandeur, canari }) => demandeur !== un() && isIn(texte, canari))).toEqual([]);
  });
});

describe("erasure on request", () => {
  const effacer = (demandeur: string) =>
    effacerDemandeur(conservationQueries(sql), { epci: EPCI, numeros: [hashOf(demandeur)], ...QUAND });

  it("is refused with its reasons while a procedure is open, and erases nothing", async () => {
    await expect(effacer(un())).rejects.toMatchObject({
      code: "effacement-retenu",
      details: { retenues: ["proposition-ouverte", "decision-en-cours", "relogement-ouvert", "cas-bloque-ouvert"] },
    });
    expect((await exporter(un())).parts.length).toBeGreaterThan(5);
  });

  it("leaves no canary of the person once it is closed, keeps those of the other, and says so", async () => {
    for (const [table, colonne] of [
      ["proposition", "close_le"],
      ["relogement", "clos_le"],
      ["cas_bloque", "clos_le"],
      ["decision", "decidee_le"],
    ] as const) {
      await sql.query(`update ${table} set ${colonne} = '2026-01-01' where demandeur = $1`, [un()]);
    }
    const compte = await effacer(un());
    expect(compte["nominatif.demandeur"]).toBe(1);
    const all = await dump();
    const [own, others] = [un(), deux()].map((id) => canaris.filter(({ demandeur }) => demandeur === id));
    // The register keeps the keyed hash, and the journal the line of the erasure.
    expect((own ?? []).filter(({ canari, colonne }) => colonne !== "numero_hash" && isIn(all, canari))).toEqual([]);
    expect((others ?? []).filter(({ canari }) => !isIn(all, canari))).toEqual([]);
    const erased = await sql.query("select from journal.entree where acte = 'effacement' and demandeur = $1", [un()]);
    expect(erased.rowCount).toBe(1);
    expect((await listEffacements(sql)).map(({ numeroHash }) => numeroHash)).toContain(hashOf(un()));
  });

  it("of a household without a demande waits for the end of its rehousing, then leaves a fact without a name", async () => {
    const ask = (numero: string) =>
      effacerDemandeur(conservationQueries(sql), { epci: EPCI, numeros: [numero], ...QUAND });
    await expect(ask("numero-tape")).rejects.toMatchObject({
      code: "effacement-retenu",
      details: { retenues: ["relogement-ouvert"] },
    });
    const operation = await reloger("numero-clos", "2026-01-01");
    expect(await ask("numero-clos")).toEqual({
      "nominatif.menage_reloge": 1,
      relogement: 1,
      relogement_entretien: 1,
      relogement_offre: 1,
    });
    const { rows } = await sql.query(
      `select r.reference = 'clos-' || r.id as reference, o.adresse, o.commune, o.reponse, e.texte
         from relogement r
         join relogement_offre o on o.relogement = r.id
         join relogement_entretien e on e.relogement = r.id
        where r.operation = $1`,
      [operation],
    );
    expect(rows).toEqual([{ reference: true, adresse: "", commune: "52448", reponse: "attendue", texte: null }]);
    await expect(ask("numero-clos")).rejects.toMatchObject({ code: "personne-inconnue" });
  });

  it("is done again on a base that a restore brought back, and spares who came back since", async () => {
    const effacements = (await listEffacements(sql)).filter(({ numeroHash }) => numeroHash === hashOf(un()));
    await sql.query("delete from registre_effacement where numero_hash = $1", [hashOf(un())]);
    const back = (cree: string, numero: string) =>
      insert(sql, "nominatif.demandeur", { epci: EPCI, numero_hash: numero, nom: "revenu", cree_le: cree });
    await back("2026-01-01T00:00:00Z", hashOf(un()));
    const du = await insert(sql, "demande", await factOf("b1", "2026-01-01T00:00:00Z"), "lot");
    const depuis = await insert(sql, "demande", await factOf("b2", "2026-12-01T00:00:00Z"), "lot");
    expect(await replayEffacements(sql, effacements)).toBe(1);
    const { rows } = await sql.query("select cle, empreinte from demande where lot in ($1, $2) order by lot", [
      du,
      depuis,
    ]);
    expect(rows).toEqual([
      { cle: `${du}-1`, empreinte: "" },
      { cle: hashOf(un()), empreinte: "e" },
    ]);
    expect(await replayEffacements(sql, effacements)).toBe(0);
    await back("2026-12-01T00:00:00Z", hashOf(un()));
    expect(await replayEffacements(sql)).toBe(0);
  });

  it("is done again for a household to rehouse, and spares a file opened since", async () => {
    const old = await reloger("numero-clos", "2026-01-01", "2026-01-01T00:00:00Z");
    const since = await reloger("numero-clos", null, "2030-01-01T00:00:00Z");
    await replayEffacements(sql);
    const { rows } = await sql.query(
      `select r.operation::text, m.nom, o.adresse
         from relogement r
         left join nominatif.menage_reloge m on m.relogement = r.id
         join relogement_offre o on o.relogement = r.id
        where r.operation in ($1, $2)
        order by r.operation`,
      [old, since],
    );
    expect(rows).toEqual([
      { operation: old, nom: null, adresse: "" },
      { operation: since, nom: "NOM-RELOGE", adresse: "ADRESSE-RELOGE" },
    ]);
  });

  /** A fact that the key ties to the first person, of a file deposited at that instant. */
  async function factOf(sha256: string, depose: string): Promise<Record<string, unknown>> {
    const lot = await insert(sql, "lot", {
      epci: EPCI,
      source: "sne-demandes",
      profil: "p",
      fichier: "f",
      sha256,
      taille: 1,
      statut: "publie",
      depose_par: "machine",
      depose_le: depose,
    });
    return {
      lot,
      epci: EPCI,
      ligne: 1,
      cle: hashOf(un()),
      empreinte: "e",
      origine: "inconnue",
      quartile_declare: "q1",
      prioritaire: "inconnu",
      dalo: "inconnu",
    };
  }

  /** Every row of every table, as text. */
  async function dump(): Promise<string> {
    const noms = [...new Set((await listColonnes(sql)).map(({ schema, table }) => `${schema}.${table}`))];
    const { rows } = await sql.query(noms.map((nom) => `select t::text as ligne from ${nom} t`).join(" union all "));
    return JSON.stringify(rows);
  }
});
