// @module-tag moteur
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { createTestApp } from "../../../../test/fixtures/http.ts";
import { watchInstructions } from "../../../../test/fixtures/instructions.ts";
import { attribution, EPCI, logement, openTerritoireEssai, stageRows } from "../../../../test/fixtures/lots.ts";
import { textOf } from "../../../../test/fixtures/pages.ts";
import { addOrganisation, addPersonne } from "../../../../test/journal/personnes.ts";
import { publishLot } from "../../actes/lot/publish-lot.ts";

const PAGE = `/t/${EPCI}/donnees/localiser`;
const INSTRUCTIONS_MAX = 25;
const headers = { accept: "text/html", origin: "http://localhost", "sec-fetch-site": "same-origin" };
const form = (fields: Record<string, string>) => ({ method: "POST", headers, body: new URLSearchParams(fields) });

let database: TestDatabase;
let dossierDepots: string;
let app: ReturnType<typeof createTestApp>;

const SIRENS = ["732829320", "404833048", "552100554"];
const inconnue = { situationDeclaree: "inconnue" } as const;

/** Three years of leases of three bailleurs, a fifth of which nobody locates, two a dwelling. */
const baux = (annee: number) =>
  Array.from({ length: 600 }, (_, i) =>
    attribution(
      {
        bailleur: SIRENS[i % 3] ?? "",
        bailSigneLe: `${annee}-0${(i % 9) + 1}-10`,
        ...(i % 5 === 0 ? inconnue : {}),
        adresse: `${Math.floor(i / 2)} rue du Port`,
      },
      annee * 1000 + i,
    ),
  );

beforeAll(async () => {
  database = await createDatabase();
  const { base } = database;
  await openTerritoireEssai(base);
  const parc = Array.from({ length: 300 }, (_, i) =>
    logement({ situationDeclaree: i % 2 ? "qpv" : "hors-qpv", adresse: `${i} rue du Port`, residence: "Le Port" }, i),
  );
  await publishLot(base, await stageRows(base, "rpls", parc, { periode: "2017" }));
  for (const annee of [2017, 2018, 2019]) {
    const lot = await stageRows(base, "sne-attributions", baux(annee), { fichier: `${annee}.csv` });
    await publishLot(base, lot, { confirme: true });
  }
  const organisation = await addOrganisation(database.pool, "epci", "Organisation d’essai");
  const habilitation = { role: "agent-epci", epci: EPCI, organisation } as const;
  dossierDepots = await mkdtemp(join(tmpdir(), "blaise-localiser-"));
  app = createTestApp(
    database.bases,
    { dossierDepots },
    await addPersonne(database.pool, "agent-epci", [habilitation]),
  );
});
afterAll(async () => {
  await database.drop();
  await rm(dossierDepots, { recursive: true, force: true });
});

const show = async (chemin = PAGE) => (await app.request(chemin, { headers })).text();
const firstCle = (html: string) => /name="adresse" value="([^"]+)"/.exec(html)?.[1] ?? "";

describe("the repair queue", () => {
  it("shows the effect of either answer without trying it: few statements, none that writes", async () => {
    let html = "";
    const asked = await watchInstructions(async () => {
      html = await show();
    });
    expect(textOf(html)).toContain("Effet sur le bilan 2019");
    expect(asked.length).toBeLessThanOrEqual(INSTRUCTIONS_MAX);
    expect(asked.filter((texte) => /^\s*(insert|update|delete|create|copy)|compter_/i.test(texte))).toEqual([]);
  });

  it("takes an answer in as few, over all the files that hold the address, and takes it back", async () => {
    const cle = firstCle(await show());
    const asked = await watchInstructions(async () => {
      const done = await app.request(PAGE, form({ adresse: cle, situation: "qpv", motif: "plan du bailleur" }));
      expect(done.headers.get("location")).toMatch(/\?fait=localise&annuler=\d+$/);
    });
    expect(asked.length).toBeLessThanOrEqual(INSTRUCTIONS_MAX);
    const [{ id } = { id: 0 }] = await database.base.localisations.history(EPCI);
    const undone = await watchInstructions(async () => app.request(`${PAGE}/${id}/annuler`, form({})));
    expect(undone.length).toBeLessThanOrEqual(INSTRUCTIONS_MAX);
  });

  it("leaves the cubes as a whole derivation would", async () => {
    const cle = firstCle(await show());
    await app.request(PAGE, form({ adresse: cle, situation: "hors-qpv", motif: "plan du bailleur" }));
    const { pool } = database;
    const cubes = async () =>
      (
        await pool.query(
          "select (c.*)::text from cube_attribution c union all select (b.*)::text from cube_bail b order by 1",
        )
      ).rows;
    const partiel = await cubes();
    await pool.query(
      "select compter_baux(epci, lot), compter_dehors(epci, lot) from publication where source = 'sne-attributions'",
    );
    expect(await cubes()).toEqual(partiel);
  });
});

describe("a group of addresses", () => {
  const firstGroupe = (html: string) => /href="([^"]*\/groupe\?[^"]*)"/.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const hidden = (html: string, nom: string) =>
    (new RegExp(`name="${nom}" value="([^"]*)"`).exec(html)?.[1] ?? "")
      .replaceAll("&quot;", '"')
      .replaceAll("&amp;", "&");

  it("takes one answer for those that are ticked, in as few statements, and says which the bailleur does not know", async () => {
    const chemin = firstGroupe(await show());
    const html = await show(chemin);
    const [une = "", deux = ""] = [...html.matchAll(/name="adresses" value="([^"]+)"/g)].map(([, cle]) => cle);
    const body = new URLSearchParams({ commune: hidden(html, "commune"), bailleur: hidden(html, "bailleur") });
    body.append("adresses", une);
    body.append("adresses", deux);
    body.append("situation", "inconnue");
    body.append("motif", "bailleur interrogé le 3 mars");
    const asked = await watchInstructions(async () => {
      const done = await app.request(`${PAGE}/groupe`, { method: "POST", headers, body });
      expect(done.headers.get("location")).toMatch(/\?nombre=2&fait=groupe&annuler=\d+\.\d+$/);
    });
    expect(asked.length).toBeLessThanOrEqual(INSTRUCTIONS_MAX);
    expect(textOf(await show(chemin)).match(/demandée au bailleur, sans réponse/g)).toHaveLength(2);
  });

  it("sends its questions, takes the answers once they were seen, and tells those that it does not apply", async () => {
    const chemin = firstGroupe(await show());
    const questions = await show(chemin.replace("/groupe?", "/questions.csv?"));
    const [entete = "", ...lignes] = questions.replace("\ufeff", "").trim().split(/\r?\n/);
    const at = (nom: string) => entete.split(";").indexOf(nom);
    const fill = (ligne: string, reponse: string) => {
      const cells = ligne.split(";");
      cells[at("EN_QUARTIER_PRIORITAIRE")] = reponse;
      cells[at("COMMENT_LE_SAVEZ_VOUS")] = "plan de masse";
      return cells.join(";");
    };
    const [a = "", b = "", c = "", d = ""] = lignes;
    const inconnue = d.replace(/[^;]*$/, "adresse:52448:nulle part");
    const filled = [
      entete,
      fill(a, "oui"),
      fill(b, "non"),
      fill(c, "oui"),
      fill(c, "non"),
      fill(d, "peut-être"),
      fill(inconnue, "oui"),
    ];
    const body = new FormData();
    body.append("fichier", new File([filled.join("\n")], "reponses.csv"));
    const apercu = await (await app.request(`${PAGE}/reponses/apercu`, { method: "POST", headers, body })).text();
    expect(textOf(apercu)).toContain("2 réponses à appliquer");
    for (const conflit of ["deux réponses différentes", "réponse illisible", "logement inconnu de Blaise"]) {
      expect(textOf(apercu)).toContain(conflit);
    }
    const envoi = form({ fichier: "reponses.csv", envoi: hidden(apercu, "envoi"), relu: "oui" });
    const done = await app.request(`${PAGE}/reponses`, envoi);
    // The bailleur had been asked: what it answered replaces that, which undoing would not bring back.
    expect(done.headers.get("location")).toBe(`${PAGE}?nombre=2&fait=groupe`);
    const [last] = await database.base.localisations.history(EPCI);
    expect(last?.motif).toBe("Réponse du bailleur\u00a0: plan de masse (reponses.csv)");
    const depose = new FormData();
    depose.append("fichiers", new File([filled.join("\n")], "reponses-deposees.csv"));
    const suite = await app.request(`/t/${EPCI}/donnees/deposer`, { method: "POST", headers, body: depose });
    expect(suite.headers.get("location")).toContain(`${PAGE}/reponses?depot=`);
    expect(textOf(await show(suite.headers.get("location") ?? ""))).toContain("0 réponse à appliquer");
    const again = new FormData();
    again.append("fichier", new File([[entete, fill(a, "non"), fill(b, "non")].join("\n")], "encore.csv"));
    const encore = await (
      await app.request(`${PAGE}/reponses/apercu`, { method: "POST", headers, body: again })
    ).text();
    expect(textOf(encore)).toMatch(/déjà localisé, et autrement/);
    expect(textOf(encore)).toContain("déjà dites : 1");
  });

  it("refuses answers that the page did not write: a sign that nobody can keep, inside their JSON", async () => {
    const reponse = { ligne: 2, cleAdresse: firstCle(await show()), ecrite: "non", situation: "hors-qpv", source: "" };
    for (const faux of [{ cleAdresse: "\u0000" }, { source: "plan\u0000" }]) {
      const envoi = JSON.stringify([{ ...reponse, ...faux }]);
      const refused = await app.request(`${PAGE}/reponses`, form({ fichier: "reponses.csv", envoi, relu: "oui" }));
      expect(refused.status).toBe(422);
      expect(textOf(await refused.text())).toContain("Déposez le fichier de nouveau");
    }
  });

  it("announces a number of answers, and no other words of an address", async () => {
    expect(textOf(await show(`${PAGE}?fait=groupe&nombre=1`))).toContain("1 réponse enregistrée. Les bornes");
    expect(textOf(await show(`${PAGE}?fait=groupe&nombre=Appelez le 0 800`))).not.toMatch(/Appelez|enregistrée/);
  });
});
