import type { TrimestrePublie } from "#droit/regles/attribution/trimestre-publie.ts";
import { type Etendue, monthsToExpect, readEtendue } from "#engagements/lectures/effort/etendue.ts";
import type { Base } from "#socle/lectures/base.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import type { CompteMensuel } from "../ports.ts";
import type { EffortQuestion } from "./effort.ts";
import { ANNEES_PASSEES } from "./serie.ts";

/** How far the territory's files count the year, and which former years they cover: common to a bailleur's and the territory's reading. */
export type Publie = { readonly etendue: Etendue; readonly renseignees: readonly number[] };

/** `comptes`: every row that the person may read, of all bailleurs. `trimestres`: of the requested year. */
export async function readPublie(
  { acteur, cubes }: Pick<Base, "acteur" | "cubes">,
  { epci, annee, dernierMois: demande }: EffortQuestion,
  comptes: readonly CompteMensuel[],
  trimestres: readonly TrimestrePublie[],
): Promise<Publie> {
  const partout = peutPartout(acteur, "bilan", "lire", epci);
  const provisoire = await cubes.dernierMoisProvisoire(epci, annee);
  const etendue = readEtendue({ annee, demande, provisoire }, trimestres);
  const mois = monthsToExpect(etendue).map((one) => one.mois);
  const told = comptes.filter((row) => row.annee < annee && mois.includes(row.mois)).map((row) => row.annee);
  const autres = partout ? [] : await findAnneesPubliees(cubes, { epci, annee }, mois);
  return { etendue, renseignees: [...new Set([...told, ...autres])].sort((a, b) => b - a) };
}

/** Former years with a published quarter that holds one of these months, for readers who do not see all rows. */
async function findAnneesPubliees(
  cubes: Base["cubes"],
  { epci, annee }: Pick<EffortQuestion, "epci" | "annee">,
  mois: readonly number[],
): Promise<readonly number[]> {
  if (mois.length === 0) return [];
  const restants = new Set(mois.map((one) => Math.ceil(one / 3)));
  const annees = Array.from({ length: ANNEES_PASSEES }, (_, rank) => annee - 1 - rank);
  const lus = await Promise.all(annees.map((one) => cubes.trimestres(epci, one)));
  return annees.filter((_, rank) =>
    (lus[rank] ?? []).some(({ trimestre, present }) => present && restants.has(trimestre)),
  );
}
