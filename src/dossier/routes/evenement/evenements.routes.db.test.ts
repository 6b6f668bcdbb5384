import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { HORLOGE } from "#service/commandes/session.ts";
import { addMonths } from "#socle/regles/shared/calendrier.ts";
import { acteurOf } from "../../../../test/fixtures/habilitations.ts";
import { expectSoundPage } from "../../../../test/fixtures/pages.ts";
import { openVisiteurs, type Visiteurs } from "../../../../test/fixtures/visiteurs.ts";

const EPCI = "200068666";
const CHEMIN = "demandes/evenements";
const AUJOURDHUI = HORLOGE.aujourdhui();
const MOIS = AUJOURDHUI.slice(0, 7);

let visiteurs: Visiteurs;
beforeAll(async () => {
  visiteurs = await openVisiteurs({ jour: AUJOURDHUI });
  const { pool } = visiteurs.database;
  await pool.query("delete from nominatif.demandeur where epci = $1", [EPCI]);
  const { rows } = await pool.query(
    `insert into nominatif.demandeur (epci, guichet, etat, nom, prenom, synthetique)
     values ($1, $2, 'a-enregistrer', 'Secret', 'Nom', true) returning id`,
    [EPCI, visiteurs.organisation],
  );
  const { id } = z.object({ id: z.string() }).parse(rows[0]);
  const add = (le: string, genre: string, auteur: string, nombre: number) =>
    pool.query(
      `insert into nominatif.evenement (demandeur, epci, le, genre, code, auteur, organisation)
       select $1, $2, $3::timestamp at time zone 'Europe/Paris', $4, 'essai', $5,
              case when $5 = 'organisme' then $6::bigint end from generate_series(1, $7)`,
      [id, EPCI, le, genre, auteur, visiteurs.organisation, nombre],
    );
  await add(`${AUJOURDHUI}T09:00`, "contact", "organisme", 3);
  await add(`${AUJOURDHUI}T09:00`, "message", "menage", 2);
  await add(`${MOIS}-01T00:30`, "message", "menage", 1);
  await add(`${addMonths(`${MOIS}-01`, -11)}T00:30`, "radiation", "systeme", 4);
  // Half an hour before the first month counted.
  await add(`${addMonths(`${MOIS}-01`, -12)}T09:00`, "radiation", "systeme", 7);
});
afterAll(() => visiteurs.close());

describe("events counted by the EPCI", () => {
  it("are by month, body and kind, small ones too, and name nobody", async () => {
    const { html, text, statut } = await visiteurs.ask("agent-epci", CHEMIN);
    expect(statut).toBe(200);
    expectSoundPage(html);
    expect(text).toContain("6 évènements dans le mois");
    expect(text).toMatch(/Les demandeurs 0 3 3/);
    expect(text).toMatch(/Organisation d’essai 3 0 3/);
    expect(text).not.toContain("Secret");
    const ancien = await visiteurs.ask("agent-epci", `${CHEMIN}?mois=${addMonths(`${MOIS}-01`, -11).slice(0, 7)}`);
    expect(ancien.text).toMatch(/Les délais 4 4/);
    // A month without events shows the latest month that has some.
    expect((await visiteurs.ask("agent-epci", `${CHEMIN}?mois=1999-01`)).text).toContain("6 évènements");
  });

  it("go to a spreadsheet, which the journal knows of", async () => {
    const { text, statut } = await visiteurs.ask("agent-epci", `${CHEMIN}.csv`);
    expect(statut).toBe(200);
    expect(text).toContain(`${MOIS};Les demandeurs;message;3`);
    expect(text).toContain(`${MOIS};Organisation d’essai;contact;3`);
    expect(text).not.toContain(";7");
    const xlsx = await visiteurs.ask("agent-epci", `${CHEMIN}.xlsx`);
    expect([xlsx.statut, xlsx.octets.length > 1000]).toEqual([200, true]);
    const { rows } = await visiteurs.database.pool.query(
      "select objet from journal.entree where acte = 'document-exporte' and objet like 'evenements.%' order by objet",
    );
    expect(rows).toEqual([{ objet: "evenements.csv:3" }, { objet: "evenements.xlsx:3" }]);
  });

  it("are nobody else's to count, on the page or in the database", async () => {
    for (const role of ["guichet", "etat", "responsable-bailleur", "commune", "secretaire-cal"] as const) {
      expect([role, (await visiteurs.ask(role, CHEMIN)).statut]).toEqual([role, 403]);
      const { database, organisation } = visiteurs;
      const { evenements } = database.bases.pour(acteurOf(1, role, { epci: EPCI, organisation }));
      expect(await evenements.compter(EPCI, `${MOIS}-01`, AUJOURDHUI)).toEqual([]);
    }
  });
});
