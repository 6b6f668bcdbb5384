import { z } from "zod";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { VERROU } from "#socle/sql/verrous.ts";
import type { Evaluation } from "../../lectures/evaluation/evaluation.ts";
import type {
  AnneesEvaluation,
  EnteteEvaluation,
  EvaluationFigee,
  EvaluationPubliee,
  EvaluationQueries,
  ProjetEvaluation,
} from "../../lectures/evaluation/ports.ts";
import { GENRES_EVALUATION } from "../../regles/evaluation/evaluation.ts";

export function evaluationQueries(sql: Sql): EvaluationQueries {
  return {
    list: (epci) => list(sql, epci),
    find: (epci, numero) => find(sql, epci, numero),
    freeze: (evaluation) => freeze(sql, evaluation),
    projets: (epci) => projets(sql, epci),
    saveProjet: (epci, projet) => saveProjet(sql, epci, projet),
    dropProjet: (epci, annees) => dropProjet(sql, epci, annees),
    publiees: (epci) => publiees(sql, epci),
    publiee: (epci, numero) => publiee(sql, epci, numero),
    publish: (epci, evaluation) => publish(sql, epci, evaluation),
    withdraw: (epci, numero) => withdraw(sql, epci, numero),
  };
}

const annees = { genre: z.enum(GENRES_EVALUATION), anneeDebut: z.number(), anneeFin: z.number() };

/** The very object that was frozen; its hash is what proves it, not its shape, which later versions may extend. */
const contenu = z.custom<Evaluation>((value) => typeof value === "object" && value !== null && "parties" in value);

const enteteRow = z.object({
  ...annees,
  id: z.number(),
  epci: z.string(),
  numero: z.string(),
  empreinte: z.string(),
  figeLe: z.string(),
  figePar: z.string(),
  publieLe: z.string().nullable(),
});

const figeeRow = enteteRow.extend({ contenu, contenuPublic: contenu });

const ANNEES = `genre, annee_debut, annee_fin`;
const ENTETE = `e.id, e.epci, e.numero, e.genre, e.annee_debut, e.annee_fin, e.empreinte,
                e.fige_le, e.fige_par, p.publie_le::text as publie_le`;
const PUBLIEE = "left join evaluation_publiee p on p.epci = e.epci and p.numero = e.numero";

function list(sql: Sql, epci: string): Promise<EnteteEvaluation[]> {
  return rowsOf(
    sql,
    enteteRow,
    `select ${ENTETE}
       from evaluation e
       ${PUBLIEE}
      where e.epci = $1
      order by e.id desc`,
    [epci],
  );
}

function find(sql: Sql, epci: string, numero: string): Promise<EvaluationFigee | null> {
  return rowOf(
    sql,
    figeeRow,
    `select ${ENTETE}, e.contenu, e.contenu_public
       from evaluation e
       ${PUBLIEE}
      where e.epci = $1
        and e.numero = $2`,
    [epci, numero],
  );
}

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

function projets(sql: Sql, epci: string): Promise<ProjetEvaluation[]> {
  return rowsOf(
    sql,
    z.object({ ...annees, textes: z.record(z.string(), z.string()), modifieLe: z.string() }),
    `select ${ANNEES}, textes, modifie_le
       from evaluation_projet
      where epci = $1
      order by annee_fin desc, genre`,
    [epci],
  );
}

async function saveProjet(
  sql: Sql,
  epci: string,
  { genre, anneeDebut, anneeFin, textes }: Parameters<EvaluationQueries["saveProjet"]>[1],
): Promise<void> {
  await sql.query(
    `insert into evaluation_projet (epci, genre, annee_debut, annee_fin, textes)
     values ($1, $2, $3, $4, $5)
     on conflict (epci, genre, annee_debut, annee_fin)
     do update set textes = excluded.textes, modifie_le = now()`,
    [epci, genre, anneeDebut, anneeFin, JSON.stringify(textes)],
  );
}

async function dropProjet(sql: Sql, epci: string, { genre, anneeDebut, anneeFin }: AnneesEvaluation): Promise<void> {
  await sql.query(
    `delete from evaluation_projet
      where epci = $1
        and genre = $2
        and annee_debut = $3
        and annee_fin = $4`,
    [epci, genre, anneeDebut, anneeFin],
  );
}

const publieeRow = z.object({ ...annees, numero: z.string(), contenu, publieLe: z.string() });
const COLONNES_PUBLIEE = `numero, ${ANNEES}, contenu, publie_le::text as publie_le`;

function publiees(sql: Sql, epci: string): Promise<EvaluationPubliee[]> {
  return rowsOf(
    sql,
    publieeRow,
    `select ${COLONNES_PUBLIEE}
       from evaluation_publiee
      where epci = $1
      order by id desc`,
    [epci],
  );
}

function publiee(sql: Sql, epci: string, numero: string): Promise<EvaluationPubliee | null> {
  return rowOf(
    sql,
    publieeRow,
    `select ${COLONNES_PUBLIEE}
       from evaluation_publiee
      where epci = $1
        and numero = $2`,
    [epci, numero],
  );
}

async function publish(sql: Sql, epci: string, one: EvaluationPubliee): Promise<boolean> {
  const { numero, genre, anneeDebut, anneeFin, publieLe } = one;
  const { rowCount } = await sql.query(
    `insert into evaluation_publiee (epci, numero, genre, annee_debut, annee_fin, contenu, publie_le)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (epci, numero) do nothing`,
    [epci, numero, genre, anneeDebut, anneeFin, JSON.stringify(one.contenu), publieLe],
  );
  return rowCount > 0;
}

async function withdraw(sql: Sql, epci: string, numero: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `delete from evaluation_publiee
      where epci = $1
        and numero = $2`,
    [epci, numero],
  );
  return rowCount > 0;
}
