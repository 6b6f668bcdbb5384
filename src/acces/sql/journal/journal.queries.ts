import { z } from "zod";
import {
  ENTREES_PAR_PAGE,
  type EntreeAEcrire,
  type EntreeDemandeur,
  entreeDemandeurRow,
  entreeRow,
  type FiltreJournal,
  type JournalQueries,
  type PageJournal,
} from "#socle/lectures/journal/ports.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { habilitationsIn, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";

/** The journal for `acteur`, to whom `sql` is bound. */
export function journalQueries(sql: Sql, acteur: Acteur): JournalQueries {
  return {
    ecrire: (entree) => write(sql, entree),
    list: (filtre) => list(sql, acteur, filtre),
    ofDemandeur: (demandeur) => ofDemandeur(sql, demandeur),
  };
}

async function write(sql: Sql, entree: EntreeAEcrire): Promise<void> {
  await sql.query("select journal.ecrire($1, $2, $3, $4, $5, $6)", [
    entree.epci,
    entree.acte,
    entree.ressource,
    entree.objet ?? null,
    entree.demandeur ?? null,
    entree.motif ?? null,
  ]);
}

const ligneRow = entreeRow.extend({ curseur: z.string() });

const COLUMNS = `e.organisation, o.nom as nom_organisation, e.numero, e.le, e.epci, e.acte, e.ressource, e.objet, e.demandeur, e.motif`;

/**
 * Row policies decide what is readable. The condition on organisations and households adds nothing: it lets the indexes find the few lines of one
 * organisation, or of one file, among the territory's.
 */
async function list(sql: Sql, acteur: Acteur, filtre: FiltreJournal): Promise<PageJournal> {
  const limite = filtre.limite ?? ENTREES_PAR_PAGE;
  const [le, organisation, numero] = filtre.apres?.split("~") ?? [];
  const rows = await rowsOf(
    sql,
    ligneRow,
    `select ${COLUMNS}, e.compte, e.auteur,
            to_char(e.le at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z~"') || e.organisation || '~' || e.numero as curseur
       from journal.entree e
       join organisation o on o.id = e.organisation
      where e.epci = $1
        and ($2::date is null or e.le >= $2::date::timestamp at time zone 'Europe/Paris')
        and ($3::date is null or e.le < ($3::date + 1)::timestamp at time zone 'Europe/Paris')
        and ($4::bigint is null or e.compte = $4)
        and ($5::text is null or e.acte = $5)
        and ($6::uuid is null or e.demandeur = $6)
        and ($7::bigint[] is null or e.organisation = any ($7) or e.demandeur = any ($8::uuid[]))
        and ($9::timestamptz is null or (e.le, e.organisation, e.numero) < ($9::timestamptz, $10::bigint, $11::bigint))
      order by e.le desc, e.organisation desc, e.numero desc
      limit $12`,
    [
      filtre.epci,
      filtre.du ?? null,
      filtre.au ?? null,
      filtre.compte ?? null,
      filtre.acte ?? null,
      filtre.demandeur ?? null,
      organisationsRead(acteur, filtre.epci),
      acteur.demandeurs.map(({ id }) => id),
      le ?? null,
      organisation ?? null,
      numero ?? null,
      limite + 1,
    ],
  );
  const page = rows.slice(0, limite);
  return {
    entrees: page.map(({ curseur: _, ...entree }) => entree),
    suite: rows.length > limite ? (page.at(-1)?.curseur ?? null) : null,
  };
}

/** null: all organisations. */
function organisationsRead(acteur: Acteur, epci: string): readonly number[] | null {
  if (peutPartout(acteur, "journal", "lire", epci)) return null;
  return habilitationsIn(acteur, epci).map(({ organisation }) => organisation);
}

function ofDemandeur(sql: Sql, demandeur: string): Promise<readonly EntreeDemandeur[]> {
  return rowsOf(
    sql,
    entreeDemandeurRow,
    `select ${COLUMNS}
       from journal.entree e
       join organisation o on o.id = e.organisation
      where e.demandeur = $1
      order by e.le desc, e.organisation desc, e.numero desc
      limit 500`,
    [demandeur],
  );
}
