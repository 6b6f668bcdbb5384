import type { Action, Portee as PorteeDroit, Ressource } from "../habilitation/ressource.ts";

/** On what rows the right must hold for the page to be worth opening: some, some beside sums, some with their names, or all of the territory. */
export type Portee = "quelques" | "lignes" | "nommees" | "partout";

/** A page that the menu leads to. */
export type PagePlan = {
  /** Under `/t/:epci/`. */
  readonly chemin: string;
  readonly libelle: string;
  readonly ressource: Ressource;
  /** « lire » by default. */
  readonly action?: Action;
  readonly portee?: Portee;
  /** Rows that the page never lists: whoever has no other would find it empty for ever (docs/decisions/0046). */
  readonly jamais?: PorteeDroit;
  /** Opens the page to those who lack this right only: they have the same thing on a fuller page. */
  readonly sans?: { readonly ressource: Ressource; readonly action: Action };
  /** Addresses that belong to the page and do not begin like its own. */
  readonly aussi?: readonly string[];
  /** What else people call it, for the search. */
  readonly mots?: string;
  /** Chapter of the guide, or section of one, that speaks of it; that of the room by default. */
  readonly guide?: string;
  readonly vues?: readonly PagePlan[];
};

export type Salle = {
  readonly code: "accueil" | "objectifs" | "observatoire" | "attributions" | "relogement" | "instances" | "donnees";
  readonly libelle: string;
  /** Chapter of the guide. */
  readonly guide: string;
  readonly pages: readonly PagePlan[];
};

/** Where one works: seven rooms, the pages of each, and the views of a page. The menu, the thread at the top of each page and the search read it. */
export const PLAN = [
  { code: "accueil", libelle: "Accueil", guide: "bilan", pages: [] },
  {
    code: "objectifs",
    libelle: "Objectifs",
    guide: "convention",
    pages: [
      {
        chemin: "bilan",
        libelle: "Bilan",
        guide: "bilan/lire-le-bilan",
        ressource: "bilan",
        jamais: "contingent",
        mots: "résultats part verdict hors QPV premier quartile 25 %",
        vues: [
          {
            chemin: "mesures",
            libelle: "Mesures et résultats nationaux",
            ressource: "objectif",
            mots: "mesure corrective proposer",
          },
        ],
      },
      {
        chemin: "objectifs",
        libelle: "Objectifs",
        ressource: "bilan",
        jamais: "contingent",
        mots: "atteindre projection mois restants baux à signer",
      },
      {
        chemin: "bilans-bailleurs",
        libelle: "Bailleurs",
        ressource: "bilan",
        jamais: "contingent",
        mots: "bilan par bailleur signer",
      },
      {
        chemin: "publics-prioritaires",
        libelle: "Publics prioritaires",
        ressource: "bilan",
        jamais: "contingent",
        mots: "DALO L. 441-1 quart réservataires",
      },
      {
        chemin: "contingents",
        libelle: "Contingents",
        ressource: "contingent",
        jamais: "seance",
        mots: "réservations flux gestion en flux préfet Action Logement droits",
      },
      {
        chemin: "convention",
        libelle: "Convention",
        ressource: "objectif",
        mots: "CIA texte engagements versions",
        vues: [
          { chemin: "avenants", libelle: "Avenants", ressource: "objectif" },
          {
            chemin: "ppgdid",
            libelle: "Plan de gestion de la demande",
            ressource: "objectif",
            mots: "PPGDID information demandeur",
          },
          { chemin: "documents", libelle: "Schéma des documents", ressource: "objectif" },
          { chemin: "reperes", libelle: "Repères", ressource: "objectif", mots: "plafonds seuil quartile" },
        ],
      },
    ],
  },
  {
    code: "observatoire",
    libelle: "Observatoire",
    guide: "observatoire",
    pages: [
      {
        chemin: "observatoire",
        libelle: "Vue d’ensemble",
        ressource: "indicateur-interne",
        vues: [
          {
            chemin: "observatoire/carte",
            libelle: "Carte détaillée",
            ressource: "indicateur-interne",
            mots: "résidences plan QPV",
          },
          {
            chemin: "observatoire/diffusion",
            libelle: "Diffusion publique",
            ressource: "indicateur-interne",
            mots: "chiffres publics secret statistique données ouvertes",
          },
        ],
      },
      {
        chemin: "observatoire/parc",
        libelle: "Parc et loyers",
        ressource: "indicateur-interne",
        mots: "logements RPLS vacance rotation",
        vues: [{ chemin: "observatoire/loyers", libelle: "Loyers", ressource: "indicateur-interne" }],
      },
      {
        chemin: "observatoire/desequilibres",
        libelle: "Déséquilibres",
        ressource: "indicateur-interne",
        mots: "résidences écart fragilité occupation OPS",
        aussi: ["observatoire/residences"],
        vues: [
          {
            chemin: "observatoire/desequilibres/methode",
            libelle: "Méthode",
            ressource: "indicateur-interne",
          },
          {
            chemin: "observatoire/desequilibres/listes",
            libelle: "Listes annexées",
            ressource: "indicateur-interne",
          },
          { chemin: "observatoire/segregation", libelle: "Ségrégation", ressource: "indicateur-interne" },
        ],
      },
      {
        chemin: "observatoire/demandes",
        libelle: "Demande",
        ressource: "indicateur-interne",
        mots: "demandes et attributions pression délais",
      },
      {
        chemin: "observatoire/packs",
        libelle: "Packs trimestriels",
        ressource: "indicateur-interne",
        mots: "trimestre commission figer",
      },
      {
        chemin: "observatoire/portraits",
        libelle: "Portraits",
        ressource: "indicateur-interne",
        mots: "commune quartier fiche",
      },
      {
        chemin: "observatoire/remontees",
        libelle: "Remontées de terrain",
        ressource: "remontee",
        mots: "signalement résidence gardien",
      },
    ],
  },
  {
    code: "attributions",
    libelle: "Attributions",
    guide: "attribution",
    pages: [
      {
        chemin: "demandes",
        libelle: "Demandes",
        guide: "demande",
        ressource: "demande-menage",
        portee: "nommees",
        // Nothing entrusts a demande to an account yet.
        jamais: "affectation",
        mots: "dossiers registre ménages numéro unique guichet",
        vues: [
          { chemin: "demandes/fiches-contact", libelle: "Fiches contact", ressource: "prospect" },
          { chemin: "demandes/entretiens", libelle: "Entretiens découverte", ressource: "prospect" },
          {
            chemin: "demandes/veille",
            libelle: "Veille",
            ressource: "attribution",
            mots: "demandes anciennes délai anormalement long",
          },
          {
            chemin: "demandes/evenements",
            libelle: "Évènements",
            ressource: "prospect",
            action: "exporter",
            portee: "partout",
          },
          {
            chemin: "demandes/doublons",
            libelle: "Doublons",
            ressource: "demande-identite",
            action: "creer",
            mots: "même personne",
          },
          {
            chemin: "demandes/sne",
            libelle: "Échanges avec le SNE",
            ressource: "demande-identite",
            action: "creer",
            mots: "enregistrement numéro unique messages",
          },
          {
            chemin: "demandes/accueil",
            libelle: "Information du public",
            ressource: "information",
            action: "modifier",
            mots: "guichets lieux d’accueil horaires",
          },
        ],
      },
      {
        chemin: "liberations",
        libelle: "Logements libérés",
        ressource: "logement-prive",
        jamais: "seance",
        portee: "lignes",
        mots: "logements à attribuer congé candidats rapprochement",
        vues: [
          // A household, a desk and a réservataire read what is proposed to them, and no proposal for a batch.
          {
            chemin: "plans",
            libelle: "Propositions optimisées",
            ressource: "proposition",
            action: "creer",
            jamais: "contingent",
          },
          {
            chemin: "liberations/vacants",
            libelle: "Vacants à louer",
            ressource: "logement-prive",
            portee: "lignes",
            jamais: "seance",
            mots: "vacance trois mois",
          },
          {
            chemin: "liberations/echanges",
            libelle: "Échanges",
            ressource: "logement-prive",
            portee: "lignes",
            jamais: "seance",
            mots: "échange de logements mutation locataires",
          },
          {
            chemin: "liberations/salaries",
            libelle: "Salariés",
            ressource: "attribution",
            portee: "lignes",
            jamais: "affectation",
            mots: "Action Logement",
          },
          { chemin: "liberations/reperes", libelle: "Repères de budget", ressource: "logement-prive" },
          {
            chemin: "examens-occupation",
            libelle: "Examens de l’occupation",
            ressource: "examen-occupation",
            jamais: "seance",
          },
        ],
      },
      {
        chemin: "cal",
        libelle: "Séances",
        ressource: "seance",
        jamais: "contingent",
        mots: "CAL CALEOL commission d’attribution vote ordre du jour procès-verbal",
      },
      {
        chemin: "demandes/cotation",
        libelle: "Cotation",
        guide: "demande",
        ressource: "cotation",
        mots: "grille points critères",
      },
      {
        chemin: "liberations/delais",
        libelle: "Délais",
        ressource: "logement-prive",
        portee: "lignes",
        jamais: "seance",
        mots: "vacance durée relocation",
      },
    ],
  },
  {
    code: "relogement",
    libelle: "Relogement",
    guide: "relogement",
    pages: [
      {
        chemin: "relogement/menages",
        libelle: "Ménages",
        ressource: "relogement",
        jamais: "seance",
        mots: "ménages à reloger offres refus RIME",
      },
      {
        chemin: "relogement",
        libelle: "Immeubles",
        ressource: "relogement",
        jamais: "seance",
        mots: "démolition opérations ANRU",
        aussi: ["relogement/immeubles"],
      },
      { chemin: "relogement/logements", libelle: "Logements à proposer", ressource: "relogement", jamais: "seance" },
      {
        chemin: "programme",
        libelle: "Programme",
        guide: "programme",
        ressource: "programme",
        mots: "opérations constructions PLH",
        vues: [
          { chemin: "programme/regles", libelle: "Règles PLH et PRU", ressource: "programme" },
          { chemin: "programme/calendrier", libelle: "Calendrier", ressource: "programme" },
          {
            chemin: "programme/conventions",
            libelle: "Conventions d’objectifs",
            ressource: "programme",
            jamais: "publie",
          },
          {
            chemin: "simulation",
            libelle: "Simulation",
            ressource: "indicateur-interne",
            mots: "scénarios prospective",
          },
        ],
      },
      {
        chemin: "relogement/comite",
        libelle: "Comité de suivi",
        ressource: "relogement",
        jamais: "seance",
        mots: "charte note",
      },
    ],
  },
  {
    code: "instances",
    libelle: "Instances",
    guide: "gouvernance",
    pages: [
      {
        chemin: "commission/reunions",
        libelle: "Réunions",
        ressource: "instance",
        jamais: "publie",
        mots: "convocation ordre du jour relevé CIL commission de coordination",
        vues: [
          {
            chemin: "commission",
            libelle: "Instances et membres",
            ressource: "instance",
            aussi: ["commission/instances", "cil"],
            mots: "conférence intercommunale du logement",
          },
          { chemin: "commission/decisions", libelle: "Décisions", ressource: "instance" },
          { chemin: "commission/evaluations", libelle: "Évaluations", ressource: "instance" },
        ],
      },
      {
        chemin: "commission/cas",
        libelle: "Cas bloqués",
        ressource: "cas-bloque",
        mots: "situations difficiles ménage prioritaire",
      },
      {
        chemin: "commission/cas/nouveau",
        libelle: "Signaler un cas bloqué",
        ressource: "cas-bloque",
        action: "creer",
        sans: { ressource: "cas-bloque", action: "lire" },
      },
      { chemin: "actions", libelle: "Actions", ressource: "action", mots: "plan d’actions pilotes échéances" },
      {
        chemin: "rapport",
        libelle: "Rapports",
        ressource: "indicateur-interne",
        action: "creer",
        mots: "figer bilan annuel PDF",
      },
    ],
  },
  {
    code: "donnees",
    libelle: "Données",
    guide: "bilan",
    pages: [
      {
        chemin: "donnees",
        libelle: "Fichiers",
        ressource: "lot",
        mots: "déposer lots publier SNE RPLS OPS import",
        aussi: ["donnees/deposer", "donnees/depots", "donnees/lots", "lots"],
        vues: [
          { chemin: "donnees/perimetre", libelle: "Périmètre", ressource: "lot", action: "creer", portee: "partout" },
          {
            chemin: "donnees/bailleurs",
            libelle: "Bailleurs",
            ressource: "lot",
            action: "creer",
            portee: "partout",
            mots: "SIREN nom",
          },
          { chemin: "donnees/zones", libelle: "Zones locales", ressource: "lot", action: "creer", portee: "partout" },
          {
            chemin: "donnees/hors-territoire",
            libelle: "Hors territoire",
            ressource: "lot",
            action: "creer",
            portee: "partout",
          },
        ],
      },
      {
        chemin: "donnees/localiser",
        libelle: "Localiser",
        guide: "bilan/localiser",
        ressource: "lot",
        action: "creer",
        portee: "partout",
        mots: "adresse logement inconnu QPV",
      },
      {
        chemin: "habilitations",
        libelle: "Habilitations",
        guide: "qui-peut-quoi",
        ressource: "habilitation",
        portee: "partout",
        mots: "accès comptes inviter rôle",
        vues: [{ chemin: "droits", libelle: "Droits", ressource: "habilitation", portee: "partout", mots: "matrice" }],
      },
      {
        chemin: "journal",
        libelle: "Journal",
        guide: "qui-peut-quoi",
        ressource: "journal",
        mots: "qui a fait quoi traces",
      },
      {
        chemin: "donnees-personnelles",
        libelle: "Données personnelles",
        guide: "qui-peut-quoi",
        ressource: "journal",
        portee: "partout",
        mots: "RGPD conservation",
      },
    ],
  },
] as const satisfies readonly Salle[];

type PageDuPlan = (typeof PLAN)[number]["pages"][number];
type VueDuPlan = Extract<PageDuPlan, { readonly vues: unknown }>["vues"][number];
export type CodeSalle = Salle["code"];
/** Address, under the territory, of a page of the menu. */
export type CheminPlan = "a-faire" | PageDuPlan["chemin"] | VueDuPlan["chemin"];

export const CHEMIN_ACCUEIL_AGENT = "a-faire" satisfies CheminPlan;
