import { z } from "zod";
import type { Chaine, ChaineQueries, LigneChaine } from "#socle/lectures/journal/ports.ts";
import { ligneRow } from "#socle/lectures/journal/ports.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";

const LIGNES_PAR_PAGE = 5000;

/** Reads the chains as the owner: the journal's policies would hide lines. `sql`: a read-only snapshot. */
export function chaineQueries(sql: Sql): ChaineQueries {
  return {
    chaines: () => chaines(sql),
    lignes: () => lignes(sql),
    empreinte: (organisation, numero) => empreinte(sql, organisation, numero),
  };
}

/** Lines and heads of one instant, while others keep writing. `sql`: the owner's, outside any transaction. */
export function withChaines<T>(sql: Sql, work: (queries: ChaineQueries) => Promise<T>): Promise<T> {
  return sql.transaction(async (tx) => {
    await tx.query("set transaction isolation level repeatable read, read only");
    return work(chaineQueries(tx));
  });
}

const chaineRow = z.object({
  organisation: z.number(),
  nom: z.string(),
  teteNumero: z.number().nullable(),
  teteEmpreinte: z.string().nullable(),
  scelleNumero: z.number().nullable(),
  scelleEmpreinte: z.string().nullable(),
});

async function chaines(sql: Sql): Promise<readonly Chaine[]> {
  const rows = await rowsOf(
    sql,
    chaineRow,
    `select id                                as organisation,
            coalesce(o.nom, 'organisation ' || id) as nom,
            least(t.numero, 9007199254740991) as tete_numero,
            encode(t.empreinte, 'hex')        as tete_empreinte,
            least(s.numero, 9007199254740991) as scelle_numero,
            encode(s.empreinte, 'hex')        as scelle_empreinte
       from (select id from organisation
             union select organisation from journal.tete
             union select organisation from journal.scelle) as connues (id)
       left join organisation o using (id)
       left join journal.tete t on t.organisation = id
       left join lateral (select numero, empreinte from journal.scelle
                           where organisation = id
                           order by numero desc limit 1) s on true
      order by id`,
  );
  return rows.map((row) => ({
    organisation: row.organisation,
    nom: row.nom,
    tete: repere(row.teteNumero, row.teteEmpreinte),
    scelle: repere(row.scelleNumero, row.scelleEmpreinte),
  }));
}

function repere(numero: number | null, hash: string | null): Chaine["tete"] {
  return numero === null || hash === null ? null : { numero, empreinte: hash };
}

/** Starts from the lowest possible number: a line inserted before the first is read too. */
async function* lignes(sql: Sql): AsyncGenerator<LigneChaine> {
  let last: Pick<LigneChaine, "organisation" | "numero"> = { organisation: "0", numero: "-9223372036854775808" };
  for (;;) {
    const page: readonly LigneChaine[] = await rowsOf(
      sql,
      ligneRow,
      `select e.organisation::text, e.numero::text,
              trunc(extract(epoch from e.le at time zone 'UTC') * 1000000)::text as le,
              compte::text, auteur, epci, acte, ressource, objet, demandeur::text, motif,
              encode(precedent, 'hex') as precedent, encode(empreinte, 'hex') as empreinte
         from journal.entree e
        where (e.organisation, e.numero) > ($1::bigint, $2::bigint)
        order by e.organisation, e.numero
        limit $3`,
      [last.organisation, last.numero, LIGNES_PAR_PAGE],
    );
    yield* page;
    const end = page.at(-1);
    if (end === undefined || page.length < LIGNES_PAR_PAGE) return;
    last = end;
  }
}

async function empreinte(sql: Sql, organisation: number, numero: number): Promise<string | null> {
  const row = await rowOf(
    sql,
    z.object({ empreinte: z.string() }),
    "select encode(empreinte, 'hex') as empreinte from journal.entree where organisation = $1 and numero = $2",
    [organisation, numero],
  );
  return row?.empreinte ?? null;
}
