import { EPCI } from "../fixtures/pages.ts";
import type { Cas } from "./cas-observatoire.ts";

const T = `/t/${EPCI}`;

/** Coming in, the home page of each role, and what everyone reads of the conférence. */
export const CAS_A_FAIRE: readonly Cas[] = [
  ["personne", "connexion", "/connexion", 200, "Comptes de démonstration"],
  ["personne", "une page demandée sans être connecté", `${T}/bilan`, 200, "Connexion"],
  ["personne", "déconnexion faite", "/deconnexion", 200, "Votre session Blaise est fermée."],
  ["personne", "lien qui ne sert plus", "/bienvenue/xxxxxxxx", 422, "Ce lien ne sert plus"],
  ["personne", "méthode publique", "/methode", 200, "Méthode"],
  ["personne", "accessibilité", "/accessibilite", 200, "aucun audit n’a encore été fait"],
  ["personne", "signaler une faille", "/securite", 200, "Accusé de réception"],
  ["personne", "page inconnue", "/nulle-part", 404, "Page introuvable"],
  ["session-perimee", "session expirée", `${T}/bilan`, 200, "Votre session a expiré"],
  ["personne", "raccourcis du clavier", "/raccourcis", 200, "aller au champ de recherche"],
  ["agent-epci", "chercher, rien de demandé", `${T}/recherche`, 200, "une demande par sa référence"],
  ["agent-epci", "chercher, des pages et des mots", `${T}/recherche?q=quartile`, 200, "réponses, dans vos droits"],
  ["agent-epci", "chercher, un lieu avec une faute", `${T}/recherche?q=sant+dizier`, 200, "Tous les résultats"],
  ["guichet", "chercher, rien de trouvé", `${T}/recherche?q=zzzzzz`, 200, "Rien ne correspond à"],
  ["guichet", "chercher, un numéro dans une adresse", `${T}/recherche?q=052011812345678901`, 200, "Chercher ce numéro"],
  ["agent-epci", "reprendre", `${T}/reprendre`, 200, "Aucune page épinglée"],
  ["commune", "définitions", `${T}/definitions`, 200, "Quartier prioritaire de la politique de la ville"],
  ["guichet", "à faire", "/", 200, "AttributionsDemandes, Salariés"],
  ["commune", "à faire", `${T}/a-faire`, 200, "Demandes, Repères de budget, Séances, Cotation"],
  ["membre-cal", "à faire", `${T}/a-faire`, 200, "Demandes, Repères de budget, Séances"],
  ["secretaire-cal", "à faire", `${T}/a-faire`, 200, "Demandes, Logements libérés, Séances"],
  ["relogement", "à faire", `${T}/a-faire/toutes`, 200, "à deux refus ou plus"],
  ["agent-bailleur", "à faire", `${T}/a-faire`, 200, "Ce que votre habilitation vous ouvre"],
  ["responsable-bailleur", "à faire", `${T}/a-faire/toutes`, 200, "Bilan T3 2018 à vérifier et signer"],
  ["agent-epci", "à faire", "/", 200, "Où en sommes-nous"],
  ["agent-epci", "page inconnue", `${T}/nulle-part`, 404, "Page introuvable"],
  ["dpo", "à faire", `${T}/a-faire`, 200, "Données personnelles"],
  ["gestionnaire-epci", "à faire", `${T}/a-faire`, 200, "Ce que votre habilitation vous ouvre"],
  ["membre-coordination", "à faire", `${T}/a-faire`, 200, "Ce que votre habilitation vous ouvre"],
  ["reservataire", "à faire", `${T}/a-faire`, 200, "Ce que votre habilitation vous ouvre"],
  ["etat", "à faire", `${T}/a-faire/toutes`, 200, "à examiner"],
  ["administrateur", "territoires, et ce qu’il y a à faire", "/territoires", 200, "Administrer la plateforme"],
  ["personne", "conférence, page publique", `${T}/cil`, 200, "Qui y siège"],
  ["agent-epci", "conférence, la même page pour tous", `${T}/cil`, 200, "Ce qu’elle a décidé"],
  ["personne", "conférence d’un territoire inconnu", "/t/123456789/cil", 404, "Vérifiez l’adresse"],
];
