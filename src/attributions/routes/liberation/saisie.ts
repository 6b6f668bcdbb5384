import { CONTINGENTS } from "#droit/regles/attribution/attribution.ts";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { choix, jourOuVide, type Lu } from "#socle/routes/champs.ts";
import { writeTexte } from "#socle/routes/serveur/saisie.ts";
import type { Liberation, LiberationAModifier } from "../../lectures/liberation/ports.ts";
import { CAUSES_VACANCE, FILIERES, FINANCEMENTS } from "../../regles/liberation/liberation.ts";

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

/** Fields of a dwelling to let, new or not. */
export const CHAMPS_LIBERATION = {
  filiere: choix("Filière", FILIERES),
  financement: choix("Financement", FINANCEMENTS),
  meuble: choix("Meublé", REPONSES),
  contingent: choix("Contingent", CONTINGENTS),
  cause_vacance: choix("Cause de la vacance", CAUSES_VACANCE),
  preavis: jourOuVide("Préavis reçu"),
  "etat-des-lieux": jourOuVide("État des lieux ou livraison"),
  travaux: jourOuVide("Travaux finis"),
  disponible: jourOuVide("Disponible"),
  depart_prevu: jourOuVide("Départ ou livraison attendus"),
  travaux_prevus: jourOuVide("Fin des travaux attendue"),
};

export function liberationOf({
  cause_vacance: causeVacance,
  depart_prevu: departPrevuLe,
  travaux_prevus: travauxPrevusLe,
  ...lu
}: Lu<typeof CHAMPS_LIBERATION>): LiberationAModifier {
  const { filiere, financement, meuble, contingent, preavis, travaux, disponible } = lu;
  const dates = { preavis, "etat-des-lieux": lu["etat-des-lieux"], travaux, disponible };
  return { filiere, financement, meuble, contingent, causeVacance, dates, departPrevuLe, travauxPrevusLe };
}
