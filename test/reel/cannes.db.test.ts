// @module-tag reel
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import { openTerritoire } from "#donnees/actes/territoire/open-territoire.ts";
import { openFichier } from "#donnees/formats/fichier.ts";
import type { Lot } from "#donnees/lectures/lot/ports.ts";
import { receiveFichier } from "#imports/actes/lot/import-lot.ts";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { CODE_OFFICIEL } from "../../src/service/commandes/code-officiel.ts";
import { createDatabase, type TestDatabase } from "../database.ts";

/** Real open data, read where it lies beside the project; never copied into it. Without it these tests skip. */
const DONNEES = "../shared/data";
const EPCI = "200039915";
const LOGEMENTS = 6374;

describe.skipIf(!existsSync(DONNEES))(
  "RPLS 2018 of Cannes, 6 374 real dwellings (skipped when ../shared/data is absent)",
  () => {
    let database: TestDatabase;
    let dossier: string;

    beforeAll(async () => {
      database = await createDatabase();
      dossier = await mkdtemp(join(tmpdir(), "blaise-reel-"));
      await openTerritoire(database.base, CODE_OFFICIEL, EPCI);
    });
    afterAll(async () => {
      await database.drop();
      await rm(dossier, { recursive: true, force: true });
    });

    async function publish(chemin: string, periode?: string): Promise<Lot> {
      const { base } = database;
      const { fini } = await receiveFichier(
        {
          base,
          horloge: { aujourdhui: () => "2026-11-24", maintenant: () => "2026-11-24T00:00:00.000Z" },
          hash: (text) => text,
        },
        { fichier: await openFichier(chemin), epci: EPCI, ...(periode ? { periode } : {}) },
      );
      const lot = await fini;
      return publishLot(base, lot.id, { confirme: true });
    }

    const count = async (sql: string, lot: number) =>
      (await database.pool.query<Record<string, number>>(sql, [lot])).rows[0];

    it("opens the EPCI of Cannes from the official code", async () => {
      const communes = (await database.base.territoires.communes(EPCI)).map((row) => row.commune);
      expect(communes).toContain("06029");
      expect(communes).toContain("06030");
    });

    it("keeps or explains every line of the open file, and its declared figures", async () => {
      const lot = await publish(`${DONNEES}/rpls_cannes_2018/rpls_cannes.csv`, "2018");
      expect([lot.profil, lot.lignesLues, lot.acceptees + lot.rejetees + lot.doublons]).toEqual([
        "rpls-opendata-47",
        LOGEMENTS,
        LOGEMENTS,
      ]);
      expect(lot.acceptees).toBe(LOGEMENTS);
      expect(lot.champsAbsents).toEqual(expect.arrayContaining(["loyer", "mode", "bailleur", "contingent"]));
      expect(
        await count(
          `select count(*) filter (where situation_declaree = 'qpv')::int       as qpv,
                count(*) filter (where situation_declaree = 'hors-qpv')::int  as hors,
                count(*) filter (where conventionne = 'oui')::int             as conv,
                count(*) filter (where conventionne = 'non')::int             as "nonConv",
                count(*) filter (where commune like '06%')::int               as alpes,
                count(loyer)::int                                             as loyers
           from logement where lot = $1`,
          lot.id,
        ),
      ).toEqual({ qpv: 2011, hors: 4363, conv: 6176, nonConv: 198, alpes: LOGEMENTS, loyers: 0 });
      const { parc } = await computeBilan(database.base, { epci: EPCI, periode: yearPeriode(2018), bailleur: null });
      expect(parc).toMatchObject({
        millesime: "2018",
        logements: LOGEMENTS,
        qpv: 2011,
        horsQpv: 4363,
        vacantsQpv: null,
        vacantsHorsQpv: null,
      });
    });

    it("computes the location of the geocoded lines in the 2024 perimeter: at least 90 % agree with the declared flag", async () => {
      const qpv = await publish(`${DONNEES}/qpv2024_QN00603M_cannes.geojson`);
      expect([qpv.profil, qpv.acceptees]).toEqual(["qpv-2024", 1]);
      // The copy takes another name only: the year is asked for, as an officer would type it.
      const chemin = join(dossier, "rpls_geocode.csv");
      await writeFile(chemin, await readFile(`${DONNEES}/rpls_cannes_2018/rpls_cannes_geocoded_pierson.csv`));
      const lot = await publish(chemin, "2019");
      expect(lot.acceptees).toBe(LOGEMENTS);
      const found = await count(
        `select count(*) filter (where longitude is null)::int                                   as "sansPoint",
              count(*) filter (where longitude is not null)::int                               as situes,
              count(*) filter (where longitude is null and qpv_2024 is not null)::int          as invente,
              count(*) filter (where (qpv_2024 <> 'hors') = (situation_declaree = 'qpv'))::int as accord
         from logement where lot = $1`,
        lot.id,
      );
      expect([found?.sansPoint, found?.situes, found?.invente]).toEqual([1415, 4959, 0]);
      expect((found?.accord ?? 0) / (found?.situes ?? 1)).toBeGreaterThanOrEqual(0.9);
    });
  },
);
