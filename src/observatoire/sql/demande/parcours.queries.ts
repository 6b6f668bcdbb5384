import { z } from "zod";
import { type Lecteur, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { type CompteParcours, DESTINATIONS } from "../../lectures/demande/ports.ts";
import { SORTIES_DEMANDE } from "../../regles/registre/registre.ts";

const compteRow: Lecteur<CompteParcours> = z.discriminatedUnion("genre", [
  z.object({
    genre: z.literal("mutation"),
    cle: z.string(),
    libelle: z.string().nullable(),
    destination: z.enum(DESTINATIONS),
    nombre: z.number(),
  }),
  z.object({ genre: z.literal("sortie"), cle: z.enum(SORTIES_DEMANDE), nombre: z.number() }),
]);

/** Sums that the owner makes of files which most readers may not open: see the function. */
export function parcours(sql: Sql, epci: string): Promise<CompteParcours[]> {
  return rowsOf(
    sql,
    compteRow,
    `select genre, cle, libelle, destination, nombre
       from contexte.parcours_demandes($1)
      order by genre, cle, destination`,
    [epci],
  );
}
