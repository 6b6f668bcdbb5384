/** Lists of demandes, each with its own order. Drafts belong to the household only. */
export const ONGLETS = ["a-enregistrer", "a-completer", "active", "a-renouveler", "radiee"] as const;
export type Onglet = (typeof ONGLETS)[number];

export const LIBELLE_ONGLET: Readonly<Record<Onglet, string>> = {
  "a-enregistrer": "À enregistrer",
  "a-completer": "À compléter",
  active: "Actives",
  "a-renouveler": "À renouveler",
  radiee: "Radiées",
};

export const NATURES_DEMANDE = ["acces", "mutation", "inconnue"] as const;
export type NatureDemande = (typeof NATURES_DEMANDE)[number];

export const LIBELLE_NATURE_DEMANDE: Readonly<Record<NatureDemande, string>> = {
  acces: "Première demande",
  mutation: "Mutation",
  inconnue: "Nature inconnue",
};

export const QUARTILES_DEMANDE = ["q1", "q2-4", "inconnu"] as const;
export type QuartileDemande = (typeof QUARTILES_DEMANDE)[number];

export const LIBELLE_QUARTILE_DEMANDE: Readonly<Record<QuartileDemande, string>> = {
  q1: "1er quartile",
  "q2-4": "au-dessus du 1er quartile",
  inconnu: "quartile inconnu",
};

/** Reasons for opening a file by name: a closed list, which the household reads. */
export const MOTIFS_OUVERTURE = [
  "instruction",
  "contact",
  "renouvellement",
  "proposition",
  "commission",
  "relogement",
  "controle",
] as const;
export type MotifOuverture = (typeof MOTIFS_OUVERTURE)[number];

export const LIBELLE_MOTIF_OUVERTURE: Readonly<Record<MotifOuverture, string>> = {
  instruction: "Instruire la demande",
  contact: "Prendre contact avec le demandeur",
  renouvellement: "Renouveler ou mettre à jour la demande",
  proposition: "Préparer une proposition de logement",
  commission: "Préparer une commission d’attribution",
  relogement: "Préparer un relogement",
  controle: "Contrôler ou corriger le dossier",
};

/** Missing items found by a desk, as codes: no free words about the household. */
export const COMPLEMENTS = [
  "identite",
  "sejour",
  "coordonnees",
  "menage",
  "ressources",
  "logement",
  "souhaits",
] as const;
export type Complement = (typeof COMPLEMENTS)[number];

export const LIBELLE_COMPLEMENT: Readonly<Record<Complement, string>> = {
  identite: "L’identité du demandeur",
  sejour: "Le titre de séjour",
  coordonnees: "Les coordonnées",
  menage: "Les personnes à loger",
  ressources: "Les ressources",
  logement: "Le logement actuel",
  souhaits: "Les souhaits",
};

/** Where the household was housed or went, for action 3 of the convention. */
export const SORTIES_DEMANDE = [
  "meme-bailleur",
  "autre-bailleur",
  "accession",
  "locatif-prive",
  "autre",
  "inconnue",
] as const;
export type SortieDemande = (typeof SORTIES_DEMANDE)[number];

export const LIBELLE_SORTIE_DEMANDE: Readonly<Record<SortieDemande, string>> = {
  "meme-bailleur": "Logé par son bailleur",
  "autre-bailleur": "Logé par un autre bailleur social",
  accession: "Devient propriétaire",
  "locatif-prive": "Loue dans le parc privé",
  autre: "Autre",
  inconnue: "Pas connu",
};

/** Most rows of an exported file, which travels beyond its addressee: more are cut into several files. */
export const LIGNES_EXPORT_MAX = 5_000;

export const MOTIFS_EXPORT = ["instruction", "relance", "commission", "bilan"] as const;
export type MotifExport = (typeof MOTIFS_EXPORT)[number];
export const LIBELLE_MOTIF_EXPORT: Readonly<Record<MotifExport, string>> = {
  instruction: "Instruire les demandes du guichet",
  relance: "Relancer les demandeurs",
  commission: "Préparer une commission",
  bilan: "Rendre compte de l’activité",
};
