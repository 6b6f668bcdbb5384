import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { openPagesDemo } from "../../../../test/fixtures/demo-personnes.ts";
import { EPCI, expectSoundPage } from "../../../../test/fixtures/pages.ts";

const JOUR = "2018-11-15";
const RACINE = "liberations/vacants";
let database: TestDatabase;
let pages: ReturnType<typeof openPagesDemo>;
let [id, reservataire] = ["", ""];

async function one<T>(text: string, params: readonly unknown[] = []): Promise<T> {
  const { rows } = await database.pool.query<{ v: T }>(text, [...params]);
  return rows[0]?.v as T;
}
const organisationOf = (role: string) =>
  `(select h.organisation from habilitation h join compte c on c.id = h.compte where c.courriel = '${role}@demonstration.invalid')`;

async function ouvrir(): Promise<string> {
  const logement = await one<string>(
    `select s.id::text as v from logement_suivi s where s.organisation = ${organisationOf("agent-bailleur")} and s.adresse is not null
        and not exists (select from liberation l where l.logement = s.id and l.close_le is null) order by s.id limit 1`,
  );
  const { statut, vers, text } = await pages.send("agent-bailleur", "liberations", {
    logement,
    origine: "vacant",
    filiere: "ordinaire",
    financement: "PLUS",
    meuble: "non",
    contingent: "inconnu",
    cause_vacance: "commerciale",
    "etat-des-lieux": "2018-07-01",
  });
  expect(statut, text).toBe(303);
  return /liberations\/(\d+)/.exec(vers ?? "")?.[1] ?? "";
}

beforeAll(async () => {
  database = await createDemoDatabase();
  pages = openPagesDemo(database, JOUR);
  id = await ouvrir();
  reservataire = await one(`select ${organisationOf("reservataire")}::text as v`);
});
afterAll(() => database?.drop());

const isListed = async (role: "reservataire" | "etat" | "agent-bailleur" | "agent-epci") => {
  const numero = await one<number>("select numero as v from liberation where id = $1", [id]);
  const { text } = await pages.ask(role, RACINE);
  return text.includes(`L-${String(numero).padStart(4, "0")},`);
};

describe("dwellings empty for more than three months, and to let", () => {
  it("are read by those who may fill them, and by their own bailleur", async () => {
    for (const role of ["reservataire", "etat", "agent-bailleur", "agent-epci"] as const) {
      expect(await isListed(role), role).toBe(true);
    }
    const { statut, html } = await pages.ask("reservataire", RACINE);
    expect(statut).toBe(200);
    expectSoundPage(html);
    // The list says the place; the dwelling's page stays closed until its bailleur asks.
    expect((await pages.ask("reservataire", `liberations/${id}`)).statut).toBe(404);
  });

  it("are neither those empty for two months, kept empty on purpose, nor still in works", async () => {
    for (const [vide, cause, disponible, dit] of [
      ["2018-09-01", "commerciale", null, false],
      ["2018-07-01", "strategique", null, false],
      ["2018-07-01", "technique", null, false],
      ["2018-07-01", "technique", "2018-08-01", true],
      [null, "inconnue", "2018-08-01", true],
      [null, "inconnue", null, false],
      ["2018-07-01", "commerciale", null, true],
    ] as const) {
      await database.pool.query(
        "update liberation set etat_lieux_le = $2, cause_vacance = $3, disponible_le = $4 where id = $1",
        [id, vide, cause, disponible],
      );
      expect(await isListed("etat"), `${vide} ${cause} ${disponible}`).toBe(dit);
    }
  });

  it("say which households of one's own list they suit, which they do not, and of which it is unknown", async () => {
    await database.pool.query(
      "update logement_suivi set typologie = 'T3' where id = (select logement from liberation where id = $1)",
      [id],
    );
    const commune = await one<string>(
      "select s.commune as v from liberation l join logement_suivi s on s.id = l.logement where l.id = $1",
      [id],
    );
    for (const [cle, typologie, souhait, etat] of [
      ["compatible", "T3", commune, "active"],
      ["sans-souhait", "T3", null, "active"],
      ["ailleurs", "T5", commune, "active"],
      ["close", "T3", commune, "radiee"],
    ] as const) {
      const demandeur = await one<string>(
        `insert into nominatif.demandeur (epci, numero_hash, naissance, etat, reference, anciennete_le, nom, prenom, radie_le)
         values ($1, $2, '1980-02-01', $4, $3, '2017-01-01', 'Essai', 'Un', case when $4 = 'radiee' then date '2018-11-02' end) returning id::text as v`,
        [EPCI, `essai-${cle}`, `D-${cle}`, etat],
      );
      await database.pool.query(
        `insert into nominatif.menage (epci, demandeur, personnes, typologie, position_plafond) values ($1, $2, 2, $3, 'plai')`,
        [EPCI, demandeur, typologie],
      );
      if (souhait !== null) {
        await database.pool.query(
          "insert into nominatif.souhait (epci, demandeur, rang, commune) values ($1, $2, 1, $3)",
          [EPCI, demandeur, souhait],
        );
      }
      await database.pool.query(
        `insert into nominatif.menage_liste (demandeur, epci, organisation, nature, inscrit_le) values ($1, $2, $3, 'candidat', '2018-11-01')`,
        [demandeur, EPCI, reservataire],
      );
      await database.pool.query(
        `insert into nominatif.lien (epci, demandeur, nature, organisation, du) values ($1, $2, 'contingent', $3, '2018-11-01')`,
        [EPCI, demandeur, reservataire],
      );
    }
    const page = await pages.ask("reservataire", `${RACINE}?logement=${id}`);
    const dits = page.text.replaceAll("\u00A0", " ");
    expectSoundPage(page.html);
    expect(dits).toContain("1 compatible, 2 à vérifier");
    const section = dits.slice(dits.indexOf("Ménages de ma liste pour"));
    expect(section).toContain("1 écarté par l’un des trois");
    expect(section).toContain("D-compatible");
    expect(section).toContain("à vérifier : les communes souhaitées");
    expect(section).toContain("close ou fermée à votre habilitation");
    expect(section).not.toContain("D-ailleurs");
    const liste = await pages.ask("reservataire", "liberations/menages/liste");
    expectSoundPage(liste.html);
    const menage = /menage=([\da-f-]{36})[^>]*>1.compatible/.exec(liste.html)?.[1];
    const choisi = await pages.ask("reservataire", `liberations/menages/liste?menage=${menage}`);
    expectSoundPage(choisi.html);
    expect(choisi.text).toContain("Logements pour la demande D-compatible");
    expect((await pages.ask("agent-bailleur", RACINE)).text).not.toContain("Ma liste");
  });

  it("are asked for once by a réservataire, and refused with a reason that it reads", async () => {
    expect((await pages.send("agent-bailleur", `${RACINE}/${id}/demande`)).statut).toBe(403);
    expect((await pages.send("reservataire", `${RACINE}/${id}/demande`)).statut).toBe(303);
    expect((await pages.send("reservataire", `${RACINE}/${id}/demande`)).statut).toBe(409);
    expect((await pages.send("reservataire", `${RACINE}/987654/demande`)).statut).toBe(409);
    const page = await pages.ask("agent-bailleur", RACINE);
    expect(page.text).toContain("1 demande attend votre réponse");
    const demande = /demandes\/(\d+)\/refus/.exec(page.html)?.[1] ?? "";
    const refus = `${RACINE}/demandes/${demande}/refus`;
    expect((await pages.send("reservataire", refus, { motif: "Non" })).statut).toBe(403);
    expect((await pages.send("agent-bailleur", refus, { motif: "" })).statut).toBe(422);
    const motif = "Promis à un relogement de la tour.";
    expect((await pages.send("agent-bailleur", refus, { motif })).statut).toBe(303);
    expect((await pages.send("agent-bailleur", refus, { motif })).statut).toBe(409);
    expect((await pages.ask("reservataire", RACINE)).text).toContain(motif);
    expect((await pages.ask("etat", RACINE)).text).not.toContain(motif);
  });

  it("are accepted by being asked for candidates, and another who asked is told", async () => {
    for (const role of ["reservataire", "etat"] as const) {
      expect((await pages.send(role, `${RACINE}/${id}/demande`)).statut, role).toBe(303);
    }
    const sollicite = { reservataire, contingent: "COLACT", droit: "", avant: "2018-11-30" };
    const { statut, text } = await pages.send("agent-bailleur", `liberations/${id}/reservataire`, sollicite);
    expect(statut, text.slice(0, 400)).toBe(303);
    const { rows } = await database.pool.query(
      "select reservataire::text, reponse from demande_logement where liberation = $1 and motif is distinct from 'Promis à un relogement de la tour.' order by reponse",
      [id],
    );
    expect(rows.map(({ reponse }) => reponse)).toEqual(["acceptee", "refusee"]);
    expect(rows[0].reservataire).toBe(reservataire);
    expect(await isListed("etat")).toBe(false);
    expect((await pages.ask("reservataire", `liberations/${id}`)).statut).toBe(200);
  });
});
