import { CODE_OFFICIEL } from "../../src/service/commandes/code-officiel.ts";
import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

/** Each opening takes one that nobody has opened. */
const SIRENS = CODE_OFFICIEL.searchTitulaires("200", 1_000)
  .map(({ siren }) => siren)
  .filter((siren) => siren !== EPCI);

export const FORMULAIRES_OUVERTURE: readonly Formulaire[] = [
  {
    route: "POST /territoires/ouvrir",
    qui: "administrateur",
    chemin: () => "/territoires/ouvrir",
    champs: (_, rang) => ({
      siren: SIRENS[rang % SIRENS.length] ?? "",
      recherche: "communaute",
      courriel: `ouverture${rang}@essai.invalid`,
      prenom: "Prénom",
      nom: "Nom",
      remise: "courriel",
    }),
    gardes: { courriel: "compte.courriel", prenom: "compte.prenom", nom: "compte.nom" },
  },
];

export const QUESTIONS_OUVERTURE: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /territoires/ouvrir", "administrateur", "/territoires/ouvrir", { recherche: "communaute", siren: EPCI }],
];
