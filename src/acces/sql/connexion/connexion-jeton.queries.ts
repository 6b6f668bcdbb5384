import { touches } from "#socle/sql/ecrire.ts";
import { rowOf, type Sql } from "#socle/sql/sql.ts";
import { defiRow, type JetonQueries, lienRow } from "../../lectures/connexion/ports.ts";

export function jetonQueries(sql: Sql): JetonQueries {
  return {
    createLien: async (lien) => {
      await sql.query(
        `insert into acces.lien (jeton_hash, usage, compte, cree_le, expire_le, par_courriel)
         values (decode($1, 'hex'), $2, $3, $4, $5, $6)`,
        [lien.empreinte, lien.usage, lien.compte, lien.creeLe, lien.expireLe, lien.parCourriel],
      );
    },
    findLien: (empreinte) =>
      rowOf(
        sql,
        lienRow,
        `select encode(jeton_hash, 'hex') as empreinte, usage, compte, cree_le, expire_le,
                servi_le, par_courriel
           from acces.lien
          where jeton_hash = decode($1, 'hex')`,
        [empreinte],
      ),
    useLien: (empreinte, maintenant) =>
      touches(
        sql,
        `update acces.lien
            set servi_le = $2
          where jeton_hash = decode($1, 'hex')
            and servi_le is null
            and expire_le > $2`,
        [empreinte, maintenant],
      ),
    voidLiens: async (usage, compte, maintenant) => {
      await sql.query(
        `update acces.lien
            set expire_le = $3
          where usage = $1
            and compte is not distinct from $2
            and servi_le is null
            and expire_le > $3`,
        [usage, compte, maintenant],
      );
    },
    createDefi: async (defi, maintenant) => {
      await sql.transaction(async (tx) => {
        await tx.query("delete from acces.defi where expire_le <= $1", [maintenant]);
        await tx.query(
          `insert into acces.defi (jeton_hash, usage, compte, contenu, expire_le)
           values (decode($1, 'hex'), $2, $3, $4, $5)`,
          [defi.empreinte, defi.usage, defi.compte, JSON.stringify(defi.contenu), defi.expireLe],
        );
      });
    },
    takeDefi: async (empreinte, usage, maintenant) => {
      const row = await rowOf(
        sql,
        defiRow,
        `delete from acces.defi
          where jeton_hash = decode($1, 'hex')
         returning encode(jeton_hash, 'hex') as empreinte, usage, compte, contenu, expire_le`,
        [empreinte],
      );
      return row && row.usage === usage && Date.parse(row.expireLe) > Date.parse(maintenant) ? row : null;
    },
  };
}
