import { averageHypergeometrique, computeHypergeometrique } from "../petit-effectif/hypergeometrique.ts";

/** Members of the two groups in one unit (a neighbourhood, a résidence…). */
export type Unite = { readonly groupe: number; readonly autres: number };

/** How unevenly two groups share the same units. Each index is 0 to 1; exposure and isolation also depend on the group's size. */
export type SegregationDeuxGroupes = {
  /** D = ½ Σ|x_i/X − y_i/Y|: share of either group that would have to move for the same mix everywhere. Duncan and Duncan, ASR 20 (1955). */
  readonly dissimilarite: number;
  /** E[D] if the same people were dealt at random among units of the same sizes: the effect of chance alone. */
  readonly attendue: number;
  /** (D − E)/(1 − E): 0 is chance, negative is more even than chance. Winship, Social Forces 55 (1977), p. 1058-1066. */
  readonly corrigee: number | null;
  /** Σ (x_i/X)(x_i/t_i): share of the group among the neighbours of one of its members, themselves included. */
  readonly isolement: number;
  /** Isolation of the others. */
  readonly isolementAutres: number;
  /** Σ (x_i/X)(y_i/t_i): share of the others among the neighbours of a member of the group. 1 − isolement. */
  readonly exposition: number;
  /** η² = (isolement − P)/(1 − P): isolation freed of the size P of the group. Bell, Social Forces 32 (1954), p. 357-364. */
  readonly eta2: number;
  /** ΣΣ t_i t_j |p_i − p_j| / (2 T² P(1 − P)). */
  readonly gini: number;
};

/** null when one of the groups is empty. */
export function computeSegregation(unites: readonly Unite[]): SegregationDeuxGroupes | null {
  const groupe = sumOf(unites, (unite) => unite.groupe);
  const autres = sumOf(unites, (unite) => unite.autres);
  if (unites.some((unite) => !isCount(unite.groupe) || !isCount(unite.autres))) {
    throw new RangeError("Members of a group are counted in whole numbers.");
  }
  if (groupe === 0 || autres === 0) return null;
  const occupees = unites.filter((unite) => unite.groupe + unite.autres > 0);
  const dissimilarite = sumOf(occupees, (unite) => Math.abs(unite.groupe / groupe - unite.autres / autres)) / 2;
  const attendue = expectDissimilarite(occupees, groupe, autres);
  const isolement = sumOf(occupees, (u) => (u.groupe / groupe) * (u.groupe / (u.groupe + u.autres)));
  const part = groupe / (groupe + autres);
  return {
    dissimilarite,
    attendue,
    corrigee: attendue < 1 ? (dissimilarite - attendue) / (1 - attendue) : null,
    isolement,
    isolementAutres: sumOf(occupees, (u) => (u.autres / autres) * (u.autres / (u.groupe + u.autres))),
    exposition: sumOf(occupees, (u) => (u.groupe / groupe) * (u.autres / (u.groupe + u.autres))),
    eta2: (isolement - part) / (1 - part),
    gini: computeGini(occupees, groupe, autres),
  };
}

/**
 * Exact: the count of the group in a unit of t_i people is hypergeometric, and expectations add up even between dependent units. E = ½ Σ_i E|k/X −
 * (t_i − k)/Y|.
 */
function expectDissimilarite(unites: readonly Unite[], groupe: number, autres: number): number {
  const parTaille = new Map<number, number>();
  const expectOf = (taille: number) =>
    averageHypergeometrique(computeHypergeometrique(taille, groupe, groupe + autres), (k) =>
      Math.abs(k / groupe - (taille - k) / autres),
    );
  return (
    sumOf(unites, (unite) => {
      const taille = unite.groupe + unite.autres;
      const known = parTaille.get(taille) ?? expectOf(taille);
      parTaille.set(taille, known);
      return known;
    }) / 2
  );
}

/** One pass over the units by ascending share: area between the Lorenz curve of the two groups and the diagonal. */
function computeGini(unites: readonly Unite[], groupe: number, autres: number): number {
  const ranked = [...unites].sort((a, b) => a.groupe * (b.groupe + b.autres) - b.groupe * (a.groupe + a.autres));
  let [groupeAvant, autresAvant, aire] = [0, 0, 0];
  for (const unite of ranked) {
    aire += autresAvant * unite.groupe - groupeAvant * unite.autres;
    groupeAvant += unite.groupe;
    autresAvant += unite.autres;
  }
  return aire / (groupe * autres);
}

function sumOf(unites: readonly Unite[], valeur: (unite: Unite) => number): number {
  return unites.reduce((sum, unite) => sum + valeur(unite), 0);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
