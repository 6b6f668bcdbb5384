import { z } from "zod";
import { DERNIER_PARC } from "#donnees/sql/parc/dernier-parc.ts";
import { RESIDENCES } from "#donnees/sql/parc/residences.ts";
import { insert, insertId } from "#socle/sql/ecrire.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type {
  FiltreRemontees,
  NouvelleRemontee,
  NouvelleSuite,
  RemonteeQueries,
} from "../../lectures/remontee/ports.ts";
import { compteRow } from "../../lectures/remontee/ports.ts";
import {
  ETATS_REMONTEE,
  ETATS_SUITE,
  GRAVITES,
  RECURRENCES,
  type Remontee,
  TYPES_REMONTEE,
} from "../../regles/remontee/remontee.ts";

export function remonteeQueries(sql: Sql): RemonteeQueries {
  return {
    list: (epci, filtre, limite) =>
      rowsOf(
        sql,
        remonteeRow,
        `select ${COLONNES}
          where ${FILTRE}
          order by r.observee_le desc, r.id desc
          limit $7`,
        [...paramsOf(epci, filtre), limite],
      ),
    /** A renamed résidence has its last written name. */
    comptes: (epci, filtre) =>
      rowsOf(
        sql,
        compteRow,
        `select r.commune, c.residence, (array_agg(r.residence_nom order by r.id desc))[1] as residence_nom, r.bailleur, r.type,
                coalesce(d.etat, 'signalee') as etat, count(*) as nombre
           from remontee r${DERNIERE}
          cross join lateral (select residence_courante(r.epci, r.residence)) as c (residence)
          where ${FILTRE}
          group by r.commune, c.residence, r.bailleur, r.type, coalesce(d.etat, 'signalee')
          order by r.commune, c.residence, r.bailleur, r.type, etat`,
        paramsOf(epci, filtre),
      ),
    /** A résidence on both sides of a border gets the first side's point. */
    points: async (epci, cles) => {
      const rows = await rowsOf(
        sql,
        z.object({ cle: z.string(), longitude: z.number(), latitude: z.number() }),
        `select distinct on (r.cle) r.cle, r.longitude, r.latitude
           from ${DERNIER_PARC} as p
           join ${RESIDENCES} r on r.epci = p.epci and r.lot = p.lot
          where r.cle = any ($2)
            and r.longitude is not null
            and r.latitude is not null
          order by r.cle, r.situation`,
        [epci, cles],
      );
      return new Map(rows.map(({ cle, longitude, latitude }) => [cle, [longitude, latitude]]));
    },
    find: (epci, id) => rowOf(sql, remonteeRow, `select ${COLONNES} where r.epci = $1 and r.id = $2`, [epci, id]),
    suites: (epci, id) =>
      rowsOf(
        sql,
        suiteRow,
        `select s.etat, s.le, s.texte, o.nom as organisation
           from remontee_suite s
           join organisation o on o.id = s.organisation
          where s.epci = $1
            and s.remontee = $2
          order by s.id`,
        [epci, id],
      ),
    add: (epci, remontee) => add(sql, epci, remontee),
    addSuite: (epci, id, bailleur, suite) => addSuite(sql, epci, id, bailleur, suite),
  };
}

const remonteeRow = z
  .object({
    id: z.number(),
    commune: z.string(),
    residence: z.string().nullable(),
    residenceNom: z.string().nullable(),
    bailleur: z.string().nullable(),
    observeeLe: z.string(),
    type: z.enum(TYPES_REMONTEE),
    gravite: z.enum(GRAVITES),
    recurrente: z.enum(RECURRENCES),
    texte: z.string().nullable(),
    organisation: z.string(),
    etat: z.enum(ETATS_REMONTEE),
    suivieLe: z.string().nullable(),
  })
  .transform(
    ({ residence, residenceNom, ...row }): Remontee => ({
      ...row,
      residence: residence === null ? null : { cle: residence, nom: residenceNom ?? residence },
    }),
  );

/** The state of the last follow-up; parameters: see `paramsOf`. */
const DERNIERE = `
  left join lateral (
         select s.etat, s.le from remontee_suite s where s.remontee = r.id order by s.id desc limit 1
       ) as d on true`;

const FILTRE = `r.epci = $1
   and ($2::text is null or r.type = $2)
   and ($3::text is null or coalesce(d.etat, 'signalee') = $3)
   and ($4::text is null or r.commune = $4)
   and ($5::text is null or r.bailleur = $5)
   and ($6::text is null or residence_courante(r.epci, r.residence) = $6)`;

function paramsOf(epci: string, { type, etat, commune, bailleur, residence }: FiltreRemontees): unknown[] {
  return [epci, type, etat, commune, bailleur, residence];
}

const COLONNES = `r.id, r.commune, residence_courante(r.epci, r.residence) as residence, r.residence_nom, r.bailleur, r.observee_le,
       r.type, r.gravite, r.recurrente, r.texte, o.nom as organisation, coalesce(d.etat, 'signalee') as etat,
       d.le as suivie_le
  from remontee r
  join organisation o on o.id = r.organisation${DERNIERE}`;

const suiteRow = z.object({ etat: z.enum(ETATS_SUITE), le: z.string(), texte: z.string(), organisation: z.string() });

function add(sql: Sql, epci: string, remontee: NouvelleRemontee): Promise<number> {
  const { commune, bailleur, residence, observeeLe, type, gravite, recurrente, texte, organisation } = remontee;
  const lieu = { commune, bailleur, residence: residence?.cle, residenceNom: residence?.nom };
  const dite = { observeeLe, type, gravite, recurrente, texte, organisation };
  return insertId(sql, "remontee", { epci, ...lieu, ...dite });
}

async function addSuite(
  sql: Sql,
  epci: string,
  id: number,
  bailleur: string | null,
  { etat, le, texte, organisation }: NouvelleSuite,
): Promise<boolean> {
  const { rowCount } = await insert(
    sql,
    "remontee_suite",
    { epci, remontee: id, bailleur, etat, le, texte, organisation },
    "on conflict (epci, remontee) where etat in ('resolue','sans-suite') do nothing",
    (p) =>
      `where not exists (select 1 from remontee_suite where remontee = ${p(id)} and etat in ('resolue','sans-suite'))`,
  );
  return rowCount === 1;
}
