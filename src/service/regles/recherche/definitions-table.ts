/** A word that users meet, in plain French. */
export type MotDefini = {
  readonly mot: string;
  readonly sens: string;
  /** Other ways of saying it. */
  readonly aussi: string;
  /** Page that shows it, of the menu. */
  readonly chemin: string;
};

/** word | what it means, in twenty-five words at most: the Méthode and the texts say the rest | other ways of saying it | its page. In alphabetical order. */
const TABLE = `
Action Logement | Réservataire financé par les employeurs, qui loge leurs salariés. | 1 % patronal salariés | contingents
Ancienneté d’une demande | Temps depuis le premier enregistrement. Un renouvellement la garde, une radiation l’efface. | âge attente | demandes
Assiette | Nombre sur lequel un taux est calculé : par exemple les baux signés hors quartier prioritaire. | dénominateur base | bilan
Attribution | Logement donné à un ménage après décision de la commission. Elle compte quand le bail est signé. | bail signé | bilan
Avenant | Acte qui modifie une convention sans la remplacer. | modification | convention
Bailleur social | Organisme qui possède ou gère des logements sociaux, et signe le bail. | OPH ESH HLM organisme | observatoire/portraits
Bornes | Le plus bas et le plus haut que peut valoir un taux, vu ce qu’on ne sait pas. | minimum maximum inconnu intervalle | bilan
CAL ou CALEOL | Commission d’un bailleur : elle attribue les logements et examine leur occupation. | commission d’attribution | cal
Cas bloqué | Situation d’un ménage qu’aucun partenaire ne résout seul, portée devant une réunion. | situation difficile | commission/cas
Charte de relogement | Texte qui fixe ce que l’on promet aux ménages d’un immeuble à démolir. | engagements relogement | relogement/comite
CIA | Convention intercommunale d’attribution : les objectifs que l’intercommunalité, l’État et les bailleurs ont signés. | convention | convention
Cible | Part que la convention promet. Elle s’ajoute au plancher légal et ne le remplace pas. | objectif voté | objectifs
CIL | Conférence intercommunale du logement : elle adopte les orientations d’attribution du territoire. | conférence | commission
Commission de coordination | Réunion des signataires qui suit la convention et examine les cas bloqués. | coordination | commission
Contingent | Logements pour lesquels un réservataire propose les candidats. | réservation | contingents
Cotation | Points donnés à une demande selon des critères publics. Ils aident à comparer, ils ne décident pas. | points grille | demandes/cotation
DALO | Droit au logement opposable : recours d’une personne mal logée, reconnue prioritaire par une commission. | droit opposable | publics-prioritaires
Décohabitation | Départ d’une personne d’un ménage à reloger, qui a alors son propre dossier. | séparation | relogement/menages
Délai anormalement long | Attente au-delà de laquelle le demandeur peut saisir la commission de médiation. Le préfet la fixe. | ancien attente | observatoire/demandes
Demande active | Demande enregistrée, ni radiée ni satisfaite. Elle se renouvelle chaque année. | en cours | demandes
Déséquilibre | Écart entre les occupants d’une résidence et le reste du territoire, plus grand que le hasard. | écart établi mixité | observatoire/desequilibres
Désignation | Noms que le réservataire donne pour un logement libéré. | candidats réservataire | liberations
Doublon | Deux dossiers qui semblent être du même ménage. | même personne | demandes/doublons
Effectif trop faible | Nombre si petit qu’un pourcentage tromperait : Blaise écrit la fraction seule. | petit nombre | bilan
Entretien découverte | Échange guidé avec un ménage, avant ou à côté de sa demande. | rendez-vous accueil | demandes/entretiens
Examen de l’occupation | Tous les trois ans, la commission regarde si le logement convient encore à ses occupants. | triennal sous-occupation | examens-occupation
Fiche contact | Trace du passage d’une personne orientée vers un bailleur, avant toute demande. | accueil orientation | demandes/fiches-contact
Gestion en flux | Le réservataire a une part des logements libérés dans l’année, et non des logements désignés. | flux | contingents
Gestion en stock | Le réservataire a des logements précis, les mêmes d’année en année. | stock | contingents
Guichet enregistreur | Lieu qui enregistre les demandes et remet le numéro unique. | accueil | demandes/accueil
Habilitation | Droit donné à une personne, pour une organisation et douze mois au plus. | accès compte rôle | habilitations
Hors QPV | Logement dont on sait qu’il n’est dans aucun quartier prioritaire. Non localisé, il est inconnu. | hors quartier | bilan
Indécidable | Verdict quand ce qu’on ne sait pas suffirait à le renverser. | inconnu verdict | bilan
Journal | Liste de qui a fait ou ouvert quoi, que personne ne peut réécrire. | traces | journal
Libération | Logement rendu par son locataire, suivi du congé au nouveau bail. | logement libéré congé | liberations
Localisation | Dire si le logement d’un bail est dans un quartier prioritaire. | adresse réparer | donnees/localiser
Lot | Fichier déposé, lu puis publié. Publier un autre lot le remplace sans l’effacer. | fichier import | donnees
Ménage à reloger | Occupant d’un immeuble qui sera démoli. | relogement NPNRU ANRU | relogement/menages
Mesure corrective | Ce que l’on décide quand un engagement n’est pas tenu. | sanction carence | mesures
Mutation | Passage d’un logement social à un autre. | changer de logement | demandes
Numéro unique | Numéro national d’une demande, remis à l’enregistrement. | NUR SNE numéro | demandes
OPS | Enquête sur l’occupation du parc social, tous les deux ans. | occupation enquête | observatoire/desequilibres
Pack trimestriel | Chiffres figés d’un trimestre, que la commission de coordination lit. | trimestre | observatoire/demandes
Plafond de ressources | Revenu au-dessus duquel un ménage n’a pas droit à un type de logement social. | revenu maximum | reperes
PLAI, PLUS, PLS | Prêts qui financent un logement social, du plus bas au plus haut loyer. | financement | observatoire/parc
Plancher légal | Part que la loi impose, quoi que dise la convention. | minimum légal loi | bilan
PPGDID | Plan partenarial qui organise l’accueil, l’information et la gestion des demandes. | plan de gestion | ppgdid
Premier quartile | Quart des demandeurs aux ressources les plus basses, par unité de consommation. L’État publie le seuil. | Q1 1er quartile quart modestes | bilan
Pression de la demande | Demandes en attente pour une attribution de l’année. | tension | observatoire/demandes
Proposition | Logement offert à un ménage, sous la réserve de la commission. | offre candidature | liberations
Public prioritaire | Ménage que la loi fait passer d’abord : DALO, hébergement, handicap, violences… | priorité | publics-prioritaires
QPV | Quartier prioritaire de la politique de la ville, sur la liste de l’État. | quartier prioritaire | observatoire/carte
Quorum | Part des membres qui doivent être là pour que la réunion décide. | voix présents | commission/reunions
Radiation | Fin d’une demande : logement attribué, renonciation, non-renouvellement ou non-réponse. | radiée fin | demandes
Relevé de décisions | Ce qu’une réunion a décidé, avec qui s’en charge et pour quand. | compte rendu | commission/decisions
Remontée de terrain | Fait signalé dans une résidence par un partenaire, sans personne nommée. | signalement | observatoire/remontees
Réservataire | Titulaire d’un contingent : État, Action Logement, collectivité ou employeur. | réservation | contingents
Reste à charge | Loyer et charges, moins l’aide au logement. | quittance APL | liberations/reperes
Rotation | Part des logements qui ont changé de locataire dans l’année. | mobilité | observatoire/parc
RPLS | Répertoire annuel des logements sociaux, au 1er janvier : son millésime. | parc millésime | observatoire/parc
Secret statistique | Petits nombres cachés pour que personne ne soit reconnu. | masqué | observatoire/diffusion
SNE | Système national d’enregistrement des demandes de logement social. | système national | demandes/sne
SYPLO | Fichier de l’État des ménages prioritaires de son contingent. | préfet liste | publics-prioritaires
Taux d’effort | Part du revenu qui va au loyer et aux charges, aide déduite. | budget | liberations/reperes
Typologie | Nombre de pièces d’un logement, de T1 à T6 et plus. | T1 T2 T3 T4 pièces | observatoire/parc
Unité de consommation | Poids d’un ménage : 1 pour le premier adulte, moins pour les autres. | UC | reperes
Vacance | Logement vide : en attente de locataire, en travaux, ou avant démolition. | vide inoccupé | observatoire/parc
Veille | Suivi des demandes anciennes, ou que personne ne suit. | demandes anciennes | demandes/veille
`;

export const DEFINITIONS: readonly MotDefini[] = TABLE.trim()
  .split("\n")
  .map((ligne) => {
    const [mot = "", sens = "", aussi = "", chemin = ""] = ligne.split(" | ");
    return { mot, sens, aussi, chemin };
  });

/** What its address is called in the page of all the definitions. */
export function ancreOf({ mot }: MotDefini): string {
  return mot
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-");
}
