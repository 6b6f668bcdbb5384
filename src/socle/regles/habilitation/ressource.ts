/** The lines of the matrix, in its order. The NIR is stored nowhere, and has no line. */
export const RESSOURCES = [
  "logement",
  "logement-prive",
  "perimetre",
  "demande-identite",
  "demande-menage",
  "demande-sensible",
  "etat-civil",
  "piece",
  "piece-sensible",
  // CCH, art. L. 441-2-8: the scheme is public, and adopted by the EPCI.
  "cotation",
  // The stage before a demande: the desk that received the person, and the bailleur they were sent to.
  "prospect",
  "information",
  "nir",
  "proposition",
  "seance",
  "decision",
  "attribution",
  // CCH, art. L. 442-5-2: between the bailleur, its commission and the tenant. The EPCI and the State read counts.
  "examen-occupation",
  "contingent",
  "objectif",
  "bilan",
  "indicateur-interne",
  "indicateur-publie",
  "relogement",
  "cas-bloque",
  // CIL, commission de coordination, groupes de travail: partners read, the EPCI writes, a person in charge of a decision reports its progress.
  "instance",
  // Facts about places, between signatories: a bailleur reports on its own résidences, and reads all the others.
  "remontee",
  "action",
  "programme",
  "lot",
  "habilitation",
  "journal",
] as const;
export type Ressource = (typeof RESSOURCES)[number];

export const LIBELLE_RESSOURCE: Readonly<Record<Ressource, string>> = {
  logement: "Logement : champs publics de RPLS",
  "logement-prive": "Logement : vacance, loyer exact, impayés",
  perimetre: "QPV, secteurs, périmètres",
  "demande-identite": "Demande : identité et coordonnées",
  "demande-menage": "Demande : ménage, ressources, souhaits",
  "demande-sensible": "Demande : données sensibles",
  "etat-civil": "Changement d’état civil",
  piece: "Pièce justificative ordinaire",
  "piece-sensible": "Pièce justificative sensible",
  cotation: "Grille de cotation",
  prospect: "Fiche contact, entretien découverte",
  information: "Information du public",
  nir: "Numéro de sécurité sociale",
  proposition: "Proposition, candidature",
  seance: "Séance de commission, ordre du jour",
  decision: "Vote et décision de commission",
  attribution: "Attribution, bail",
  "examen-occupation": "Examen triennal de l’occupation",
  contingent: "Contingent, réservation",
  objectif: "Objectifs, dérogations, avenants",
  bilan: "Bilan par bailleur (chiffres vrais)",
  "indicateur-interne": "Indicateurs internes",
  "indicateur-publie": "Indicateurs et cartes publiés",
  relogement: "Ménage à reloger",
  "cas-bloque": "Cas bloqué",
  instance: "Instances, réunions, décisions, évaluations",
  remontee: "Remontée de terrain",
  action: "Actions 1 à 14 et jalons",
  programme: "Programme (construction, démolition)",
  lot: "Lot importé, rapport de qualité",
  habilitation: "Habilitation",
  journal: "Journal des accès et des actes",
};

export const ACTIONS = ["lire", "creer", "modifier", "valider", "exporter", "supprimer"] as const;
export type Action = (typeof ACTIONS)[number];

export const LIBELLE_ACTION: Readonly<Record<Action, string>> = {
  lire: "lire",
  creer: "créer",
  modifier: "modifier",
  valider: "valider",
  exporter: "exporter",
  supprimer: "supprimer",
};

export const PORTEES = [
  "soi",
  "organisation",
  "guichet",
  "territoire",
  "souhait",
  "contingent",
  "seance",
  "affectation",
  "publie",
  "tout",
] as const;
export type Portee = (typeof PORTEES)[number];

export const LIBELLE_PORTEE: Readonly<Record<Portee, string>> = {
  soi: "ce qui me concerne",
  organisation: "mon organisation",
  guichet: "mon guichet",
  territoire: "le territoire de l’habilitation",
  souhait: "les demandes actives dont les souhaits me concernent",
  contingent: "mon contingent",
  seance: "la séance où je suis convoqué",
  affectation: "les dossiers qui me sont confiés",
  publie: "ce qui est publié",
  tout: "partout",
};

/** How much of a row: its names, its facts without a name, or only sums with small counts hidden. */
export const NIVEAUX = ["nominatif", "pseudonyme", "agregat"] as const;
export type Niveau = (typeof NIVEAUX)[number];

export const LIBELLE_NIVEAU: Readonly<Record<Niveau, string>> = {
  nominatif: "en clair",
  pseudonyme: "sans nom",
  agregat: "agrégé, petits effectifs masqués",
};
