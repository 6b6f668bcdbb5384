import { z } from "zod";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import { type Lecteur, oneOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type {
  DecisionCas,
  NouvelleDecisionCas,
  NouvelleProposition,
  PropositionCas,
} from "../../lectures/cas-bloque/ports.ts";
import { NATURES_PROPOSITION, SENS_DECISION_CAS } from "../../regles/cas-bloque/suite-cas.ts";

const propositionRow: Lecteur<PropositionCas> = z.object({
  id: z.number(),
  cas: z.number(),
  auteur: z.number().nullable(),
  nature: z.enum(NATURES_PROPOSITION),
  typologie: z.enum(TYPOLOGIES).nullable(),
  commune: z.string().nullable(),
  complement: z.string().nullable(),
  le: z.string(),
});

export function propositions(sql: Sql, epci: string, cas: number): Promise<PropositionCas[]> {
  return rowsOf(
    sql,
    propositionRow,
    `select id, cas, auteur, nature, typologie, commune, complement, le::text as le
       from cas_proposition
      where epci = $1
        and cas = $2
      order by le, id`,
    [epci, cas],
  );
}

const decisionRow: Lecteur<DecisionCas> = z.object({
  id: z.number(),
  cas: z.number(),
  reunion: z.number().nullable(),
  proposition: z.number().nullable(),
  sens: z.enum(SENS_DECISION_CAS),
  charge: z.number().nullable(),
  echeance: z.string().nullable(),
  complement: z.string().nullable(),
  le: z.string(),
});

export function decisions(sql: Sql, epci: string, cas: number): Promise<DecisionCas[]> {
  return rowsOf(
    sql,
    decisionRow,
    `select id, cas, seance_du as reunion, proposition, sens, charge, echeance::text as echeance, complement, le::text as le
       from cas_decision
      where epci = $1
        and cas = $2
      order by le, id`,
    [epci, cas],
  );
}

const idRow = z.object({ id: z.number() });

/** What ties it to organisations and to a meeting is taken from its case by the database. */
export async function addProposition(
  sql: Sql,
  epci: string,
  cas: number,
  { auteur, nature, typologie, commune, complement, le }: NouvelleProposition,
): Promise<number> {
  const { id } = await oneOf(
    sql,
    idRow,
    `insert into cas_proposition (epci, cas, auteur, nature, typologie, commune, complement, le)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     returning id`,
    [epci, cas, auteur, nature, typologie, commune, complement, le],
  );
  return id;
}

export async function addDecision(
  sql: Sql,
  epci: string,
  cas: number,
  { reunion, proposition, sens, charge, echeance, complement, le }: NouvelleDecisionCas,
): Promise<number> {
  const { id } = await oneOf(
    sql,
    idRow,
    `insert into cas_decision (epci, cas, seance_du, proposition, sens, charge, echeance, complement, le)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     returning id`,
    [epci, cas, reunion, proposition, sens, charge, echeance, complement, le],
  );
  return id;
}
