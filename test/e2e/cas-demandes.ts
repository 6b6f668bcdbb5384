import { EPCI } from "../fixtures/pages.ts";
import type { Cas } from "./cas-observatoire.ts";

const T = `/t/${EPCI}/demandes`;
const PUBLIC = `/logement-social/${EPCI}`;
const MOI = `/ma-demande/${EPCI}`;

/** The demande as the public, a household, a desk, a bailleur and the EPCI open it. */
export const CAS_DEMANDES: readonly Cas[] = [
  ["personne", "site public", PUBLIC, 200, "Faire une demande"],
  ["personne", "conditions", `${PUBLIC}/conditions`, 200, "plafond"],
  ["personne", "guichets", `${PUBLIC}/guichets`, 200, "Maison de l’habitat"],
  ["personne", "communes", `${PUBLIC}/communes`, 200, "Saint-Dizier"],
  ["personne", "logements réservés aux salariés", `${PUBLIC}/reserves`, 200, "Dont reloués dans l’année"],
  ["personne", "questions", `${PUBLIC}/questions`, 200, "Questions"],
  ["personne", "glossaire", `${PUBLIC}/glossaire`, 200, "Mots expliqués"],
  ["personne", "être aidé", `${PUBLIC}/aide`, 200, "09 00 00 00"],
  ["personne", "les points, pour tous", `${PUBLIC}/cotation`, 200, "points"],
  ["personne", "avant de commencer", `${MOI}/nouvelle`, 200, "10 minutes"],
  ["personne", "reprendre", `${MOI}/reprendre`, 200, "code"],
  ["personne", "mes demandes, sans aucune", `${MOI}/mes-demandes`, 200, "Aucune demande"],
  ["guichet", "demandes du guichet", T, 200, "Demandes"],
  ["guichet", "file d’attente", `${T}?liste=a-enregistrer`, 200, "enregistrer"],
  ["guichet", "délais", `${T}?vue=delais`, 200, "Délai"],
  ["guichet", "nouvelle demande", `${T}/nouvelle`, 200, "naissance"],
  ["guichet", "exporter", `${T}/exporter`, 200, "Exporter"],
  ["guichet", "fiches contact", `${T}/fiches-contact`, 200, "Fiches contact"],
  ["guichet", "nouvelle fiche contact", `${T}/fiches-contact/nouvelle`, 200, "accord"],
  ["guichet", "entretiens", `${T}/entretiens`, 200, "Entretiens"],
  ["guichet", "doublons", `${T}/doublons`, 200, "Doublons"],
  ["guichet", "échanges", `${T}/sne`, 200, "système national"],
  ["guichet", "sa fiche publique", `${T}/accueil`, 200, "Maison de l’habitat"],
  ["agent-bailleur", "demandes sans noms", T, 200, "Demandes"],
  ["agent-bailleur", "fiches reçues", `${T}/fiches-contact`, 200, "Fiches contact"],
  ["commune", "demandes qui souhaitent la commune", T, 200, "Demandes"],
  ["agent-epci", "veille", `${T}/veille`, 200, "Veille"],
  ["agent-epci", "évènements comptés", `${T}/evenements`, 200, "Évènements, comptes"],
  ["agent-epci", "cotation", `${T}/cotation`, 200, "Cotation"],
  ["agent-epci", "information du public", `${T}/accueil`, 200, "Information du public"],
  ["agent-epci", "doublons refusés", `${T}/doublons`, 403, "Votre habilitation n’ouvre pas cette page"],
  ["etat", "demandes du territoire", T, 200, "Demandes"],
  ["dpo", "demandes refusées", T, 403, "Votre habilitation n’ouvre pas cette page"],
];
