import type { Section } from "#application/rapport/ports.ts";

export const LIBELLE_SECTION: Readonly<Record<Section, string>> = {
  synthese: "Synthèse",
  bailleurs: "Par bailleur",
  carte: "Par commune",
  trimestres: "Par trimestre",
  origine: "Origine des ménages",
  contingents: "Par contingent",
  secteurs: "Par secteur",
  profils: "Profils des ménages",
  parc: "Parc social",
  controles: "Contrôles de cohérence",
  methode: "Méthode et sources",
};
