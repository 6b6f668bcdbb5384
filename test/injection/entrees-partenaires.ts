import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const RACINE = "/t/:epci/liberations";
const T = `/t/${EPCI}/liberations`;
const NUL = "00000000-0000-4000-8000-000000000000";
const DEPOT = ":depot{[\\da-f-]{36}}";
const CORRESPONDANCES = "/t/:epci/donnees/correspondances";
const DEMANDE = `${RACINE}/vacants/:id{[1-9][0-9]{0,14}}/demande`;
const OFFRE = ":offre{[1-9][0-9]{0,14}}";
const ECHANGE = ":echange{[1-9][0-9]{0,14}}";
/** The two sides of an exchange, and the offer it starts from, by the route, the path and what the form sends. */
const ACTES_ECHANGE: readonly (readonly [route: string, chemin: string, champs: Champs])[] = [
  ["offres", "offres", { logement: "1", reference: "0123456789", accord: "2026-11-20" }],
  [`offres/${OFFRE}/retirer`, "offres/987654/retirer", {}],
  [`offres/${OFFRE}/proposer`, "offres/987654/proposer", { autre: "1" }],
  [`${ECHANGE}/accord`, "987654/accord", {}],
  [`${ECHANGE}/refus`, "987654/refus", { motif: "Des travaux y sont prévus.", relu: "oui" }],
  [`${ECHANGE}/presenter`, "987654/presenter", {}],
];
const REFUS = `${RACINE}/vacants/demandes/:demande{[1-9][0-9]{0,14}}/refus`;

const GENRES = [
  ["fichier", "agent-bailleur"],
  ["menages", "reservataire"],
] as const satisfies readonly (readonly [string, Qui])[];

/** Of a deposit that does not exist: what is refused is refused for what was sent. */
export const FORMULAIRES_PARTENAIRES: readonly Formulaire[] = [
  ...GENRES.flatMap(([nom, qui]): readonly Formulaire[] => [
    {
      route: `POST ${RACINE}/${nom}/${DEPOT}`,
      qui,
      chemin: () => `${T}/${nom}/${NUL}`,
      champs: () => ({ empreinte: "0".repeat(64), complete: "oui" }),
    },
    {
      route: `POST ${RACINE}/${nom}/${DEPOT}/colonnes`,
      qui,
      chemin: () => `${T}/${nom}/${NUL}/colonnes`,
      champs: () => ({ "entete:0": "REF", "champ:0": "NUMERO_RPLS" }),
    },
    { route: `POST ${RACINE}/${nom}`, qui, chemin: () => `${T}/${nom}`, champs: () => ({ fichiers: "" }) },
    {
      route: `POST ${RACINE}/${nom}/correspondance`,
      qui,
      chemin: () => `${T}/${nom}/correspondance`,
      champs: () => ({ correspondance: "" }),
    },
  ]),
  {
    route: `POST ${CORRESPONDANCES}`,
    qui: "agent-epci",
    chemin: () => `/t/${EPCI}/donnees/correspondances`,
    champs: () => ({ source: "rpls", correspondance: "" }),
  },
  {
    route: `POST ${DEMANDE}`,
    qui: "reservataire",
    chemin: () => `${T}/vacants/987654/demande`,
    champs: () => ({}),
  },
  {
    route: `POST ${REFUS}`,
    qui: "responsable-bailleur",
    chemin: () => `${T}/vacants/demandes/987654/refus`,
    champs: () => ({ motif: "Des travaux y sont prévus.", relu: "oui" }),
  },
  ...ACTES_ECHANGE.map(
    ([route, chemin, champs]): Formulaire => ({
      route: `POST ${RACINE}/echanges/${route}`,
      qui: "agent-bailleur",
      chemin: () => `${T}/echanges/${chemin}`,
      champs: () => champs,
    }),
  ),
];

export const QUESTIONS_PARTENAIRES: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ...GENRES.map(([nom, qui]): [string, Qui, string, Champs] => [
    `GET ${RACINE}/${nom}`,
    qui,
    `${T}/${nom}`,
    { fait: "abandonne" },
  ]),
  [`GET ${CORRESPONDANCES}`, "agent-epci", `/t/${EPCI}/donnees/correspondances`, { fait: "reprise" }],
  [`GET ${RACINE}/echanges`, "agent-bailleur", `${T}/echanges`, { offre: "1", fait: "offert" }],
];

export const CHEMINS_PARTENAIRES: readonly [route: string, qui: Qui, chemin: string][] = [
  ...GENRES.flatMap(([nom, qui]): [string, Qui, string][] => [
    [`GET ${RACINE}/${nom}/${DEPOT}`, qui, `${T}/${nom}/*`],
    [`GET ${RACINE}/${nom}/${DEPOT}/colonnes`, qui, `${T}/${nom}/*/colonnes`],
    [`GET ${RACINE}/${nom}/${DEPOT}/a-corriger.csv`, qui, `${T}/${nom}/*/a-corriger.csv`],
    [`POST ${RACINE}/${nom}/:depot/abandonner`, qui, `${T}/${nom}/*/abandonner`],
  ]),
  [`GET ${CORRESPONDANCES}/:fichier{[a-z-]+\\.json}`, "agent-epci", `/t/${EPCI}/donnees/correspondances/*.json`],
  [`POST ${DEMANDE}`, "reservataire", `${T}/vacants/*/demande`],
  [`POST ${REFUS}`, "responsable-bailleur", `${T}/vacants/demandes/*/refus`],
  ...ACTES_ECHANGE.slice(1).map(([route, chemin]): [string, Qui, string] => [
    `POST ${RACINE}/echanges/${route}`,
    "agent-bailleur",
    `${T}/echanges/${chemin.replace("987654", "*")}`,
  ]),
];
