import pg from "pg";
import { z } from "zod";

export type ChaineEcrite = { readonly organisation: number; readonly longueur: number };

/** Organisations without anything else: the journal asks no more of them. Returns their ids. */
export async function addOrganisations(pool: pg.Pool, combien: number, nom: string): Promise<readonly number[]> {
  const { rows } = await pool.query(
    "insert into organisation (type, nom) select 'bailleur', $2 || ' ' || i from generate_series(1, $1::int) as i returning id",
    [combien, nom],
  );
  return z
    .array(z.object({ id: z.number() }))
    .parse(rows)
    .map(({ id }) => id);
}

/** What the row policies and the journal know of an agent of the organisation. */
function agentOf(organisation: number, epci: string): string {
  return JSON.stringify({
    nom: `agent de ${organisation}`,
    compte: null,
    demandeurs: [],
    habilitations: [{ id: 1, role: "agent-bailleur", epci, organisation, siren: null, communes: [], sensible: false }],
    motif: "contrôle du dossier n° 12",
  });
}

const EPCI = "200068666";

/**
 * Begins a transaction in which lines are written one after the other by an agent of the organisation, each field filled or not by turns.
 * One message to the server: the caller ends the transaction, and holds the chain until then.
 */
export async function beginLignes(client: pg.ClientBase, organisation: number, combien: number): Promise<void> {
  await client.query(
    `begin;
     select set_config('blaise.acteur', ${pg.escapeLiteral(agentOf(organisation, EPCI))}, true);
     select count(journal.ecrire('${EPCI}', 'dossier-lu', 'demande-identite',
                                 case when i % 3 = 0 then null else 'demandeur:é|' || i end,
                                 case when i % 2 = 0 then null else gen_random_uuid() end,
                                 case when i % 5 = 0 then 'instruction de la demande' end))
       from generate_series(1, ${combien}) as i`,
  );
}
