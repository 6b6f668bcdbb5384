import { openSql } from "#socle/sql/sql.ts";
import { DEBUT, FIN, semer } from "../conservation/douze-ans.ts";
import { lendemain } from "../conservation/graine.ts";
import { simuler } from "../conservation/juger.ts";
import { withOwnDatabase } from "./own-database.ts";

const GRAINE = 20_220_101;
const PERSONNES = 20;

/** A purge on every day of twelve years, rows made all along in every table that holds something personal: none late, none early. */
export function proveConservation(): Promise<Record<string, unknown>> {
  return withOwnDatabase(async ({ pool }) => {
    const sql = openSql(pool);
    const attendus = await semer(sql, GRAINE, PERSONNES);
    const { fautes, ...mesure } = await simuler(sql, attendus, everyDay());
    if (fautes.length > 0) throw new Error(fautes.slice(0, 20).join("\n"));
    return {
      graine: GRAINE,
      du: DEBUT,
      au: FIN,
      ...mesure,
      lignesSuivies: attendus.length,
      enRetard: 0,
      enAvance: 0,
      echues: attendus.filter(({ disparait }) => disparait <= FIN).length,
    };
  });
}

function everyDay(): readonly string[] {
  const jours: string[] = [];
  for (let jour = DEBUT; jour <= FIN; jour = lendemain(jour)) jours.push(jour);
  return jours;
}
