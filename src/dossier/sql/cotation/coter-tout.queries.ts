import { z } from "zod";
import { imbriquee } from "#socle/sql/ligne.ts";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { CotationPosee, CoterToutQueries, MenageScelle } from "../../lectures/cotation/ports.ts";
import { EVENEMENTS } from "../../regles/evenement.ts";
import { listVersions } from "./cotation.queries.ts";
import { MENAGE, menageRow, POSEE, poseeRow } from "./lignes.ts";

/** With the owner's rights: for the operator's command alone, which crosses every organisation. */
export function coterToutQueries(sql: Sql): CoterToutQueries {
  return {
    versions: (epci) => listVersions(sql, epci),
    menages: (epci, grilles) => menages(sql, epci, grilles),
    poser: (epci, cotations, changees) =>
      sql.transaction(async (tx) => {
        await writeCotations(tx, cotations);
        await writeEvenements(tx, epci, changees);
      }),
  };
}

const PAGE = 2_000;

const scelleRow = z
  .object({
    menage: imbriquee(menageRow),
    scelle: z.instanceof(Uint8Array).nullable(),
    posee: imbriquee(poseeRow.nullable()),
  })
  .transform(({ menage, scelle, posee }): MenageScelle => ({ ...menage, scelle, posee }));

/** States that are scored: a draft is not sent yet, a struck-off demande has ended. */
const ETATS_COTES = "('a-enregistrer','a-completer','active','a-renouveler','avertie')";

async function* menages(sql: Sql, epci: string, grilles: readonly number[]): AsyncGenerator<readonly MenageScelle[]> {
  let after = "00000000-0000-0000-0000-000000000000";
  while (true) {
    const page = await rowsOf(
      sql,
      scelleRow,
      `with page as materialized (
         select m.*, d.etat, d.anciennete_le, d.naissance
           from nominatif.menage m
           join nominatif.demandeur d on d.id = m.demandeur
          where m.epci = $1
            and m.demandeur > $2
            and m.nature <> 'inconnue'
            and d.etat in ${ETATS_COTES}
          order by m.demandeur
          limit ${PAGE}
       )
       select (select to_jsonb(x) from (select ${MENAGE}) as x) as menage,
              (select s.contenu_chiffre from sensible.situation s where s.demandeur = m.demandeur order by s.id desc limit 1) as scelle,
              (select to_jsonb(x) from (
                 select ${POSEE} from nominatif.cotation c where c.demandeur = m.demandeur and c.grille = any ($3) order by c.grille desc limit 1
               ) as x) as posee
         from page m
        cross join lateral (select m.etat, m.anciennete_le, m.naissance) as d
        order by m.demandeur`,
      [epci, after, grilles],
    );
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.demandeur;
  }
}

async function writeCotations(sql: Sql, cotations: readonly CotationPosee[]): Promise<void> {
  if (cotations.length === 0) return;
  await sql.query(
    `insert into nominatif.cotation (demandeur, epci, grille, calculee_le, points, points_min, points_max, trace, typologie, anciennete_le,
                                     avec_sensibles)
     select n.demandeur, n.epci, n.grille, n."calculeeLe", n.points, n.min, n.max, n.trace, n.typologie, n."ancienneteLe", n."avecSensibles"
       from jsonb_to_recordset($1::jsonb) as n (demandeur uuid, epci text, grille bigint, "calculeeLe" date, points integer, min integer,
            max integer, trace jsonb, typologie text, "ancienneteLe" date, "avecSensibles" boolean)
     on conflict (epci, demandeur, grille) do update
        set calculee_le = excluded.calculee_le, points = excluded.points, points_min = excluded.points_min,
            points_max = excluded.points_max, trace = excluded.trace, typologie = excluded.typologie,
            anciennete_le = excluded.anciennete_le, avec_sensibles = excluded.avec_sensibles`,
    [JSON.stringify(cotations)],
  );
}

async function writeEvenements(sql: Sql, epci: string, changees: readonly CotationPosee[]): Promise<void> {
  if (changees.length === 0) return;
  const code = "cotation-calculee";
  await sql.query(
    `insert into nominatif.evenement (demandeur, epci, le, genre, code, auteur, precisions, objet)
     select n.demandeur, $2, now(), $3, $4, 'systeme', jsonb_build_object('points', n.points), 'grille:' || n.grille
       from jsonb_to_recordset($1::jsonb) as n (demandeur uuid, points integer, grille bigint)`,
    [
      JSON.stringify(changees.map(({ demandeur, points, grille }) => ({ demandeur, points, grille }))),
      epci,
      EVENEMENTS[code][0],
      code,
    ],
  );
}
