import { CONTINGENTS } from "#droit/regles/attribution/attribution.ts";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { type Lecture, writeTexte } from "#socle/routes/serveur/lecture.ts";
import type { LiberationAModifier } from "../../lectures/liberation/ports.ts";
import {
  CAUSES_VACANCE,
  FILIERES,
  FINANCEMENTS,
  type Liberation,
  ORIGINES_LIBERATION,
} from "../../regles/liberation/liberation.ts";

const REPONSES = ["oui", "non", "inconnu"] as const;

export const LIBERATION_NOUVELLE: SaisieFormulaire = {
  origine: ["conge"],
  filiere: ["ordinaire"],
  financement: ["inconnu"],
  meuble: ["inconnu"],
  contingent: ["inconnu"],
  cause_vacance: ["inconnue"],
};

export function writeLiberation(liberation: Liberation): SaisieFormulaire {
  const { dates } = liberation;
  return {
    filiere: [liberation.filiere],
    financement: [liberation.logement.financement],
    meuble: [liberation.meuble],
    contingent: [liberation.contingent],
    cause_vacance: [liberation.causeVacance],
    preavis: writeTexte(dates.preavis),
    "etat-des-lieux": writeTexte(dates["etat-des-lieux"]),
    travaux: writeTexte(dates.travaux),
    disponible: writeTexte(dates.disponible),
    depart_prevu: writeTexte(liberation.departPrevuLe),
    travaux_prevus: writeTexte(liberation.travauxPrevusLe),
    revision: [String(liberation.revision)],
  };
}

export function readOrigine(lu: Lecture) {
  return lu.choice("origine", "Pourquoi il est à attribuer", ORIGINES_LIBERATION);
}

export function readLiberation(lu: Lecture): LiberationAModifier {
  return {
    filiere: lu.choice("filiere", "Filière", FILIERES),
    financement: lu.choice("financement", "Financement", FINANCEMENTS),
    meuble: lu.choice("meuble", "Meublé", REPONSES),
    contingent: lu.choice("contingent", "Contingent", CONTINGENTS),
    causeVacance: lu.choice("cause_vacance", "Cause de la vacance", CAUSES_VACANCE),
    dates: {
      preavis: lu.dayOrNull("preavis", "Préavis reçu"),
      "etat-des-lieux": lu.dayOrNull("etat-des-lieux", "État des lieux ou livraison"),
      travaux: lu.dayOrNull("travaux", "Travaux finis"),
      disponible: lu.dayOrNull("disponible", "Disponible"),
    },
    departPrevuLe: lu.dayOrNull("depart_prevu", "Départ ou livraison attendus"),
    travauxPrevusLe: lu.dayOrNull("travaux_prevus", "Fin des travaux attendue"),
  };
}
