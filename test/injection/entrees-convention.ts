import { EPCI } from "../fixtures/pages.ts";
import { CONVENTION, OBJECTIFS } from "./convention-essai.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import { CHEMINS_PUBLICS, FORMULAIRES_PUBLICS, QUESTIONS_PUBLICS } from "./entrees-publics.ts";
import type { Qui } from "./monde.ts";

const T = `/t/${EPCI}`;
const V = `${T}/convention/versions/0`;
const ROUTE = "/t/:epci/convention/versions/:numero{[0-9]+}";

function onVersion(acte: string, champs: Champs): Formulaire {
  return { route: `POST ${ROUTE}/${acte}`, qui: "agent-epci", chemin: () => `${V}/${acte}`, champs: () => champs };
}

/** Of steps, one that comes too soon: the draft stays one, and the text comes back with the refusal. */
export const FORMULAIRES_CONVENTION: readonly Formulaire[] = [
  {
    route: "POST /t/:epci/convention/preparer",
    qui: "agent-epci",
    chemin: () => `${T}/convention/preparer`,
    champs: () => CONVENTION,
  },
  {
    route: "POST /t/:epci/avenants",
    qui: "agent-epci",
    chemin: () => `${T}/avenants`,
    champs: () => ({ titre: "Avenant d’essai", objet: "Ce qui change", application: "a-compter" }),
  },
  onVersion("etapes", { nature: "vote", date: "2026-01-05", date_inconnue: "", acte: "délibération n° 1" }),
  onVersion("signataires", { organisation: "", nom: "Un réservataire", qualite: "le président", siren: "" }),
  onVersion("signataires/retirer", { signataire: "987654" }),
  onVersion("signatures", { signataire: "987654", le: "2026-01-05" }),
  onVersion("application", { application: "prorata" }),
  onVersion("territorialises", {
    objet: "hors-qpv",
    porteur: "epci",
    lieu: "",
    quand: "T3",
    annee: "2027",
    premier_mois: "",
    dernier_mois: "",
    nombre: "",
    taux: "25",
  }),
  onVersion("territorialises/retirer", { retirer: "hors-qpv epci commune:52448 2019-07-01 2019-09-30" }),
  onVersion("reprise", { confirme: "oui" }),
  onVersion("abandonner", { confirme: "" }),
  onVersion("objectifs", {
    ...OBJECTIFS,
    action: "enregistrer",
    ajout_objet: "hors-qpv",
    ajout_annee: "2027",
    ajout_porteur: "epci",
  }),
  onVersion("objectifs", { ...OBJECTIFS, action: "verifier" }),
  ...FORMULAIRES_PUBLICS,
];

export const QUESTIONS_CONVENTION: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /t/:epci/convention", "agent-epci", `${T}/convention`, { jour: "2026-01-05", fait: "abandon" }],
  ["GET /t/:epci/avenants", "agent-epci", `${T}/avenants`, { fait: "abandon" }],
  ["GET /t/:epci/convention/preparer", "agent-epci", `${T}/convention/preparer`, { reprise: "oui" }],
  [`GET ${ROUTE}`, "agent-epci", V, { fait: "cree", partie: "etapes" }],
  ["GET /t/:epci/:fichier{convention\\.(pdf|xlsx)}", "agent-epci", `${T}/convention.pdf`, { jour: "2026-01-05" }],
  ...QUESTIONS_PUBLICS,
];

export const CHEMINS_CONVENTION: readonly [route: string, qui: Qui, chemin: string][] = [
  [`GET ${ROUTE}`, "agent-epci", `${T}/convention/versions/*`],
  [`GET ${ROUTE}/objectifs`, "agent-epci", `${T}/convention/versions/*/objectifs`],
  [`POST ${ROUTE}/objectifs`, "agent-epci", `${T}/convention/versions/*/objectifs`],
  [`GET ${ROUTE}/acte`, "agent-epci", `${T}/convention/versions/*/acte`],
  [`GET ${ROUTE}/territorialises`, "agent-epci", `${T}/convention/versions/*/territorialises`],
  [`POST ${ROUTE}/territorialises`, "agent-epci", `${T}/convention/versions/*/territorialises`],
  [`POST ${ROUTE}/accord`, "agent-epci", `${T}/convention/versions/*/accord`],
  [`POST ${ROUTE}/abandonner`, "agent-epci", `${T}/convention/versions/*/abandonner`],
  ...CHEMINS_PUBLICS,
];
