import type { CelluleSecret, MotifSecret, Relation } from "#socle/calculs/secret/systeme.ts";
import { cleOf, TOUT } from "#socle/calculs/secret/tableau.ts";

/** What one contributor adds to the number of one place. */
export type Apport = { readonly commune: string; readonly bailleur: string | null; readonly valeur: number };

export type RegleMontants = {
  /** Largest share of one contributor. */
  readonly dominance: number;
  readonly contributeursMin: number;
  /** Least count shown, even of dwellings: a reader need not wonder whether a small number is of households. */
  readonly seuil: number;
};

type Lieux = {
  readonly famille: string;
  readonly millesime: string;
  /** Sum → parts: the territory, its secteurs, its communes. */
  readonly arbre: ReadonlyMap<string, readonly string[]>;
  /** Dwellings rather than euros. */
  readonly entiere: boolean;
};

/**
 * Numbers about a bailleur rather than households: masked with fewer than three contributors, or when one holds nearly all. The width follows from
 * the rule: the total must possibly be so large that the largest falls under its share, on either side.
 */
export function readMontants(
  { famille, millesime, arbre, entiere }: Lieux,
  apports: readonly Apport[],
  regle: RegleMontants,
): { readonly cellules: readonly CelluleSecret[]; readonly relations: readonly Relation[] } {
  const lieux = [...new Set([...arbre].flatMap(([somme, parts]) => [somme, ...parts]))];
  const cle = (lieu: string) => cleOf(famille, { millesime, lieu });
  const byLieu = new Map(lieux.map((lieu) => [lieu, apports.filter(({ commune }) => isUnder(commune, lieu, arbre))]));
  const cellules = lieux.map((lieu): CelluleSecret => {
    const own = byLieu.get(lieu) ?? [];
    const valeur = own.reduce((sum, apport) => sum + apport.valeur, 0);
    const motif = entiere && valeur > 0 && valeur < regle.seuil ? "effectif" : motifOf(own, valeur, regle);
    const amplitude = 2 * valeur * (1 / regle.dominance - 1);
    return {
      cle: cle(lieu),
      valeur,
      entiere,
      motif,
      amplitude: motif === null ? 0 : Math.max(leastWidth(motif, regle), entiere ? Math.ceil(amplitude) : amplitude),
      poids: (arbre.has(lieu) ? 12 : 1) / (1 + valeur),
      etat: "libre",
    };
  });
  const relations = [...arbre].map(
    ([somme, parts]): Relation => ({
      termes: [[cle(somme), 1], ...parts.map((part) => [cle(part), -1] as const)],
      min: 0,
      max: 0,
    }),
  );
  return { cellules, relations };
}

function leastWidth(motif: MotifSecret, { contributeursMin, seuil }: RegleMontants): number {
  return motif === "effectif" ? seuil : contributeursMin;
}

function isUnder(commune: string, lieu: string, arbre: ReadonlyMap<string, readonly string[]>): boolean {
  return commune === lieu || (arbre.get(lieu) ?? []).some((part) => isUnder(commune, part, arbre));
}

/** Without any amount, nothing is revealed. An unnamed contributor counts as one. */
function motifOf(
  apports: readonly Apport[],
  total: number,
  { dominance, contributeursMin }: RegleMontants,
): MotifSecret | null {
  if (apports.length === 0) return null;
  const byBailleur = new Map<string, number>();
  for (const { bailleur, valeur } of apports) {
    byBailleur.set(bailleur ?? TOUT, (byBailleur.get(bailleur ?? TOUT) ?? 0) + valeur);
  }
  if (byBailleur.size < contributeursMin) return "contributeurs";
  return Math.max(...byBailleur.values()) > dominance * total ? "dominance" : null;
}
