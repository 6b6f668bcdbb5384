/**
 * CCH, art. L. 441-1-5 (the conférence; in a priority neighbourhood, the commission that names candidates by common accord between bailleurs,
 * réservataires and public authorities), L. 441-1-6 (the commission de coordination); a convention creates the others.
 */
export const GENRES_INSTANCE = [
  "cil",
  "commission-coordination",
  "commission-designation",
  "groupe-travail",
  "comite-relogement",
] as const;
export type GenreInstance = (typeof GENRES_INSTANCE)[number];

export const LIBELLE_GENRE_INSTANCE: Readonly<Record<GenreInstance, string>> = {
  cil: "Conférence intercommunale du logement (plénière)",
  "commission-coordination": "Commission de coordination",
  "commission-designation": "Commission de désignation en quartier prioritaire",
  "groupe-travail": "Groupe de travail",
  "comite-relogement": "Comité de suivi du relogement",
};

/** Short form, in the number of a decision: « 2018-CC-02/3 ». */
export const SIGLE_GENRE_INSTANCE: Readonly<Record<GenreInstance, string>> = {
  cil: "CIL",
  "commission-coordination": "CC",
  "commission-designation": "CD",
  "groupe-travail": "GT",
  "comite-relogement": "CR",
};

export const COLLEGES = [
  "collectivites",
  "bailleurs",
  "reservataires",
  "etat",
  "locataires",
  "associations",
  "autres",
] as const;
export type College = (typeof COLLEGES)[number];

export const LIBELLE_COLLEGE: Readonly<Record<College, string>> = {
  collectivites: "Collectivités territoriales",
  bailleurs: "Bailleurs sociaux",
  reservataires: "Réservataires",
  etat: "État",
  locataires: "Représentants des locataires",
  associations: "Associations",
  autres: "Autres",
};

export const FONCTIONS_MEMBRE = ["presidence", "copresidence", "membre", "invite"] as const;
export type FonctionMembre = (typeof FONCTIONS_MEMBRE)[number];

export const LIBELLE_FONCTION_MEMBRE: Readonly<Record<FonctionMembre, string>> = {
  presidence: "Présidence",
  copresidence: "Coprésidence",
  membre: "Membre",
  invite: "Invité",
};
