import { EPCI } from "../fixtures/pages.ts";
import type { Cas } from "./cas-observatoire.ts";

const T = `/t/${EPCI}`;

/** The rules of the programme and its time line. */
export const CAS_REGLES: readonly Cas[] = [
  ["agent-epci", "règles du programme", `${T}/programme/regles`, 200, "Les règles, en une ligne"],
  ["agent-epci", "une règle", `${T}/programme/regles?partie=reconstitution-plai`, 200, "Changer cette règle"],
  ["agent-epci", "production par an", `${T}/programme/regles?partie=production`, 200, "Encore prévus"],
  ["agent-epci", "versions des règles", `${T}/programme/regles?partie=versions`, 200, "sans terme"],
  ["agent-bailleur", "règles sans verdict", `${T}/programme/regles`, 200, "données sans verdict"],
  ["agent-epci", "changer une règle", `${T}/programme/regles/ecrire?genre=taux-communes`, 200, "Tranche 1"],
  ["agent-epci", "chiffres des communes", `${T}/programme/regles/communes`, 200, "Chiffres saisis"],
  ["commune", "calendrier du programme", `${T}/programme/calendrier`, 200, "dernière date prévue est passée"],
  [
    "commune",
    "calendrier, en tableau",
    `${T}/programme/calendrier?partie=calendrier`,
    200,
    "Calendrier des opérations",
  ],
  [
    "commune",
    "calendrier, par commune",
    `${T}/programme/calendrier?partie=operations-par-commune`,
    200,
    "Opérations au programme, par commune",
  ],
  ["agent-bailleur", "calendrier de ses opérations", `${T}/programme/calendrier`, 200, "Calendrier du programme"],
];

/** Operations and the conventions d’objectifs of the bailleurs. */
export const CAS_REGISTRE: readonly Cas[] = [
  ["agent-epci", "registre des opérations", `${T}/programme`, 200, "Registre des opérations"],
  ["personne", "opérations publiques", `${T}/programme`, 200, "Totaux par genre"],
  ["etat", "registre filtré, rien", `${T}/programme?genre=lot-libre&etat=terminee`, 200, "Aucune opération ne répond"],
  ["agent-epci", "une opération", `${T}/programme/operations/1`, 200, "Phases, prévu et réel"],
  ["agent-epci", "inscrire une opération", `${T}/programme/operations/nouvelle`, 200, "Inscrire une opération"],
  ["responsable-bailleur", "déposer une opération", `${T}/programme/operations/nouvelle`, 200, "Déposer l’opération"],
  ["agent-epci", "modifier une opération", `${T}/programme/operations/1/modifier`, 200, "Revenir sans enregistrer"],
  ["agent-epci", "résidences d’une opération", `${T}/programme/operations/1/residences`, 200, "dernier parc publié"],
  ["agent-bailleur", "opération d’un autre", `${T}/programme/operations/987654`, 404, "Page introuvable"],
  ["agent-epci", "conventions d’objectifs", `${T}/programme/conventions`, 200, "Préparer une convention"],
  [
    "responsable-bailleur",
    "sa convention d’objectifs",
    `${T}/programme/conventions/2`,
    200,
    "Enregistrer la signature",
  ],
  ["agent-epci", "programme d’actions", `${T}/actions`, 200, "pilote non désigné"],
  ["agent-epci", "actions sur les années", `${T}/actions?partie=frise`, 200, "Une barre vide est un jalon"],
  ["etat", "actions, rien", `${T}/actions?etat=abandonnee`, 200, "Aucune action ne répond"],
  ["personne", "actions publiques", `${T}/actions?tri=numero`, 200, "rien de daté à venir"],
  ["agent-epci", "une action", `${T}/actions/6`, 200, "Signature de la convention ANRU"],
  ["responsable-bailleur", "suivre sa part", `${T}/actions/2/suivi`, 200, "la part de votre organisation"],
  ["agent-epci", "écrire une action", `${T}/actions/nouvelle`, 200, "Chiffres liés"],
  ["agent-epci", "jalon atteint", `${T}/actions/6/jalons/6/atteint`, 200, "Atteint le"],
  ["agent-epci", "clore une action", `${T}/actions/6/clore`, 200, "Revenir sans enregistrer"],
  ["agent-epci", "action inconnue", `${T}/actions/77`, 404, "Page introuvable"],
];
