export const TYPES_ORGANISATION = [
  "epci",
  "bailleur",
  "reservataire",
  "commune",
  "guichet",
  "etat",
  "plateforme",
] as const;
export type TypeOrganisation = (typeof TYPES_ORGANISATION)[number];

export const LIBELLE_TYPE_ORGANISATION: Readonly<Record<TypeOrganisation, string>> = {
  epci: "Intercommunalité",
  bailleur: "Bailleur",
  reservataire: "Réservataire",
  commune: "Commune",
  guichet: "Guichet enregistreur",
  etat: "État",
  plateforme: "Exploitant de la plateforme",
};
