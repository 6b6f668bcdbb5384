import { read, utils } from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { createTestApp } from "../../../../test/fixtures/http.ts";
import { attribution, EPCI, openTerritoireEssai, stageRows } from "../../../../test/fixtures/lots.ts";
import { expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";
import { textOfPdf } from "../../../../test/fixtures/pdf.ts";
import { addOrganisation, addPersonne } from "../../../../test/journal/personnes.ts";

const SIREN = "732829320";
const LISTE = `/t/${EPCI}/bilans-bailleurs`;

let database: TestDatabase;
let mien: number;
const acteurs = new Map<RoleHabilite | "rival", Acteur>();

beforeAll(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
  mien = await addOrganisation(database.pool, "bailleur", "Bailleur d’essai");
  const rival = await addOrganisation(database.pool, "bailleur", "Rival d’essai");
  const epci = await addOrganisation(database.pool, "epci", "EPCI d’essai");
  await database.pool.query("update organisation set siren = $2 where id = $1", [mien, SIREN]);
  const add = async (nom: RoleHabilite | "rival", organisation: number, siren: string | null) => {
    const role = nom === "rival" ? "responsable-bailleur" : nom;
    const acteur = await addPersonne(database.pool, nom, [{ role, epci: EPCI, organisation }]);
    acteurs.set(nom, { ...acteur, habilitations: acteur.habilitations.map((one) => ({ ...one, siren })) });
  };
  await add("responsable-bailleur", mien, SIREN);
  await add("agent-bailleur", mien, SIREN);
  await add("rival", rival, "552100554");
  await add("agent-epci", epci, null);
  await add("etat", epci, null);
  await add("reservataire", rival, null);
  await publish(5, "un.csv");
});
afterAll(() => database.drop());

async function publish(baux: number, fichier: string): Promise<void> {
  const rows = Array.from({ length: baux }, (_, i) =>
    attribution({ bailleur: SIREN, contingent: i < 2 ? "AUTRES" : "AUCUN" }, i),
  );
  const lot = await stageRows(database.base, "sne-attributions", rows, { periode: "2017", fichier });
  await publishLot(database.base, lot, { confirme: true });
}

function appOf(qui: RoleHabilite | "rival") {
  return createTestApp(database.bases, {}, acteurs.get(qui) ?? null);
}

async function get(qui: RoleHabilite | "rival", chemin: string) {
  const response = await appOf(qui).request(chemin);
  const html = await response.text();
  return { statut: response.status, html, texte: textOf(html) };
}

async function post(qui: RoleHabilite | "rival", chemin: string, corps: Readonly<Record<string, string>>) {
  const response = await appOf(qui).request(chemin, {
    method: "POST",
    headers: { origin: "http://localhost" },
    body: new URLSearchParams(corps),
  });
  const html = await response.text();
  return { statut: response.status, lieu: response.headers.get("location") ?? "", texte: textOf(html), html };
}

const preparation = () => ({ organisation: String(mien), annee: "2017", periode: "T2" });
const empreinteOf = (html: string) => /name="empreinte" value="([0-9a-f]{64})"/.exec(html)?.[1] ?? "";

/** The one signed version, made through the pages once for the tests that read it. */
describe("a bilan, from its preparation to its signature, through the pages", () => {
  let page: string;

  it("is proposed to the bailleur, and to nobody else", async () => {
    const own = await get("responsable-bailleur", LISTE);
    expectSoundPage(own.html);
    expect(own.texte).toContain("À préparer 5 baux signés");
    expect(own.html).toContain("Préparer le bilan T2 2017");
    for (const qui of ["agent-epci", "etat", "agent-bailleur"] as const) {
      const { statut, html } = await get(qui, LISTE);
      expect(statut, qui).toBe(200);
      expect(html, qui).toContain("À préparer");
      expect(html, qui).not.toContain("Préparer le bilan");
    }
    expect((await get("rival", LISTE)).texte).not.toContain("5 baux");
  });

  it("is prepared", async () => {
    const { statut, lieu } = await post("responsable-bailleur", LISTE, preparation());
    expect(statut).toBe(303);
    page = lieu.replace(/\?.*/, "");
    const { html, texte } = await get("responsable-bailleur", lieu);
    expectSoundPage(html);
    expect(texte).toContain("vérifiez les chiffres, commentez-les si besoin, puis signez");
    expect(texte).toContain("Baux signés 5 dont 0 non localisé");
    expect(texte).toContain("J’ai vérifié ces chiffres");
    const nothing = await post("responsable-bailleur", LISTE, { ...preparation(), periode: "T1" });
    expect(nothing.statut).toBe(422);
    expect(nothing.texte).toContain("il n’y a rien à vérifier");
  });

  it("cannot be prepared, commented or signed by whoever does not answer for the bailleur", async () => {
    const body = { empreinte: "x", verifie: "oui", commentaire: "x" };
    for (const qui of ["agent-epci", "etat", "agent-bailleur", "reservataire"] as const) {
      for (const [chemin, corps] of [
        [LISTE, preparation()],
        [`${page}/commentaire`, body],
        [`${page}/signature`, body],
      ] as const) {
        expect((await post(qui, chemin, corps)).statut, `${qui} ${chemin}`).toBe(403);
      }
    }
    expect((await post("rival", LISTE, preparation())).statut).toBe(403);
    expect((await post("rival", `${page}/commentaire`, body)).statut).toBe(404);
    expect((await post("rival", `${page}/signature`, body)).statut).toBe(404);
    expect((await get("rival", page)).statut).toBe(404);
  });

  it("is commented, with its origins; what is refused comes back with what was typed", async () => {
    const ligne = { "contingent-0": "AUTRES", "partenaire-0": "Hôpital", "nombre-0": "9" };
    const over = await post("responsable-bailleur", `${page}/commentaire`, { commentaire: "Deux baux.", ...ligne });
    expect(over.statut).toBe(422);
    expectSoundPage(over.html);
    expect(over.texte).toContain("vous précisez l’origine de 9 demandeurs, pour 2 baux signés sur ce contingent");
    expect(over.html).toContain('value="Hôpital"');
    const health = await post("responsable-bailleur", `${page}/commentaire`, { commentaire: "Madame est handicapée." });
    expect(health.html).toContain('name="relu"');
    const done = await post("responsable-bailleur", `${page}/commentaire`, {
      commentaire: "Deux baux.\nUn reste à préciser.",
      ...ligne,
      "nombre-0": "1",
    });
    expect(done.statut).toBe(303);
    const { html, texte } = await get("agent-epci", page);
    expectSoundPage(html);
    expect(texte).toContain("Un reste à préciser.");
    const origines = await get("agent-epci", `${page}?partie=origines`);
    expectSoundPage(origines.html);
    expect(origines.texte).toContain("Autres réservataires Hôpital 1 Autres réservataires Non précisé 1");
  });

  it("is signed once the box is checked, and says so", async () => {
    const { html } = await get("responsable-bailleur", page);
    const empreinte = empreinteOf(html);
    const unchecked = await post("responsable-bailleur", `${page}/signature`, { empreinte });
    expect(unchecked.statut).toBe(422);
    expect(unchecked.texte).toContain("Cochez « J’ai vérifié ces chiffres »");
    const other = await post("responsable-bailleur", `${page}/signature`, { empreinte: "autre", verifie: "oui" });
    expect(other.statut).toBe(409);
    expect((await post("responsable-bailleur", `${page}/signature`, { empreinte, verifie: "oui" })).statut).toBe(303);
    const signed = await get("responsable-bailleur", page);
    expect(signed.texte).toMatch(/signée le \d+(er)? .+ au nom de Bailleur d’essai par Camille responsable-bailleur/);
    expect(signed.html).not.toContain("Signer ce bilan");
    expect((await get("etat", `${LISTE}?annee=2017`)).texte).toMatch(/Signé le \d/);
  });

  it("is read again from the PDF, the workbook and the JSON", async ({ skip }) => {
    const app = appOf("agent-epci");
    const bytes = async (extension: string) => {
      const response = await app.request(`${page}.${extension}`);
      expect(response.status, extension).toBe(200);
      expect(response.headers.get("content-disposition")).toContain(`bilan-bailleur-${EPCI}-${SIREN}-2017-T2-v1.`);
      return Buffer.from(await response.arrayBuffer());
    };
    const json = JSON.parse((await bytes("json")).toString());
    expect(json).toMatchObject({ etat: "signe", figures: { siren: SIREN, mesures: { total: 5 } } });
    const book = read(await bytes("xlsx"), { type: "buffer" });
    const rows = utils.sheet_to_json<Record<string, unknown>>(book.Sheets.Version ?? {});
    expect(rows[0]).toMatchObject({ Grandeur: "Baux signés", Valeur: 5 });
    const cells = utils.sheet_to_json<{ Tableau: string; Nombre: number }>(book.Sheets.Secteurs ?? {});
    const quartiles = cells.filter(({ Tableau }) => Tableau.includes("quartile"));
    expect(quartiles.reduce((total, { Nombre }) => total + Nombre, 0)).toBe(5);
    expect(utils.sheet_to_json(book.Sheets.Précisions ?? {})).toEqual([
      { Contingent: "Autres réservataires", Partenaire: "Hôpital", Demandeurs: 1 },
      { Contingent: "Autres réservataires", Partenaire: "Non précisé", Demandeurs: 1 },
    ]);
    const pdf = await bytes("pdf");
    expect(pdf.toString("latin1")).toMatch(/pdfuaid:part/);
    const text = textOfPdf(pdf, "layout");
    if (text === null) return skip("pdftotext is not installed");
    for (const words of [
      "Bailleur d’essai",
      "Signé le",
      "Hôpital",
      "Contingents mobilisés",
      "Emménagés récents",
      json.empreinte.slice(0, 20),
    ]) {
      expect(text).toContain(words);
    }
  });

  it("documents are for those who may export, of their own rows", async () => {
    expect((await get("agent-bailleur", `${page}.pdf`)).statut).toBe(403);
    expect((await get("rival", `${page}.json`)).statut).toBe(404);
    expect((await get("responsable-bailleur", `${page}.json`)).statut).toBe(200);
  });

  it("shows what a later import changes, and a new version may be prepared", async () => {
    await publish(7, "deux.csv");
    const { html, texte } = await get("responsable-bailleur", page);
    expectSoundPage(html);
    expect(texte).toContain("Données changées depuis");
    const ecarts = await get("responsable-bailleur", `${page}?partie=ecarts`);
    expectSoundPage(ecarts.html);
    expect(ecarts.texte).toContain("Attributions suivies d’un bail signé 5 7 +2");
    const { texte: liste } = await get("agent-epci", `${LISTE}?annee=2017`);
    expect(liste).toContain("Données changées depuis");
    const { lieu } = await post("responsable-bailleur", LISTE, preparation());
    expect(lieu).not.toContain(page);
    expect((await get("agent-epci", LISTE)).texte).toContain("Nouvelle version à signer");
  });
});

describe("what is to be done", () => {
  it("the bailleur has its quarter to check, the EPCI how many are awaited", async () => {
    await database.pool.query("delete from bilan_bailleur where etat = 'prepare'");
    const lot = await stageRows(
      database.base,
      "sne-attributions",
      Array.from({ length: 3 }, (_, i) => attribution({ bailleur: SIREN, bailSigneLe: "2018-02-10" }, i)),
      { periode: "2018", fichier: "2018.csv" },
    );
    await publishLot(database.base, lot, { confirme: true });
    const own = await get("responsable-bailleur", `/t/${EPCI}/a-faire`);
    expect(own.texte).toContain("Bilan T1 2018 à vérifier et signer");
    const { texte: toutes } = await get("agent-epci", `/t/${EPCI}/a-faire/toutes`);
    expect(toutes).toContain("1 bilan de bailleur attendu en 2018");
    expect((await get("agent-bailleur", `/t/${EPCI}/a-faire`)).texte).not.toContain("à vérifier et signer");
    expect((await get("rival", `/t/${EPCI}/a-faire`)).texte).not.toContain("à vérifier et signer");
  });

  it("an address that names no version is none", async () => {
    for (const id of ["0", "987654", "1.0", "abc", "99999999999999999999"]) {
      expect((await get("agent-epci", `${LISTE}/${id}`)).statut, id).toBe(404);
    }
    expect((await get("agent-epci", `${LISTE}?annee=12`)).statut).toBe(400);
    const vide = await get("agent-epci", `${LISTE}?annee=2010`);
    expectSoundPage(vide.html);
    expect(vide.texte).toContain("Aucun bilan à montrer pour 2010");
  });
});
