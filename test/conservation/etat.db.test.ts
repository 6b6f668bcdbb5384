// @module-tag moteur
import { afterAll, beforeAll, expect, test } from "vitest";
import { purger } from "#exploitation/actes/conservation/purger.ts";
import { conservationQueries } from "#exploitation/sql/conservation/conservation.queries.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { insert } from "./graine.ts";
import { type BaseProprietaire, openProprietaire } from "./ouvrir.ts";

const EPCI = "200068666";
const AUTRE = "200039915";
const JOUR = "2026-11-25";

let database: BaseProprietaire;
beforeAll(async () => {
  database = await openProprietaire();
  const { sql } = database;
  for (const epci of [EPCI, AUTRE]) {
    await sql.query("insert into territoire (epci, nom) values ($1, $1)", [epci]);
    await insert(sql, "nominatif.demandeur", { epci, numero_hash: `h-${epci}`, radie_le: "2025-11-25" });
    await insert(sql, "nominatif.demandeur", { epci, numero_hash: `i-${epci}`, radie_le: "2025-11-26" });
  }
  const demande = { jour: JOUR, aujourdhui: JOUR, maintenant: `${JOUR}T03:00:00Z`, essai: false };
  await purger(conservationQueries(sql), demande);
});
afterAll(() => database.drop());

const acteur = (role: RoleHabilite, epci: string): Acteur => ({
  nom: "essai",
  compte: 1,
  demandeurs: [],
  motif: null,
  habilitations: [
    {
      id: 1,
      role,
      epci,
      organisation: 1,
      siren: null,
      nomOrganisation: "Essai",
      communes: [],
      sensible: false,
    },
  ],
});

const etatFor = (role: RoleHabilite, epci: string, seen = epci) =>
  database.bases.pour(acteur(role, epci), { ressource: "journal", action: "lire" }).conservation.etat(seen);

test("the DPO sees the purges and the erasures of their territory", async () => {
  const etat = await etatFor("dpo", EPCI);
  expect(etat.purges).toMatchObject([{ auJour: JOUR, comptes: { C2: { "nominatif.demandeur": 2 } } }]);
  expect(etat.effacements).toEqual({ conservation: 1, demande: 0 });
  expect(etat.durees.length).toBeGreaterThan(8);
  expect(etat.colonnes.length).toBeGreaterThan(300);
});

test("and of no other", async () => {
  expect((await etatFor("dpo", EPCI, AUTRE)).effacements).toEqual({ conservation: 0, demande: 0 });
});

test.each(["agent-epci", "gestionnaire-epci", "responsable-bailleur", "guichet"] as const)(
  "%s sees neither, whatever the route forgets",
  async (role) => {
    const etat = await etatFor(role, EPCI);
    expect(etat.purges).toEqual([]);
    expect(etat.effacements).toEqual({ conservation: 0, demande: 0 });
  },
);
