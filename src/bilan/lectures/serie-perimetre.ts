import { direPerimetre } from "#donnees/regles/territoire/dire-perimetre.ts";
import { type Composition, compositionsBetween, compositionsOf } from "#donnees/regles/territoire/perimetre.ts";
import type { Base } from "#socle/lectures/base.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import type { Mesures } from "./bilan.ts";
import { buildCadre } from "./cadre.ts";
import { measure } from "./measure.ts";
import type { CompteGroupe } from "./ports.ts";
import { groupByCle } from "./ventile.ts";

export type AnneeSerie = {
  readonly annee: number;
  /** In words, what the year itself was counted on. */
  readonly perimetre: string;
  /** Each lease in the perimeter of its day: as the bilan of the year. */
  readonly duJour: Mesures;
  /** The leases of the chosen communes, whatever the day; null: not known, the files published do not cover those that were outside. */
  readonly constant: Mesures | null;
  /** Of the chosen communes, how many were outside at some day of the year, and of how many of these the files hold no lease: theirs, if any, are missing. */
  readonly dehors: { readonly communes: number; readonly sansBail: number };
};

export type SeriePerimetre = {
  readonly compositions: readonly Composition[];
  /** The one that is held from one year to the next. */
  readonly tenue: Composition;
  /** Ascending. */
  readonly annees: readonly AnneeSerie[];
};

/**
 * The years of a territory, each on its own perimeter and all on one: that of `jour`, the last one when null. Not judged: an objective is of its year's own
 * perimeter. Of a commune that was of another territory, the leases known are those that the files published here hold.
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
      return {
        annee,
        perimetre: direPerimetre(compositions, jours),
        duJour: count(await base.cubes.byBailleur(filtre), annee),
        // Not one lease of any of them: the files of that year are of the former perimeter alone.
        constant:
          dehors.communes > 0 && dehors.sansBail === dehors.communes
            ? null
            : count(constants.get(String(annee)) ?? [], annee),
        dehors,
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

/** Nobody's objective, and no quarter to wait for: what is published is counted. */
function count(comptes: readonly CompteGroupe[], annee: number): Mesures {
  return measure(comptes, buildCadre(yearPeriode(annee), []), null);
}
