import { z } from "zod";
import { inserts } from "#socle/sql/ecrire.ts";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { VERROU } from "#socle/sql/verrous.ts";
import type { ConventionEtablie, ConventionObjectif } from "../lectures/convention-objectif.ts";
import type { ConventionObjectifQueries } from "../lectures/ports.ts";
import { etatOfSignatures } from "../regles/convention-objectif.ts";

export function conventionObjectifQueries(sql: Sql): ConventionObjectifQueries {
  return {
    list: (epci) =>
      rowsOf(sql, etablieRow.transform(toEtablie), `select ${COLONNES} where c.epci = $1 order by c.id desc`, [epci]),
    find: (epci, id) =>
      rowOf(sql, contenuRow, `select c.contenu, ${COLONNES} where c.epci = $1 and c.id = $2`, [epci, id]),
    add: (convention) => add(sql, convention),
    sign: (signature) => sign(sql, signature),
  };
}

const etablieRow = z.object({
  id: z.number(),
  organisation: z.number(),
  nom: z.string(),
  numero: z.number(),
  anneeDebut: z.number(),
  anneeFin: z.number(),
  empreinte: z.string(),
  etablieLe: z.string(),
  saisieLe: z.string(),
  epciLe: z.string().nullable(),
  bailleurLe: z.string().nullable(),
});

function toEtablie({ organisation, nom, epciLe, bailleurLe, ...row }: z.infer<typeof etablieRow>): ConventionEtablie {
  const signatures = { epci: epciLe, bailleur: bailleurLe };
  return { ...row, bailleur: { organisation, nom }, signatures, etat: etatOfSignatures(signatures) };
}

/** Frozen object: its `empreinte` proves it, so its shape is not checked, and later versions may extend it. */
const contenuRow = etablieRow
  .extend({
    contenu: z.custom<ConventionObjectif>((value) => typeof value === "object" && value !== null && "groupes" in value),
  })
  .transform(({ contenu, ...row }) => ({ ...toEtablie(row), contenu }));

const COLONNES = `c.id, c.organisation, g.nom, c.numero, c.annee_debut, c.annee_fin, c.empreinte,
       c.etablie_le, c.saisie_le, e.le as epci_le, b.le as bailleur_le
  from convention_objectif c
  join organisation g on g.id = c.organisation
  left join convention_objectif_signature e on e.convention_objectif = c.id and e.partie = 'epci'
  left join convention_objectif_signature b on b.convention_objectif = c.id and b.partie = 'bailleur'`;

async function add(
  sql: Sql,
  { epci, organisation, contenu, empreinte }: Parameters<ConventionObjectifQueries["add"]>[0],
): Promise<number> {
  return sql.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock($1, hashtext($2))", [
      VERROU.conventionObjectif,
      `${epci} ${organisation}`,
    ]);
    const { id } = await oneOf(
      tx,
      z.object({ id: z.number() }),
      `insert into convention_objectif (epci, organisation, numero, annee_debut, annee_fin, contenu, empreinte, etablie_le)
       select $1, $2::bigint, count(*) + 1, $3::smallint, $4::smallint, $5, $6, $7::date
         from convention_objectif
        where epci = $1
          and organisation = $2::bigint
       returning id`,
      [epci, organisation, contenu.anneeDebut, contenu.anneeFin, JSON.stringify(contenu), empreinte, contenu.etablieLe],
    );
    return id;
  });
}

function sign(
  sql: Sql,
  { epci, id, organisation, partie, le }: Parameters<ConventionObjectifQueries["sign"]>[0],
): Promise<boolean> {
  return inserts(
    sql,
    "convention_objectif_signature",
    { epci, conventionObjectif: id, organisation, partie, le },
    "on conflict (epci, convention_objectif, partie) do nothing",
  );
}
