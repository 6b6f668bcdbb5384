import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const T = `/t/${EPCI}/reperes`;
const QUI: Qui = "agent-epci";
const BASE = "/t/:epci/reperes";

export const FORMULAIRES_REPERES: readonly Formulaire[] = [
  {
    route: `POST ${BASE}/demarches`,
    qui: QUI,
    chemin: () => `${T}/demarches`,
    champs: () => ({ titre: "Une démarche", quand: "2016-04", document: "autre", source: "Document, p. 4" }),
    gardes: { titre: "demarche.titre", source: "demarche.source" },
  },
  {
    route: `POST ${BASE}/populations`,
    qui: QUI,
    chemin: () => `${T}/populations`,
    champs: () => ({ lieu: "territoire", habitants: "60000", millesime: "2015", source_population: "Recensement" }),
    gardes: { source_population: "population_lieu.source" },
  },
];

export const QUESTIONS_REPERES: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  [`GET ${BASE}`, QUI, T, { fait: "ajoute" }],
];

export const CHEMINS_REPERES: readonly [route: string, qui: Qui, chemin: string][] = [
  [`POST ${BASE}/demarches/:demarche{[0-9]+}/retirer`, QUI, `${T}/demarches/*/retirer`],
  [`POST ${BASE}/populations/:population{[0-9]+}/retirer`, QUI, `${T}/populations/*/retirer`],
];
