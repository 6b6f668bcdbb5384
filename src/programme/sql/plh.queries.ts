import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { CommunePlh, CommunePlhQueries } from "../lectures/regles/ports.ts";
import { ligneRow } from "../lectures/regles/ports.ts";

export function communePlhQueries(sql: Sql): CommunePlhQueries {
  return { list: (epci) => list(sql, epci), put: (epci, lignes) => put(sql, epci, lignes) };
}

function list(sql: Sql, epci: string): Promise<CommunePlh[]> {
  return rowsOf(
    sql,
    ligneRow,
    `select commune, annee, population, residences_principales,
            logements_sociaux, construction_neuve, contrainte, source, synthetique
       from commune_plh
      where epci = $1
      order by commune, annee`,
    [epci],
  );
}

async function put(sql: Sql, epci: string, lignes: readonly CommunePlh[]): Promise<void> {
  await sql.query(
    `insert into commune_plh (epci, commune, annee, population, residences_principales, logements_sociaux, construction_neuve,
                              contrainte, source, synthetique)
     select $1, l.* from unnest($2::text[], $3::smallint[], $4::integer[], $5::integer[], $6::integer[], $7::integer[], $8::text[], $9::text[], $10::boolean[]) as l
         on conflict (epci, commune, annee) do update
        set population = excluded.population, residences_principales = excluded.residences_principales,
            logements_sociaux = excluded.logements_sociaux, construction_neuve = excluded.construction_neuve,
            contrainte = excluded.contrainte, source = excluded.source, synthetique = excluded.synthetique, saisie_le = now()`,
    [
      epci,
      lignes.map(({ commune }) => commune),
      lignes.map(({ annee }) => annee),
      lignes.map(({ population }) => population),
      lignes.map(({ residencesPrincipales }) => residencesPrincipales),
      lignes.map(({ logementsSociaux }) => logementsSociaux),
      lignes.map(({ constructionNeuve }) => constructionNeuve),
      lignes.map(({ contrainte }) => contrainte),
      lignes.map(({ source }) => source),
      lignes.map(({ synthetique }) => synthetique),
    ],
  );
}
