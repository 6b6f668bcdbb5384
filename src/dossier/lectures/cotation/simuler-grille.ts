import { isPrioritaire } from "#droit/regles/publics-prioritaires.ts";
import { readQuartile, referenceOf } from "#observatoire/lectures/demande/derive-demandes.ts";
import type { DemandeLue, Stock } from "#observatoire/lectures/demande/ports.ts";
import type { Base } from "#socle/lectures/base.ts";
import { evaluate } from "../../regles/cotation/evaluer.ts";
import { faitsOfDemandeSne, natureOfOrigine } from "../../regles/cotation/faits-demande.ts";
import { type DemandeSimulee, type Simulation, simulate } from "../../regles/cotation/simuler.ts";
import { grilleOn, type VersionGrille } from "../../regles/cotation/version-grille.ts";

export type SimulationLue = {
  readonly version: VersionGrille;
  /** Scheme of comparison: the version in force; null: the order of seniority. */
  readonly reference: VersionGrille | null;
  readonly stock: Stock;
  /** ISO day of the stock, to which seniority is counted. */
  readonly jour: string;
  readonly simulation: Simulation;
  /** Count of demandes that no scheme can score: it is unknown whether they are a mutation. */
  readonly sansNature: number;
};

/** Computes the scheme on the current stock, kept nowhere; null: no stock is published, or the reader may not read its rows. */
export async function simulerGrille(
  base: Base,
  {
    epci,
    version,
    aujourdhui,
  }: { readonly epci: string; readonly version: VersionGrille; readonly aujourdhui: string },
): Promise<SimulationLue | null> {
  const [stocks, versions, seuils] = await Promise.all([
    base.demandes.stocks(epci),
    base.cotations.versions(epci),
    base.faits.seuils(epci),
  ]);
  const stock = stocks[0];
  if (!stock) return null;
  const jour = referenceOf(stock.periode);
  const others = versions.filter(({ id }) => id !== version.id);
  const reference = grilleOn(others, version.nature, aujourdhui);
  const annee = Number(jour.slice(0, 4));
  const seuil = seuils.findLast((row) => row.annee === annee)?.seuilAnnuelUc ?? null;
  const demandes: DemandeSimulee[] = [];
  let [lues, sansNature] = [0, 0];
  for await (const page of base.demandes.lues({ epci, id: stock.lot })) {
    for (const row of page) {
      lues += 1;
      const nature = natureOfOrigine(row.origine);
      if (nature === null) sansNature += 1;
      if (nature === version.nature) demandes.push(simuler(row, { version, reference, jour, seuil, rang: lues }));
    }
  }
  if (lues === 0) return null;
  return { version, reference, stock, jour, simulation: simulate(demandes), sansNature };
}

type Contexte = Pick<SimulationLue, "version" | "reference" | "jour"> & {
  readonly seuil: number | null;
  readonly rang: number;
};

/** The rank of the row in the file is the identifier: the key that ties a demande to other files is not read. */
function simuler(row: DemandeLue, { version, reference, jour, seuil, rang }: Contexte): DemandeSimulee {
  const quartile = readQuartile(row, jour, seuil);
  // A household without income is left without a quartile: the rule in force decides where it counts, the simulator does not.
  const faits = faitsOfDemandeSne({ ...row, quartileDeclare: quartile === "nulles" ? "inconnu" : quartile });
  const { points, min, max, inconnus } = evaluate(version.contenu, faits, jour);
  return {
    id: String(rang).padStart(9, "0"),
    ancienneteLe: row.creeLe,
    points,
    min,
    max,
    inconnus,
    reference: reference ? evaluate(reference.contenu, faits, jour).points : null,
    quartile: quartile === "nulles" ? "inconnu" : quartile,
    prioritaire: isPrioritaire(row),
  };
}
