import type { Compte } from "./attribution/compte.ts";
import { type Apports, nameInconnu } from "./part.ts";

/** What may leave the count of a lease uncertain: three facts that a file may lack, whether the file already holds it, and a line that was not read. */
export const CAUSES = ["situation", "ressources", "relogement", "doublon", "rejet"] as const;
export type Cause = (typeof CAUSES)[number];

/** Leases whose count is uncertain: each once in `total`, and once under every fact that would tell more. `rejet`: absent for 0. */
export type Inconnus = { readonly total: number; readonly rejet?: number } & Readonly<
  Record<Exclude<Cause, "rejet">, number>
>;

type Bail = Omit<Compte, "nombre">;

/** Possible values of an unknown fact; empty when it is known. */
const REPONSES: Readonly<Record<(typeof FAITS)[number], (bail: Bail) => readonly Bail[]>> = {
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

/** `apportsOf` is the rule of the objective: an unknown fact without effect on it is not a cause. */
export function countCauses(comptes: readonly Compte[], apportsOf: (bail: Bail) => Apports): Inconnus {
  const lus = comptes.filter(({ rejetee }) => rejetee !== true);
  const rejet = sum(comptes) - sum(lus);
  const count = { total: rejet, situation: 0, ressources: 0, relogement: 0, doublon: 0 };
  for (const compte of lus) {
    const now = apportsOf(compte);
    if (nameInconnu(now) === null) continue;
    count.total += compte.nombre;
    // Finding the lease in the file settles it: it then adds nothing of its own.
    if (compte.doublePossible === true) count.doublon += compte.nombre;
    for (const cause of FAITS) {
      if (REPONSES[cause](compte).some((told) => !isSame(apportsOf(told), now))) count[cause] += compte.nombre;
    }
  }
  return rejet === 0 ? count : { ...count, rejet };
}

function sum(comptes: readonly Compte[]): number {
  return comptes.reduce((total, { nombre }) => total + nombre, 0);
}

function isSame(a: Apports, b: Apports): boolean {
  return a.dehors === b.dehors && a.assiette === b.assiette && a.part === b.part;
}
