import {
  CHAMPS_ATTRIBUTIONS,
  CHAMPS_ETALEMENT,
  CHAMPS_NEUFS,
  CHAMPS_PARC,
  CHAMPS_PERIODE,
  CHAMPS_REFERENCE,
  CHAMPS_TIRAGE,
} from "#programme/lectures/simulation/saisie.ts";
import { LEVIERS } from "#programme/regles/simulation/facteur.ts";
import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const T = `/t/${EPCI}/simulation`;
const QUI: Qui = "agent-epci";

/** Every number of the form, read by the same code. The year of reference is read before. */
const NOMBRES = [
  ...LEVIERS,
  ...[CHAMPS_ETALEMENT, CHAMPS_NEUFS, CHAMPS_ATTRIBUTIONS, CHAMPS_REFERENCE, CHAMPS_PARC.qpv, CHAMPS_PARC.hors]
    .flat()
    .map(({ nom }) => nom),
  ...[...CHAMPS_PERIODE, ...CHAMPS_TIRAGE].map(({ nom }) => nom),
  "groupe.operation-1.annee",
];

export const FORMULAIRES_SIMULATION: readonly Formulaire[] = [
  {
    // First: what was computed is forgotten after sixty others.
    route: "POST /t/:epci/simulation/calculs/:calcul",
    qui: QUI,
    chemin: ({ urbain }) => `${T}/calculs/${urbain.calcul}`,
    champs: () => ({ nom: "Un scénario" }),
    gardes: { nom: "scenario_simulation.nom" },
  },
  {
    route: "POST /t/:epci/simulation/calculs",
    qui: QUI,
    chemin: () => `${T}/calculs`,
    champs: () => Object.fromEntries(NOMBRES.map((nom) => [nom, "1"])),
    seuls: ["reference.annee", "graine"],
    ensembles: [NOMBRES.filter((nom) => nom !== "reference.annee" && nom !== "graine")],
  },
];

export const QUESTIONS_SIMULATION: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /t/:epci/simulation/preparer", QUI, `${T}/preparer`, { depuis: "", reference: "2017", calcul: "" }],
  ["GET /t/:epci/simulation/scenarios/:id", QUI, `${T}/scenarios/1`, { partie: "annees" }],
  ["GET /t/:epci/simulation/comparaison", QUI, `${T}/comparaison`, { s: "1" }],
  ["GET /t/:epci/simulation/:fichier{comparaison\\.(pdf|xlsx)}", QUI, `${T}/comparaison.xlsx`, { s: "1" }],
];

export const CHEMINS_SIMULATION: readonly [route: string, qui: Qui, chemin: string][] = [
  ["GET /t/:epci/simulation/calculs/:calcul", QUI, `${T}/calculs/*`],
  ["GET /t/:epci/simulation/calculs/:calcul/avancement", QUI, `${T}/calculs/*/avancement`],
  ["GET /t/:epci/simulation/scenarios/:id", QUI, `${T}/scenarios/*`],
  ["POST /t/:epci/simulation/scenarios/:id/archive", QUI, `${T}/scenarios/*/archive`],
  [
    "GET /t/:epci/simulation/scenarios/:id/:fichier{simulation\\.(pdf|xlsx|csv)}",
    QUI,
    `${T}/scenarios/*/simulation.csv`,
  ],
];
