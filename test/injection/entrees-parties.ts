import { PARTIES_OBJECTIFS } from "#bilan/pages/objectifs/questions.ts";
import { PARTIES_BILAN } from "#bilan/pages/questions.ts";
import { EPCI } from "../fixtures/pages.ts";
import type { Champs } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const T = `/t/${EPCI}`;
const QUI: Qui = "agent-epci";
const partieDe = (page: string, parties: object) => `GET /t/:epci/${page}/:partie{${Object.keys(parties).join("|")}}`;
const BILAN = partieDe("bilan", PARTIES_BILAN);
const OBJECTIFS = partieDe("objectifs", PARTIES_OBJECTIFS);

const BAILLEUR: Champs = { bailleur: "999000029", vue: "aujourdhui", regle: "ineligible" };
const BILAN_2017: Champs = { annee: "2017", periode: "annee", ...BAILLEUR };
const OBJECTIFS_2018: Champs = {
  annee: "2018",
  mois: "9",
  objet: "hors-qpv",
  prior: "jeffreys",
  "m.bailleur:999000029": "40",
  ...BAILLEUR,
};

/** The pages of which each tells one thing of the bilan or of the objectives, asked as their first page is. */
export const QUESTIONS_PARTIES: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /t/:epci/bilan", QUI, `${T}/bilan`, BAILLEUR],
  [BILAN, QUI, `${T}/bilan/bailleurs`, BILAN_2017],
  [BILAN, QUI, `${T}/bilan/methode`, BILAN_2017],
  ["GET /t/:epci/objectifs", QUI, `${T}/objectifs`, { objet: "hors-qpv", ...BAILLEUR }],
  [OBJECTIFS, QUI, `${T}/objectifs/reponse`, OBJECTIFS_2018],
  [OBJECTIFS, QUI, `${T}/objectifs/methode`, OBJECTIFS_2018],
];

export const CHEMINS_PARTIES: readonly [route: string, qui: Qui, chemin: string][] = [
  [BILAN, QUI, `${T}/bilan/*`],
  [BILAN, QUI, "/t/*/bilan/communes"],
  [OBJECTIFS, QUI, `${T}/objectifs/*`],
  [OBJECTIFS, QUI, "/t/*/objectifs/lectures"],
];
