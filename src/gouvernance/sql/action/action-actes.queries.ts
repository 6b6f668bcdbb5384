import { insertId, insertNew, pick, touches, update } from "#socle/sql/ecrire.ts";
import type { Sql } from "#socle/sql/sql.ts";
import {
  type ActionQueries,
  nouveauJalonRow,
  nouveauSuiviRow,
  nouvelleRealisationRow,
  texteActionRow,
} from "../../lectures/action/ports.ts";

type Actes = Omit<ActionQueries, "list" | "jalons" | "jalonsRetires" | "suivis" | "realisations">;

const UNE = "epci = $1 and id = $2";

export function actionActes(sql: Sql): Actes {
  return {
    add: (epci, texte) => {
      const sauf = "on conflict (epci, numero) where organisation is null do nothing";
      return insertNew(sql, "action_convention", { epci, ...pick(texteActionRow, texte) }, sauf);
    },
    update: (epci, id, texte) =>
      update(sql, "action_convention", pick(texteActionRow, texte), `${UNE} and not exists (${NUMERO_PRIS})`, [
        epci,
        id,
        texte.numero,
      ]),
    setClose: (epci, id, closeLe) => update(sql, "action_convention", { closeLe }, UNE, [epci, id]),
    addJalon: (epci, action, jalon) => insertId(sql, "action_jalon", { epci, action, ...pick(nouveauJalonRow, jalon) }),
    reachJalon: (epci, id, { atteintLe, livrable, chemin }) =>
      touches(
        sql,
        `update action_jalon
            set atteint_le = $3, livrable = coalesce($4, livrable), chemin = coalesce($5, chemin)
          where ${UNE}
            and retire_le is null
            and atteint_le is null`,
        [epci, id, atteintLe, livrable, chemin],
      ),
    withdrawJalon: (epci, id, retireLe) =>
      update(sql, "action_jalon", { retireLe }, `${UNE} and retire_le is null`, [epci, id]),
    addSuivi: (epci, action, suivi) => insertId(sql, "action_suivi", { epci, action, ...pick(nouveauSuiviRow, suivi) }),
    addRealisation: (epci, action, realisation) =>
      insertId(sql, "action_realisation", { epci, action, ...pick(nouvelleRealisationRow, realisation) }),
    withdrawRealisation: (epci, id, retireLe) =>
      update(sql, "action_realisation", { retireLe }, `${UNE} and retire_le is null`, [epci, id]),
    publishSuivi: (epci, id, publieLe) => update(sql, "action_suivi", { publieLe }, UNE, [epci, id]),
  };
}

const NUMERO_PRIS = `
  select 1 from action_convention other
   where other.epci = $1 and other.numero = $3 and other.id <> $2 and other.organisation is null`;
