import { afterAll, beforeAll, expect, it } from "vitest";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { acteurDemo } from "../../../../test/fixtures/demo-personnes.ts";
import { createTestApp } from "../../../../test/fixtures/http.ts";
import { EPCI } from "../../../../test/fixtures/pages.ts";
import { CHARGES } from "../../../../test/injection/charges.ts";

const JOUR = "2018-11-15";
let database: TestDatabase;
let cles: string[];

beforeAll(async () => {
  database = await createDemoDatabase();
  const { rows } = await database.pool.query<{ v: string }>(
    `select g.ident_rep as v from logement g join publication p on p.epci = g.epci and p.lot = g.lot and p.source = 'rpls'
      where g.epci = $1 and g.sortie is null and g.adresse is not null
        and p.periode = (select max(periode) from publication where epci = $1 and source = 'rpls')
        and g.bailleur = (select o.siren from organisation o join habilitation h on h.organisation = o.id join compte c on c.id = h.compte
                           where c.courriel = 'agent-bailleur@demonstration.invalid')
        and not exists (select from logement_suivi s where s.epci = g.epci and s.cle = g.ident_rep)
      order by 1 limit 2`,
    [EPCI],
  );
  cles = rows.map(({ v }) => v);
});
afterAll(() => database?.drop());

async function send(role: "agent-bailleur" | "agent-epci" | "reservataire", conges: readonly unknown[]) {
  const horloge = { aujourdhui: () => JOUR, maintenant: () => `${JOUR}T09:00:00.000Z` };
  const app = createTestApp(database.bases, { horloge }, await acteurDemo(database, role));
  const response = await app.request(`/api/v1/territoires/${EPCI}/conges`, {
    method: "POST",
    body: JSON.stringify({ conges }),
    headers: { "content-type": "application/json", origin: "http://localhost", "sec-fetch-site": "same-origin" },
  });
  return { statut: response.status, lu: await response.json() };
}

it("takes in the right notices of a bailleur's own dwellings, gives back the others, and once only", async () => {
  const conges = [
    { numero_rpls: cles[0], date_conge: "2018-10-01", date_depart: "31/12/2018" },
    { numero_rpls: cles[1], date_conge: "31/02/2018" },
    { numero_rpls: "9999999999", date_conge: "2018-10-01" },
  ];
  const { statut, lu } = await send("agent-bailleur", conges);
  const refuses = [
    { rang: 1, colonne: "date_conge", code: "date-invalide" },
    { rang: 2, colonne: "numero_rpls", code: "logement-inconnu" },
  ];
  expect(statut).toBe(200);
  expect(lu).toMatchObject({ ouverts: 1, completes: 0, inchanges: 0, refuses });
  expect((await send("agent-bailleur", conges.slice(0, 1))).lu).toMatchObject({
    ouverts: 0,
    inchanges: 1,
    refuses: [],
  });
});

it("is for a bailleur alone, and for the columns of the file", async () => {
  for (const role of ["agent-epci", "reservataire"] as const) {
    expect((await send(role, [{ numero_rpls: cles[0] }])).statut, role).toBe(403);
  }
  expect((await send("agent-bailleur", [{ occupant: "Essai" }])).statut).toBeGreaterThanOrEqual(400);
  expect((await send("agent-bailleur", [])).statut).toBeGreaterThanOrEqual(400);
});

it("gives back every payload as a line to correct, or refuses the whole: nothing enters, nothing breaks", async () => {
  const avant = await countLiberations();
  for (const champ of ["numero_rpls", "date_conge"]) {
    for (let rang = 0; rang < CHARGES.length; rang += PAR_ENVOI) {
      const textes = CHARGES.slice(rang, rang + PAR_ENVOI).map(({ texte }) => texte.slice(0, 100));
      const { statut } = await send(
        "agent-bailleur",
        textes.map((texte) => ({ numero_rpls: cles[1], [champ]: texte })),
      );
      expect([200, 400, 422], `${champ} ${rang}`).toContain(statut);
    }
  }
  expect(await countLiberations()).toBe(avant);
});

const PAR_ENVOI = 200;

async function countLiberations(): Promise<number> {
  const { rows } = await database.pool.query<{ n: number }>("select count(*)::integer as n from liberation");
  return rows[0]?.n ?? -1;
}
