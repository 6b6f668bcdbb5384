import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const T = `/t/${EPCI}`;

/** A rung is proposed once a year: the first text is kept, the next ones come back with the refusal. Of decisions, on nobody's measure. */
export const FORMULAIRES_MESURES: readonly Formulaire[] = [
  {
    route: "POST /t/:epci/mesures",
    qui: "agent-epci",
    chemin: () => `${T}/mesures`,
    champs: () => ({
      annee: "2017",
      code: "avenant-objectifs",
      date: "2018-11-05",
      motif: "Au vu du bilan",
      relu: "oui",
    }),
  },
  {
    route: "POST /t/:epci/mesures/:id{[1-9][0-9]{0,14}}/decision",
    qui: "etat",
    chemin: () => `${T}/mesures/987654/decision`,
    champs: () => ({ decision: "retenue", date: "2018-12-05", motif: "Accord du préfet", relu: "oui" }),
  },
];

export const QUESTIONS_MESURES: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /t/:epci/mesures", "agent-epci", `${T}/mesures`, { annee: "2017", fait: "proposee", partie: "nationaux" }],
  ["GET /t/:epci/:fichier{mesures\\.(pdf|xlsx)}", "agent-epci", `${T}/mesures.xlsx`, { annee: "2017" }],
  ["GET /t/:epci/:fichier{constat-carence\\.pdf}", "etat", `${T}/constat-carence.pdf`, { annee: "2017" }],
];

export const CHEMINS_MESURES: readonly [route: string, qui: Qui, chemin: string][] = [
  ["POST /t/:epci/mesures/:id{[1-9][0-9]{0,14}}/decision", "etat", `${T}/mesures/*/decision`],
];
