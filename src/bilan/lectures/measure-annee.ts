import { forTerritoire } from "#donnees/lectures/droit/lecture.ts";
import type { CompteLocalise } from "#droit/regles/attribution/compte.ts";
import type { Base } from "#socle/lectures/base.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import type { Mesures } from "./bilan.ts";
import { buildCadre } from "./cadre.ts";
import { measure } from "./measure.ts";

/** What the leases of a year count for, and its measures were these counts others: a figure of the bilan tried without writing anything. */
type AnneeMesuree = {
  readonly comptes: readonly CompteLocalise[];
  measure(comptes: readonly CompteLocalise[]): Mesures;
};

/** Of the whole territory, from its leases: neither what other tables say of the year nor objectives in parts. */
export async function readAnnee(base: Pick<Base, "cubes">, epci: string, annee: number): Promise<AnneeMesuree> {
  const filtre = { epci, annee, premierMois: 1, dernierMois: 12, bailleur: null };
  const [comptes, { objectifs, trimestres }] = await Promise.all([
    base.cubes.byBailleur(filtre),
    base.cubes.cadre(epci, annee, annee),
  ]);
  return forTerritoire(epci, async () => {
    const cadre = buildCadre(yearPeriode(annee), objectifs, trimestres);
    return { comptes, measure: (others: readonly CompteLocalise[]) => measure(others, cadre, { bailleur: null }) };
  });
}
