import { numeroUnique } from "#donnees/formats/sne/numero-unique.ts";
import type { ConservationQueries } from "#exploitation/lectures/conservation/ports.ts";
import { conservationQueries } from "#exploitation/sql/conservation/conservation.queries.ts";
import { type Session, withOwner, withSession } from "./session.ts";

/** Runs with the owner's rights: a purge, an erasure or an export crosses every organisation. */
export function withConservation<T>(
  work: (session: Session, conservation: ConservationQueries) => Promise<T>,
): Promise<T> {
  return withSession((session) => withOwner(session, (sql) => work(session, conservationQueries(sql))));
}

/** The input may be the number unique, in any form of the files, or already its keyed hash. */
export function numerosOf(saisie: string, hash: (text: string) => string): readonly string[] {
  const numero = numeroUnique(saisie);
  return typeof numero === "string" ? [hash(numero), saisie] : [saisie];
}
