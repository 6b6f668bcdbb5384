import type pg from "pg";

/** Another seat of the commission of the demonstration, which has one account a role. Its account. */
export async function addMembre(pool: pg.Pool, rang: number): Promise<number> {
  const { rows } = await pool.query<{ v: number }>(
    `with c as (
           insert into compte (courriel, prenom, nom, demonstration)
           values ('membre-cal-' || $1::integer || '@demonstration.invalid', 'Démonstration', 'Membre de commission ' || $1::integer, true) returning id
         ), h as (
           insert into habilitation (compte, organisation, role, epci, debut, fin, motif)
           select c.id, h.organisation, h.role, h.epci, h.debut, h.fin, h.motif from c, habilitation h
             join compte m on m.id = h.compte where m.courriel = 'membre-cal@demonstration.invalid'
         )
         select id::integer as v from c`,
    [rang],
  );
  return rows[0]?.v ?? 0;
}
