import type { Compte } from "./attribution/compte.ts";
import { type Apports, nameInconnu } from "./part.ts";

/** What the count of a lease hangs on: three facts that a file may not say, and whether the file has it already. */
export const CAUSES = ["situation", "ressources", "relogement", "doublon"] as const;
export type Cause = (typeof CAUSES)[number];

/** Leases whose count something unknown may change: each once in `total`, and once under every fact that would tell more. */
export type Inconnus = { readonly total: number } & Readonly<Record<Cause, number>>;

type Bail = Omit<Compte, "nombre">;

/** What each fact may turn out to be where it is not known; empty where it is. */
const REPONSES: Readonly<Record<Exclude<Cause, "doublon">, (bail: Bail) => readonly Bail[]>> = {
  situation: (bail) =>
    bail.situation === "inconnue" ? (["qpv", "hors-qpv"] as const).map((situation) => ({ ...bail, situation })) : [],
  ressources: (bail) =>
    bail.quartile === "inconnu" && bail.ressources !== "nulles"
      ? (["q1", "q2-4"] as const).map((quartile) => ({ ...bail, quartile }))
      : [],
  relogement: (bail) =>
    bail.relogement === "inconnu" ? (["oui", "non"] as const).map((relogement) => ({ ...bail, relogement })) : [],
};

const FAITS = ["situation", "ressources", "relogement"] as const;

/** `apportsOf` is the rule of the objective: a fact that changes nothing to it is no cause. */
export function countCauses(comptes: readonly Compte[], apportsOf: (bail: Bail) => Apports): Inconnus {
  const count = { total: 0, situation: 0, ressources: 0, relogement: 0, doublon: 0 };
  for (const compte of comptes) {
    const now = apportsOf(compte);
    if (nameInconnu(now) === null) continue;
    count.total += compte.nombre;
    // Found in the file, it is none of its own: that settles whatever it may be.
    if (compte.doublePossible === true) count.doublon += compte.nombre;
    for (const cause of FAITS) {
      if (REPONSES[cause](compte).some((told) => !isSame(apportsOf(told), now))) count[cause] += compte.nombre;
    }
  }
  return count;
}

function isSame(a: Apports, b: Apports): boolean {
  return a.dehors === b.dehors && a.assiette === b.assiette && a.part === b.part;
}
