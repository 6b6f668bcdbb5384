import { z } from "zod";
import { inserts, touches, update, upsert } from "#socle/sql/ecrire.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { cleRow, type PreuveQueries } from "../../lectures/connexion/ports.ts";

const CLE = `identifiant, compte, cle_publique, compteur, transports, nom, ajoutee_le, servie_le`;

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
      await upsert(sql, "acces.mot_de_passe", { compte, empreinte, changeLe: maintenant }, ["compte"]);
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
    addCle: ({ identifiant, compte, clePublique, compteur, transports, nom }, ajouteeLe) => {
      const cle = { identifiant, compte, clePublique: Buffer.from(clePublique), compteur, transports, nom, ajouteeLe };
      return inserts(sql, "acces.cle_acces", cle, "on conflict (identifiant) do nothing");
    },
    recordCle: (identifiant, avant, compteur, servieLe) =>
      update(sql, "acces.cle_acces", { compteur, servieLe }, "identifiant = $1 and compteur = $2", [
        identifiant,
        avant,
      ]),
    removeCle: (identifiant, compte) =>
      touches(sql, "delete from acces.cle_acces where identifiant = $1 and compte = $2", [identifiant, compte]),
  };
}
