import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import { INSTANCE_ESSAI, MEMBRE_ESSAI, REUNION_ESSAI } from "./instances-essai.ts";
import type { Qui } from "./monde.ts";

const T = `/t/${EPCI}/commission`;
const QUI: Qui = "agent-epci";
const INSTANCE = "/t/:epci/commission/instances/:id{[0-9]+}";
const MEMBRE = `${INSTANCE}/membres/:membre{[0-9]+}`;
const REUNION = "/t/:epci/commission/reunions/:reunion{[0-9]+}";

const TEXTES = ["nom", "objet", "source"];
const TEXTES_REUNION = ["titre", "lieu"];
const gardes = (table: string, noms: readonly string[]): Champs =>
  Object.fromEntries(noms.map((nom) => [nom, `${table}.${nom}`]));
const restOf = (champs: Champs, textes: readonly string[]) =>
  Object.keys(champs).filter((nom) => !textes.includes(nom));

export const FORMULAIRES_INSTANCES: readonly Formulaire[] = [
  {
    route: "POST /t/:epci/commission/instances/nouvelle",
    qui: QUI,
    chemin: () => `${T}/instances/nouvelle`,
    champs: () => INSTANCE_ESSAI,
    ensembles: [restOf(INSTANCE_ESSAI, TEXTES)],
    gardes: gardes("instance", TEXTES),
  },
  {
    route: `POST ${INSTANCE}/modifier`,
    qui: QUI,
    chemin: ({ urbain }) => `${T}/instances/${urbain.instance}/modifier`,
    champs: () => INSTANCE_ESSAI,
    seuls: TEXTES,
    ensembles: [TEXTES],
    gardes: gardes("instance", TEXTES),
  },
  {
    // Its meetings have still to be held: it is never closed.
    route: `POST ${INSTANCE}/clore`,
    qui: QUI,
    chemin: ({ urbain }) => `${T}/instances/${urbain.instance}/clore`,
    champs: () => ({ le: "2026-02-01" }),
  },
  ...["/membres/nouveau", null].map(
    (suite): Formulaire => ({
      route: suite ? `POST ${INSTANCE}${suite}` : `POST ${MEMBRE}`,
      qui: QUI,
      chemin: ({ urbain }) => `${T}/instances/${urbain.instance}${suite ?? `/membres/${urbain.membre}`}`,
      champs: () => MEMBRE_ESSAI,
      ensembles: [restOf(MEMBRE_ESSAI, ["nom"])],
      gardes: gardes("instance_membre", ["nom"]),
    }),
  ),
  {
    // Another address each time: one that is known is refused.
    route: `POST ${MEMBRE}/contacts`,
    qui: QUI,
    chemin: ({ urbain }) => `${T}/instances/${urbain.instance}/membres/${urbain.membre}/contacts`,
    champs: (_, rang) => ({ nom: "Service logement", courriel: `logement-${rang}@essai.invalid` }),
  },
  {
    route: "POST /t/:epci/commission/reunions/nouvelle",
    qui: QUI,
    chemin: () => `${T}/reunions/nouvelle`,
    champs: ({ urbain }) => ({ ...REUNION_ESSAI, instance: String(urbain.instance) }),
    ensembles: [["instance", ...restOf(REUNION_ESSAI, TEXTES_REUNION)]],
    gardes: gardes("reunion", TEXTES_REUNION),
  },
  {
    route: `POST ${REUNION}/modifier`,
    qui: QUI,
    chemin: ({ urbain }) => `${T}/reunions/${urbain.reunion}/modifier`,
    champs: () => REUNION_ESSAI,
    ensembles: [restOf(REUNION_ESSAI, TEXTES_REUNION)],
    gardes: gardes("reunion", TEXTES_REUNION),
  },
  {
    // Refused each time: the rank that was read is another.
    route: `POST ${REUNION}/convoquer`,
    qui: QUI,
    chemin: ({ urbain }) => `${T}/reunions/${urbain.reunion}/convoquer`,
    champs: () => ({ sequence: "0" }),
  },
  {
    // Accepted once.
    route: `POST ${REUNION}/annuler`,
    qui: QUI,
    chemin: ({ urbain }) => `${T}/reunions/${urbain.reunionAnnulee}/annuler`,
    champs: () => ({ motif: "Salle indisponible", relu: "oui" }),
    ensembles: [["motif", "relu"]],
  },
  {
    route: `POST ${REUNION}/pieces`,
    qui: QUI,
    chemin: ({ urbain }) => `${T}/reunions/${urbain.reunion}/pieces`,
    champs: () => ({ cle: "rapport:2017-annee-01" }),
  },
];

const filtre: Champs = { instance: "", etat: "", annee: "" };

export const QUESTIONS_INSTANCES: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /t/:epci/commission/reunions", QUI, `${T}/reunions`, filtre],
  ["GET /t/:epci/commission/reunions.ics", QUI, `${T}/reunions.ics`, { instance: "" }],
  ["GET /t/:epci/commission/reunions/nouvelle", QUI, `${T}/reunions/nouvelle`, { instance: "" }],
];

const lire = (suffixe: string, motif: string, chemin: string): [string, Qui, string] => [
  `GET ${motif}${suffixe}`,
  QUI,
  `${T}/${chemin}${suffixe}`,
];

export const CHEMINS_INSTANCES: readonly [route: string, qui: Qui, chemin: string][] = [
  ...["", "/modifier", "/membres/nouveau"].map((suite) => lire(suite, INSTANCE, "instances/*")),
  [`GET ${MEMBRE}`, QUI, `${T}/instances/1/membres/*`],
  [`POST ${MEMBRE}/contacts/:contact{[0-9]+}/retirer`, QUI, `${T}/instances/1/membres/1/contacts/*/retirer`],
  ...["", "/reunion.ics", "/ordre-du-jour.pdf", "/modifier", "/annuler", "/convoquer"].map((suite) =>
    lire(suite, REUNION, "reunions/*"),
  ),
  [`POST ${REUNION}/convoquer`, QUI, `${T}/reunions/*/convoquer`],
  [`POST ${REUNION}/envois`, QUI, `${T}/reunions/*/envois`],
  [`POST ${REUNION}/pieces/:piece{[0-9]+}/retirer`, QUI, `${T}/reunions/1/pieces/*/retirer`],
];
