import type { Ressource } from "#domain/habilitation/ressource.ts";

/** What can be written in the journal. A closed list: a screen filters by it, and an act that is not here cannot be written. */
export const ACTES = [
  "lot-depose",
  "lot-refuse",
  "lot-publie",
  "lot-annule",
  "lot-abandonne",
  "rejets-exportes",
  "adresse-localisee",
  "localisation-annulee",
  "rapport-fige",
  "diffusion-preparee",
  "diffusion-publiee",
  "bilan-bailleur-prepare",
  "bilan-bailleur-commente",
  "bilan-bailleur-signe",
  "pack-fige",
  "mesure-proposee",
  "mesure-decidee",
  "remontee-ecrite",
  "remontee-suivie",
  "remontee-close",
  "methode-desequilibre-publiee",
  "residence-exclue",
  "liste-mixite-proposee",
  "liste-mixite-modifiee",
  "liste-mixite-abandonnee",
  "liste-mixite-arretee",
  "regle-modifiee",
  "communes-plh-modifiees",
  "scenario-enregistre",
  "scenario-archive",
  "operation-deposee",
  "operation-modifiee",
  "operation-suivie",
  "operation-examinee",
  "operation-publiee",
  "operation-depubliee",
  "operation-financement",
  "convention-objectif-etablie",
  "convention-objectif-signee",
  "evaluation-preparee",
  "evaluation-figee",
  "evaluation-publiee",
  "evaluation-retiree",
  "relogement-ouvert",
  "relogement-modifie",
  "relogement-etat",
  "entretien-ecrit",
  "offre-proposee",
  "offre-repondue",
  "bail-reloge-signe",
  "bail-reloge-annule",
  "comite-decide",
  "cas-bloque-ouvert",
  "cas-bloque-confie",
  "cas-bloque-propose",
  "cas-bloque-inscrit",
  "cas-bloque-decide",
  "cas-bloque-clos",
  "immeuble-confie",
  "charte-fixee",
  "charte-notee",
  "logement-declare",
  "action-creee",
  "action-modifiee",
  "action-close",
  "action-jalon",
  "action-suivie",
  "document-exporte",
  "territoire-ouvert",
  "connexion",
  "connexion-refusee",
  "deconnexion",
  "compte-invite",
  "compte-modifie",
  "compte-ferme",
  "sessions-fermees",
  "moyen-acces-ajoute",
  "moyen-acces-retire",
  "mot-de-passe-change",
  "organisation-ajoutee",
  "habilitation-accordee",
  "habilitation-modifiee",
  "habilitation-revoquee",
  "habilitation-revue",
  "rime-importe",
  "rime-exporte",
  "dossier-liste",
  "dossier-lu",
  "dossier-cree",
  "dossier-modifie",
  "dossier-sensible-lu",
  "piece-lue",
  "piece-sensible-lue",
  "piece-deposee",
  "acces-exporte",
  "limitation-posee",
  "opposition-enregistree",
  "recusation-declaree",
  "convention-preparee",
  "convention-modifiee",
  "convention-etape",
  "convention-signee",
  "convention-abandonnee",
  "contingent-modifie",
  "convention-flux-modifiee",
  "bilan-flux-transmis",
  "categorie-locale-ouverte",
  "categorie-locale-fermee",
  "instance-creee",
  "instance-modifiee",
  "instance-close",
  "instance-membre-modifie",
  "instance-contact-modifie",
  "reunion-creee",
  "reunion-modifiee",
  "reunion-convoquee",
  "reunion-ouverte",
  "reunion-annulee",
  "reunion-piece",
  "convocation-renvoyee",
  "reunion-ordre-modifie",
  "reunion-presences",
  "reunion-point-note",
  "reunion-close",
  "decision-prise",
  "decision-suivie",
  "decision-publiee",
  "decision-retiree",
  "journal-exporte",
  "sauvegarde",
  "restauration",
  "purge",
  "effacement",
] as const;
export type Acte = (typeof ACTES)[number];

export const LIBELLE_ACTE: Readonly<Record<Acte, string>> = {
  "lot-depose": "Fichier déposé",
  "lot-refuse": "Fichier refusé à la lecture",
  "lot-publie": "Import publié",
  "lot-annule": "Publication annulée",
  "lot-abandonne": "Import abandonné",
  "rejets-exportes": "Lignes rejetées téléchargées",
  "adresse-localisee": "Adresse localisée",
  "localisation-annulee": "Localisation annulée",
  "rapport-fige": "Rapport figé",
  "diffusion-preparee": "Diffusion publique préparée",
  "diffusion-publiee": "Diffusion publique publiée",
  "bilan-bailleur-prepare": "Bilan de bailleur préparé",
  "bilan-bailleur-commente": "Bilan de bailleur commenté",
  "bilan-bailleur-signe": "Bilan de bailleur signé",
  "pack-fige": "Pack trimestriel figé",
  "mesure-proposee": "Mesure corrective proposée",
  "mesure-decidee": "Mesure corrective décidée",
  "remontee-ecrite": "Remontée de terrain écrite",
  "remontee-suivie": "Remontée de terrain suivie",
  "remontee-close": "Remontée de terrain close",
  "methode-desequilibre-publiee": "Méthode des déséquilibres publiée",
  "residence-exclue": "Résidence exclue de la lecture, ou reprise",
  "liste-mixite-proposee": "Liste à enjeu de mixité proposée",
  "liste-mixite-modifiee": "Projet de liste à enjeu de mixité modifié",
  "liste-mixite-abandonnee": "Projet de liste à enjeu de mixité abandonné",
  "liste-mixite-arretee": "Liste à enjeu de mixité arrêtée",
  "regle-modifiee": "Règle du programme modifiée",
  "communes-plh-modifiees": "Chiffres de communes du PLH modifiés",
  "scenario-enregistre": "Scénario de simulation enregistré",
  "scenario-archive": "Scénario de simulation archivé",
  "operation-deposee": "Opération déposée",
  "operation-modifiee": "Opération modifiée",
  "operation-suivie": "Avancement d’une opération enregistré",
  "operation-examinee": "Opération examinée",
  "operation-publiee": "Opération rendue publique",
  "operation-depubliee": "Opération retirée du public",
  "operation-financement": "Financement d’une opération modifié",
  "convention-objectif-etablie": "Convention d’objectifs établie",
  "convention-objectif-signee": "Signature d’une convention d’objectifs enregistrée",
  "evaluation-preparee": "Projet d’évaluation enregistré",
  "evaluation-figee": "Évaluation figée",
  "evaluation-publiee": "Évaluation publiée",
  "evaluation-retiree": "Évaluation retirée du public",
  "relogement-ouvert": "Dossier de relogement ouvert",
  "relogement-modifie": "Dossier de relogement modifié",
  "relogement-etat": "État d’un dossier de relogement changé",
  "entretien-ecrit": "Entretien de relogement écrit",
  "offre-proposee": "Offre de relogement proposée",
  "offre-repondue": "Réponse à une offre de relogement",
  "bail-reloge-signe": "Bail de relogement signé",
  "bail-reloge-annule": "Bail de relogement annulé",
  "comite-decide": "Décision du comité de suivi du relogement",
  "cas-bloque-ouvert": "Situation bloquée signalée",
  "cas-bloque-confie": "Cas bloqué confié à un organisme",
  "cas-bloque-propose": "Proposition écrite sur un cas bloqué",
  "cas-bloque-inscrit": "Cas bloqué inscrit à l’ordre du jour",
  "cas-bloque-decide": "Décision sur un cas bloqué",
  "cas-bloque-clos": "Cas bloqué clos",
  "charte-fixee": "Valeur de la charte de relogement fixée",
  "immeuble-confie": "Immeuble confié, ou retiré, à un chargé de relogement",
  "charte-notee": "Point de la charte de relogement renseigné",
  "logement-declare": "Logement libre déclaré par son bailleur",
  "action-creee": "Action du programme écrite",
  "action-modifiee": "Action du programme modifiée ou rouverte",
  "action-close": "Action du programme close",
  "action-jalon": "Jalon d’une action écrit, atteint ou retiré",
  "action-suivie": "Suivi d’une action écrit ou publié",
  "document-exporte": "Document téléchargé",
  "territoire-ouvert": "Territoire ouvert",
  connexion: "Connexion",
  "connexion-refusee": "Connexion refusée",
  deconnexion: "Déconnexion",
  "compte-invite": "Personne invitée",
  "compte-modifie": "Compte modifié",
  "compte-ferme": "Compte fermé",
  "sessions-fermees": "Sessions fermées",
  "moyen-acces-ajoute": "Clé d’accès ajoutée",
  "moyen-acces-retire": "Clé d’accès retirée",
  "mot-de-passe-change": "Mot de passe changé",
  "organisation-ajoutee": "Organisation ajoutée",
  "habilitation-accordee": "Habilitation accordée",
  "habilitation-modifiee": "Habilitation modifiée",
  "habilitation-revoquee": "Habilitation révoquée",
  "habilitation-revue": "Habilitations revues",
  "rime-importe": "Fichier de ménages à reloger importé",
  "rime-exporte": "Fichier de ménages à reloger téléchargé",
  "dossier-liste": "Dossiers listés",
  "dossier-lu": "Dossier lu",
  "dossier-cree": "Dossier créé",
  "dossier-modifie": "Dossier modifié",
  "dossier-sensible-lu": "Données sensibles d’un dossier lues",
  "piece-lue": "Pièce lue",
  "piece-sensible-lue": "Pièce sensible lue",
  "piece-deposee": "Pièce déposée",
  "acces-exporte": "Données remises à la personne (droit d’accès)",
  "limitation-posee": "Traitement limité",
  "opposition-enregistree": "Opposition enregistrée",
  "recusation-declaree": "Proximité déclarée avec un demandeur",
  "convention-preparee": "Convention ou avenant en préparation",
  "convention-modifiee": "Projet de convention modifié",
  "convention-etape": "Étape de la convention enregistrée",
  "convention-signee": "Convention signée par une organisation",
  "convention-abandonnee": "Projet de convention abandonné",
  "contingent-modifie": "Droit de réservation modifié",
  "convention-flux-modifiee": "Convention de flux modifiée",
  "bilan-flux-transmis": "Bilan annuel des flux transmis",
  "categorie-locale-ouverte": "Catégorie locale de public prioritaire ouverte",
  "categorie-locale-fermee": "Catégorie locale de public prioritaire fermée",
  "instance-creee": "Instance créée",
  "instance-modifiee": "Instance modifiée",
  "instance-close": "Instance close",
  "instance-membre-modifie": "Membre d’une instance modifié",
  "instance-contact-modifie": "Contact d’un membre modifié",
  "reunion-creee": "Réunion créée",
  "reunion-modifiee": "Réunion modifiée",
  "reunion-convoquee": "Réunion convoquée, ou convoquée à nouveau",
  "reunion-ouverte": "Réunion ouverte",
  "reunion-annulee": "Réunion annulée",
  "reunion-piece": "Pièce jointe à une réunion, ou retirée",
  "convocation-renvoyee": "Convocations envoyées à nouveau",
  "reunion-ordre-modifie": "Ordre du jour d’une réunion modifié",
  "reunion-presences": "Présences d’une réunion dites",
  "reunion-point-note": "Point d’une réunion traité ou reporté",
  "reunion-close": "Réunion close, relevé figé",
  "decision-prise": "Décision d’une instance prise",
  "decision-suivie": "Suivi d’une décision écrit",
  "decision-publiee": "Décision rendue publique",
  "decision-retiree": "Décision retirée du public",
  "journal-exporte": "Journal téléchargé",
  sauvegarde: "Sauvegarde faite",
  restauration: "Sauvegarde restaurée",
  purge: "Purge faite",
  effacement: "Personne effacée",
};

/**
 * One line to write: what was done or read. Who, for which organisation and when are not said here: the database takes them from the
 * actor of the transaction and from its own clock.
 */
export type EntreeAEcrire = {
  readonly acte: Acte;
  readonly ressource: Ressource;
  /** null: the whole platform. Such a line is read by the operator alone: a login is written once in each territory of the person. */
  readonly epci: string | null;
  /** Identifier of what was touched, never a name: « lot:12 », « habilitation:7 ». Cut at 200 characters. */
  readonly objet?: string;
  /** UUID of the household whose file it is: the person can then see that it was opened. */
  readonly demandeur?: string;
  /** Absent: the reason that the actor typed when opening the file. Cut at 500 characters. */
  readonly motif?: string;
};

export type EntreeJournal = {
  readonly organisation: number;
  readonly nomOrganisation: string;
  /** Its rank in the chain of the organisation, from 1, without a hole. */
  readonly numero: number;
  readonly le: string;
  readonly compte: number | null;
  readonly auteur: string;
  readonly epci: string | null;
  /** As written: an older version may have known other acts. */
  readonly acte: string;
  readonly ressource: string;
  readonly objet: string | null;
  readonly demandeur: string | null;
  readonly motif: string | null;
};

/** What the person whose file it is may see: the organisation, not the agent (CJEU, C-579/21, Pankki S). */
export type EntreeDemandeur = Omit<EntreeJournal, "compte" | "auteur">;

/** A line as somebody reads it: without the agent when it was shown for their own file alone. */
export type EntreeLue = EntreeDemandeur & { readonly compte: number | null; readonly auteur: string | null };

/** A line after which a page goes on: « 2026-03-01T08:00:00.000123Z~3~41 », instant in microseconds, organisation, number. */
export const FORME_CURSEUR = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z~\d{1,15}~\d{1,15}$/;

export const ENTREES_PAR_PAGE = 100;

export type FiltreJournal = {
  readonly epci: string;
  /** Days of Paris, both included. */
  readonly du?: string;
  readonly au?: string;
  readonly compte?: number;
  readonly acte?: Acte;
  readonly demandeur?: string;
  /** `suite` of the page before, in the form of `FORME_CURSEUR`. */
  readonly apres?: string;
  /** `ENTREES_PAR_PAGE` unless said otherwise. */
  readonly limite?: number;
};

export type PageJournal = {
  /** Latest first, of what the actor may read and of nothing else. */
  readonly entrees: readonly EntreeJournal[];
  /** null: nothing follows. No total is ever given: it would count what the actor may not read. */
  readonly suite: string | null;
};

export type JournalQueries = {
  /**
   * Appends one line to the chain of the actor's organisation in the territory, else of the platform. To be called last in the act's own
   * transaction: the chain is locked until it ends, so that a line exists exactly when its act does.
   */
  ecrire(entree: EntreeAEcrire): Promise<void>;
  list(filtre: FiltreJournal): Promise<PageJournal>;
  /** Who opened or touched the file, latest first, the last 500 times. */
  ofDemandeur(demandeur: string): Promise<readonly EntreeDemandeur[]>;
};

/** A line as its hash was computed: every field as text, so that nothing is lost on the way. Hashes are in hexadecimal. */
export type LigneChaine = {
  readonly organisation: string;
  readonly numero: string;
  /** Microseconds since 1970. */
  readonly le: string;
  readonly compte: string | null;
  readonly auteur: string;
  readonly epci: string | null;
  readonly acte: string;
  readonly ressource: string;
  readonly objet: string | null;
  readonly demandeur: string | null;
  readonly motif: string | null;
  readonly precedent: string;
  readonly empreinte: string;
};

/** A line pointed at: by the head (the last one written) or by a seal (the last one purged). */
export type Repere = { readonly numero: number; readonly empreinte: string };

export type Chaine = {
  readonly organisation: number;
  readonly nom: string;
  readonly tete: Repere | null;
  /** The highest seal: lines up to it were purged, and verification starts after it. */
  readonly scelle: Repere | null;
};

/** What the verification reads, with the owner's rights and in one snapshot. */
export type ChaineQueries = {
  /** One an organisation, whether it has lines or not. */
  chaines(): Promise<readonly Chaine[]>;
  /** Every line there is, those of one organisation in the order of their numbers. */
  lignes(): AsyncIterable<LigneChaine>;
  /** Hash of a line that is there; null when it is not. */
  empreinte(organisation: number, numero: number): Promise<string | null>;
};
