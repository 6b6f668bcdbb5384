import { direPerimetre } from "#donnees/regles/territoire/dire-perimetre.ts";
import { type Composition, compositionsBetween, compositionsOf } from "#donnees/regles/territoire/perimetre.ts";
import type { Base } from "#socle/lectures/base.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import type { Mesures } from "./bilan.ts";
import { buildCadre, countNonLues } from "./cadre.ts";
import { measure } from "./measure.ts";
import { groupByCle } from "./ventile.ts";

export type AnneeSerie = {
  readonly annee: number;
  /** The year's own perimeter, in words. */
  readonly perimetre: string;
  /** Leases in the perimeter of their day, as in the year's bilan. */
  readonly duJour: Mesures;
  /** Leases of the chosen communes, whatever the day; null: unknown, because the published files miss those that were outside. */
  readonly constant: Mesures | null;
  /** Chosen communes that were outside on some day of the year, and how many of them have no lease in the files: theirs, if any, are missing. */
  readonly dehors: { readonly communes: number; readonly sansBail: number };
  /** Lines that were not read, each perhaps a lease of any commune: in the bounds of both. */
  readonly nonLues: number;
};

export type SeriePerimetre = {
  readonly compositions: readonly Composition[];
  /** The constant perimeter. */
  readonly tenue: Composition;
  /** Ascending. */
  readonly annees: readonly AnneeSerie[];
};

/**
 * Years of a territory, each on its own perimeter and all on one: that of `jour`, or the last when null. Not judged: an objective belongs to its
 * year's perimeter. Leases of a commune that was in another territory are only known from the files published here.
 */
export async function computeSeriePerimetre(
  base: Pick<Base, "territoires" | "cubes">,
  epci: string,
  jour: string | null,
): Promise<SeriePerimetre> {
  const compositions = compositionsOf(await base.territoires.perimetre(epci));
  const tenue = chooseComposition(compositions, jour);
  const [annees, constants, connus] = await Promise.all([
    base.cubes.annees(epci),
    base.cubes.byAnnee(epci, tenue.communes).then(groupByCle),
    base.cubes.dehorsParAnnee(epci),
  ]);
  const years = await Promise.all(
    annees.map(async (annee): Promise<AnneeSerie> => {
      const jours = [`${annee}-01-01`, `${annee}-12-31`] as const;
      const couvertes = new Set(connus.flatMap((un) => (un.annee === annee ? un.commune : [])));
      const dehors = countDehors(tenue, compositionsBetween(compositions, jours), couvertes);
      const filtre = { epci, annee, premierMois: 1, dernierMois: 12, bailleur: null };
      const [lus, trimestres] = await Promise.all([base.cubes.byBailleur(filtre), base.cubes.trimestres(epci, annee)]);
      // No objective is judged, here or there.
      const cadre = buildCadre(yearPeriode(annee), [], trimestres);
      return {
        annee,
        perimetre: direPerimetre(compositions, jours),
        duJour: measure(lus, cadre, null),
        // None of them has a lease: the year's files only cover the former perimeter.
        constant:
          dehors.communes > 0 && dehors.sansBail === dehors.communes
            ? null
            : measure(constants.get(String(annee)) ?? [], cadre, null),
        dehors,
        nonLues: countNonLues(cadre),
      };
    }),
  );
  return { compositions, tenue, annees: years };
}

function countDehors(
  tenue: Composition,
  duringYear: readonly Composition[],
  couvertes: ReadonlySet<string>,
): AnneeSerie["dehors"] {
  const outside = tenue.communes.filter((code) => duringYear.some(({ communes }) => !communes.includes(code)));
  return { communes: outside.length, sansBail: outside.filter((code) => !couvertes.has(code)).length };
}

function chooseComposition(compositions: readonly Composition[], jour: string | null): Composition {
  const found = jour === null ? undefined : compositionsBetween(compositions, [jour, jour])[0];
  const chosen = found ?? compositions.at(-1);
  if (!chosen) throw new Error("a territory has one composition at least");
  return chosen;
}
