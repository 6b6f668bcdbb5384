import { z } from "zod";
import { inserts } from "#socle/sql/ecrire.ts";
import { type Lecteur, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { NouveauxSeuils } from "../../lectures/rapprochement/ports.ts";
import type { SeuilsRapprochement } from "../../regles/rapprochement/faits.ts";

const montant = z.number().optional();
const seuilsRow: Lecteur<SeuilsRapprochement> = z.object({
  depuis: z.string(),
  effortMax: z.number().nullable(),
  resteAVivre: z.number().nullable(),
  forfaits: z
    .object({ T1: montant, T2: montant, T3: montant, T4: montant, T5: montant, "T6+": montant })
    .transform((forfaits) => Object.fromEntries(Object.entries(forfaits).filter(([, euros]) => euros !== undefined))),
  reference: z.string(),
  confiance: z.enum(["R", "M", "S", "B"]),
  propre: z.boolean(),
});

const COLONNES = `depuis::text as depuis, effort_max, reste_a_vivre, coalesce(forfaits, '{}') as forfaits,
            reference, confiance, organisation is not null as propre`;

/** Latest version of the bailleur already in force, else of the territory. */
export function seuils(
  sql: Sql,
  epci: string,
  organisation: number,
  jour: string,
): Promise<SeuilsRapprochement | null> {
  return rowOf(
    sql,
    seuilsRow,
    `select ${COLONNES}
       from seuil_rapprochement
      where epci = $1
        and (organisation = $2 or organisation is null)
        and depuis <= $3::date
      order by organisation nulls last, depuis desc
      limit 1`,
    [epci, organisation, jour],
  );
}

/** All versions, latest first. */
export function versionsSeuils(sql: Sql, epci: string, organisation: number | null): Promise<SeuilsRapprochement[]> {
  return rowsOf(
    sql,
    seuilsRow,
    `select ${COLONNES}
       from seuil_rapprochement
      where epci = $1
        and organisation is not distinct from $2::bigint
      order by seuil_rapprochement.depuis desc`,
    [epci, organisation],
  );
}

export function ajouterSeuils(sql: Sql, epci: string, nouveaux: NouveauxSeuils): Promise<boolean> {
  const { organisation, depuis, effortMax, resteAVivre, reference, confiance, synthetique } = nouveaux;
  const forfaits = JSON.stringify(nouveaux.forfaits);
  const seuils = { depuis, effortMax, resteAVivre, forfaits, reference, confiance, synthetique };
  return inserts(sql, "seuil_rapprochement", { epci, organisation, ...seuils });
}
