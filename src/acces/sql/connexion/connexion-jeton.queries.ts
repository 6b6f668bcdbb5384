import { hexa, insert, touches } from "#socle/sql/ecrire.ts";
import { rowOf, type Sql } from "#socle/sql/sql.ts";
import { defiRow, type JetonQueries, lienRow } from "../../lectures/connexion/ports.ts";

export function jetonQueries(sql: Sql): JetonQueries {
  return {
    createLien: async ({ empreinte, usage, compte, creeLe, expireLe, parCourriel }) => {
      await insert(sql, "acces.lien", { jetonHash: hexa(empreinte), usage, compte, creeLe, expireLe, parCourriel });
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
        const { empreinte, usage, compte, expireLe } = defi;
        const contenu = JSON.stringify(defi.contenu);
        await insert(tx, "acces.defi", { jetonHash: hexa(empreinte), usage, compte, contenu, expireLe });
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
