import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const T = `/t/${EPCI}/examens-occupation`;
const QUI: Qui = "responsable-bailleur";
const UN = "/t/:epci/examens-occupation/baux/:bail{[1-9][0-9]{0,14}}";
const AVIS = "/t/:epci/cal/:seance{[1-9][0-9]{0,14}}/examens/:examen{[1-9][0-9]{0,14}}";

/** Of a lease that is not there: the same answer as another bailleur's. */
const ACTES: Readonly<Record<string, Champs>> = {
  examen: {
    examine_le: "2018-11-01",
    personnes: "3",
    typologie: "T3",
    surface: "62",
    plafond: "sous",
    logement_adapte: "inconnu",
    depart: "non",
    besoin: "non",
    motif_lecture: "Préparer la commission",
  },
  transmettre: { seance: "1" },
  suite: { suite: "offre", suite_le: "2018-11-01", notifie_le: "2018-11-01" },
  fin: { clos_le: "2018-11-01" },
  reserve: { motif_lecture: "Préparer la commission" },
};

const bail: Champs = {
  cle: "ESSAI-1",
  reference: "B-1",
  signe_le: "2015-01-01",
  commune: "",
  typologie: "T3",
  surface: "62",
};
const avis: Champs = { avis: "maintien", texte: "Une précision", relu: "oui" };

export const FORMULAIRES_EXAMENS: readonly Formulaire[] = [
  {
    route: "POST /t/:epci/examens-occupation/baux",
    qui: QUI,
    chemin: () => `${T}/baux`,
    champs: (_, rang) => ({ ...bail, cle: `ESSAI-${rang}` }),
    ensembles: [Object.keys(bail)],
  },
  {
    route: "POST /t/:epci/examens-occupation/zone",
    qui: "agent-epci",
    chemin: () => `${T}/zone`,
    // One a day: each line begins on its own.
    champs: (_, rang) => ({ applicable: "inconnu", depuis: jourDe(rang), source: "Décret d’essai", relu: "oui" }),
    gardes: { source: "zone_examen.source" },
  },
  ...Object.entries(ACTES).map(
    ([nom, champs]): Formulaire => ({
      route: `POST ${UN}/${nom}`,
      qui: QUI,
      chemin: () => `${T}/baux/987654/${nom}`,
      champs: () => champs,
      ...(Object.keys(champs).length > 1 ? { ensembles: [Object.keys(champs)] } : {}),
    }),
  ),
  {
    route: `POST ${AVIS}`,
    qui: "secretaire-cal",
    chemin: () => `/t/${EPCI}/cal/987654/examens/1`,
    champs: () => avis,
    ensembles: [Object.keys(avis)],
  },
];

function jourDe(rang: number): string {
  return new Date(Date.UTC(2040, 0, 1) + rang * 86_400_000).toISOString().slice(0, 10);
}

export const QUESTIONS_EXAMENS: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /t/:epci/examens-occupation", QUI, T, { etat: "en-retard", fait: "repris" }],
];

export const CHEMINS_EXAMENS: readonly [route: string, qui: Qui, chemin: string][] = [
  [`GET ${UN}`, QUI, `${T}/baux/*`],
  [`GET ${AVIS}`, "secretaire-cal", `/t/${EPCI}/cal/1/examens/*`],
];
