import { EPCI } from "../fixtures/pages.ts";
import type { Cas } from "./cas-observatoire.ts";

const T = `/t/${EPCI}/cal`;

/** The demonstration has one session, convened for one dwelling that has its three candidates. */
export const CAS_CAL: readonly Cas[] = [
  ["secretaire-cal", "séances", T, 200, "Préparer une séance"],
  ["reservataire", "aucune séance", T, 200, "Aucune séance"],
  ["secretaire-cal", "préparer une séance", `${T}/preparer`, 200, "La séance se tient"],
  ["secretaire-cal", "membres et règlement", `${T}/composition`, 200, "à confirmer"],
  ["secretaire-cal", "une séance", `${T}/1`, 200, "Ouvrir la séance"],
  ["membre-cal", "une séance, pour un membre", `${T}/1`, 200, "Membres et quorum"],
  ["secretaire-cal", "clôture", `${T}/1/cloture`, 200, "Ce que liront les demandeurs"],
  ["secretaire-cal", "une séance inconnue", `${T}/987654`, 404, "Page introuvable"],
  ["membre-cal", "un logement et ses candidats", `${T}/1/logements/2`, 200, "Candidat 3"],
  ["commune", "avis de la commune", `${T}/1/logements/2`, 200, "Donner cet avis"],
  ["membre-cal", "ce qui est en jeu", `${T}/1/logements/2?vue=en-jeu`, 200, "La résidence"],
  ["membre-cal", "un logement hors séance", `${T}/1/logements/987654`, 404, "Page introuvable"],
  ["guichet", "séances refusées", T, 403, "Votre habilitation n’ouvre pas cette page"],
];
