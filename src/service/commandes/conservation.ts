import { numeroUnique } from "#donnees/formats/sne/numero-unique.ts";
import type { ConservationQueries } from "#exploitation/lectures/conservation/ports.ts";
import { conservationQueries } from "#exploitation/sql/conservation/conservation.queries.ts";
import { type Session, withOwner, withSession } from "./session.ts";

/** Runs a command's work with the owner's rights: what is purged, erased or handed over crosses every organisation. */
export function withConservation<T>(
  work: (session: Session, conservation: ConservationQueries) => Promise<T>,
): Promise<T> {
  return withSession((session) => withOwner(session, (sql) => work(session, conservationQueries(sql))));
}

/** What was typed may be the number unique, as the files write it, or already its keyed hash. */
export function numerosOf(saisie: string, hash: (text: string) => string): readonly string[] {
  const numero = numeroUnique(saisie);
  return typeof numero === "string" ? [hash(numero), saisie] : [saisie];
}
