import type { Constat } from "#bilan/lectures/bilan.ts";
import type { Relation } from "#socle/calculs/secret/systeme.ts";
import { EFFECTIF_STATUT, type StatutObjectif } from "../../regles/diffusion/statut-objectif.ts";
import { cleObjectif } from "./attributions.ts";
import { cleReste, type Reste } from "./comptes-dits.ts";
import type { ObjectifDit, ObjectifsDits } from "./objectifs-dits.ts";

/** Rates have three decimals at most: in whole leases, a rate under a share is under by more than this. */
const SOUS = -0.0005;

export function statutOf({ assiette, verdict }: Pick<Constat, "assiette" | "verdict">): StatutObjectif {
  if (assiette < EFFECTIF_STATUT || verdict === "sans-objet") return "effectif-insuffisant";
  // A year is only published whole; `en-cours` is treated as undecided.
  return verdict === "en-cours" ? "indecidable" : verdict;
}

/** Relations that the territory's verdicts reveal about its unknown: they are printed beside their counts, and judged with the unknown. */
export function verdictRelations(annee: number, objectifs: ObjectifsDits): readonly Relation[] {
  return objectifsWith(annee, null, objectifs).flatMap(([dit, cles]) => relationsOf(dit.verdict, dit.plancher, cles));
}

/** Relations that a bailleur's two published statuses reveal about its hidden counts. `siren`: the bailleur's. */
export function statutRelations(annee: number, siren: string, objectifs: ObjectifsDits): readonly Relation[] {
  return objectifsWith(annee, siren, objectifs).flatMap(([dit, cles]): Relation[] => {
    const statut = statutOf(dit);
    const { base } = cles;
    if (statut === "effectif-insuffisant") {
      return [{ termes: [[base, 1]], min: 0, max: EFFECTIF_STATUT - 1, dite: true }];
    }
    const enough: Relation = { termes: [[base, 1]], min: EFFECTIF_STATUT, max: null, dite: true };
    return [enough, ...relationsOf(statut, dit.plancher, cles)];
  });
}

/** Keys of an objective's counts; `pour` and `contre`: leases that may add to both counts, or to the base only; `indecis`: to the part. */
type Comptes = {
  readonly part: string;
  readonly base: string;
  readonly pour: string;
  readonly contre: string;
  readonly indecis: readonly string[];
};

function objectifsWith(
  annee: number,
  siren: string | null,
  objectifs: ObjectifsDits,
): readonly (readonly [ObjectifDit, Comptes])[] {
  const cle = (coordonnees: Readonly<Record<string, string>>) => cleObjectif(annee, siren, coordonnees);
  const reste = (nom: Reste) => cleReste(String(annee), nom, siren ?? undefined);
  return [
    [
      objectifs["hors-qpv"],
      {
        part: cle({ objet: "hors-realise" }),
        base: cle({ objet: "hors-assiette" }),
        pour: reste("hors-part"),
        contre: reste("hors-autres"),
        indecis: [reste("hors-indecis")],
      },
    ],
    [
      objectifs.qpv,
      {
        part: cle({ quartile: "q2-4", situation: "qpv" }),
        base: cle({ objet: "qpv-assiette" }),
        pour: reste("qpv-part"),
        contre: reste("qpv-autres"),
        indecis: [],
      },
    ],
  ];
}

/** A sure verdict holds for any value of the unknown. */
function relationsOf(verdict: Constat["verdict"] | StatutObjectif, taux: number, cles: Comptes): readonly Relation[] {
  const { part, base, pour, contre, indecis } = cles;
  const ecart = [[part, 1] as const, [base, -taux] as const];
  if (verdict === "atteint") return [least(ecart), least([...ecart, [contre, -taux]])];
  if (verdict !== "non-atteint") return [];
  return [most(ecart), most([...ecart, [pour, 1 - taux], ...indecis.map((key) => [key, 1] as const)])];
}

function least(termes: Relation["termes"]): Relation {
  return { termes, min: 0, max: null, dite: true };
}

function most(termes: Relation["termes"]): Relation {
  return { termes, min: null, max: SOUS, dite: true };
}
