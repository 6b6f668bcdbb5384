import { z } from "zod";
import { contingent } from "#donnees/formats/ports.ts";
import { type Lecteur, oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { VERROU } from "#socle/sql/verrous.ts";
import type {
  BilanBailleur,
  EnteteBilanBailleur,
  FiguresBailleur,
} from "../../lectures/bilan-bailleur/bilan-bailleur.ts";
import { type BilanBailleurQueries, type CleBilan, ETATS_BILAN_BAILLEUR } from "../../lectures/bilan-bailleur/ports.ts";
import { croisementQueries } from "./croisement.queries.ts";

export function bilanBailleurQueries(sql: Sql): BilanBailleurQueries {
  return {
    ...croisementQueries(sql),
    list: (epci, annee) => list(sql, epci, annee),
    find: (epci, id) => find(sql, epci, id),
    lockOuverte: (cle) => lockOuverte(sql, cle),
    add: (cle, version) => add(sql, cle, version),
    replaceFigures: async (epci, id, { figures, empreinte }) => {
      await sql.query(
        `update bilan_bailleur set contenu = $3, empreinte = $4, prepare_le = now() where epci = $1 and id = $2`,
        [epci, id, JSON.stringify(figures), empreinte],
      );
    },
    comment: async (epci, id, { commentaire, precisions, empreinte }) => {
      await sql.query(
        `update bilan_bailleur
            set commentaire = $3, precisions = $4, empreinte = $5, etat = 'commente', commente_le = now()
          where epci = $1 and id = $2`,
        [epci, id, commentaire, JSON.stringify(precisions), empreinte],
      );
    },
    sign: (cle, id, signePar) => sign(sql, cle, id, signePar),
  };
}

const periode = z.enum(["annee", "T1", "T2", "T3", "T4", "cumul-T1", "cumul-T2", "cumul-T3", "cumul-T4"]);

const enteteRow = z.object({
  id: z.number(),
  epci: z.string(),
  organisation: z.number(),
  nomOrganisation: z.string(),
  siren: z.string().nullable(),
  annee: z.number(),
  periode,
  numero: z.number(),
  etat: z.enum(ETATS_BILAN_BAILLEUR),
  empreinte: z.string(),
  prepareLe: z.string(),
  commenteLe: z.string().nullable(),
  signeLe: z.string().nullable(),
  signePar: z.string().nullable(),
  remplaceLe: z.string().nullable(),
  total: z.number(),
  mois: z.array(z.object({ mois: z.number(), empreinte: z.string() })),
});

/** The exact signed object: its `empreinte` proves it, not its shape, which later versions may extend. */
const figures = z.custom<FiguresBailleur>((value) => typeof value === "object" && value !== null && "mesures" in value);

const versionRow: Lecteur<BilanBailleur> = enteteRow.extend({
  figures,
  commentaire: z.string().nullable(),
  precisions: z.array(z.object({ contingent, partenaire: z.string(), nombre: z.number() })),
});

const ENTETE = `b.id, b.epci, b.organisation, o.nom as nom_organisation, o.siren, b.annee, b.periode, b.numero, b.etat, b.empreinte,
                b.prepare_le, b.commente_le, b.signe_le, b.signe_par,
                b.remplace_le, (b.contenu -> 'mesures' ->> 'total')::integer as total, b.contenu -> 'mois' as mois`;

const VERSION = `${ENTETE}, b.contenu as figures, b.commentaire, b.precisions`;

const DE = "from bilan_bailleur b join organisation o on o.id = b.organisation";

function list(sql: Sql, epci: string, annee: number): Promise<EnteteBilanBailleur[]> {
  return rowsOf(
    sql,
    enteteRow,
    `select ${ENTETE}
       ${DE}
      where b.epci = $1
        and b.annee = $2::smallint
      order by b.prepare_le desc, b.id desc`,
    [epci, annee],
  );
}

function find(sql: Sql, epci: string, id: number): Promise<BilanBailleur | null> {
  return rowOf(sql, versionRow, `select ${VERSION} ${DE} where b.epci = $1 and b.id = $2`, [epci, id]);
}

async function lockOuverte(sql: Sql, { epci, organisation, annee, periode: code }: CleBilan) {
  await sql.query("select pg_advisory_xact_lock($1, hashtext($2))", [
    VERROU.bilanBailleur,
    `${epci} ${organisation} ${annee} ${code}`,
  ]);
  return rowOf(
    sql,
    versionRow,
    `select ${VERSION}
       ${DE}
      where b.epci = $1
        and b.organisation = $2
        and b.annee = $3::smallint
        and b.periode = $4
        and b.etat in ('prepare', 'commente')`,
    [epci, organisation, annee, code],
  );
}

async function add(
  sql: Sql,
  { epci, organisation, annee, periode: code }: CleBilan,
  version: Parameters<BilanBailleurQueries["add"]>[1],
): Promise<number> {
  const { id } = await oneOf(
    sql,
    z.object({ id: z.number() }),
    `insert into bilan_bailleur (epci, organisation, annee, periode, numero, contenu, empreinte)
     select $1, $2::bigint, $3::smallint, $4, coalesce(max(numero), 0) + 1, $5, $6
       from bilan_bailleur
      where epci = $1
        and organisation = $2::bigint
        and annee = $3::smallint
        and periode = $4
     returning id`,
    [epci, organisation, annee, code, JSON.stringify(version.figures), version.empreinte],
  );
  return id;
}

/** The former one first: a bilan has one « signe » version at most. */
async function sign(
  sql: Sql,
  { epci, organisation, annee, periode: code }: CleBilan,
  id: number,
  signePar: string,
): Promise<void> {
  await sql.query(
    `update bilan_bailleur
        set etat = 'remplace', remplace_le = now()
      where epci = $1
        and organisation = $2
        and annee = $3::smallint
        and periode = $4
        and etat = 'signe'`,
    [epci, organisation, annee, code],
  );
  await sql.query(
    `update bilan_bailleur set etat = 'signe', signe_le = now(), signe_par = $3 where epci = $1 and id = $2`,
    [epci, id, signePar],
  );
}
