/** Held once for all the territories, and why. */
export const PARTAGEES: Readonly<Record<string, string>> = {
  organisation: "legal persons: one bailleur works in several territories",
  compte: "a person has one account, whatever their territories",
  habilitation: "a right of that person; an administrator's is of no territory",
  "acces.mot_de_passe": "of the account",
  "acces.cle_acces": "of the account",
  droit_jeu: "the law of the whole country",
  droit_saisie: "the law of the whole country, or what an act sets for one territory",
  duree_conservation: "the law of the whole country",
};

/** Of one installation, wherever its territories go, and why. */
export const LOCALES: Readonly<Record<string, string>> = {
  migration: "what this database was made by",
  reglage: "settings of this installation",
  droit_etat: "tells the processes of this installation to read the law again",
  purge: "what this installation destroyed, all territories together",
  "acces.session": "of an account, with this installation",
  "acces.lien": "the same",
  "acces.defi": "the same",
  "acces.compteur": "trials counted by this installation",
  "journal.tete": "a chain is of one organisation in one installation: cut by territory, it would prove nothing",
  "journal.entree": "the same",
  "journal.scelle": "the same",
};

/** Of a territory, but held by law by somebody else than its EPCI: who, under which text, and in which tables. */
export const AUTREMENT_TENUES: readonly {
  readonly qui: "organisation" | "departement" | "etat" | "personne";
  readonly texte: string;
  readonly tables: readonly string[];
}[] = [
  {
    qui: "personne",
    texte: "the household's own demande, registered nationally (CCH, art. R. 441-2-1)",
    tables: [
      "acces.code_dossier",
      "acces.franceconnect_dossier",
      "acces.session_dossier",
      "nominatif.changement_contact",
      "nominatif.demandeur",
      "nominatif.mandat",
      "nominatif.menage",
      "nominatif.message",
      "nominatif.personne",
      "nominatif.piece",
      "nominatif.piece_demandee",
      "nominatif.souhait",
      "sensible.piece",
      "sensible.situation",
    ],
  },
  {
    qui: "organisation",
    texte: "a bailleur's stock and leases, and its own commission (CCH, art. L. 441-1, L. 441-2, L. 442-5-2)",
    tables: [
      "bail",
      "bail_suivi",
      "cal_membre",
      "cal_reglement",
      "candidature",
      "convocation",
      "decision",
      "designation",
      "examen_occupation",
      "liberation",
      "liberation_enjeu",
      "logement_suivi",
      "ordre_du_jour",
      "plan",
      "plan_menage",
      "proposition",
      "seance",
      "seance_avis",
      "seance_envoi",
      "seance_jeton",
      "seance_logement",
      "seance_membre",
      "seance_message",
      "seance_pv",
      "seance_vote",
      "sensible.examen_adaptation",
    ],
  },
  {
    qui: "organisation",
    texte: "between a bailleur and a réservataire (CCH, art. R. 441-5 and R. 441-5-3)",
    tables: ["bilan_flux", "contingent", "convention_flux", "flux_soustraction"],
  },
  {
    qui: "organisation",
    texte: "what a bailleur signs of its own year",
    tables: ["bilan_bailleur", "convention_objectif_signature"],
  },
  {
    qui: "departement",
    texte: "the departmental plan and the préfet's list of priority households (CCH, art. L. 441-1 and L. 441-2-3)",
    tables: ["categorie_locale", "prioritaire_liste"],
  },
  {
    qui: "etat",
    texte: "lines of national files, deposited for one territory (SNE, RPLS, OPS)",
    tables: ["attribution", "demande", "logement", "occupation"],
  },
];

/** Policies of a territory's table that open its rows without naming the territory, and by what they do. */
export const SANS_TERRITOIRE: Readonly<Record<string, string>> = {
  territoire: "everybody knows which there are; an administrator adds them",
  territoire_commune: "the same",
  publication: "everybody knows what is published; its lines have policies of their own",
  population_lieu: "published to everybody",
  demarche: "published to everybody",
  zone_examen: "published to everybody",
  indicateur_publie: "published to everybody",
  convocation: "by the account that is convened",
  "nominatif.ouverture": "by the account that opens",
  "nominatif.recusation": "by the account that says whom it knows",
  "nominatif.piece": "by the household itself",
  "sensible.piece": "by the household itself",
  "sensible.situation": "by the household itself",
  "acces.code_dossier": "by the login, before anybody is known",
  "acces.session_dossier": "by the login, before anybody is known",
  "acces.franceconnect_dossier": "by the login, before anybody is known",
};

/** Looked for before anybody knows of which territory it is: its key is of all of them, for good. */
export const SECRETS = ["acces.code_dossier (code_hash)", "acces.session_dossier (jeton_hash)"];

/**
 * Rows of a territory that point at another's, and by what columns: a commission is its bailleur's, and one session rules on dwellings of several
 * territories (CCH, art. L. 441-2).
 */
export const D_UN_TERRITOIRE_A_L_AUTRE = [
  "candidature → seance (epci_seance)",
  "convocation → seance (epci_seance)",
  "decision → seance (epci_seance)",
  "nominatif.lien → seance (epci_seance)",
  "seance_logement → seance (epci_seance)",
  "seance_membre → territoire (epci_pour)",
  "seance_message → seance_membre (epci_seance)",
  "seance_pv → seance (epci_seance)",
  "seance_vote → seance (epci_seance)",
  "seance_vote → seance_membre (epci_seance)",
];

/**
 * What triggers do, by their function, each with the triggers that fire it: none reaches a row of another territory than that of the row that fires it,
 * but for those of an agenda, which say at the session's what territories it has, and that a member has voted.
 */
export const TRIGGERS: Readonly<
  Record<"gardent" | "completent" | "suivent" | "signalent", Readonly<Record<string, readonly string[]>>>
> = {
  /** Refuse a writing, and write nothing. */
  gardent: {
    bail_garde: ["bail garde"],
    candidature_garde: ["candidature garde"],
    candidature_rang: ["candidature rang"],
    examen_occupation_garde: ["examen_occupation garde"],
    garde_bilan_bailleur: ["bilan_bailleur garde"],
    garde_convention_objectif: ["convention_objectif garde", "convention_objectif_signature garde"],
    garde_decision: ["decision garde"],
    garde_diffusion: ["diffusion garde"],
    garde_grille_cotation: ["grille_cotation garde"],
    garde_indicateur_publie: ["indicateur_publie garde"],
    garde_ligne_mixite: ["ligne_mixite garde"],
    garde_liste_mixite: ["liste_mixite garde"],
    garde_methode_desequilibre: ["methode_desequilibre garde"],
    garde_pack: ["pack_bailleur garde", "pack_trimestriel garde"],
    garde_plan: ["plan garde"],
    garde_ppgdid: ["ppgdid_rubrique garde"],
    garde_regle_programme: ["regle_programme garde", "regle_programme suite"],
    garde_releve: ["releve garde"],
    garde_scenario: ["scenario_bailleur garde", "scenario_simulation garde"],
    garder_saisie: ["droit_saisie garder_saisie"],
    "nominatif.evenement_fige": ["nominatif.evenement fige"],
    "nominatif.piece_garde": ["nominatif.piece garde", "sensible.piece garde"],
  },
  /** Complete the row that is being written. */
  completent: {
    cas_herite: ["cas_decision herite", "cas_proposition herite"],
    "contexte.signer_habilitation": ["habilitation habilitation_signee"],
    "nominatif.demandeur_garde": ["nominatif.demandeur garde"],
    "nominatif.prendre_guichet": [
      "nominatif.changement_contact prendre_guichet",
      "nominatif.cotation prendre_guichet",
      "nominatif.doublon prendre_guichet",
      "nominatif.entretien prendre_guichet",
      "nominatif.envoi prendre_guichet",
      "nominatif.evenement prendre_guichet",
      "nominatif.mandat prendre_guichet",
      "nominatif.menage prendre_guichet",
      "nominatif.message prendre_guichet",
      "nominatif.personne prendre_guichet",
      "nominatif.piece prendre_guichet",
      "nominatif.piece_demandee prendre_guichet",
      "nominatif.souhait prendre_guichet",
      "nominatif.transmission prendre_guichet",
      "sensible.piece prendre_guichet",
      "sensible.situation prendre_guichet",
    ],
    paire_decision_garde: ["paire_decision garde"],
    relogement_herite: [
      "bail_relogement herite",
      "nominatif.menage_reloge herite",
      "relogement_comite herite",
      "relogement_entretien herite",
      "relogement_offre herite",
    ],
    remontee_du_jour: ["remontee du_jour"],
  },
  /** Write other rows of the same territory: those that hang on the row by its keys, or that it makes to be counted again. */
  suivent: {
    demande_logement_suite: ["designation suite"],
    echange_demande_close: ["nominatif.demandeur echange_close"],
    echange_liberation_close: ["liberation echange"],
    echange_suite: ["echange suite"],
    bail_compte: ["bail compte_annule", "bail compte_signe"],
    cal_decide: ["decision decide"],
    cal_inscrit: ["seance_logement inscrit"],
    cal_retire: ["seance_logement retire"],
    cal_vote: ["seance_vote vote"],
    cas_numerote: ["cas_bloque numerote"],
    cas_transmet: ["cas_bloque transmet"],
    couper_le_mois: ["convention_version couper_le_mois"],
    examen_occupation_transmis: ["examen_occupation transmis"],
    liberation_avance: ["candidature avance"],
    "nominatif.demandeur_du_sne": ["nominatif.demandeur du_sne_ajout", "nominatif.demandeur du_sne_change"],
    "nominatif.detacher_decisions": ["nominatif.demandeur detacher_decisions"],
    "nominatif.evenement_du_sne": ["nominatif.evenement du_sne"],
    "nominatif.registre_demandeur": ["nominatif.demandeur registre"],
    "nominatif.registre_liens": [
      "nominatif.lien registre_ajout",
      "nominatif.lien registre_change",
      "nominatif.lien registre_retrait",
    ],
    "nominatif.registre_menage": ["nominatif.menage registre"],
    "nominatif.registre_souhaits": [
      "nominatif.souhait registre_ajout",
      "nominatif.souhait registre_change",
      "nominatif.souhait registre_retrait",
    ],
    "nominatif.souhaits_du_dossier": ["nominatif.demandeur souhait_change"],
    "nominatif.souhaits_du_menage": [
      "nominatif.cotation souhait_ajout",
      "nominatif.cotation souhait_change",
      "nominatif.menage souhait_ajout",
      "nominatif.menage souhait_change",
      "nominatif.souhait souhait_ajout",
      "nominatif.souhait souhait_change",
      "nominatif.souhait souhait_retrait",
    ],
    "nominatif.suivre_guichet": ["nominatif.demandeur suivre_guichet"],
    paire_compte: ["paire_decision compte_decision"],
    proposition_comptee: ["proposition comptee", "relogement_offre comptee"],
    proposition_suit: ["proposition suit"],
    relogement_transmet: ["relogement transmet"],
    residences_enquetees: ["occupation residences_enquetees"],
    residences_lues: ["residence_parc residences_lues"],
    suivre_droit_nomme: ["contingent suivre_nommes", "contingent suivre_nommes_changes"],
    suivre_perimetre: ["acte_perimetre suivre_perimetre"],
    suivre_succession: ["acte_bailleur suivre_succession"],
  },
  /** Write what is no territory's. */
  signalent: {
    suivre_droit: ["droit_jeu suivre_droit", "droit_saisie suivre_droit"],
  },
};
