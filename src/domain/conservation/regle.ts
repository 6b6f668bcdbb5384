import type { Classe } from "./classe.ts";

/** What hangs from a household's file and goes with it. */
export const TABLES_DOSSIER = [
  "nominatif.lien",
  "nominatif.recusation",
  "nominatif.registre",
  "nominatif.ouverture",
  "nominatif.menage",
  "nominatif.etat_civil",
  "nominatif.piece",
  "sensible.situation",
  "sensible.piece",
  "nominatif.personne",
  "nominatif.souhait",
  "nominatif.souhait_cherche",
  "nominatif.mandat",
  "nominatif.piece_demandee",
  "acces.franceconnect_dossier",
  "nominatif.evenement",
  "nominatif.message",
  "nominatif.envoi",
  "nominatif.changement_contact",
  "nominatif.cotation",
  "nominatif.doublon",
] as const;

/** Where an agent is named by the number of their account: it becomes nobody's with the account. */
export const SIGNES_PAR_COMPTE = [
  "nominatif.evenement",
  "nominatif.message",
  "nominatif.entretien",
  "nominatif.fiche_contact",
  "veille",
  "cal_membre",
  "seance_membre",
] as const;

export const REGLES_CODES = [
  "demandeur-radie",
  "brouillon-abandonne",
  "prospect-ancien",
  "situation-decidee",
  "piece-obsolete",
  "cas-clos",
  "ligne-rejetee",
  "effacement-ancien",
  "cle-ancienne",
  "fait-ancien",
  "connexion-perimee",
  "contact-parti",
  "convocation-passee",
  "compte-sans-habilitation",
  "journal",
] as const;
export type RegleCode = (typeof REGLES_CODES)[number];

/** What happens to rows whose time is over. Every table with a personal column is in one rule at least: a test holds it. */
export type Regle = {
  readonly code: RegleCode;
  readonly classe: Classe;
  /** What starts the clock: with the class, the key of a dated duration. */
  readonly depuis: readonly string[];
  readonly tables: readonly string[];
  /** What the DPO reads: from when, and what becomes of the data. */
  readonly depart: string;
  readonly effet: string;
};

export const REGLES: readonly Regle[] = [
  /**
   * Décret n° 2017-917, art. 4: named data of the national system are kept one year after radiation (its causes: CCH, art. R. 441-2-8,
   * attribution included). One deadline whatever is still open: a case outlives the name, detached from it.
   */
  {
    code: "demandeur-radie",
    classe: "C2",
    depuis: ["radiation"],
    tables: ["nominatif.demandeur", ...TABLES_DOSSIER],
    depart: "la radiation de la demande",
    effet: "Tout le dossier est supprimé, les clés de ses pièces avec lui, et inscrit au registre des effacements",
  },
  /** RGPD, art. 5(1)(e): what was begun and never sent serves nobody. */
  {
    code: "brouillon-abandonne",
    classe: "C2",
    depuis: ["brouillon"],
    tables: ["nominatif.demandeur", ...TABLES_DOSSIER],
    depart: "la dernière réponse d’une demande jamais envoyée",
    effet: "Toute la demande en préparation est supprimée, les clés de ses pièces avec elle",
  },
  /** RGPD, art. 5(1)(e): whoever was received and never asked for a dwelling. */
  {
    code: "prospect-ancien",
    classe: "C2",
    depuis: ["prospect"],
    tables: ["nominatif.entretien", "nominatif.fiche_contact", "nominatif.fiche_suite"],
    depart: "l’entretien, ou l’envoi de la fiche contact",
    effet: "Supprimés, avec leurs suites",
  },
  /** RGPD, art. 9 and 5(1)(e): what is sensitive serves one decision, and goes before the rest of the file. */
  {
    code: "situation-decidee",
    classe: "C3",
    depuis: ["decision"],
    tables: ["sensible.situation", "sensible.piece", "sensible.examen_adaptation"],
    depart: "la décision qu’elles ont servi à prendre",
    effet: "Supprimées, avec leurs clés",
  },
  /** RGPD, art. 5(1)(d) and (e): a paper that another has replaced. */
  {
    code: "piece-obsolete",
    classe: "C4",
    depuis: ["obsolescence"],
    tables: ["nominatif.piece"],
    depart: "le remplacement ou la péremption de la pièce",
    effet: "Supprimée, avec la clé qui ouvre son fichier",
  },
  /**
   * RGPD, art. 5(1)(e). Blaise holds no restricted archive: after the active period the case keeps its dates, organisations and state, without
   * the household and without prose. What a litigation needs is kept by the bailleur, whose decision it is (CCH, art. L. 441-2).
   */
  {
    code: "cas-clos",
    classe: "C5",
    depuis: ["decision"],
    tables: [
      "proposition",
      "candidature",
      "plan",
      "plan_menage",
      "decision",
      "seance_vote",
      "seance_message",
      "seance_avis",
      "seance_pv",
      "seance_jeton",
      "bail",
      "bail_suivi",
      "examen_occupation",
      "cas_bloque",
      "cas_proposition",
      "cas_decision",
      "relogement",
      "nominatif.menage_reloge",
      "relogement_entretien",
      "relogement_comite",
      "relogement_offre",
      "bail_relogement",
    ],
    depart: "la décision, la signature ou la clôture",
    effet:
      "Détaché du ménage, motifs et textes effacés ; d’un relogement, les noms, les adresses et la référence aussi ; d’une commission, les votes, les messages et le contenu du procès-verbal ; d’un examen de l’occupation, ce qui y a été relevé ; d’un cas bloqué, la commune, la taille du ménage, le quartile et le besoin ; les dates, les organismes et les coûts restent",
  },
  /** RGPD, art. 5(1)(c): the bytes of a rejected line may hold anything; they serve to correct the file, then nothing. */
  {
    code: "ligne-rejetee",
    classe: "C2",
    depuis: ["depot"],
    tables: ["lot_rejet", "lot_anomalie"],
    depart: "le dépôt du fichier",
    effet: "Lignes rejetées supprimées, exemples de valeurs effacés ; les nombres restent",
  },
  /** RGPD, art. 17 and 32: the register must outlive every backup from which somebody could come back. */
  {
    code: "effacement-ancien",
    classe: "C2",
    depuis: ["effacement"],
    tables: ["registre_effacement"],
    depart: "l’effacement",
    effet: "Ligne du registre supprimée : aucune sauvegarde plus ancienne ne doit être restaurée",
  },
  /** RGPD, art. 4(5) and recital 26: with the key that ties the lines of one person together, the facts are still personal data. */
  {
    code: "cle-ancienne",
    classe: "C6",
    depuis: ["cle"],
    tables: ["attribution", "demande", "prioritaire_liste", "bail_relogement", "bail", "paire_decision", "veille"],
    depart: "la fin de l’année des faits",
    effet: "Clé tirée du numéro unique détruite : les lignes ne désignent plus personne",
  },
  /** CCH, art. L. 302-1 and L. 441-1-5: a programme local de l’habitat lasts six years, a convention is evaluated against the one before. */
  {
    code: "fait-ancien",
    classe: "C6",
    depuis: ["annee"],
    tables: [
      "attribution",
      "demande",
      "prioritaire_liste",
      "fait_attribution",
      "cube_attribution",
      "cube_proposition",
      "cube_dehors",
      "baux_tardifs",
      "cube_bail",
      "cube_demande",
      "occupation",
      "remontee",
      "remontee_suite",
      "bail_relogement",
      "rapprochement_relogement",
      "bail",
      "rapprochement_bail",
      "paire_bail",
      "paire_decision",
      "operation_baux",
      "veille",
    ],
    depart: "la fin de l’année des faits",
    effet: "Supprimés ; les rapports figés, sans nom, restent",
  },
  /** A proof of login that no longer opens anything. */
  {
    code: "connexion-perimee",
    classe: "C1",
    depuis: ["expiration"],
    tables: [
      "acces.session",
      "acces.lien",
      "acces.defi",
      "acces.code_dossier",
      "acces.session_dossier",
      "nominatif.ouverture",
    ],
    depart: "l’expiration, la fermeture ou l’usage",
    effet: "Supprimés",
  },
  /** RGPD, art. 5(1)(c): the address of whoever sits for a member serves to convene them, and the minutes of the last meeting to be sent. */
  {
    code: "contact-parti",
    classe: "C1",
    depuis: ["fin-mandat"],
    tables: ["instance_contact", "cal_membre"],
    depart: "le dernier jour du membre dans l’instance ou la commission, ou la clôture de l’instance",
    effet: "Nom et adresse électronique supprimés ; l’organisme et ses présences restent",
  },
  /** RGPD, art. 5(1)(e): the proof that members were convened, as long as what the meeting decided may be contested, then the next minutes. */
  {
    code: "convocation-passee",
    classe: "C1",
    depuis: ["reunion"],
    tables: ["reunion_envoi", "reunion_convoque", "seance_membre", "seance_envoi"],
    depart: "le jour de la réunion",
    effet:
      "Destinataires des envois et comptes convoqués supprimés ; le jour de la convocation et les présences restent",
  },
  /** RGPD, art. 5(1)(e). The legal event trail needs the legal person, not the agent (CCH, art. R. 441-2-6, décret n° 2015-523). */
  {
    code: "compte-sans-habilitation",
    classe: "C1",
    depuis: ["fin-habilitation"],
    tables: [
      "compte",
      "habilitation",
      "acces.mot_de_passe",
      "acces.cle_acces",
      "acces.session",
      "acces.lien",
      "acces.defi",
      "convocation",
      "mission_relogement",
      "reunion_convoque",
      "instance_contact",
      "nominatif.recusation",
      "nominatif.lien",
      "lot",
      "publication",
      "publication_acte",
      "localisation",
      "rattachement",
      "acte_perimetre",
      "acte_bailleur",
      "bailleur_nomme",
      "droit_jeu",
      "droit_saisie",
      "rapport",
      "bilan_bailleur",
      "pack_trimestriel",
      "scenario_simulation",
      "plan",
      "releve",
      "evaluation",
      "revue_habilitation",
      ...SIGNES_PAR_COMPTE,
    ],
    depart: "la fin de la dernière habilitation",
    effet: "Compte fermé et rendu anonyme, moyens de connexion supprimés, nom retiré des actes signés",
  },
  /** CNIL, délibération n° 2021-122: six months to a year, up to three years where internal control of a documented risk needs it. */
  {
    code: "journal",
    classe: "C7",
    depuis: ["acces", "autre"],
    tables: ["journal.entree"],
    depart: "l’inscription de la ligne",
    effet:
      "Lignes supprimées depuis le début de la chaîne, qui est scellée : une ligne due attend celles qui la précèdent, trois ans au plus",
  },
];

/** Resources whose reading is an access to named data: their lines of the journal are kept the longer time. */
export const RESSOURCES_NOMINATIVES = [
  "demande-identite",
  "demande-menage",
  "demande-sensible",
  "etat-civil",
  "piece",
  "piece-sensible",
  "proposition",
  "decision",
  "attribution",
  "examen-occupation",
  "relogement",
  "cas-bloque",
] as const;

/** What an agent's name becomes in the acts that they signed. */
export const AGENT_ANONYME = "agent (nom effacé)";

/** What replaces an explanation that quoted a faulty value. */
export const DETAIL_EFFACE = "Détail effacé : la durée de conservation des lignes rejetées est passée.";
