import type { Parametre } from "./parametre.ts";

const CCH_7 = "CCH, art. R. 441-2-7";
const ARRETE = "Arrêté du 23 mars 2015 (règles de gestion du système national d’enregistrement)";
/** Décret n° 2015-524: the rules below in their present words. */
const DEPUIS = "2015-05-14";

function mois(nom: string, valeur: number, source: string, confiance: "R" | "B" = "R"): Parametre<number> {
  return { nom, valeurs: [{ depuis: DEPUIS, valeur, source, confiance }] };
}

/** Delays of the life of a demande, in months unless said otherwise. */
export const DELAIS_DEMANDE = {
  /** « La demande a une durée de validité d’un an. » */
  validite: mois("Validité d’une demande", 12, CCH_7),
  /** The notice leaves one month at least before the end. */
  preavis: mois("Préavis avant la fin de validité", 1, CCH_7),
  /** When ours leaves: a month earlier than the latest day, so that a message that fails can be made again. */
  envoiPreavis: mois("Envoi du préavis par Blaise", 2, "Choix de Blaise, à confirmer localement", "B"),
  /** From the registration or the last renewal. */
  nonRenouvellement: mois("Radiation d’une demande non renouvelée", 13, ARRETE),
  reactivationNonRenouvellement: mois("Réactivation d’une demande non renouvelée", 18, ARRETE),
  /** « Le délai fixé par le courrier », one month at least; the model letter of the arrêté says two: the longer keeps both, and strikes nobody off too soon. */
  nonReponse: mois(
    "Radiation après un avertissement resté sans réponse",
    2,
    "CCH, art. R. 441-2-8, c : un mois au moins ; modèle de l’arrêté du 23 mars 2015 : deux mois, retenus ici",
    "B",
  ),
  reactivationNonReponse: mois("Réactivation après une radiation pour non-réponse", 5, ARRETE),
  irrecevabilite: mois("Radiation après l’avertissement d’irrecevabilité", 1, "CCH, art. R. 441-2-8, d"),
  /** « Une attestation est remise dans le délai d’un mois. » */
  attestation: mois("Remise de l’attestation d’enregistrement", 1, "CCH, art. L. 441-2-1"),
  /** After which the household may ask the préfet to register. In days. */
  saisine: mois("Enregistrement avant saisine du préfet, en jours", 15, "CCH, art. R. 441-2-4-1"),
} as const;
export type DelaiDemande = keyof typeof DELAIS_DEMANDE;
