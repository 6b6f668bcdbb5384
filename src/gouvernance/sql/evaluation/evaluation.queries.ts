import { calcule, inserts, pick, touches, upsert } from "#socle/sql/ecrire.ts";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { VERROU } from "#socle/sql/verrous.ts";
import {
  type EnteteEvaluation,
  type EvaluationQueries,
  enteteRow,
  figeeRow,
  projetRow,
  publieeRow,
} from "../../lectures/evaluation/ports.ts";

export function evaluationQueries(sql: Sql): EvaluationQueries {
  return {
    list: (epci) =>
      rowsOf(sql, enteteRow, `select ${ENTETE} ${EVALUATION} where e.epci = $1 order by e.id desc`, [epci]),
    find: (epci, numero) =>
      rowOf(
        sql,
        figeeRow,
        `select ${ENTETE}, e.contenu, e.contenu_public ${EVALUATION} where e.epci = $1 and e.numero = $2`,
        [epci, numero],
      ),
    freeze: (evaluation) => freeze(sql, evaluation),
    projets: (epci) =>
      rowsOf(
        sql,
        projetRow,
        `select ${ANNEES}, textes, modifie_le from evaluation_projet where epci = $1 order by annee_fin desc, genre`,
        [epci],
      ),
    saveProjet: (epci, projet) => saveProjet(sql, epci, projet),
    dropProjet: async (epci, { genre, anneeDebut, anneeFin }) => {
      await sql.query(
        "delete from evaluation_projet where epci = $1 and genre = $2 and annee_debut = $3 and annee_fin = $4",
        [epci, genre, anneeDebut, anneeFin],
      );
    },
    publiees: (epci) => rowsOf(sql, publieeRow, `${PUBLIEE} where epci = $1 order by id desc`, [epci]),
    publiee: (epci, numero) => rowOf(sql, publieeRow, `${PUBLIEE} where epci = $1 and numero = $2`, [epci, numero]),
    publish: (epci, publiee) => {
      const row = { epci, ...pick(publieeRow, publiee) };
      return inserts(sql, "evaluation_publiee", row, "on conflict (epci, numero) do nothing");
    },
    withdraw: (epci, numero) =>
      touches(sql, "delete from evaluation_publiee where epci = $1 and numero = $2", [epci, numero]),
  };
}

const ANNEES = "genre, annee_debut, annee_fin";
const ENTETE = `e.id, e.epci, e.numero, e.genre, e.annee_debut, e.annee_fin, e.empreinte,
                e.fige_le, e.fige_par, p.publie_le::text as publie_le`;
const EVALUATION = "from evaluation e left join evaluation_publiee p on p.epci = e.epci and p.numero = e.numero";
const PUBLIEE = `select numero, ${ANNEES}, contenu, publie_le::text as publie_le from evaluation_publiee`;

function freeze(sql: Sql, one: Parameters<EvaluationQueries["freeze"]>[0]): Promise<EnteteEvaluation> {
  const { epci, prefixe, genre, anneeDebut, anneeFin } = one;
  return sql.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock($1, hashtext($2))", [VERROU.evaluation, `${epci} ${prefixe}`]);
    return oneOf(
      tx,
      enteteRow,
      `insert into evaluation (epci, numero, genre, annee_debut, annee_fin, contenu, contenu_public, empreinte, fige_par)
       select $1, concat_ws('-', $2::text, to_char(count(*) + 1, 'FM00')), $3, $4::smallint, $5::smallint, $6, $7, $8, $9
         from evaluation
        where epci = $1
          and genre = $3
          and annee_debut = $4::smallint
          and annee_fin = $5::smallint
       returning id, epci, numero, ${ANNEES}, empreinte, fige_le, fige_par, null as publie_le`,
      [
        epci,
        prefixe,
        genre,
        anneeDebut,
        anneeFin,
        JSON.stringify(one.contenu),
        JSON.stringify(one.contenuPublic),
        one.empreinte,
        one.figePar,
      ],
    );
  });
}

async function saveProjet(
  sql: Sql,
  epci: string,
  { genre, anneeDebut, anneeFin, textes }: Parameters<EvaluationQueries["saveProjet"]>[1],
): Promise<void> {
  const projet = { textes: JSON.stringify(textes), modifieLe: calcule(() => "now()") };
  const cle = { epci, genre, anneeDebut, anneeFin };
  await upsert(sql, "evaluation_projet", { ...cle, ...projet }, Object.keys(cle));
}
