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
  ordre_du_jour: "by the account that is convened",
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

/** What triggers do, by their functions: none reaches a row of another territory than that of the row that fires it. */
export const TRIGGERS = {
  /** Refuse a writing, and write nothing. */
  gardent: [
    "bail_garde",
    "candidature_garde",
    "candidature_rang",
    "examen_occupation_garde",
    "garde_bilan_bailleur",
    "garde_convention_objectif",
    "garde_decision",
    "garde_diffusion",
    "garde_grille_cotation",
    "garde_indicateur_publie",
    "garde_ligne_mixite",
    "garde_liste_mixite",
    "garde_methode_desequilibre",
    "garde_pack",
    "garde_plan",
    "garde_ppgdid",
    "garde_regle_programme",
    "garde_releve",
    "garde_scenario",
    "garder_saisie",
    "nominatif.evenement_fige",
    "nominatif.piece_garde",
  ],
  /** Complete the row that is being written. */
  completent: [
    "cas_herite",
    "contexte.signer_habilitation",
    "nominatif.demandeur_garde",
    "nominatif.prendre_guichet",
    "paire_decision_garde",
    "relogement_herite",
    "remontee_du_jour",
  ],
  /** Write other rows of the same territory: those that hang on the row by its keys, or that it makes to be counted again. */
  suivent: [
    "bail_compte",
    "cal_decide",
    "cal_inscrit",
    "cal_retire",
    "cas_numerote",
    "cas_transmet",
    "couper_le_mois",
    "examen_occupation_transmis",
    "liberation_avance",
    "nominatif.detacher_decisions",
    "nominatif.registre_demandeur",
    "nominatif.registre_liens",
    "nominatif.registre_menage",
    "nominatif.registre_souhaits",
    "nominatif.souhaits_du_dossier",
    "nominatif.souhaits_du_menage",
    "nominatif.suivre_guichet",
    "paire_compte",
    "proposition_comptee",
    "proposition_suit",
    "relogement_transmet",
    "residences_enquetees",
    "residences_lues",
    "suivre_droit_nomme",
    "suivre_perimetre",
    "suivre_succession",
  ],
  /** Write what is no territory's. */
  signalent: ["suivre_droit"],
} as const;
