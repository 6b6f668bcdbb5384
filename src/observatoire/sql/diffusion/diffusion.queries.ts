import { z } from "zod";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { colonnesOf } from "#socle/sql/ligne.ts";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { VERROU } from "#socle/sql/verrous.ts";
import {
  type Diffusion,
  type DiffusionQueries,
  enteteRow,
  type JeuPublie,
  type SystemeGele,
} from "../../lectures/diffusion/ports.ts";

export function diffusionQueries(sql: Sql): DiffusionQueries {
  return {
    list: (epci) =>
      rowsOf(
        sql,
        enteteRow,
        `select ${colonnesOf(enteteRow)}
           from diffusion
          where epci = $1
          order by preparee_le desc, id desc`,
        [epci],
      ),
    find: (epci, id) =>
      rowOf(sql, diffusionRow, `select ${colonnesOf(diffusionRow)} from diffusion where epci = $1 and id = $2`, [
        epci,
        id,
      ]),
    systemes: async (epci) => {
      const rows = await rowsOf(
        sql,
        systemeRow,
        `select systeme
           from diffusion
          where epci = $1
            and etat = 'publiee'
          order by publiee_le, id`,
        [epci],
      );
      return rows.map((row) => row.systeme);
    },
    systeme: async (epci, id) => {
      const row = await rowOf(sql, systemeRow, "select systeme from diffusion where epci = $1 and id = $2", [epci, id]);
      return row?.systeme ?? null;
    },
    prepare: (diffusion) => prepare(sql, diffusion),
    publish: (diffusion) => publish(sql, diffusion),
    lock: (epci) => lock(sql, epci),
    territoires: () =>
      rowsOf(
        sql,
        z.object({ epci: z.string(), nom: z.string(), publieLe: z.string() }),
        `select t.epci, t.nom, max(i.publie_le) as publie_le
           from indicateur_publie i
           join territoire t on t.epci = i.epci
          group by t.epci, t.nom
          order by t.nom`,
      ),
    publique: (epci) => publique(sql, epci),
    figure: async (epci, code) => {
      const row = await rowOf(
        sql,
        figureRow,
        `select figure
           from indicateur_publie
          where epci = $1
            and code = $2
            and diffusion = (select max(diffusion) from indicateur_publie where epci = $1)`,
        [epci, code],
      );
      return row?.figure ?? null;
    },
  };
}

const isObject = (value: unknown) => typeof value === "object" && value !== null;

/** Frozen, like the audit. */
const diffusionRow = enteteRow.extend({ jeux: z.custom<readonly JeuPublie[]>(Array.isArray) });
const figureRow = z.object({ figure: z.custom<Figure>(isObject) });
const systemeRow = z.object({ systeme: z.custom<SystemeGele>(isObject) });

async function lock(sql: Sql, epci: string): Promise<void> {
  await sql.query("select pg_advisory_xact_lock($1, hashtext($2))", [VERROU.diffusion, epci]);
}

async function prepare(sql: Sql, diffusion: Parameters<DiffusionQueries["prepare"]>[0]): Promise<Diffusion> {
  const { epci, etat, jeux, controle, empreinte, etatTerritoire } = diffusion;
  return sql.transaction(async (tx) => {
    await lock(tx, epci);
    return oneOf(
      tx,
      diffusionRow,
      `insert into diffusion (epci, numero, etat, jeux, systeme, controle, empreinte, etat_territoire)
       select $1, to_char(now(), 'YYYY') || to_char(count(*) + 1, '"-"FM00'), $2, $3, $4, $5, $6, $7
         from diffusion
        where epci = $1
          and numero like to_char(now(), 'YYYY') || '-%'
       returning ${colonnesOf(diffusionRow)}`,
      [
        epci,
        etat,
        JSON.stringify(jeux),
        JSON.stringify(diffusion.systeme),
        JSON.stringify(controle),
        empreinte,
        etatTerritoire,
      ],
    );
  });
}

async function publish(sql: Sql, { id, epci, numero, empreinte, controle, jeux }: Diffusion): Promise<void> {
  await oneOf(
    sql,
    z.object({ id: z.number() }),
    "update diffusion set etat = 'publiee', publiee_le = clock_timestamp() where epci = $1 and id = $2 returning id",
    [epci, id],
  );
  const rows = jeux.map(({ theme, figure }, rang) => ({
    rang,
    theme,
    code: figure.code,
    figure,
    masque: maskOf(figure),
  }));
  await sql.query(
    `insert into indicateur_publie (epci, diffusion, numero, empreinte, seuil, rang, theme, code, figure, masque)
     select $1, $2, $3, $4, $5, rang, theme, code, figure, masque
       from jsonb_to_recordset($6::jsonb) as jeu (rang smallint, theme text, code text, figure jsonb, masque jsonb)`,
    [epci, id, numero, empreinte, controle.seuil, JSON.stringify(rows)],
  );
}

function maskOf({ lignes }: Figure): readonly (readonly [ligne: string, colonne: string])[] {
  return lignes.flatMap(({ cle, cellules }) =>
    Object.entries(cellules).flatMap(([colonne, { manque }]) => (manque === "secret" ? [[cle, colonne] as const] : [])),
  );
}

const jeuRow = z.object({
  numero: z.string(),
  publieLe: z.string(),
  empreinte: z.string(),
  seuil: z.number(),
  theme: z.enum(["attributions", "convention", "demandes", "parc"]),
  figure: z.custom<Figure>(isObject),
});

async function publique(sql: Sql, epci: string): ReturnType<DiffusionQueries["publique"]> {
  const rows = await rowsOf(
    sql,
    jeuRow,
    `select ${colonnesOf(jeuRow)}
       from indicateur_publie
      where epci = $1
        and diffusion = (select max(diffusion) from indicateur_publie where epci = $1)
      order by rang`,
    [epci],
  );
  const [first] = rows;
  if (!first) return null;
  const { numero, publieLe, empreinte, seuil } = first;
  return { numero, publieLe, empreinte, seuil, jeux: rows.map(({ theme, figure }) => ({ theme, figure })) };
}
