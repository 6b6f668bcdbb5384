import { z } from "zod";
import { insertNew } from "#socle/sql/ecrire.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { VERROU } from "#socle/sql/verrous.ts";
import type { ActeAEcrire, CommuneFinie, PerimetreQueries } from "../../lectures/territoire/ports.ts";
import { acteRow } from "../../lectures/territoire/ports.ts";
import { SEJOURS, sejoursRow } from "./sejours.ts";

const nombreRow = z.object({ nombre: z.number() });
const codeRow = z.object({ commune: z.string() });
const titulaireRow = z.object({ commune: z.string(), epci: z.string(), nom: z.string(), sejours: sejoursRow });

export function perimetreQueries(sql: Sql): PerimetreQueries {
  return {
    lock: async (commune) => {
      await sql.query("select pg_advisory_xact_lock($1, hashtext($2))", [VERROU.perimetre, commune]);
    },
    actes: (epci) =>
      rowsOf(
        sql,
        acteRow,
        `select id, commune, nom, genre, jour::text as jour, acte, ecrit_le, ecrit_par,
                annule_le, annule_par
           from acte_perimetre
          where epci = $1
          order by acte_perimetre.jour desc, id desc`,
        [epci],
      ),
    ecrire: (epci, acte) => ecrire(sql, epci, acte),
    annuler: async (epci, id, par) => {
      const row = await rowOf(
        sql,
        codeRow,
        `update acte_perimetre
            set annule_le = now(), annule_par = $3
          where epci = $1
            and id = $2
            and annule_le is null
          returning commune`,
        [epci, id, par],
      );
      return row?.commune ?? null;
    },
    relire: (epci, finie) => relire(sql, epci, finie),
    autresTitulaires: (epci, communes) =>
      rowsOf(
        sql,
        titulaireRow,
        `select t.commune, e.epci, e.nom, ${SEJOURS} as sejours
           from territoire_commune t
           join territoire e on e.epci = t.epci
          where t.commune = any ($2::text[])
            and t.epci <> $1
          order by t.commune, e.epci`,
        [epci, [...communes]],
      ),
    habilites: async (epci, communes, jour) => {
      const row = await rowOf(
        sql,
        nombreRow,
        `select count(distinct compte) as nombre
           from habilitation
          where epci = $1
            and communes && $2::text[]
            and revoquee_le is null
            and $3::date between debut and fin`,
        [epci, [...communes], jour],
      );
      return row?.nombre ?? 0;
    },
  };
}

function ecrire(sql: Sql, epci: string, dit: ActeAEcrire): Promise<number | null> {
  const { commune, nom, population, genre, jour, acte, par: ecritPar, dernierJour } = dit;
  const valeurs = { epci, commune, nom, population, genre, jour, acte, ecritPar, dernierJour };
  const sauf = "on conflict (epci, commune, genre, jour) where annule_le is null do nothing";
  return insertNew(sql, "acte_perimetre", valeurs, sauf);
}

/** Reads a line as the ended commune while it existed and the territory has it, else as the one it became. */
async function relire(sql: Sql, epci: string, { commune, devenue, dernierJour }: CommuneFinie): Promise<void> {
  await sql.query(
    `update attribution a
        set commune = case when h.tenue and a.bail_signe_le <= $4::date then $2 else $3 end
       from (select exists (select 1 from territoire_commune where epci = $1 and commune = $2) as tenue) h
      where a.epci = $1
        and a.commune_ecrite = $2
        and a.commune in ($2, $3)`,
    [epci, commune, devenue, dernierJour],
  );
}
