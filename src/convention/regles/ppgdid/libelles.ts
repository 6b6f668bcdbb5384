import type { EtatControlePpgdid } from "./controle.ts";
import type { EtatPlanPpgdid } from "./plan.ts";

export const LIBELLE_ETAT_PPGDID: Readonly<Record<EtatPlanPpgdid, string>> = {
  projet: "Projet",
  "en-vigueur": "En vigueur",
  echu: "Échu",
  remplace: "Remplacé",
};

export const LIBELLE_CONTROLE_PPGDID: Readonly<Record<EtatControlePpgdid, string>> = {
  manque: "Manque",
  "a-venir": "À venir",
  inconnu: "Inconnu",
  fait: "Fait",
};
