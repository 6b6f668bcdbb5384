import type { Contingent, Reponse } from "./attribution/attribution.ts";
import { type Parametre, parametre } from "./parametre.ts";
import { countPart, type PartIncertaine } from "./part.ts";

/**
 * CCH, art. L. 441-1, 3e à 5e alinéas, L. 313-26-2 et L. 313-35 : au moins un quart des attributions annuelles de logements réservés aux
 * collectivités territoriales, et au moins un quart de celles des logements réservés par Action Logement Services, vont aux personnes
 * « bénéficiant du droit à un logement décent et indépendant » reconnu par la commission de médiation (DALO) « ou, à défaut, aux
 * personnes prioritaires ». Same share on the bailleur's dwellings that nobody reserves.
 * The denominator is each réservataire's own, never the EPCI's. DALO households come first: they are counted in the share, and shown apart.
 */
export const REGLE_PUBLICS_PRIORITAIRES = "publics-prioritaires.quart";

const TAUX_RESERVES = parametre.taux("part-prioritaires-reserves");

const TAUX_NON_RESERVES = parametre.taux("part-prioritaires-non-reserves");

/** `par`: one denominator per réservataire over the territory, or one per bailleur. */
type RegleContingent = { readonly taux: Parametre<number>; readonly par: "reservataire" | "bailleur" };

/**
 * Contingents that owe the quarter. The préfet's are absent: the State's dwellings are for priority publics by nature (PPRIOR) or for its agents
 * (PFONCT), and no share of them is tested; we know of no share for other réservataires.
 */
export const REGLES_PRIORITAIRES: Readonly<Partial<Record<Contingent, RegleContingent>>> = {
  COLTER: { taux: TAUX_RESERVES, par: "reservataire" },
  COLACT: { taux: TAUX_RESERVES, par: "reservataire" },
  AUCUN: { taux: TAUX_NON_RESERVES, par: "bailleur" },
};

/** Signed leases that share these three answers. `doublePossible`: signed in Blaise, and perhaps already among those of the file. */
export type ComptePrioritaire = {
  readonly contingent: Contingent;
  readonly prioritaire: Reponse;
  readonly dalo: Reponse;
  readonly doublePossible?: boolean;
  readonly nombre: number;
};

/**
 * `part` of `total` leases of the contingent went to a DALO or priority household, each lease once; `indecis` of the total may have. A lease of
 * unknown contingent is in neither: `inconnusPart` would add to both, `inconnusAutres` to the total, `inconnusIndecis` to the total and perhaps the
 * part; so would leases that may be counted already.
 */
export type ComptagePrioritaires = PartIncertaine & {
  /** Part of `part`. */
  readonly dalo: number;
  /** Part of `total` whose DALO status is unknown. */
  readonly daloInconnu: number;
  /** Unknown leases that may be counted already, whatever else is unknown of them. */
  readonly doublons: number;
};

/** Yes as soon as one of the two is; no when both are. A DALO household counts even when its priority box is empty. */
export function isPrioritaire({ prioritaire, dalo }: Pick<ComptePrioritaire, "prioritaire" | "dalo">): Reponse {
  if (prioritaire === "oui" || dalo === "oui") return "oui";
  return prioritaire === "non" && dalo === "non" ? "non" : "inconnu";
}

/**
 * `comptes`: cells of one bailleur or of the whole territory. For the contingent `inconnu`, the contingent of a lease is never an unknown. `nonLues`:
 * lines of the files that were not read, each perhaps such a lease.
 */
export function countPrioritaires(
  comptes: readonly ComptePrioritaire[],
  contingent: Contingent,
  nonLues = 0,
): ComptagePrioritaires {
  const own = comptes.filter((compte) => compte.contingent === contingent);
  const unknown = contingent === "inconnu" ? [] : comptes.filter((compte) => compte.contingent === "inconnu");
  const counted = countPart([...own, ...unknown], (compte) => ({
    dehors: compte.doublePossible === true || compte.contingent !== contingent,
    assiette: isPrioritaire(compte) !== "oui",
    part: isPrioritaire(compte) !== "non",
  }));
  return {
    ...counted,
    inconnusIndecis: counted.inconnusIndecis + nonLues,
    dalo: sum(own, ({ dalo, doublePossible }) => dalo === "oui" && doublePossible !== true),
    daloInconnu: sum(own, ({ dalo, doublePossible }) => dalo === "inconnu" && doublePossible !== true),
    doublons: sum([...own, ...unknown], ({ doublePossible }) => doublePossible === true),
  };
}

function sum(comptes: readonly ComptePrioritaire[], keep: (compte: ComptePrioritaire) => boolean): number {
  return comptes.reduce((total, compte) => total + (keep(compte) ? compte.nombre : 0), 0);
}
