import { EPCI } from "../fixtures/pages.ts";
import type { Champs } from "./entrees.ts";
import type { Monde } from "./monde.ts";

export const CAS_ESSAI: Champs = {
  nature: "mutation",
  voie: "ordinaire",
  motif: "suroccupation",
  bailleur: "",
  personnes: "4",
  demande_mois: "30",
  typologie: "T4",
  commune: "52448",
  quartile: "q1",
  besoin: "aucun",
  complement: "Cherche plus grand",
  relu: "oui",
};

/** A case on the agenda of a meeting that is being held: whatever is proposed and decided of it, it stays there. */
export async function writeCas(pool: Monde["pool"]): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    `with i as (
       insert into instance (epci, genre, nom) values ($1, 'commission-coordination', 'Commission des cas') returning id, epci
     ), r as (
       insert into reunion (epci, instance, numero, titre, jour, etat)
       select epci, id, 1, 'Réunion des cas', '2018-02-01', 'ouverte' from i returning id, epci
     )
     insert into cas_bloque (epci, nature, voie, motif, etat, ouvert_le, reunion)
     select epci, 'mutation', 'ordinaire', 'suroccupation', 'inscrit', '2018-01-01', id from r
     returning id`,
    [EPCI],
  );
  return Number(rows[0]?.id ?? 0);
}
