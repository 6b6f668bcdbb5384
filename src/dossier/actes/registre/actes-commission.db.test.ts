import { afterAll, beforeAll, expect, it } from "vitest";
import { HORLOGE } from "#service/commandes/session.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { addOrganisation, addPersonne } from "../../../../test/journal/personnes.ts";
import { radierPourAttribution } from "./actes-commission.ts";

const EPCI = "200000001";
const DEMANDEUR = "5b0f2b0e-6f0e-4d4e-9b53-7b8d0f3c1a11";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await database.pool.query("insert into territoire (epci, nom) values ($1, 'Essai')", [EPCI]);
});
afterAll(() => database.drop());

it("strikes off at the signature, by the bailleur that signed, once, and tells it in the file", async () => {
  const { pool, bases } = database;
  const [mien, autre] = [
    await addOrganisation(pool, "bailleur", "Bailleur du bail"),
    await addOrganisation(pool, "bailleur", "Un autre"),
  ];
  const role = "agent-bailleur" as const;
  const acteurs = await Promise.all(
    [mien, autre].map((organisation) =>
      addPersonne(pool, `agent-${organisation}`, [{ role, epci: EPCI, organisation }]),
    ),
  );
  await pool.query("insert into nominatif.demandeur (id, epci, numero_hash) values ($1, $2, 'n')", [DEMANDEUR, EPCI]);
  await pool.query("insert into nominatif.menage (demandeur, epci) values ($1, $2)", [DEMANDEUR, EPCI]);
  for (const organisation of [mien, autre]) {
    await pool.query(
      "insert into nominatif.lien (demandeur, epci, nature, organisation) values ($1, $2, 'souhait', $3)",
      [DEMANDEUR, EPCI, organisation],
    );
  }
  const signer = async (le: string | null) => {
    const { rows } = await pool.query<{ id: number }>(
      "insert into bail (epci, demandeur, organisation, signe_le) values ($1, $2, $3, $4) returning id",
      [EPCI, DEMANDEUR, mien, le],
    );
    return rows[0]?.id ?? 0;
  };
  const [promis, bail] = [await signer(null), await signer(HORLOGE.aujourdhui())];
  const strike = (qui: number, objet: number) => {
    const acteur = acteurs[qui];
    if (!acteur) throw new Error("no such agent");
    const base = bases.pour(acteur, { ressource: "attribution", action: "valider" });
    return radierPourAttribution(base, { epci: EPCI, demandeur: DEMANDEUR, bail: objet, sortie: "autre-bailleur" });
  };
  await expect(strike(0, promis)).rejects.toMatchObject({ code: "bail-non-signe" });
  await expect(strike(1, bail)).rejects.toMatchObject({ code: "bail-non-signe" });
  expect(await strike(0, bail)).toBe(HORLOGE.aujourdhui());
  // The bailleur may not read the demande any more.
  await expect(strike(0, bail)).rejects.toMatchObject({ code: "droit-absent" });
  const { rows } = await pool.query(
    `select d.etat, d.radie_motif as motif, d.sortie, e.code, e.organisation
       from nominatif.demandeur d join nominatif.evenement e on e.demandeur = d.id`,
  );
  expect(rows).toEqual([
    { etat: "radiee", motif: "attribution", sortie: "autre-bailleur", code: "demande-radiee", organisation: mien },
  ]);
});
