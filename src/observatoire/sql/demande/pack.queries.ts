import { z } from "zod";
import { insert } from "#socle/sql/ecrire.ts";
import { colonnesOf } from "#socle/sql/ligne.ts";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { VERROU } from "#socle/sql/verrous.ts";
import { type DemandeQueries, enteteRow, packBailleurRow, packRow } from "../../lectures/demande/ports.ts";

type Packs = Pick<DemandeQueries, "packs" | "findPack" | "packBailleurs" | "freezePack">;

export function packQueries(sql: Sql): Packs {
  return {
    packs: (epci) =>
      rowsOf(
        sql,
        enteteRow,
        `select ${colonnesOf(enteteRow)} from pack_trimestriel where epci = $1 order by annee desc, trimestre desc, numero desc`,
        [epci],
      ),
    findPack: (epci, id) =>
      rowOf(sql, packRow, `select ${colonnesOf(packRow)} from pack_trimestriel where epci = $1 and id = $2`, [
        epci,
        id,
      ]),
    packBailleurs: (epci, pack) =>
      rowsOf(
        sql,
        packBailleurRow,
        `select bailleur, nom, contenu as figures, empreinte
           from pack_bailleur
          where epci = $1
            and pack = $2
          order by nom, bailleur`,
        [epci, pack],
      ),
    freezePack: (pack) => freezePack(sql, pack),
  };
}

async function freezePack(sql: Sql, pack: Parameters<DemandeQueries["freezePack"]>[0]): Promise<number> {
  const { epci, contenu, sources, empreinte, figePar, bailleurs } = pack;
  return sql.transaction(async (tx) => {
    const cle = `${epci} ${contenu.annee} ${contenu.trimestre}`;
    await tx.query("select pg_advisory_xact_lock($1, hashtext($2))", [VERROU.pack, cle]);
    const { id } = await oneOf(
      tx,
      z.object({ id: z.number() }),
      `insert into pack_trimestriel (epci, annee, trimestre, numero, contenu, sources, empreinte, fige_par)
       select $1, $2::smallint, $3::smallint, count(*) + 1, $4, $5, $6, $7
         from pack_trimestriel
        where epci = $1
          and annee = $2::smallint
          and trimestre = $3::smallint
       returning id`,
      [epci, contenu.annee, contenu.trimestre, JSON.stringify(contenu), JSON.stringify(sources), empreinte, figePar],
    );
    for (const one of bailleurs) {
      const { bailleur, nom, figures, empreinte: own } = one;
      const contenu = JSON.stringify(figures);
      await insert(tx, "pack_bailleur", { pack: id, epci, bailleur, nom, contenu, empreinte: own });
    }
    return id;
  });
}
