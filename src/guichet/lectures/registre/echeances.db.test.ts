import { afterAll, beforeAll, expect, test } from "vitest";
import { echeanceQueries } from "#dossier/sql/registre/echeance.queries.ts";
import { addDays, addMonths } from "#socle/regles/shared/calendrier.ts";
import { openSql } from "#socle/sql/sql.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { echoirDemandes } from "./echeances.ts";

const EPCI = "200068666";
const JOUR = "2026-03-01";
const deps = {
  coffre: {
    sceller: (texte: string) => Buffer.from(texte),
    ouvrir: (scelle: Uint8Array) => Buffer.from(scelle).toString(),
  },
  horloge: { aujourdhui: () => JOUR, maintenant: () => `${JOUR}T03:00:00.000Z` },
  connexion: { origine: "https://essai.invalid" },
};

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await database.pool.query("insert into territoire (epci, nom) values ($1, 'Essai') on conflict do nothing", [EPCI]);
});
afterAll(() => database.drop());

/** `depuis`: months since the registration. */
async function add(nom: string, depuis: number, champs: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const le = addMonths(JOUR, -depuis);
  const values = {
    epci: EPCI,
    nom,
    numero_hash: nom,
    etat: "active",
    enregistree_le: le,
    anciennete_le: le,
    echeance_le: addMonths(le, 12),
    courriel: "m@demonstration.invalid",
    accord_courriel: true,
    ...champs,
  };
  const noms = Object.keys(values);
  await database.pool.query(
    `insert into nominatif.demandeur (${noms.join(", ")}) values (${noms.map((_, rang) => `$${rang + 1}`).join(", ")})`,
    Object.values(values),
  );
}

const etats = async () =>
  (
    await database.pool.query<{ nom: string; etat: string; motif: string | null }>(
      "select nom, etat, radie_motif as motif from nominatif.demandeur order by nom",
    )
  ).rows.map(({ nom, etat, motif }) => [nom, etat, motif].filter((one) => one !== null).join(" "));

test("notices leave, radiations follow, once; a trial writes nothing", async () => {
  await add("a-jour", 9);
  await add("bientot", 10);
  await add("prevenue", 13, { etat: "a-renouveler", preavis_le: "2025-12-15" });
  await add("prevenue-tard", 13, { etat: "a-renouveler", preavis_le: "2026-02-02" });
  await add("muette", 5, { etat: "avertie", averti_motif: "non-reponse", avertie_le: "2026-01-01" });
  await add("irrecevable", 5, { etat: "avertie", averti_motif: "irrecevabilite", avertie_le: "2025-01-01" });
  await add("limitee", 14, { etat: "a-renouveler", preavis_le: "2025-12-15", limite_le: "2026-01-01" });
  await add("importee", 20, { echeance_le: null });
  const queries = echeanceQueries(openSql(database.pool));
  const attendu = { preavis: 1, radiees: { "non-renouvellement": 1, "non-reponse": 1 }, sansEcheance: 1 };
  const avant = await etats();
  expect(await echoirDemandes(queries, deps, { jour: JOUR, essai: true })).toMatchObject(attendu);
  expect(await etats()).toEqual(avant);
  expect(await echoirDemandes(queries, deps, { jour: JOUR, essai: false })).toMatchObject(attendu);
  expect(await etats()).toEqual([
    "a-jour active",
    "bientot a-renouveler",
    "importee active",
    "irrecevable avertie",
    "limitee a-renouveler",
    "muette radiee non-reponse",
    "prevenue radiee non-renouvellement",
    "prevenue-tard a-renouveler",
  ]);
  const { rows } = await database.pool.query(
    "select (select count(*)::int from nominatif.evenement where auteur = 'systeme') as evenements, (select count(*)::int from nominatif.envoi) as envois, (select count(*)::int from journal.entree where acte in ('demande-avertie','demande-radiee')) as journal",
  );
  expect(rows).toEqual([{ evenements: 3, envois: 3, journal: 3 }]);
  expect(await echoirDemandes(queries, deps, { jour: JOUR, essai: false })).toMatchObject({ preavis: 0, radiees: {} });
});

test("a file whose message cannot be written is untouched", async () => {
  await add("panne", 10);
  const jour = addDays(JOUR, 0);
  const panne = {
    ...deps,
    coffre: {
      ...deps.coffre,
      sceller: () => {
        throw new Error("sealed by nobody");
      },
    },
  };
  await expect(echoirDemandes(echeanceQueries(openSql(database.pool)), panne, { jour, essai: false })).rejects.toThrow(
    "nobody",
  );
  expect(await etats()).toContain("panne active");
});
