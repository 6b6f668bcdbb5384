import { z } from "zod";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { DossierDoublon, Doublon, DoublonQueries, NouveauDoublon } from "../../lectures/doublon/ports.ts";
import { dossierDoublonRow } from "../../lectures/doublon/ports.ts";
import {
  CONTRE_RAISONS_DOUBLON,
  DECISIONS_DOUBLON,
  RAISONS_DOUBLON,
  VERDICTS_RAPPROCHEMENT,
} from "../../regles/doublon/fiche-doublon.ts";

export function doublonQueries(sql: Sql): DoublonQueries {
  return {
    dossiers: (epci) => dossiers(sql, epci),
    candidats: (epci) => candidats(sql, epci),
    garder: (epci, doublons, trouveLe) => garder(sql, epci, doublons, trouveLe),
    list: (epci, limite) =>
      rowsOf(
        sql,
        doublonRow,
        `${SELECT} order by p.verdict is not null, (p.raisons ->> 'score')::integer desc, p.id limit $2`,
        [epci, limite],
      ),
    compter: (epci) => compter(sql, epci),
    find: (epci, id) => find(sql, epci, id),
    juger: (epci, id, decision) => juger(sql, epci, id, decision),
    deDossier: (epci, demandeur) =>
      rowsOf(sql, doublonRow, `${SELECT} and $2::uuid in (p.demandeur, p.autre) and p.verdict is null order by p.id`, [
        epci,
        demandeur,
      ]),
  };
}

const texte = z.string().nullable();
/** Condition of the compared files: neither drafts nor closed. */
const VIVANTS = "etat not in ('brouillon','radiee')";

function dossiers(sql: Sql, epci: string): Promise<DossierDoublon[]> {
  return rowsOf(
    sql,
    dossierDoublonRow,
    `select id, reference, guichet, anciennete_le, numero_hash, civilite, nom,
            nom_usage, prenom, naissance, telephone, courriel, adresse, adresse_commune
       from nominatif.demandeur
      where epci = $1
        and ${VIVANTS}`,
    [epci],
  );
}

/** A key shared by more files (the phone of a shelter, a day put for « unknown ») makes no pair. */
const PAR_CLE_MAX = 200;

/** Letters only, without accents, so that the key agrees with the comparison. */
const lettres = (colonne: string) =>
  `regexp_replace(regexp_replace(lower(normalize(${colonne}, NFD)), '[^a-z]', '', 'g'), '^(de|du|des|la|le|d)(?=....)', '')`;

const paireRow = z.object({ un: z.string(), autre: z.string() });

/** Comparing only the pairs that share a key keeps fifty thousand files to some tens of thousands of pairs. */
async function candidats(sql: Sql, epci: string): Promise<readonly (readonly [string, string])[]> {
  const rows = await rowsOf(
    sql,
    paireRow,
    `with f as materialized (
            select id, naissance::text as naissance, right(regexp_replace(telephone, '\\D', '', 'g'), 9) as telephone,
                   lower(trim(courriel)) as courriel, ${lettres("nom")} as nom, ${lettres("nom_usage")} as usage,
                   ${lettres("prenom")} as prenom
              from nominatif.demandeur
             where epci = $1
               and ${VIVANTS}
          ), cles as (
            select id, 'j' || naissance as cle from f where naissance is not null
            union select id, 't' || telephone from f where length(telephone) = 9
            union select id, 'm' || courriel from f where courriel like '%@%'
            union select id, 'n' || least(nom, prenom) || '/' || greatest(nom, prenom) from f where nom <> '' and prenom <> ''
            union select id, 'n' || least(usage, prenom) || '/' || greatest(usage, prenom) from f where usage <> '' and prenom <> ''
          ), utiles as (
            select id, cle, count(*) over (partition by cle) as nombre from cles
          )
     select distinct a.id::text as un, b.id::text as autre
       from utiles a
       join utiles b on b.cle = a.cle and b.id > a.id
      where a.nombre <= $2`,
    [epci, PAR_CLE_MAX],
  );
  return rows.map(({ un, autre }) => [un, autre]);
}

async function garder(sql: Sql, epci: string, doublons: readonly NouveauDoublon[], trouveLe: string): Promise<number> {
  if (doublons.length === 0) return 0;
  const rows = doublons.map(({ demandeur, autre, autreGuichet, rapprochement }) => ({
    demandeur,
    autre,
    autre_guichet: autreGuichet,
    raisons: rapprochement,
  }));
  const { rowCount } = await sql.query(
    `insert into nominatif.doublon (epci, demandeur, autre, autre_guichet, raisons, trouve_le)
     select $1, r.demandeur, r.autre, r.autre_guichet, r.raisons, $3
       from jsonb_to_recordset($2::jsonb) as r (demandeur uuid, autre uuid, autre_guichet bigint, raisons jsonb)
         on conflict do nothing`,
    [epci, JSON.stringify(rows), trouveLe],
  );
  return rowCount;
}

const rapprochement = z.object({
  verdict: z.enum(VERDICTS_RAPPROCHEMENT),
  score: z.number(),
  raisons: z.array(z.enum(RAISONS_DOUBLON)),
  contre: z.array(z.enum(CONTRE_RAISONS_DOUBLON)),
});

const doublonRow = z
  .object({
    id: z.number(),
    trouveLe: z.string(),
    rapprochement,
    decision: z.enum(DECISIONS_DOUBLON).nullable(),
    decideLe: texte,
    dossierA: dossierDoublonRow.nullable(),
    dossierB: dossierDoublonRow.nullable(),
    guichetA: texte,
    guichetB: texte,
  })
  .transform(
    ({ dossierA, dossierB, guichetA, guichetB, ...reste }): Doublon => ({
      ...reste,
      // The reader's own file first.
      dossiers: dossierA === null ? [dossierB, dossierA] : [dossierA, dossierB],
      guichets: dossierA === null ? [guichetB, guichetA] : [guichetA, guichetB],
    }),
  );

const fiche = (d: string) => `case when ${d}.id is null then null else jsonb_build_object(
              'id', ${d}.id, 'reference', ${d}.reference, 'guichet', ${d}.guichet, 'ancienneteLe', ${d}.anciennete_le,
              'numeroHash', ${d}.numero_hash, 'civilite', ${d}.civilite, 'nom', ${d}.nom, 'nomUsage', ${d}.nom_usage,
              'prenom', ${d}.prenom, 'naissance', ${d}.naissance, 'telephone', ${d}.telephone, 'courriel', ${d}.courriel,
              'adresse', ${d}.adresse, 'adresseCommune', ${d}.adresse_commune) end`;

/** The row policy hides the files that the reader may not open: their columns are null. */
const SELECT = `
  select p.id, p.trouve_le, p.raisons as rapprochement, p.verdict as decision,
         (p.verdict_le at time zone 'Europe/Paris')::date as decide_le,
         ${fiche("a")} as dossier_a, ${fiche("b")} as dossier_b, ga.nom as guichet_a, gb.nom as guichet_b
    from nominatif.doublon p
    left join nominatif.demandeur a on a.id = p.demandeur
    left join nominatif.demandeur b on b.id = p.autre
    left join organisation ga on ga.id = p.guichet
    left join organisation gb on gb.id = p.autre_guichet
   where p.epci = $1
     and coalesce(a.etat, 'active') <> 'radiee'
     and coalesce(b.etat, 'active') <> 'radiee'`;

function compter(sql: Sql, epci: string): ReturnType<DoublonQueries["compter"]> {
  return oneOf(
    sql,
    z.object({ dossiers: z.number(), aJuger: z.number() }),
    `select (select count(*) from nominatif.demandeur where epci = $1 and ${VIVANTS}) as dossiers,
            (select count(*) from nominatif.doublon where epci = $1 and verdict is null) as a_juger`,
    [epci],
  );
}

async function find(sql: Sql, epci: string, id: number): Promise<Doublon | null> {
  await sql.query("select 1 from nominatif.doublon where epci = $1 and id = $2 for update", [epci, id]);
  return rowOf(sql, doublonRow, `${SELECT} and p.id = $2`, [epci, id]);
}

async function juger(sql: Sql, epci: string, id: number, decision: string): Promise<void> {
  await sql.query(
    `update nominatif.doublon
        set verdict = $3, verdict_le = now(), verdict_par = contexte.compte()
      where epci = $1 and id = $2 and verdict is null`,
    [epci, id, decision],
  );
}
