/** Where the State takes a demande on line (CCH, art. R. 441-2-5): its address, and as it is read. */
export const PORTAIL_NATIONAL = {
  href: "https://www.demande-logement-social.gouv.fr",
  nom: "demande-logement-social.gouv.fr",
} as const;
