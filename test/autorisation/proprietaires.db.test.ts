// @module-tag moteur
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase, type TestDatabase } from "../database.ts";
import { AUTRE_EPCI, addTerritoires, EPCI, makeDemande, publishLot } from "../fixtures/lignes.ts";
import { addOrganisation } from "../journal/personnes.ts";

/** The two cases whose owner is not the territory: a bailleur's commission, and the demande of a person. */

let database: TestDatabase;
let bailleur: number;
beforeAll(async () => {
  database = await createDatabase();
  await addTerritoires(database);
  bailleur = await addOrganisation(database.pool, "bailleur", "Bailleur de deux territoires");
});
afterAll(() => database.drop());

async function insert(table: string, row: Readonly<Record<string, unknown>>): Promise<number> {
  const names = Object.keys(row);
  const { rows } = await database.pool.query<{ id: number }>(
    `insert into ${table} (${names.join(", ")}) values (${names.map((_, i) => `$${i + 1}`).join(", ")}) returning id`,
    Object.values(row),
  );
  return rows[0]?.id ?? 0;
}

async function freed(epci: string): Promise<number> {
  const logement = await insert("logement_suivi", { epci, organisation: bailleur, cle: `L-${epci}` });
  return insert("liberation", {
    epci,
    organisation: bailleur,
    logement,
    etape: "disponible",
    origine: "conge",
    numero: 1,
    ouverte_le: "2026-01-05",
  });
}

describe("a bailleur's commission (CCH, art. L. 441-2)", () => {
  it("has one set of rules, one quorum and one PV in a territory, whatever the communes of its dwellings", async () => {
    const regles = {
      organisation: bailleur,
      numero: 1,
      depuis: "2026-01-01",
      quorum: 3,
      distance: true,
      asynchrone: false,
      fenetre_heures: 48,
      source: "Règlement",
    };
    await insert("cal_reglement", { ...regles, epci: EPCI });
    await expect(insert("cal_reglement", { ...regles, epci: EPCI, numero: 2 })).rejects.toThrow(/cal_reglement/);
    const seance = await insert("seance", { epci: EPCI, organisation: bailleur });
    const pv =
      "insert into seance_pv (epci, seance, organisation, numero, contenu, empreinte, fige_le) values ($1, $2, $3, 'PV', '{}', 'x', now())";
    await database.pool.query(pv, [EPCI, seance, bailleur]);
    await expect(database.pool.query(pv, [EPCI, seance, bailleur])).rejects.toThrow(/seance_pv_pkey/);
  });

  /**
   * Missing: over two EPCI it is two commissions, with a quorum and a PV each. `seance_logement`, `seance_avis`, `candidature` and `decision` take the
   * territory of their dwelling from that of their session; they would need one of each, and the policies of a session those of all its dwellings.
   */
  it("takes no dwelling of another territory on its agenda, yet", async () => {
    const seance = await insert("seance", { epci: EPCI, organisation: bailleur });
    const [ici, ailleurs] = [await freed(EPCI), await freed(AUTRE_EPCI)];
    const add = (epci: string, liberation: number) =>
      database.pool.query(
        "insert into seance_logement (epci, seance, organisation, liberation, ordre, commune, bien) values ($1, $2, $3, $4, 1, '52448', '{}')",
        [epci, seance, bailleur, liberation],
      );
    await add(EPCI, ici);
    await expect(add(EPCI, ailleurs)).rejects.toThrow(/foreign key/);
    await expect(add(AUTRE_EPCI, ailleurs)).rejects.toThrow(/foreign key/);
  });
});

describe("a demande that wishes in two territories (CCH, art. R. 441-2-1)", () => {
  it("is one in each, and one of both: its number tells it", async () => {
    for (const epci of [EPCI, AUTRE_EPCI]) {
      await publishLot(
        database,
        "sne-demandes",
        "2026-01-01",
        [makeDemande({ cle: "une" }), makeDemande({ cle: `autre-${epci}` })],
        { epci },
      );
    }
    const { rows } = await database.pool.query(
      "select epci, count(distinct cle)::integer as demandes from demande group by rollup (epci) order by epci nulls last",
    );
    expect(rows).toEqual([
      { epci: AUTRE_EPCI, demandes: 2 },
      { epci: EPCI, demandes: 2 },
      { epci: null, demandes: 3 },
    ]);
  });

  it("is a file in each, of one person: never two in one territory", async () => {
    const file = (epci: string) =>
      database.pool.query("insert into nominatif.demandeur (epci, numero_hash) values ($1, 'numero')", [epci]);
    await file(EPCI);
    await file(AUTRE_EPCI);
    await expect(file(EPCI)).rejects.toThrow(/demandeur_epci_numero_hash/);
    const { rows } = await database.pool.query(
      "select count(*)::integer as dossiers, count(distinct numero_hash)::integer as demandes from nominatif.demandeur where numero_hash = 'numero'",
    );
    expect(rows).toEqual([{ dossiers: 2, demandes: 1 }]);
  });
});
