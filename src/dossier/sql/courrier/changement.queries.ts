import { z } from "zod";
import { hexa, insertId } from "#socle/sql/ecrire.ts";
import { oneOf, rowOf, type Sql } from "#socle/sql/sql.ts";
import { type ChangementQueries, changementRow } from "../../lectures/courrier/ports.ts";

const idRow = z.object({ id: z.number() });
const LU = `id, canal, nouveau, ancien, expire_le, ancien_le`;

export function changementQueries(sql: Sql): ChangementQueries {
  return {
    demander: (changement) => sql.transaction((tx) => demander(tx, changement)),
    dire: (id, cote, empreinte, maintenant) =>
      rowOf(
        sql,
        changementRow,
        cote === "ancien"
          ? `update nominatif.changement_contact set ancien_le = $2
              where id = $1 and ancien_hash = decode($3, 'hex') and ancien_le is null
                and expire_le > $2 and applique_le is null returning ${LU}`
          : `update nominatif.changement_contact set nouveau_le = $2
              where id = $1 and nouveau_hash = decode($3, 'hex') and ancien_le is not null and nouveau_le is null
                and expire_le > $2 and applique_le is null returning ${LU}`,
        [id, maintenant, empreinte],
      ),
    attendreNouveau: async (id, empreinte) => {
      await sql.query("update nominatif.changement_contact set nouveau_hash = decode($2, 'hex') where id = $1", [
        id,
        empreinte,
      ]);
    },
    appliquer: (id, maintenant) => sql.transaction((tx) => appliquer(tx, id, maintenant)),
    enCours: (epci, demandeur, maintenant) =>
      rowOf(
        sql,
        changementRow,
        `select ${LU} from nominatif.changement_contact
          where epci = $1 and demandeur = $2 and applique_le is null and expire_le > $3
          order by id desc limit 1`,
        [epci, demandeur, maintenant],
      ),
  };
}

async function demander(sql: Sql, changement: Parameters<ChangementQueries["demander"]>[0]): Promise<number> {
  const { demandeur, epci, canal, nouveau, ancien, demandeLe, expireLe, ancienHash, nouveauHash, ancienLe } =
    changement;
  await sql.query(
    `update nominatif.changement_contact set expire_le = $3
      where epci = $1 and demandeur = $2 and applique_le is null and expire_le > $3`,
    [epci, demandeur, demandeLe],
  );
  return insertId(sql, "nominatif.changement_contact", {
    demandeur,
    epci,
    canal,
    nouveau,
    ancien,
    demandeLe,
    expireLe,
    ancienHash: hexa(ancienHash),
    nouveauHash: hexa(nouveauHash),
    ancienLe,
  });
}

async function appliquer(sql: Sql, id: number, maintenant: string): Promise<void> {
  await oneOf(
    sql,
    idRow,
    `update nominatif.changement_contact set applique_le = $2
      where id = $1 and ancien_le is not null and nouveau_le is not null and applique_le is null returning id`,
    [id, maintenant],
  );
  await sql.query(
    `update nominatif.demandeur d
        set courriel = case when c.canal = 'courriel' then c.nouveau else d.courriel end,
            telephone = case when c.canal = 'sms' then c.nouveau else d.telephone end,
            modifie_le = $2
       from nominatif.changement_contact c
      where c.id = $1 and d.id = c.demandeur`,
    [id, maintenant],
  );
}
