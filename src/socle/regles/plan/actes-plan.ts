import type { PagePlan } from "./plan.ts";

/** What somebody may begin, and where its form is: the same as a page, but for its address, which the menu does not have. */
export type ActePlan = Pick<PagePlan, "chemin" | "libelle" | "ressource" | "portee" | "mots"> & {
  readonly action: NonNullable<PagePlan["action"]>;
};

/** The acts that the search offers, by room. The right is that of the form: `chercher.routes.db.test.ts` opens each as whoever finds it. */
export const ACTES_PLAN: readonly ActePlan[] = [
  acte("Préparer le bilan d’un bailleur", "bilans-bailleurs", "bilan", "creer", "trimestre signer"),
  acte("Exporter le bilan", "bilan", "bilan", "exporter", "PDF Word tableur CSV télécharger imprimer"),
  acte("Préparer une convention", "convention/preparer", "objectif", "creer", "version avenant CIA", "partout"),
  acte("Ajouter un droit de réservation", "contingents/ajouter", "contingent", "creer", "contingent réservataire"),
  acte("Ajouter une convention de flux", "contingents/conventions/ajouter", "contingent", "creer", "réservation"),
  acte(
    "Préparer un pack trimestriel",
    "observatoire/packs/preparer",
    "indicateur-interne",
    "creer",
    "figer",
    "partout",
  ),
  acte("Préparer une diffusion publique", "observatoire/diffusion", "indicateur-publie", "creer", "chiffres publier"),
  acte(
    "Signaler un fait dans une résidence",
    "observatoire/remontees/nouvelle",
    "remontee",
    "creer",
    "remontée terrain",
  ),
  acte("Enregistrer une demande", "demandes/nouvelle", "demande-identite", "creer", "nouvelle dossier ménage guichet"),
  acte("Exporter la liste des demandes", "demandes/exporter", "demande-menage", "lire", "tableur CSV télécharger"),
  acte("Écrire une fiche contact", "demandes/fiches-contact/nouvelle", "prospect", "creer", "accueil orienter"),
  acte(
    "Écrire une grille de cotation",
    "demandes/cotation/nouvelle",
    "cotation",
    "creer",
    "points critères",
    "partout",
  ),
  acte("Écrire un contenu pour le public", "demandes/accueil/contenus/nouveau", "information", "creer", "information"),
  acte("Ajouter un guichet", "demandes/accueil/guichets/nouveau", "information", "creer", "lieu d’accueil horaires"),
  acte("Importer des congés", "liberations/fichier", "logement-prive", "modifier", "vacants fichier bailleur déposer"),
  acte("Déclarer un logement libéré", "liberations/nouvelle", "logement-prive", "modifier", "congé libération préavis"),
  acte(
    "Régler les seuils de budget",
    "liberations/seuils",
    "logement-prive",
    "modifier",
    "taux d’effort reste à vivre",
  ),
  acte("Proposer pour plusieurs logements", "plans", "proposition", "creer", "plan optimisation candidats"),
  acte(
    "Préparer une séance de commission",
    "cal/preparer",
    "seance",
    "creer",
    "CAL CALEOL convoquer ouvrir attribution",
  ),
  acte("Composer la commission d’attribution", "cal/composition", "seance", "modifier", "membres règlement CAL"),
  acte("Examiner l’occupation d’un logement", "examens-occupation", "examen-occupation", "creer", "examen triennal"),
  acte("Ouvrir un dossier de relogement", "relogement/menages/nouveau", "relogement", "creer", "ménage à reloger"),
  acte("Importer des ménages à reloger", "relogement/importer", "relogement", "creer", "RIME classeur déposer"),
  acte("Exporter les relogements", "relogement/exporter", "relogement", "exporter", "RIME ANRU tableur"),
  acte(
    "Déclarer un logement à proposer",
    "relogement/logements/declares/nouveau",
    "logement-prive",
    "modifier",
    "relogement",
  ),
  acte("Écrire les valeurs de la charte", "relogement/comite/valeurs", "objectif", "modifier", "relogement", "partout"),
  acte("Ajouter une opération", "programme/operations/nouvelle", "programme", "creer", "construction démolition"),
  acte("Écrire une règle du programme", "programme/regles", "programme", "modifier", "PLH PRU", "partout"),
  acte("Préparer une convention d’objectifs", "programme/conventions", "programme", "creer", "bailleur", "partout"),
  acte(
    "Simuler l’équilibre du territoire",
    "simulation/preparer",
    "indicateur-interne",
    "creer",
    "scénario",
    "partout",
  ),
  acte(
    "Convoquer une réunion",
    "commission/reunions/nouvelle",
    "instance",
    "creer",
    "préparer fixer la date",
    "partout",
  ),
  acte("Créer une instance", "commission/instances/nouvelle", "instance", "creer", "groupe de travail", "partout"),
  acte("Signaler un cas bloqué", "commission/cas/nouveau", "cas-bloque", "creer", "situation ménage difficulté"),
  acte("Ajouter une action", "actions/nouvelle", "action", "creer", "plan d’actions", "partout"),
  acte(
    "Préparer une évaluation",
    "commission/evaluations/preparer",
    "instance",
    "creer",
    "annuelle triennale",
    "partout",
  ),
  acte("Composer et figer un rapport", "rapport", "indicateur-interne", "creer", "PDF bilan annuel", "partout"),
  acte("Déposer un fichier", "donnees/deposer", "lot", "creer", "importer SNE RPLS OPS charger envoyer"),
  acte("Localiser des attributions", "donnees/localiser", "lot", "creer", "adresse réparer QPV", "partout"),
  acte("Corriger le périmètre", "donnees/perimetre", "lot", "creer", "commune entre sort", "partout"),
  acte("Nommer un bailleur", "donnees/bailleurs", "lot", "creer", "SIREN fusion absorption succession", "partout"),
  acte("Accorder une habilitation", "habilitations/accorder", "habilitation", "creer", "inviter droit compte accès"),
  acte("Revoir les comptes dormants", "habilitations/dormants", "habilitation", "supprimer", "revue fermer", "partout"),
];

function acte(
  libelle: string,
  chemin: string,
  ressource: ActePlan["ressource"],
  action: ActePlan["action"],
  mots: string,
  portee: ActePlan["portee"] = "quelques",
): ActePlan {
  return { libelle, chemin, ressource, action, mots, portee };
}
