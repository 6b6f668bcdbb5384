import { EFFECTIF_STATUT, type StatutObjectif } from "#domain/diffusion/statut-objectif.ts";
import type { Relation } from "#statistics/secret/systeme.ts";
import type { Constat } from "../bilan/bilan.ts";
import { cleObjectif } from "./attributions.ts";
import { cleReste } from "./comptes-dits.ts";
import type { ObjectifDit, ObjectifsDits } from "./objectifs-dits.ts";

/** Rates have three decimals at most: what is under a share is under it by more than this, in whole leases. */
const SOUS = -0.0005;

export function statutOf({ assiette, verdict }: Pick<Constat, "assiette" | "verdict">): StatutObjectif {
  if (assiette < EFFECTIF_STATUT || verdict === "sans-objet") return "effectif-insuffisant";
  // A year is published once it is whole; were it not, nothing would be decided.
  return verdict === "en-cours" ? "indecidable" : verdict;
}

/** What the two published statuses of a bailleur let anyone write of its hidden counts. `siren`: the bailleur's. */
export function statutRelations(annee: number, siren: string, objectifs: ObjectifsDits): readonly Relation[] {
  const cle = (coordonnees: Readonly<Record<string, string>>) => cleObjectif(annee, siren, coordonnees);
  const inconnue = { situation: "inconnue" };
  const sansRessources = (cote: "hors-qpv" | "qpv") => [
    cle({ quartile: "inconnu", situation: cote }),
    cle({ quartile: "inconnu", ...inconnue }),
  ];
  return [
    ...relationsOf(objectifs["hors-qpv"], {
      part: cle({ objet: "hors-realise" }),
      base: cle({ objet: "hors-assiette" }),
      pour: cle({ quartile: "q1", ...inconnue }),
      contre: cle({ quartile: "q2-4", ...inconnue }),
      indecis: sansRessources("hors-qpv"),
    }),
    ...relationsOf(objectifs.qpv, {
      part: cle({ quartile: "q2-4", situation: "qpv" }),
      base: cle({ objet: "qpv-assiette" }),
      pour: cle({ quartile: "q2-4", ...inconnue }),
      contre: cle({ quartile: "q1", ...inconnue }),
      indecis: sansRessources("qpv"),
    }),
  ];
}

/** What the verdicts of the territory let anyone write of what is unknown there: they are printed beside their counts, and judged with it. */
export function verdictRelations(annee: number, objectifs: ObjectifsDits): readonly Relation[] {
  const cle = (coordonnees: Readonly<Record<string, string>>) => cleObjectif(annee, null, coordonnees);
  const periode = String(annee);
  return [
    ...verdictRelation(objectifs["hors-qpv"], {
      part: cle({ objet: "hors-realise" }),
      base: cle({ objet: "hors-assiette" }),
      pour: cleReste(periode, "hors-part"),
      contre: cleReste(periode, "hors-autres"),
      indecis: [cleReste(periode, "hors-indecis")],
    }),
    ...verdictRelation(objectifs.qpv, {
      part: cle({ quartile: "q2-4", situation: "qpv" }),
      base: cle({ objet: "qpv-assiette" }),
      pour: cleReste(periode, "qpv-part"),
      contre: cleReste(periode, "qpv-autres"),
      indecis: [],
    }),
  ];
}

function verdictRelation({ verdict, plancher: taux }: ObjectifDit, cles: Comptes): readonly Relation[] {
  const { part, base, pour, contre, indecis } = cles;
  const ecart = [[part, 1] as const, [base, -taux] as const];
  if (verdict === "atteint") return [least([...ecart, [contre, -taux]])];
  if (verdict !== "non-atteint") return [];
  return [most([...ecart, [pour, 1 - taux], ...indecis.map((key) => [key, 1] as const)])];
}

/** Keys of the counts of an objective; `pour` and `contre`: leases not located that would be for it or against it; `indecis`: that may be either. */
type Comptes = {
  readonly part: string;
  readonly base: string;
  readonly pour: string;
  readonly contre: string;
  readonly indecis: readonly string[];
};

function relationsOf(constat: ObjectifDit, { part, base, pour, contre, indecis }: Comptes): readonly Relation[] {
  const statut = statutOf(constat);
  const taux = constat.plancher;
  if (statut === "effectif-insuffisant") return [{ termes: [[base, 1]], min: 0, max: EFFECTIF_STATUT - 1, dite: true }];
  const enough: Relation = { termes: [[base, 1]], min: EFFECTIF_STATUT, max: null, dite: true };
  // Each without, then with the leases of which something is unknown; what a rehoused one makes untrue is dropped where relations are put
  // together. « Atteint » whatever they turn out to be, « non atteint » likewise: that is what a verdict says.
  const ecart = [[part, 1] as const, [base, -taux] as const];
  if (statut === "atteint") {
    return [enough, least(ecart), least([...ecart, ...[contre, ...indecis].map((key) => [key, -taux] as const)])];
  }
  if (statut === "non-atteint") {
    return [enough, most(ecart), most([...ecart, ...[pour, ...indecis].map((key) => [key, 1 - taux] as const)])];
  }
  return [enough];
}

function least(termes: Relation["termes"]): Relation {
  return { termes, min: 0, max: null, dite: true };
}

function most(termes: Relation["termes"]): Relation {
  return { termes, min: null, max: SOUS, dite: true };
}
