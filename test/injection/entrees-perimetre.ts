import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const PAGE = `/t/${EPCI}/donnees/perimetre`;

export const FORMULAIRES_PERIMETRE: readonly Formulaire[] = [
  {
    route: "POST /t/:epci/donnees/perimetre",
    qui: "agent-epci",
    chemin: () => PAGE,
    // The effect alone: nothing is kept, and what is typed comes back in the form.
    champs: () => ({
      genre: "entree",
      jour: "2017-01-01",
      communes: "52331",
      acte: "arrêté du préfet",
      geste: "voir",
    }),
  },
];

export const QUESTIONS_PERIMETRE: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /t/:epci/donnees/perimetre", "agent-epci", PAGE, { fait: "ecrit" }],
  ["GET /t/:epci/bilan/serie", "agent-epci", `/t/${EPCI}/bilan/serie`, { perimetre: "2016-12-31" }],
];

export const CHEMINS_PERIMETRE: readonly [route: string, qui: Qui, chemin: string][] = [
  ["POST /t/:epci/donnees/perimetre/:id{[0-9]+}/annuler", "agent-epci", `${PAGE}/*/annuler`],
];
