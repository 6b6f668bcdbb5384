import { z } from "zod";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { PreuveQueries } from "../../lectures/connexion/ports.ts";

const cleRow = z.object({
  identifiant: z.string(),
  compte: z.number(),
  clePublique: z.instanceof(Buffer).transform((octets) => new Uint8Array(octets)),
  compteur: z.number(),
  transports: z.array(z.string()),
  nom: z.string(),
  ajouteeLe: z.string(),
  servieLe: z.string().nullable(),
});

const CLE = `identifiant, compte, cle_publique, compteur, transports, nom, ajoutee_le, servie_le`;

/** What an account is opened by: its password, its passkeys. */
export function moyensQueries(sql: Sql): PreuveQueries {
  return {
    readMotDePasse: async (compte) =>
      (
        await rowOf(
          sql,
          z.object({ empreinte: z.string() }),
          "select empreinte from acces.mot_de_passe where compte = $1",
          [compte],
        )
      )?.empreinte ?? null,
    writeMotDePasse: async (compte, empreinte, maintenant) => {
      await sql.query(
        `insert into acces.mot_de_passe (compte, empreinte, change_le)
         values ($1, $2, $3)
         on conflict (compte) do update set empreinte = excluded.empreinte, change_le = excluded.change_le`,
        [compte, empreinte, maintenant],
      );
    },
    upgradeMotDePasse: async (compte, ancienne, nouvelle) => {
      await sql.query("update acces.mot_de_passe set empreinte = $3 where compte = $1 and empreinte = $2", [
        compte,
        ancienne,
        nouvelle,
      ]);
    },
    findCle: (identifiant) =>
      rowOf(sql, cleRow, `select ${CLE} from acces.cle_acces where identifiant = $1`, [identifiant]),
    listCles: (compte) =>
      rowsOf(sql, cleRow, `select ${CLE} from acces.cle_acces where compte = $1 order by ajoutee_le, identifiant`, [
        compte,
      ]),
    addCle: async (cle, maintenant) => {
      const { rowCount } = await sql.query(
        `insert into acces.cle_acces (identifiant, compte, cle_publique, compteur, transports, nom, ajoutee_le)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (identifiant) do nothing`,
        [cle.identifiant, cle.compte, Buffer.from(cle.clePublique), cle.compteur, cle.transports, cle.nom, maintenant],
      );
      return rowCount === 1;
    },
    recordCle: async (identifiant, avant, apres, maintenant) => {
      const { rowCount } = await sql.query(
        "update acces.cle_acces set compteur = $3, servie_le = $4 where identifiant = $1 and compteur = $2",
        [identifiant, avant, apres, maintenant],
      );
      return rowCount === 1;
    },
    removeCle: async (identifiant, compte) => {
      const { rowCount } = await sql.query("delete from acces.cle_acces where identifiant = $1 and compte = $2", [
        identifiant,
        compte,
      ]);
      return rowCount === 1;
    },
  };
}
