import { parametre } from "./parametre.ts";

/** Delays of the life of a demande, in months unless said otherwise. */
export const DELAIS_DEMANDE = {
  /** « La demande a une durée de validité d’un an. » */
  validite: parametre.nombre("validite-demande"),
  /** The notice leaves one month at least before the end. */
  preavis: parametre.nombre("preavis-fin-demande"),
  /** Our notice leaves a month before the latest day, so that a failed message can be sent again. */
  envoiPreavis: parametre.nombre("envoi-preavis"),
  /** From the registration or the last renewal. */
  nonRenouvellement: parametre.nombre("radiation-non-renouvellement"),
  reactivationNonRenouvellement: parametre.nombre("reactivation-non-renouvellement"),
  /**
   * « Le délai fixé par le courrier », one month at least; the model letter of the arrêté says two: two satisfies both, and strikes nobody off too
   * soon.
   */
  nonReponse: parametre.nombre("radiation-non-reponse"),
  reactivationNonReponse: parametre.nombre("reactivation-non-reponse"),
  irrecevabilite: parametre.nombre("radiation-irrecevabilite"),
  /** « Une attestation est remise dans le délai d’un mois. » */
  attestation: parametre.nombre("remise-attestation"),
  /** In days; then the household may ask the préfet to register. */
  saisine: parametre.nombre("saisine-prefet"),
} as const;
export type DelaiDemande = keyof typeof DELAIS_DEMANDE;
