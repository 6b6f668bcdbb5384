import { enregistrerScenario } from "#programme/actes/simulation/scenario.ts";
import { buildDemande } from "#programme/lectures/simulation/build-demande.ts";
import { simulate } from "#programme/lectures/simulation/modele/simulate.ts";
import { readCalage } from "#programme/lectures/simulation/read-calage.ts";
import { initialSaisie, writePourcent } from "#programme/lectures/simulation/saisie-initiale.ts";
import { SCENARIOS, type ScenarioDemo, TIRAGES } from "../../../demo/simulation.ts";
import { baseDemo, type SessionDemo } from "./demo-base.ts";

/**
 * Scenarios of the demonstration, computed from its own published data and saved by the act, with the rights of the synthetic account of the
 * EPCI. Does nothing when there are some already, or when no demolition is registered. The synthetic accounts must exist.
 */
export async function openSimulationDemo(session: SessionDemo, epci: string): Promise<void> {
  const aujourdhui = session.horloge.aujourdhui();
  const base = await baseDemo(session, "agent-epci", { ressource: "indicateur-interne", action: "creer" });
  if (base === null || (await base.simulations.list(epci)).length > 0) return;
  const calage = await readCalage(base, { epci, annee: ANNEE, aujourdhui });
  if (calage.reference === null || calage.groupes.length === 0) return;
  const initiale = initialSaisie(calage, null);
  for (const scenario of SCENARIOS) {
    const { demande, erreurs } = buildDemande(calage, {
      ...initiale,
      ...leviersSaisis(scenario),
      tirages: String(TIRAGES),
    });
    if (demande === null) throw new Error(`demonstration scenario: ${JSON.stringify(erreurs)}`);
    const resultat = simulate(demande.hypotheses, demande);
    if (resultat) await enregistrerScenario(base, { epci, nom: scenario.nom, synthetique: true, demande, resultat });
  }
}

/** The last whole year of the document: its demolitions come after, whatever years follow. */
const ANNEE = 2017;

function leviersSaisis({ nom: _, ...leviers }: ScenarioDemo): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(leviers).map(([levier, valeur]) => [levier, writePourcent(valeur)]));
}
