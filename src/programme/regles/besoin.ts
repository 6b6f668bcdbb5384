/**
 * How many dwellings a year would bring the wait to a target: no text writes this formula, nor its values. They are Blaise's, dated, and printed
 * with the figure.
 */
export const HYPOTHESES_BESOIN = {
  /** First day of these values. */
  depuis: "2026-01-01",
  /** Wait aimed at, in months. */
  attenteMois: 12,
  /** Years over which what is late is made up for: those of a PLH. */
  annees: 6,
} as const;

/** One type of dwelling. `croissance`: yearly growth of households, 0.01 for one percent; null: no file tells it. */
export type SituationBesoin = {
  readonly demandes: number;
  /** Leases of a year. */
  readonly attributions: number;
  /** Offered and empty. */
  readonly vacants: number;
  readonly croissance: number | null;
};

/** Dwellings a year, before and after the vacant ones are let over the same years. */
export type Besoin = { readonly brut: number; readonly net: number };

/** Nothing is needed where the leases of a year already serve the demandes within the target. */
export function computeBesoin({ demandes, attributions, vacants, croissance }: SituationBesoin): Besoin {
  const { attenteMois, annees } = HYPOTHESES_BESOIN;
  const retard = Math.max(0, demandes - (attributions * attenteMois) / 12);
  const brut = Math.max(0, retard / annees + demandes * (croissance ?? 0));
  return { brut, net: Math.max(0, brut - vacants / annees) };
}

type CommuneComptee = {
  readonly commune: string;
  readonly annee: number;
  readonly residencesPrincipales: number | null;
};

/** Mean yearly growth of the main residences, over the communes known in the first and last years; null: no such pair. */
export function growthOf(
  lignes: readonly CommuneComptee[],
): { readonly taux: number; readonly de: number; readonly a: number } | null {
  const connues = lignes.filter(({ residencesPrincipales }) => residencesPrincipales !== null);
  const annees = connues.map(({ annee }) => annee);
  const [de, a] = [Math.min(...annees), Math.max(...annees)];
  if (connues.length === 0 || de === a) return null;
  const of = (annee: number) =>
    new Map(connues.filter((un) => un.annee === annee).map((un) => [un.commune, un.residencesPrincipales ?? 0]));
  const [avant, apres] = [of(de), of(a)];
  const communes = [...avant.keys()].filter((commune) => apres.has(commune));
  const sum = (de: ReadonlyMap<string, number>) =>
    communes.reduce((total, commune) => total + (de.get(commune) ?? 0), 0);
  const [depart, fin] = [sum(avant), sum(apres)];
  return depart === 0 || fin === 0 ? null : { taux: (fin / depart) ** (1 / (a - de)) - 1, de, a };
}
