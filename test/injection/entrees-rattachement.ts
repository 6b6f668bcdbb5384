import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const PAGE = `/t/${EPCI}/donnees/hors-territoire`;

/** No lease of that world is outside: what is typed comes back in the form, beside its refusal. */
export const FORMULAIRES_RATTACHEMENT: readonly Formulaire[] = [
  {
    route: "POST /t/:epci/donnees/hors-territoire",
    qui: "agent-epci",
    chemin: () => PAGE,
    champs: () => ({ commune: "51649", motif: "arrêté du préfet" }),
  },
];

export const QUESTIONS_RATTACHEMENT: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /t/:epci/donnees/hors-territoire", "agent-epci", PAGE, { commune: "51649", fait: "rattachee" }],
];

export const CHEMINS_RATTACHEMENT: readonly [route: string, qui: Qui, chemin: string][] = [
  ["POST /t/:epci/donnees/hors-territoire/:id{[0-9]+}/annuler", "agent-epci", `${PAGE}/*/annuler`],
];
