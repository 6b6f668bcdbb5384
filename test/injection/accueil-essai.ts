import { EPCI } from "../fixtures/pages.ts";
import type { Monde } from "./monde.ts";

/** An interview of the demonstration's desk, still open. */
export async function writeEntretien(pool: Monde["pool"]): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    `insert into nominatif.entretien (epci, organisation, le, nom)
     select $1, h.organisation, '2018-02-01', 'Essai'
       from habilitation h
      where h.role = 'guichet' and h.epci = $1
      limit 1
     returning id`,
    [EPCI],
  );
  return Number(rows[0]?.id ?? 0);
}
