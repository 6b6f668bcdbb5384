import type { Compte } from "./attribution/compte.ts";
import { parametre } from "./parametre.ts";
import { type Apports, countPart, type PartIncertaine } from "./part.ts";
import { type LectureRessourcesNulles, readClasse } from "./quartile.ts";

/**
 * CCH, art. L. 441-1, alinéa relatif aux EPCI concernés (20e en 2018, 23e en 2022, 24e depuis) :
 * « [le] taux minimal des attributions annuelles, suivies de baux signés, de logements situés en dehors des quartiers
 *   prioritaires de la politique de la ville » consacrées « à des demandeurs [du premier quartile] ou à des personnes
 *   relogées dans le cadre d’une opération de renouvellement urbain » (ou d’une ORCOD).
 * Loi n° 2017-86 du 27 janvier 2017 (25 %, adaptable localement), puis loi n° 2018-1021 du 23 novembre 2018 (25 % partout).
 * The alinéa moves with each reform: the rule is keyed by its own id, the alinéa is text.
 */
export const REGLE_HORS_QPV = "hors-qpv.premier-quartile-ou-relogement";

export const TAUX_MINIMAL_HORS_QPV = parametre.taux("taux-minimal-hors-qpv");

/** `part` is a union: each lease once. `premierQuartile` is the part of it that the national bilans publish. */
export type ComptageHorsQpv = PartIncertaine & { readonly premierQuartile: number };

/**
 * Denominator: outside QPV, with known resources, or rehoused, since the law counts those households whatever their quartile. A lease with an unknown
 * fact (situation, resources, rehousing) is in no count, and widens the bounds.
 */
export function countHorsQpv(comptes: readonly Compte[], nulles: LectureRessourcesNulles): ComptageHorsQpv {
  const premiers = comptes.filter(
    (c) => c.doublePossible !== true && c.situation === "hors-qpv" && readClasse(c, nulles) === "q1",
  );
  return {
    ...countPart(comptes, (compte) => apportsHorsQpv(compte, nulles)),
    premierQuartile: premiers.reduce((sum, { nombre }) => sum + nombre, 0),
  };
}

/** The first quartile only, for comparison with the national bilans, which do not know the rehoused. */
export function countPremierQuartile(comptes: readonly Compte[], nulles: LectureRessourcesNulles): PartIncertaine {
  return countPart(comptes, (compte) => apportsHorsQpv({ ...compte, relogement: "non" }, nulles));
}

/** What a lease may add to this test, given its unknown facts; nothing, for a lease that may be counted already. */
export function apportsHorsQpv(compte: Bail, nulles: LectureRessourcesNulles): Apports {
  if (compte.situation === "qpv") return { dehors: true, assiette: false, part: false };
  const classe = readClasse(compte, nulles);
  const maybeNotReloge = compte.relogement !== "oui";
  return {
    dehors:
      compte.doublePossible === true ||
      compte.situation === "inconnue" ||
      (maybeNotReloge && (classe === "inconnue" || classe === "exclue")),
    assiette: maybeNotReloge && (classe === "q2-4" || classe === "inconnue"),
    part: compte.relogement !== "non" || classe === "q1" || classe === "inconnue",
  };
}

type Bail = Omit<Compte, "nombre">;
