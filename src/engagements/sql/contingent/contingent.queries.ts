import { z } from "zod";
import { insertId } from "#socle/sql/ecrire.ts";
import { colonnesOf } from "#socle/sql/ligne.ts";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { VERROU } from "#socle/sql/verrous.ts";
import { partiesRow } from "../../lectures/contingent/ecrits/ports.ts";
import { type ContingentQueries, organisationRow } from "../../lectures/contingent/ports.ts";
import { CODES_ASSIETTE } from "../../regles/contingent/assiette.ts";
import {
  CODES_RESERVATAIRE,
  type DroitReservation,
  EXCEPTIONS_STOCK,
  MODES_RESERVATION,
} from "../../regles/contingent/droit.ts";
import type { ConventionFlux } from "../../regles/contingent/flux.ts";
import { findTransmis, transmettre, transmis } from "./bilan-flux.queries.ts";
import {
  bilanCells,
  cellules,
  cellulesAilleurs,
  logementsReserves,
  territoiresDepartement,
} from "./flux-lecture.queries.ts";
import { PARTIES } from "./parties.ts";

export function contingentQueries(sql: Sql): ContingentQueries {
  return {
    droits: (epci) =>
      rowsOf(
        sql,
        droitRow,
        `select c.id, c.revision, c.mode, c.code_sne as contingent, c.nombre, c.depuis, c.jusque, c.justification, c.exception, c.logements, ${PARTIES}
           from contingent c
           join organisation b on b.id = c.organisation
           join organisation r on r.id = c.reservataire
          where c.epci = $1
          order by r.nom, b.nom, c.depuis, c.id`,
        [epci],
      ),
    conventions: (epci) =>
      rowsOf(
        sql,
        conventionRow,
        `select c.id, c.revision, c.code_sne as contingent, c.departement, c.commune, c.annee_debut,
                c.annee_fin, c.part, c.signee_le, ${PARTIES}
           from convention_flux c
           join organisation b on b.id = c.organisation
           join organisation r on r.id = c.reservataire
          where c.epci = $1
          order by r.nom, b.nom, c.annee_debut, c.id`,
        [epci],
      ),
    lignesAssiette: (epci) =>
      rowsOf(
        sql,
        ligneRow,
        `select ${colonnesOf(ligneRow)}
           from flux_soustraction
          where epci = $1
            and retiree_le is null
          order by convention, annee, id`,
        [epci],
      ),
    /** Limited to this territory. */
    organisations: (epci, sirens) =>
      rowsOf(
        sql,
        organisationRow,
        `select ${colonnesOf(organisationRow, "o")}
           from organisation o
           join territoire t on t.epci = $1
          where o.demonstration = t.demonstration
            and (o.type in ('reservataire','commune','etat')
                 or (o.type = 'epci' and o.siren = $1)
                 or (o.type = 'bailleur' and o.siren = any ($2::text[])))
          order by o.nom, o.id`,
        [epci, sirens],
      ),
    cellules: (epci, annee) => cellules(sql, epci, annee),
    cellulesAilleurs: (epci, departement, annee) => cellulesAilleurs(sql, epci, departement, annee),
    territoiresDepartement: (epci, departement) => territoiresDepartement(sql, epci, departement),
    logementsReserves: (epci, annee) => logementsReserves(sql, epci, annee),
    bilan: (epci, annee, siren) => bilanCells(sql, epci, annee, siren),
    absents: async (epci, numeros) => {
      const rows = await rowsOf(
        sql,
        z.object({ numero: z.string() }),
        `select n.numero
           from unnest($2::text[]) with ordinality as n (numero, rang)
          where not exists (select from publication p
                              join logement g on g.epci = p.epci and g.lot = p.lot and g.ident_rep = n.numero
                             where p.epci = $1 and p.source = 'rpls')
          order by n.rang`,
        [epci, [...numeros]],
      );
      return rows.map(({ numero }) => numero);
    },
    lock: async (epci) => {
      await sql.query("select pg_advisory_xact_lock($1, hashtext($2))", [VERROU.contingent, epci]);
    },
    addDroit: (epci, droit) => addDroit(sql, epci, droit),
    updateDroit: (epci, id, revision, droit) => updateDroit(sql, epci, id, revision, droit),
    addConvention: (epci, convention) => addConvention(sql, epci, convention),
    updateConvention: (epci, id, revision, change) => updateConvention(sql, epci, id, revision, change),
    addLigne: (epci, { id: convention, bailleur: organisation, reservataire }, { annee, code, nombre }) =>
      insertId(sql, "flux_soustraction", { epci, convention, organisation, reservataire, annee, code, nombre }),
    withdrawLigne: async (epci, id) => {
      const { rowCount } = await sql.query(
        "update flux_soustraction set retiree_le = now() where epci = $1 and id = $2 and retiree_le is null",
        [epci, id],
      );
      return rowCount === 1;
    },
    transmettre: (bilan) => transmettre(sql, bilan),
    transmis: (epci) => transmis(sql, epci),
    findTransmis: (epci, id) => findTransmis(sql, epci, id),
  };
}

const droitRow = partiesRow.extend({
  id: z.number(),
  revision: z.number(),
  mode: z.enum(MODES_RESERVATION),
  contingent: z.enum(CODES_RESERVATAIRE),
  nombre: z.number(),
  depuis: z.string(),
  jusque: z.string().nullable(),
  justification: z.string().nullable(),
  exception: z.enum(EXCEPTIONS_STOCK).nullable(),
  logements: z.array(z.string()),
});

const conventionRow = partiesRow.extend({
  id: z.number(),
  revision: z.number(),
  contingent: z.enum(CODES_RESERVATAIRE),
  departement: z.string(),
  commune: z.string().nullable(),
  anneeDebut: z.number(),
  anneeFin: z.number(),
  part: z.number(),
  signeeLe: z.string().nullable(),
});

const ligneRow = z.object({
  id: z.number(),
  convention: z.number(),
  annee: z.number(),
  code: z.enum(CODES_ASSIETTE),
  nombre: z.number(),
});

const idRow = z.object({ id: z.number() });

async function addDroit(sql: Sql, epci: string, droit: Parameters<ContingentQueries["addDroit"]>[1]): Promise<number> {
  const { id } = await oneOf(
    sql,
    idRow,
    `insert into contingent (epci, organisation, reservataire, code_sne, mode, nombre, depuis, jusque, justification, exception, logements)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     returning id`,
    [epci, droit.bailleur, droit.reservataire, ...valuesOf(droit)],
  );
  return id;
}

function valuesOf({ contingent, mode, nombre, depuis, jusque, justification, exception, logements }: DroitReservation) {
  return [contingent, mode, nombre, depuis, jusque, justification, exception, logements];
}

async function updateDroit(
  sql: Sql,
  epci: string,
  id: number,
  revision: number,
  droit: DroitReservation,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update contingent
        set code_sne = $4, mode = $5, nombre = $6, depuis = $7, jusque = $8, justification = $9, exception = $10,
            logements = $11, revision = revision + 1
      where epci = $1
        and id = $2
        and revision = $3`,
    [epci, id, revision, ...valuesOf(droit)],
  );
  return rowCount === 1;
}

/** Serialises acts: a concurrent draft waits, then sees the first. */
async function lockConventions(sql: Sql, epci: string): Promise<void> {
  await sql.query("select pg_advisory_xact_lock($1, hashtext($2))", [VERROU.conventionFlux, epci]);
}

async function addConvention(sql: Sql, epci: string, c: ConventionFlux): Promise<number | null> {
  return sql.transaction(async (tx) => {
    await lockConventions(tx, epci);
    const row = await rowOf(
      tx,
      idRow,
      `insert into convention_flux (epci, organisation, reservataire, code_sne, departement, commune, annee_debut, annee_fin, part, signee_le)
       select $1, $2::bigint, $3::bigint, $4, $5, $6, $7::smallint, $8::smallint, $9, $10::date
        where not exists (
              select 1
                from convention_flux
               where epci = $1
                 and organisation = $2::bigint
                 and reservataire = $3::bigint
                 and code_sne = $4
                 and departement = $5
                 and commune is not distinct from $6
                 and annee_debut <= $8::smallint
                 and annee_fin >= $7::smallint)
       returning id`,
      [
        epci,
        c.bailleur,
        c.reservataire,
        c.contingent,
        c.departement,
        c.commune,
        c.anneeDebut,
        c.anneeFin,
        c.part,
        c.signeeLe,
      ],
    );
    return row?.id ?? null;
  });
}

async function updateConvention(
  sql: Sql,
  epci: string,
  id: number,
  revision: number,
  { anneeDebut, anneeFin, part, signeeLe }: Parameters<ContingentQueries["updateConvention"]>[3],
): Promise<boolean> {
  return sql.transaction(async (tx) => {
    await lockConventions(tx, epci);
    const { rowCount } = await tx.query(
      `update convention_flux c
          set annee_debut = $4::smallint, annee_fin = $5::smallint, part = $6, signee_le = $7, revision = revision + 1
        where c.epci = $1
          and c.id = $2
          and c.revision = $3
          and not exists (
              select 1
                from convention_flux o
               where o.epci = c.epci
                 and o.id <> c.id
                 and (o.organisation, o.reservataire, o.code_sne, o.departement) = (c.organisation, c.reservataire, c.code_sne, c.departement)
                 and o.commune is not distinct from c.commune
                 and o.annee_debut <= $5::smallint
                 and o.annee_fin >= $4::smallint)`,
      [epci, id, revision, anneeDebut, anneeFin, part, signeeLe],
    );
    return rowCount === 1;
  });
}
