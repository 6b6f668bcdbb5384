import { z } from "zod";
import { calcule, insert } from "#socle/sql/ecrire.ts";
import { oneOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { EcheanceQueries, FileEcheance } from "../../lectures/registre/ports.ts";
import { EVENEMENTS } from "../../regles/evenement.ts";
import { courrierQueries } from "../courrier/courrier.queries.ts";
import { ecrireVie, lockVie } from "./registre-fiche.queries.ts";

const candidatRow = z.object({ epci: z.string(), demandeur: z.string() });
const nombreRow = z.object({ nombre: z.number() });

/** With the owner's rights: `sql` has no actor. */
export function echeanceQueries(sql: Sql): EcheanceQueries {
  return {
    // A household that asked to limit the use of its data (RGPD, art. 18) is not struck off by a delay.
    candidats: (jour, avance) =>
      rowsOf(
        sql,
        candidatRow,
        `select epci, id::text as demandeur from nominatif.demandeur
          where limite_le is null
            and (etat in ('a-renouveler','avertie') or etat = 'active' and echeance_le <= ($1::date + make_interval(months => $2))::date)
          order by id`,
        [jour, avance],
      ),
    sansEcheance: async () =>
      (
        await oneOf(
          sql,
          nombreRow,
          `select count(*)::integer as nombre from nominatif.demandeur
            where etat in ('active','a-renouveler','avertie') and echeance_le is null`,
        )
      ).nombre,
    forFile: (epci, demandeur, work) => sql.transaction((tx) => withFile(tx, epci, demandeur, work)),
    relier: async () =>
      (
        await oneOf(
          sql,
          nombreRow,
          `with vivantes as (
             select array_agg(id) as ids, count(*)::integer as nombre from nominatif.demandeur where etat in ('active','a-renouveler','avertie')
           )
           select v.nombre, nominatif.lier_souhaits(v.ids)::text as liees from vivantes v`,
        )
      ).nombre,
  };
}

async function withFile<T>(
  tx: Sql,
  epci: string,
  demandeur: string,
  work: (file: FileEcheance) => Promise<T>,
): Promise<T | null> {
  const vie = await lockVie(tx, epci, demandeur);
  if (vie === null) return null;
  return work({
    vie,
    courriers: courrierQueries(tx),
    ecrire: async (next) => {
      await ecrireVie(tx, epci, demandeur, next);
    },
    evenement: async (code, precisions) => {
      const [genre] = EVENEMENTS[code];
      const le = calcule(() => "now()");
      const dit = { genre, code, auteur: "systeme", precisions: JSON.stringify(precisions) };
      await insert(tx, "nominatif.evenement", { demandeur, epci, le, ...dit });
    },
    journal: async (acte, objet) => {
      await tx.query("select journal.ecrire($1, $2, 'demande-identite', $3, $4, 'échéance')", [
        epci,
        acte,
        objet,
        demandeur,
      ]);
    },
  });
}
