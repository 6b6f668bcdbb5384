import { z } from "zod";
import { insert, insertId, pick, touches, update } from "#socle/sql/ecrire.ts";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  type CasBloqueQueries,
  casRow,
  decisionCasRow,
  modificationCasRow,
  type NouveauCas,
  nouveauCasRow,
  nouvelleDecisionCasRow,
  nouvellePropositionRow,
  organisationCasRow,
  propositionRow,
} from "../../lectures/cas-bloque/ports.ts";

export function casBloqueQueries(sql: Sql): CasBloqueQueries {
  return {
    list: (epci) => rowsOf(sql, casRow, `${CAS} order by clos_le is not null, ouvert_le, id`, [epci]),
    find: (epci, id) => rowOf(sql, casRow, `${CAS} and id = $2`, [epci, id]),
    findReference: (epci, reference) => findReference(sql, epci, reference),
    dernierNumero: (epci, annee) => dernierNumero(sql, epci, annee),
    add: (epci, cas) => sql.transaction((tx) => add(tx, epci, cas)),
    lock: (epci, id) => touches(sql, `select id from cas_bloque where ${UN} for update`, [epci, id]),
    update: (epci, id, modification) =>
      update(sql, "cas_bloque", pick(modificationCasRow, modification), UN, [epci, id]),
    organisations: () =>
      rowsOf(
        sql,
        organisationCasRow,
        "select id, nom, type from organisation where type <> 'plateforme' order by nom, id",
      ),
    ...suiteQueries(sql),
  };
}

type Suite = Pick<CasBloqueQueries, "propositions" | "decisions" | "addProposition" | "addDecision">;

/** Proposals and decisions. The database copies the organisations and the meeting from the case. */
function suiteQueries(sql: Sql): Suite {
  return {
    propositions: (epci, cas) =>
      rowsOf(
        sql,
        propositionRow,
        `select id, cas, auteur, nature, typologie, commune, complement, le::text as le
           from cas_proposition
          where epci = $1
            and cas = $2
          order by le, id`,
        [epci, cas],
      ),
    decisions: (epci, cas) =>
      rowsOf(
        sql,
        decisionCasRow,
        `select id, cas, seance_du as reunion, proposition, sens, charge, echeance::text as echeance, complement, le::text as le
           from cas_decision
          where epci = $1
            and cas = $2
          order by le, id`,
        [epci, cas],
      ),
    addProposition: (epci, cas, proposition) =>
      insertId(sql, "cas_proposition", { epci, cas, ...pick(nouvellePropositionRow, proposition) }),
    addDecision: (epci, cas, decision) => {
      const { reunion: seanceDu, ...decidee } = nouvelleDecisionCasRow.parse(decision);
      return insertId(sql, "cas_decision", { epci, cas, seanceDu, ...decidee });
    },
  };
}

const UN = "epci = $1 and id = $2";

/** A case with a day of closing is closed, whatever its state column. */
const CAS = `
  select id, epci, reference, nature, voie, motif, case when clos_le is null then etat else 'clos' end as etat,
         ouvert_le::text as ouvert_le, clos_le::text as clos_le, issue, bail_le::text as bail_le, reunion, assigne,
         echeance::text as echeance, relogement, operation, organisation, reservataire, guichet, auteur, personnes, typologie,
         commune, demande_mois, quartile, besoin, complement, synthetique
    from cas_bloque
   where epci = $1`;

async function findReference(sql: Sql, epci: string, reference: string): Promise<number | null> {
  const row = await rowOf(
    sql,
    z.object({ id: z.number() }),
    "select id from cas_bloque where epci = $1 and reference = $2",
    [epci, reference],
  );
  return row?.id ?? null;
}

async function dernierNumero(sql: Sql, epci: string, annee: number): Promise<number> {
  const row = await rowOf(
    sql,
    z.object({ dernier: z.number() }),
    "select dernier from cas_numero where epci = $1 and annee = $2",
    [epci, annee],
  );
  return row?.dernier ?? 0;
}

/** The author may not read the case: the insertion returns nothing, and its trigger locks the numbers of the year until the end. */
async function add(tx: Sql, epci: string, cas: NouveauCas): Promise<string> {
  await insert(tx, "cas_bloque", { epci, ...pick(nouveauCasRow, cas) });
  const annee = Number(cas.ouvertLe.slice(0, 4));
  const { reference } = await oneOf(
    tx,
    z.object({ reference: z.string() }),
    "select cas_reference(annee, dernier) as reference from cas_numero where epci = $1 and annee = $2",
    [epci, annee],
  );
  return reference;
}
