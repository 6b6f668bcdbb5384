import type { Champs } from "./entrees.ts";

export const INSTANCE_ESSAI: Champs = {
  genre: "groupe-travail",
  nom: "Groupe d’essai",
  objet: "Essayer",
  frequence: "3",
  quorum: "50",
  source: "Règlement intérieur, article 3",
  creeeLe: "2018-01-01",
  relu: "oui",
};

export const MEMBRE_ESSAI: Champs = {
  organisation: "",
  nom: "Association d’essai",
  college: "associations",
  fonction: "membre",
  voix: "oui",
  depuis: "2018-01-01",
  jusqua: "",
  relu: "oui",
};

export const REUNION_ESSAI: Champs = {
  titre: "Réunion d’essai",
  jour: "2090-10-05",
  heure: "14:00",
  duree: "120",
  lieu: "Salle 3",
  visio: "https://visio.exemple.fr/salle",
  relu: "oui",
};
