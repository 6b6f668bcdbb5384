import { z } from "zod";
import { ACTION_LOGEMENT } from "#donnees/sql/action-logement.ts";
import { contingent, reponse, situation } from "#donnees/sql/rows.ts";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { LogementSuiviQueries } from "../../lectures/logement/ports.ts";
import {
  ACCES_LOGEMENT,
  type DeclarationLogement,
  ETATS_LOGEMENT,
  type EtatLogement,
  type LogementSuivi,
} from "../../regles/logement/logement-suivi.ts";

export function logementSuiviQueries(sql: Sql): LogementSuiviQueries {
  return {
    list: (epci, etats) => list(sql, epci, etats),
    find: (epci, id) => find(sql, epci, id),
    add: (epci, organisation, declaration, synthetique) => add(sql, epci, organisation, declaration, synthetique),
    update: (epci, id, revision, declaration) => update(sql, epci, id, revision, declaration),
  };
}

const suiviRow = z
  .object({
    id: z.number(),
    organisation: z.number(),
    nom: z.string(),
    siren: z.string().nullable(),
    cle: z.string(),
    etat: z.enum(ETATS_LOGEMENT),
    disponibleLe: z.string().nullable(),
    adresse: z.string(),
    commune: z.string(),
    secteur: z.string().nullable(),
    situation,
    typologie: z.enum(TYPOLOGIES).nullable(),
    surface: z.number().nullable(),
    loyer: z.number().nullable(),
    charges: z.number().nullable(),
    premiereLocationLe: z.string().nullable(),
    conventionneLe: z.string().nullable(),
    rehabilite: reponse,
    residentialise: reponse,
    loyerBaisse: reponse,
    pru1: reponse,
    acces: z.enum(ACCES_LOGEMENT),
    contingent,
    operation: z.number().nullable(),
    declareLe: z.string(),
    revision: z.number(),
    synthetique: z.boolean(),
  })
  .transform(
    ({ organisation, nom, siren, ...row }): LogementSuivi => ({ ...row, bailleur: { organisation, nom, siren } }),
  );

/** A row of before, that says no place, is nobody's to offer. */
const SELECT = `
  select s.id, s.organisation, o.nom, o.siren, s.cle, s.etat, s.disponible_le, s.adresse, s.commune, s.secteur,
         s.situation, s.typologie, s.surface, s.loyer, s.charges, s.premiere_location_le,
         s.conventionne_le, s.rehabilite, s.residentialise, s.loyer_baisse, s.pru1, s.acces,
         s.contingent, s.operation, s.declare_le, s.revision, s.synthetique
    from logement_suivi s
    join organisation o on o.id = s.organisation
   where s.epci = $1
     and s.adresse is not null
     and s.commune is not null`;

function list(sql: Sql, epci: string, etats: readonly EtatLogement[]): Promise<LogementSuivi[]> {
  return rowsOf(
    sql,
    suiviRow,
    `${SELECT}
     and (cardinality($2::text[]) = 0 or s.etat = any ($2))
   order by s.commune, s.adresse, s.id`,
    [epci, etats],
  );
}

function find(sql: Sql, epci: string, id: number): Promise<LogementSuivi | null> {
  return rowOf(sql, suiviRow, `${SELECT} and s.id = $2`, [epci, id]);
}

/** In the order of `valuesOf`. */
const COLONNES = [
  "etat",
  "disponible_le",
  "adresse",
  "commune",
  "secteur",
  "situation",
  "typologie",
  "surface",
  "loyer",
  "charges",
  "premiere_location_le",
  "conventionne_le",
  "rehabilite",
  "residentialise",
  "loyer_baisse",
  "pru1",
  "acces",
  "contingent",
  "operation",
];

function valuesOf(d: DeclarationLogement): readonly unknown[] {
  return [
    d.etat,
    d.disponibleLe,
    d.adresse,
    d.commune,
    d.secteur,
    d.situation,
    d.typologie,
    d.surface,
    d.loyer,
    d.charges,
    d.premiereLocationLe,
    d.conventionneLe,
    d.rehabilite,
    d.residentialise,
    d.loyerBaisse,
    d.pru1,
    d.acces,
    d.contingent,
    d.operation,
  ];
}

/** The réservataire whose right it is reads it too: Action Logement, one organisation in the whole country. */
const RESERVATAIRE = `case $3::text when 'COLACT' then
         ${ACTION_LOGEMENT} end`;

async function add(
  sql: Sql,
  epci: string,
  organisation: number,
  declaration: DeclarationLogement,
  synthetique: boolean,
): Promise<number | null> {
  const row = await rowOf(
    sql,
    z.object({ id: z.number() }),
    `insert into logement_suivi (epci, organisation, reservataire, cle, synthetique, ${COLONNES.join(", ")})
     values ($1, $2, ${RESERVATAIRE}, $4, $5, ${COLONNES.map((_, rank) => `$${rank + 6}`).join(", ")})
     on conflict (epci, organisation, cle) do nothing
     returning id`,
    [epci, organisation, declaration.contingent, declaration.cle, synthetique, ...valuesOf(declaration)],
  );
  return row?.id ?? null;
}

async function update(
  sql: Sql,
  epci: string,
  id: number,
  revision: number,
  declaration: DeclarationLogement,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update logement_suivi
        set (reservataire, revision, declare_le, ${COLONNES.join(", ")})
          = (${RESERVATAIRE}, revision + 1, now(), ${COLONNES.map((_, rank) => `$${rank + 5}`).join(", ")})
      where epci = $1
        and id = $2
        and revision = $4`,
    [epci, id, declaration.contingent, revision, ...valuesOf(declaration)],
  );
  return rowCount === 1;
}
