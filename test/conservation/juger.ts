import { z } from "zod";
import { purger } from "#exploitation/actes/conservation/purger.ts";
import type { PurgeFaite } from "#exploitation/lectures/conservation/ports.ts";
import { conservationQueries } from "#exploitation/sql/conservation/conservation.queries.ts";
import type { Sql } from "#socle/sql/sql.ts";
import type { Attendu } from "./graine.ts";
import { SONDES } from "./sondes.ts";

/** The purge of a day, at three in the morning (UTC). */
export function purgeAt(sql: Sql, jour: string, essai = false): Promise<PurgeFaite> {
  return purger(conservationQueries(sql), {
    jour,
    aujourdhui: jour,
    maintenant: `${jour}T03:00:00Z`,
    essai,
    horlogeVerifiee: true,
  });
}

/** « sonde cle » of every row that still holds something personal. */
export async function readSurvivors(sql: Sql): Promise<ReadonlySet<string>> {
  const { rows } = await sql.query(
    Object.entries(SONDES)
      .map(([sonde, text]) => `select '${sonde} ' || cle as ligne from (${text}) as s (cle)`)
      .join(" union all "),
  );
  return new Set(
    z
      .array(z.object({ ligne: z.string() }))
      .parse(rows)
      .map(({ ligne }) => ligne),
  );
}

export type Simulation = {
  /** Rows there a day too long, gone a day too early, chains that no longer hold. */
  readonly fautes: readonly string[];
  readonly purges: number;
  /** Rows destroyed or made anonymous. */
  readonly lignes: number;
  /** Lines of the register seen. */
  readonly inscrits: number;
};

/** A purge on each of the days, in order, and what was there after it. */
export async function simuler(sql: Sql, attendus: readonly Attendu[], jours: readonly string[]): Promise<Simulation> {
  const inscrits = new Set<string>();
  const fautes: string[] = [];
  let lignes = 0;
  for (const jour of jours) {
    const { comptes } = await purgeAt(sql, jour);
    lignes += totalOf(comptes);
    const seen = await readSurvivors(sql);
    for (const nom of seen) if (nom.startsWith(REGISTRE)) inscrits.add(nom);
    fautes.push(...faultsOf(attendus, seen, jour, inscrits));
    if ((await brokenLinks(sql)) > 0) fautes.push(`chain broken on ${jour}`);
  }
  return { fautes, purges: jours.length, lignes, inscrits: inscrits.size };
}

function totalOf(comptes: PurgeFaite["comptes"]): number {
  const nombres = Object.values(comptes).flatMap((compte) => Object.values(compte));
  return nombres.reduce((sum, nombre) => sum + nombre, 0);
}

const REGISTRE = "public.registre_effacement";

/** A line of the register is awaited only once it has been seen (`inscrits`): it is the purge that writes it. */
function faultsOf(
  attendus: readonly Attendu[],
  seen: ReadonlySet<string>,
  jour: string,
  inscrits: ReadonlySet<string>,
): readonly string[] {
  return attendus.flatMap(({ sonde, cle, disparait }) => {
    const nom = `${sonde} ${cle}`;
    const due = disparait <= jour;
    if (seen.has(nom) && due) return [`late on ${jour}: ${nom}, due ${disparait}`];
    const awaited = sonde !== REGISTRE || inscrits.has(nom);
    return !seen.has(nom) && !due && awaited ? [`early on ${jour}: ${nom}, due ${disparait}`] : [];
  });
}

/** Lines whose hash, or whose link to the line before or to the seal, is wrong. */
async function brokenLinks(sql: Sql): Promise<number> {
  const { rowCount } = await sql.query(
    `select e.organisation, e.numero
       from journal.entree e
       left join journal.entree p on p.organisation = e.organisation and p.numero = e.numero - 1
       left join lateral (
              select * from journal.scelle s where s.organisation = e.organisation order by numero desc limit 1
            ) s on true
      where e.empreinte <> journal.empreinte(e)
         or (p.numero is null and s.numero is not null and (s.numero <> e.numero - 1 or s.empreinte <> e.precedent))
         or (p.numero is not null and p.empreinte <> e.precedent)
         or (p.numero is null and s.numero is null and e.numero <> 1)`,
  );
  return rowCount;
}
