import { EPCI } from "../fixtures/pages.ts";
import type { Cas } from "./cas-observatoire.ts";

const LOGEMENTS = `/t/${EPCI}/relogement/logements`;
const COMITE = `/t/${EPCI}/relogement/comite`;
/** Orcades, second demolition of the register. */
const CHARTE = `${COMITE}/charte/2`;

/** Dwellings to offer, what bailleurs declare, what the comité reads × whom they matter to. */
export const CAS_LOGEMENTS: readonly Cas[] = [
  ["relogement", "logements à proposer", LOGEMENTS, 200, "à confirmer auprès du bailleur"],
  ["relogement", "logements pour un ménage", `${LOGEMENTS}?menage=148`, 200, "Reste à charge aujourd’hui"],
  ["relogement", "logements, rien ne convient", `${LOGEMENTS}?choix=1&typologie=T6%2B&limite=1`, 200, "écartés"],
  ["relogement", "logements, filtre impossible", `${LOGEMENTS}?choix=1&typologie=T9`, 400, "Demande mal formée"],
  ["relogement", "logements, ménage inconnu", `${LOGEMENTS}?menage=987654`, 404, "Page introuvable"],
  ["membre-coordination", "logements non ouverts", LOGEMENTS, 200, "ne sont pas ouverts à votre habilitation"],
  ["relogement", "logements déclarés", `${LOGEMENTS}/declares`, 200, "Libres ou bientôt libres"],
  ["agent-bailleur", "ses logements déclarés", `${LOGEMENTS}/declares`, 200, "Déclarer un logement"],
  ["agent-bailleur", "déclarer un logement", `${LOGEMENTS}/declares/nouveau`, 200, "Celui de RPLS"],
  ["agent-epci", "déclarer, refusé", `${LOGEMENTS}/declares/nouveau`, 403, "Votre habilitation n’ouvre pas cette page"],
  ["agent-epci", "comité de suivi", COMITE, 200, "Ce qui est demandé au comité"],
  ["relogement", "comité, la charte", `${COMITE}?partie=charte`, 200, "Points de la charte"],
  ["relogement", "comité, depuis un jour", `${COMITE}?depuis=2018-01-01`, 200, "Note au comité (PDF)"],
  ["guichet", "comité refusé", COMITE, 403, "Votre habilitation n’ouvre pas cette page"],
  ["relogement", "charte d’un immeuble", CHARTE, 200, "Principes généraux"],
  ["agent-epci", "charte, lue", CHARTE, 200, "vous les lisez"],
  ["relogement", "charte, immeuble inconnu", `${COMITE}/charte/987654`, 404, "Page introuvable"],
  ["relogement", "un point de la charte", `${CHARTE}/point?point=insertion`, 200, "Constaté le"],
  ["relogement", "un point calculé", `${CHARTE}/point?point=trois-offres`, 404, "Page introuvable"],
  ["agent-epci", "valeurs de la charte", `${COMITE}/valeurs`, 200, "À partir du"],
];
