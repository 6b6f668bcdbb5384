import { EPCI } from "../fixtures/pages.ts";
import type { Cas } from "./cas-observatoire.ts";

const EXAMENS = `/t/${EPCI}/examens-occupation`;
const T = `/t/${EPCI}/liberations`;

/** Freed dwellings are numbered in the order the demonstration opens them: those of RPLS first, then L-0003 with its three candidates. */
export const CAS_LIBERATIONS: readonly Cas[] = [
  ["agent-bailleur", "logements à attribuer", T, 200, "Candidats désignés"],
  ["agent-bailleur", "aucun logement attribué", `${T}?etat=closes`, 200, "Aucun logement n’a encore été attribué"],
  ["agent-bailleur", "déclarer un logement", `${T}/nouvelle`, 200, "Pourquoi il est à attribuer"],
  ["agent-bailleur", "un logement d’une résidence", `${T}/1`, 200, "Ce qui est en jeu"],
  ["agent-bailleur", "un logement et ses candidats", `${T}/3`, 200, "Les 3 candidats que demande la loi sont réunis"],
  ["agent-bailleur", "dates d’un logement", `${T}/3/dates`, 200, "Ce qui est attendu"],
  ["agent-bailleur", "un logement inconnu", `${T}/987654`, 404, "Page introuvable"],
  ["reservataire", "logement proposé au contingent", T, 200, "vous demande des candidats"],
  ["reservataire", "répondre au bailleur", `${T}/4`, 200, "Mes candidats sont désignés"],
  ["agent-epci", "délais d’attribution", `${T}/delais`, 200, "Délais par étape"],
  ["agent-epci", "aucun délai", `${T}/delais?depuis=2199-01-01`, 200, "Délais"],
  ["agent-epci", "jour impossible", `${T}/delais?depuis=hier`, 400, "Demande mal formée"],
  ["agent-bailleur", "salariés", `${T}/salaries`, 200, "reconnu avant ou après"],
  ["agent-bailleur", "examens de l’occupation", EXAMENS, 200, "Examen en retard"],
  ["agent-bailleur", "examens d’un état", `${EXAMENS}?etat=transmis`, 200, "Aucun bail ici"],
  ["agent-bailleur", "un bail à transmettre", `${EXAMENS}/baux/4`, 200, "Sous-occupation du logement"],
  ["agent-bailleur", "un bail inconnu", `${EXAMENS}/baux/987654`, 404, "Page introuvable"],
  ["agent-epci", "examens comptés", EXAMENS, 200, "masqué"],
  ["guichet", "examens refusés", EXAMENS, 403, "Votre habilitation n’ouvre pas cette page"],
  ["reservataire", "sa liste de ménages", `${T}/menages/liste`, 200, "Ma liste de ménages"],
  ["reservataire", "logements vacants", `${T}/vacants`, 200, "Logements vacants à louer"],
  ["agent-bailleur", "ses logements vacants", `${T}/vacants`, 200, "Vides depuis plus de trois mois"],
  ["agent-bailleur", "déposer des congés", `${T}/fichier`, 200, "Importer des congés et des logements vacants"],
  ["etat", "déposer une liste de ménages", `${T}/menages`, 200, "Déposer une liste de ménages"],
  ["guichet", "logements refusés", T, 403, "Votre habilitation n’ouvre pas cette page"],
];
