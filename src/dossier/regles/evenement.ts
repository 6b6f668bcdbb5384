/** Gestion partagée (CCH, art. R. 441-2-15): kinds of shared events, each with its author and its day. */
export const GENRES_EVENEMENT = [
  "saisie",
  "modification",
  "piece",
  "visite",
  "proposition",
  "commission",
  "refus",
  "contact",
  "enregistrement",
  "renouvellement",
  "avertissement",
  "radiation",
  "message",
  "cotation",
  "import",
  "alerte",
] as const;
export type GenreEvenement = (typeof GENRES_EVENEMENT)[number];

export const LIBELLE_GENRE_EVENEMENT: Readonly<Record<GenreEvenement, string>> = {
  saisie: "Saisies",
  modification: "Modifications",
  piece: "Documents",
  visite: "Visites",
  proposition: "Propositions",
  commission: "Commissions",
  refus: "Refus",
  contact: "Contacts",
  enregistrement: "Enregistrements",
  renouvellement: "Renouvellements",
  avertissement: "Avertissements",
  radiation: "Radiations",
  message: "Messages",
  cotation: "Cotations",
  import: "Reprises du SNE",
  alerte: "Alertes",
};

/** Closed list of the events, in the plain words that the household reads. */
export const EVENEMENTS = {
  "demande-commencee": ["saisie", "Demande commencée"],
  "etape-enregistree": ["modification", "Réponses modifiées"],
  "demande-deposee": ["saisie", "Demande envoyée au guichet"],
  "complement-demande": ["piece", "Le guichet demande un complément"],
  "demande-enregistree": ["enregistrement", "Demande enregistrée : le numéro unique est connu"],
  "attestation-remise": ["enregistrement", "Attestation d’enregistrement remise"],
  "preavis-envoye": ["renouvellement", "Rappel : la demande arrive à échéance"],
  "demande-renouvelee": ["renouvellement", "Demande renouvelée pour un an"],
  "avertissement-envoye": ["avertissement", "Avertissement avant radiation"],
  "avertissement-leve": ["avertissement", "Avertissement levé"],
  "demande-radiee": ["radiation", "Demande radiée"],
  "demande-reactivee": ["radiation", "Demande réactivée"],
  "mandat-ecrit": ["saisie", "Mandat donné à une autre personne"],
  "mandat-revoque": ["saisie", "Mandat retiré"],
  "code-remis": ["saisie", "Nouveau code remis par le guichet"],
  "franceconnect-lie": ["saisie", "Demande gardée avec FranceConnect"],
  "changement-demande": ["modification", "Changement de coordonnées demandé"],
  "coordonnees-changees": ["modification", "Coordonnées changées"],
  "piece-deposee": ["piece", "Document reçu"],
  "piece-absente": ["piece", "Document que le demandeur n’a pas"],
  "piece-acceptee": ["piece", "Document accepté"],
  "piece-refusee": ["piece", "Document refusé"],
  "piece-retiree": ["piece", "Document retiré"],
  "piece-demandee": ["piece", "Document demandé"],
  "message-ecrit": ["message", "Message"],
  "contact-pris": ["contact", "Contact pris avec le demandeur"],
  "visite-proposee": ["visite", "Visite proposée"],
  "proposition-faite": ["proposition", "Logement proposé"],
  "proposition-acceptee": ["proposition", "Proposition acceptée"],
  "proposition-refusee": ["refus", "Proposition refusée"],
  "proposition-sans-reponse": ["refus", "Proposition restée sans réponse"],
  "candidature-designee": ["proposition", "Demande présentée pour un logement"],
  "candidature-retiree": ["proposition", "Demande retirée d’un logement"],
  "visite-faite": ["visite", "Visite d’un logement"],
  "bail-signe": ["proposition", "Bail signé"],
  "bail-annule": ["proposition", "Bail annulé"],
  "commission-decide": ["commission", "Décision de la commission d’attribution"],
  "entretien-mene": ["contact", "Entretien découverte"],
  "cotation-calculee": ["cotation", "Points de cotation calculés"],
  "liste-inscrite": ["import", "Inscription sur la liste d’un réservataire"],
  "liste-quittee": ["import", "Sortie de la liste d’un réservataire"],
  "suivi-importe": ["import", "Suivi repris du système national"],
  "doublon-juge": ["alerte", "Rapprochement de deux dossiers"],
} as const satisfies Readonly<Record<string, readonly [GenreEvenement, string]>>;
export type CodeEvenement = keyof typeof EVENEMENTS;

/** Author of an event. `systeme`: a delay ran out. */
export type AuteurEvenement = "menage" | "mandataire" | "organisme" | "systeme";

/** Values are codes, days and numbers: never prose, never a name. */
export type Precisions = Readonly<Record<string, string | number | boolean | null>>;
