/** §9 for the orientations and the titles, §4 to §7 for the jalons and the actors; null where the document writes none. */
export type ActionDemo = {
  readonly numero: number;
  readonly orientation: string;
  readonly titre: string;
  readonly jalons: string | null;
  readonly acteurs: string | null;
};

const ATTIRER =
  "Orientation 1 : Attirer de nouveaux demandeurs de logement et être en mesure de leur proposer un logement dans des délais très courts";
const PRU =
  "Orientation 2 : S’appuyer sur le PRU 2018/2024 pour œuvrer à un meilleur équilibre d’offre entre les territoires et adapter le parc social aux évolutions sociologiques de l’agglomération, en cohérence avec le PLH de l’agglomération";
const PARCOURS =
  "Orientation 3 : Construire des parcours résidentiels variés au sein et entre les secteurs de l’agglomération";
const EQUILIBRES =
  "Orientation 4 : Définir et observer les équilibres / déséquilibres de fonctionnement à l’échelle du quartier / de la résidence et mettre en place des dispositifs intercommunaux de traitement de ces déséquilibres";

export const ACTIONS: readonly ActionDemo[] = [
  action(1, ATTIRER, "Promouvoir le logement social et amener les citoyens à devenir demandeurs", {
    jalons: "à partir de l’année 2018",
    acteurs:
      "Saint-Dizier Der & Blaise en tant que pilote, ARCA (en tant que gestionnaire du SNE), guichets enregistreurs, bailleurs sociaux et communes",
  }),
  action(2, ATTIRER, "Proposer une offre de logement adaptée dans des délais courts", {
    jalons: "au fil des attributions",
    acteurs: "bailleurs sociaux",
  }),
  action(3, ATTIRER, "Fidéliser les locataires en place"),
  action(
    4,
    ATTIRER,
    "Observer à intervalle régulier les indicateurs clés de la demande de logement disponibles sur le SNE",
    { jalons: "en amont des commissions de coordination", acteurs: "signataires de la CIA" },
  ),
  action(5, ATTIRER, "Observer et rendre plus lisible la gestion de la demande salariée"),
  action(
    6,
    PRU,
    "Formaliser la stratégie de reconstruction du parc social sur le territoire à travers le PLH et le PRU",
    {
      jalons:
        "PLH 2012/2018 en cours de révision dans le cadre du PLUI HD ; PRU 2018/2024 en cours d’examen par l’ANRU – signature de la convention ANRU envisagée avant l’été 2018",
      acteurs: "ANRU, partenaires du PRU (le projet est en cours d’examen au niveau national)",
    },
  ),
  action(
    7,
    PRU,
    "Positionner l’agglomération comme la porte d’entrée des opérations d’investissement sur le territoire",
    {
      jalons: "réflexions en cours (PLH en cours de révision dans le cadre du PLUI HD)",
      acteurs: "Agglomération Saint-Dizier Der & Blaise",
    },
  ),
  action(
    8,
    PARCOURS,
    "Faire évoluer l’offre locative dans une logique de diversification, de sorte à offrir des opportunités de parcours résidentiel aux locataires",
    {
      jalons: "Lors de la formalisation des conventions d’objectifs avec chacun des bailleurs",
      acteurs: "Agglomération Saint-Dizier Der & Blaise, bailleurs sociaux, promoteurs privés",
    },
  ),
  action(
    9,
    PARCOURS,
    "Fixer localement les objectifs d’attribution fixés par la loi Égalité et Citoyenneté pour les ménages du 1er quartile et les ménages issus des logements démolis",
  ),
  action(
    10,
    PARCOURS,
    "Atteindre les objectifs d’attribution fixés par la loi Égalité et Citoyenneté pour les publics prioritaires dans le parc des réservataires",
  ),
  action(11, PARCOURS, "Modalités de relogement des personnes relevant des PRU"),
  action(12, EQUILIBRES, "Mettre en place un observatoire du logement locatif social", {
    jalons: "dès la signature de la CIA",
    acteurs: "Agglomération Saint-Dizier Der & Blaise, bailleurs, ARCA, services de l’État",
  }),
  action(
    13,
    EQUILIBRES,
    "Réaliser un bilan trimestriel des attributions par bailleur pour bénéficier d’une visibilité sur l’origine des demandes, la mobilisation des contingents et la répartition des emménagés récents par secteur géographique selon leur profil",
    { jalons: "dès la signature de la CIA, en vue de son évaluation", acteurs: "chacun des bailleurs, ARCA" },
  ),
  action(
    14,
    EQUILIBRES,
    "Mettre en place des dispositifs de gouvernance nécessaires au traitement des déséquilibres identifiés par le biais de l’observatoire",
    {
      jalons: "dès la signature de la convention intercommunale d’attribution",
      acteurs: "Agglomération Saint-Dizier Der & Blaise et ses partenaires",
    },
  ),
];

function action(
  numero: number,
  orientation: string,
  titre: string,
  { jalons, acteurs }: { readonly jalons: string | null; readonly acteurs: string | null } = {
    jalons: null,
    acteurs: null,
  },
): ActionDemo {
  return { numero, orientation, titre, jalons, acteurs };
}
