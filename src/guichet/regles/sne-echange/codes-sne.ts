import type { ModeLogement } from "#dossier/regles/reponses.ts";

/** « Type de logement » of the SNE interface; any other code is written as is. */
const TYPES_SNE: Readonly<Record<string, string>> = { chambre: "C", "T6+": "T6P" };

export function typologieSne(typologie: string | null): string | null {
  return typologie === null ? null : (TYPES_SNE[typologie] ?? typologie);
}

/** « Modèle de logement » of the SNE interface, from the answers of Blaise. */
const MODELES_SNE: Readonly<Record<ModeLogement, string>> = {
  hlm: "HLM",
  "locataire-prive": "LP",
  "residence-sociale": "RS",
  "residence-etudiante": "RE",
  "heberge-famille": "CPE",
  "heberge-particulier": "CP",
  "structure-hebergement": "SH",
  hotel: "HOT",
  "logement-fonction": "FONC",
  "loge-gratuitement": "LTG",
  proprietaire: "POCC",
  camping: "CAMCAR",
  "sans-abri": "SD",
  squat: "SQUAT",
};

export function modeleSne(mode: string | null): string | null {
  return Object.entries(MODELES_SNE).find(([code]) => code === mode)?.[1] ?? null;
}

export const POSITION_SNE: Readonly<Record<string, string>> = {
  plai: "PLAI",
  plus: "PLUS",
  pls: "PLS",
  "au-dela": ">PLS",
};
