export const CANAUX_ENVOI = ["courriel", "sms"] as const;
export type CanalEnvoi = (typeof CANAUX_ENVOI)[number];

export const LIBELLE_CANAL_ENVOI: Readonly<Record<CanalEnvoi, string>> = { courriel: "Courriel", sms: "SMS" };

/** `attente`: written, not tried yet. `echec`: failed, to be tried again. `abandonne`: no more attempts. */
export const ETATS_ENVOI = ["attente", "envoye", "depose", "echec", "abandonne"] as const;
export type EtatEnvoi = (typeof ETATS_ENVOI)[number];

export const LIBELLE_ETAT_ENVOI: Readonly<Record<EtatEnvoi, string>> = {
  attente: "à envoyer",
  envoye: "parti",
  depose: "déposé dans un dossier",
  echec: "non parti, sera réessayé",
  abandonne: "non parti",
};

/** Five attempts at most: at once, then after 5, 10, 20 and 40 minutes or later. */
export const TENTATIVES_MAX = 5;
const ATTENTE_MINUTES = 5;

/** Minutes to wait after that count of attempts. */
export function attenteApres(tentatives: number): number {
  return tentatives === 0 ? 0 : ATTENTE_MINUTES * 2 ** (tentatives - 1);
}

/** State after a failed attempt. */
export function etatApresEchec(tentatives: number): EtatEnvoi {
  return tentatives >= TENTATIVES_MAX ? "abandonne" : "echec";
}
