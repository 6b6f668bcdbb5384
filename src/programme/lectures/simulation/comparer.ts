import type { Base } from "#socle/lectures/base.ts";
import { formatBornes, formatTaux, formatTauxCourt, INCONNU } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { Territoire } from "#socle/regles/shared/territoire.ts";
import { findScenario } from "../../actes/simulation/scenario.ts";
import { formatChances } from "../../regles/simulation/chances.ts";
import { LEVIERS } from "../../regles/simulation/facteur.ts";
import { labelPeriode } from "../../regles/simulation/periode.ts";
import type { ComparaisonScenarios, LigneComparee } from "./comparaison.ts";
import type { HypotheseDite } from "./modele/resultat.ts";
import { COMPARES_MAX, COMPARES_MIN, type Scenario } from "./ports.ts";

/** Compares scenarios in the order asked. Refuses `comparaison-nombre`, `scenario-inconnu`. */
export async function comparerScenarios(
  base: Pick<Base, "simulations">,
  territoire: Territoire,
  ids: readonly number[],
): Promise<ComparaisonScenarios> {
  const asked = [...new Set(ids)];
  if (asked.length < COMPARES_MIN || asked.length > COMPARES_MAX) {
    throw new Refus(
      "comparaison-nombre",
      `Cochez de ${COMPARES_MIN} à ${COMPARES_MAX} scénarios à comparer : ${asked.length === 0 ? "aucun ne l’est" : `${asked.length} ${asked.length < 2 ? "l’est" : "le sont"}`}.`,
    );
  }
  const scenarios = await Promise.all(asked.map((id) => findScenario(base, territoire.epci, id)));
  const hypotheses = mergeHypotheses(scenarios);
  return {
    epci: territoire.epci,
    territoire: territoire.nom,
    demonstration: territoire.demonstration,
    scenarios: scenarios.map(({ id, nom, figeLe, synthetique, resultat }) => ({
      id,
      nom,
      figeLe,
      synthetique,
      reponse: resultat.reponse,
    })),
    differences: hypotheses.filter(({ valeurs }) => new Set(valeurs).size > 1),
    resultats: listResultats(scenarios),
    communes: hypotheses.filter(({ valeurs }) => new Set(valeurs).size === 1),
  };
}

const LEVIERS_D_ABORD = new Set<HypotheseDite["code"]>(LEVIERS);

/** Merges by label: an assumption that a scenario does not print is unknown there. */
function mergeHypotheses(scenarios: readonly Scenario[]): readonly LigneComparee[] {
  // The assumptions of the model are common to all, and are on the page of each scenario.
  const lists = scenarios.map(({ resultat }) => resultat.hypotheses.filter(({ code }) => code !== "modele"));
  const lines = new Map(lists.flat().map((one) => [one.libelle, one.code]));
  const rank = (code: HypotheseDite["code"]) => (LEVIERS_D_ABORD.has(code) ? 0 : 1);
  return [...lines]
    .toSorted(([, a], [, b]) => rank(a) - rank(b))
    .map(([libelle]) => ({
      libelle,
      valeurs: lists.map((list) => list.find((one) => one.libelle === libelle)?.valeur ?? INCONNU),
    }));
}

function listResultats(scenarios: readonly Scenario[]): readonly LigneComparee[] {
  const words = (libelle: string, read: (scenario: Scenario) => string): LigneComparee => ({
    libelle,
    valeurs: scenarios.map(read),
  });
  const rates = (libelle: string, read: (scenario: Scenario) => number | null, write = formatTaux): LigneComparee => {
    const taux = scenarios.map(read);
    return { libelle, taux, valeurs: taux.map((one) => (one === null ? INCONNU : write(one))) };
  };
  const years = [...new Set(scenarios.flatMap(({ resultat }) => resultat.annees.map(({ annee }) => annee)))];
  return [
    words("Période", ({ resultat }) => labelPeriode(resultat.periode)),
    rates("Taux visé", ({ resultat }) => resultat.periode.taux.chance?.cible ?? null, formatTauxCourt),
    rates("Taux moyen de la période", ({ resultat }) => resultat.periode.taux.eventail?.moyenne ?? null),
    words("9 chances sur 10", ({ resultat }) => {
      const { eventail } = resultat.periode.taux;
      return eventail ? formatBornes([eventail.q05, eventail.q95]) : INCONNU;
    }),
    rates("Chances d’atteindre", ({ resultat }) => resultat.periode.taux.chance?.probabilite ?? null, formatChances),
    ...years
      .sort((a, b) => a - b)
      .map((year) =>
        rates(`Taux moyen de ${year}`, ({ resultat }) => {
          const found = resultat.annees.find(({ annee }) => annee === year);
          return found?.taux.eventail?.moyenne ?? null;
        }),
      ),
  ];
}
