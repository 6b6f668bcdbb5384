import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";
import { seedOf } from "../../../test/fixtures/habilitations.ts";
import { EPCI } from "../../../test/fixtures/pages.ts";

const JOUR = "2026-06-15";
/** Ninety days before. */
const DEPUIS = "2026-03-17";
let database: TestDatabase;

type Agent = {
  readonly vu?: string;
  readonly debut?: string;
  readonly fin?: string;
  readonly role?: "guichet" | "commune";
  readonly epci?: string;
  /** What happens to it afterwards. */
  readonly puis?: string;
};

const VENU = { vu: "2026-06-01T08:00:00Z" };

/** Desks with a published card, each with one agent but for the last. */
const GUICHETS: Readonly<Record<string, Agent | null>> = {
  tenu: VENU,
  nouveau: { debut: "2026-06-10" },
  "a-la-borne": { vu: "2026-03-16T23:30:00Z" },
  oublie: { vu: "2026-03-16T22:30:00Z" },
  "jamais-venu": {},
  fini: { ...VENU, fin: "2026-06-14" },
  "a-venir": { ...VENU, debut: "2026-06-16" },
  ferme: { ...VENU, puis: "update compte set ferme_le = '2026-06-02' where courriel = 'ferme@exemple.fr'" },
  retire: {
    ...VENU,
    puis: "update habilitation set revoquee_le = '2026-06-02' where organisation = (select id from organisation where nom = 'retire')",
  },
  "autre-role": { ...VENU, role: "commune" },
  ailleurs: { ...VENU, epci: "200000001" },
  vide: null,
};

beforeAll(async () => {
  database = await createDatabase();
  const seed = seedOf(database.pool);
  await seed.territoire();
  await seed.territoire("200000001", ["52129"]);
  for (const [nom, agent] of Object.entries(GUICHETS)) await open(nom, agent);
});

async function open(nom: string, agent: Agent | null): Promise<void> {
  const seed = seedOf(database.pool);
  const organisation = await seed.organisation("guichet", nom);
  await database.pool.query(
    "insert into guichet_fiche (epci, organisation, nom, niveau, adresse, commune, publie_le) values ($1, $2, $3, 'enregistrement', '1 rue', '52448', now())",
    [EPCI, organisation, nom],
  );
  if (agent === null) return;
  const { vu = null, role = "guichet", puis, debut = "2026-01-01", fin = "2026-12-31", epci = EPCI } = agent;
  const communes = role === "commune" ? ["52448"] : [];
  await seed.habilitation(await seed.compte(nom, vu), organisation, role, { debut, fin, epci, communes });
  if (puis) await database.pool.query(puis);
}

afterAll(() => database?.drop());

describe("the desks offered to a household", () => {
  it("are those where somebody accredited to register has come lately, or has just been accredited", async () => {
    const { rows } = await database.pool.query<{ nom: string }>(
      "select o.nom from contexte.guichets_tenus($1, $2, $3) as g join organisation o on o.id = g order by o.nom",
      [EPCI, JOUR, DEPUIS],
    );
    expect(rows.map(({ nom }) => nom)).toEqual(["a-la-borne", "nouveau", "tenu"]);
  });
});
