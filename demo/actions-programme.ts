import type { NouvelleRealisation } from "#gouvernance/lectures/action/ports.ts";
import type { EtatAction } from "#gouvernance/regles/action/etat-action.ts";
import type { IndicateurAction } from "#gouvernance/regles/action/indicateur.ts";

/** Days are ISO. `echeance` null: the document writes no date, and none follows from what it writes. */
export type JalonActionDemo = {
  readonly libelle: string;
  readonly echeance: string | null;
  readonly atteintLe: string | null;
  readonly livrable: string | null;
  readonly chemin: string | null;
  readonly source: string;
};

/** `qui`: the role of the synthetic account that tells it. Notes are invented, and say so. */
export type SuiviActionDemo = {
  readonly qui: "agent-epci" | "responsable-bailleur";
  readonly le: string;
  readonly etat: EtatAction;
  readonly note: string;
};

/** What the programme adds to the actions of the text. `resume`: the text in short, §4.1, 5.1, 6.1 and 7.1. */
export type ActionProgrammeDemo = {
  readonly numero: number;
  readonly resume: string;
  /** Named by the document for action 1 alone. */
  readonly pilote: string | null;
  readonly indicateurs: readonly IndicateurAction[];
  readonly jalons: readonly JalonActionDemo[];
  readonly suivis: readonly SuiviActionDemo[];
  /** Facts that the document writes; absent: none. */
  readonly realisations?: readonly RealisationDemo[];
};

export type RealisationDemo = Partial<Omit<NouvelleRealisation, "organisation" | "par">> &
  Pick<NouvelleRealisation, "genre" | "annee" | "source">;

const dalo = (annee: number, etat: string, realise: number): RealisationDemo => ({
  genre: "recours-dalo",
  annee,
  etat,
  realise,
  source: "Document cadre signé le 5 octobre 2018, § 2.3",
});

/** § 2: « les 6 enjeux identifiés par le nouveau PRU du Vert-Bois »; the document lists seven. */
const ENJEUX: readonly RealisationDemo[] = [
  "Renouer avec le sens du lieu : poursuite de l’intégration du quartier dans la ville",
  "Intervenir prioritairement sur le site du centre commercial démoli",
  "Poursuivre les actions sur le parc locatif ancien du Vert-Bois",
  "Reconstituer une offre locative sociale hors quartier prioritaire",
  "Affirmer la transition progressive vers l’habitat individuel",
  "Gérer dans le temps des terrains libres",
  "Renforcer l’attractivité du lieu",
].map((objet) => ({
  genre: "enjeux-pru",
  annee: 2018,
  objet,
  etat: "engage",
  source: "Document cadre signé le 5 octobre 2018, § 2 : il annonce six enjeux et en écrit sept",
}));

function jalon(
  libelle: string,
  source: string,
  more: Partial<Omit<JalonActionDemo, "libelle" | "source">> = {},
): JalonActionDemo {
  return { libelle, source, echeance: null, atteintLe: null, livrable: null, chemin: null, ...more };
}

function suivi(etat: EtatAction, note: string, le = "2018-10-05"): SuiviActionDemo {
  return { qui: "agent-epci", le, etat, note: `Suivi de démonstration (synthétique). ${note}` };
}

const ATTIRER: readonly ActionProgrammeDemo[] = [
  {
    numero: 1,
    resume:
      "Par l’accueil et l’information des demandeurs qu’assurent les bailleurs et les communes : promouvoir le portail grand public, ouvrir une page web intercommunale, rendre homogènes les fiches contacts des bailleurs ; rendre les démarches plus simples par le dossier unique et le dispositif de gestion partagée.",
    pilote: "Saint-Dizier Der & Blaise",
    indicateurs: ["demandes-en-cours", "promotion-portail", "gestionnaire-sne"],
    jalons: [
      jalon("Page web intercommunale d’information du demandeur", "Document cadre, §4.1, action 1 : sans date"),
      jalon("Fiches contacts des bailleurs rendues homogènes", "Document cadre, §4.1, action 1 : sans date"),
      jalon(
        "Dispositif de gestion partagée mis en place et piloté",
        "Document cadre, §4.1, action 1 : « à partir de l’année 2018 », sans échéance",
      ),
    ],
    suivis: [suivi("engagee", "Le portail grand public est promu par les guichets ; la page web reste à écrire.")],
  },
  {
    numero: 2,
    resume:
      "Enregistrer au plus vite les demandes dans le SNE, rendre l’attribution plus fluide (fréquence des CAL, visites en amont, CAL dématérialisées), porter attention aux intérimaires et aux salariés en mobilité, à loger en quelques jours.",
    pilote: null,
    indicateurs: ["delai-attribution", "demandes-anciennes"],
    jalons: [
      jalon(
        "CAL dématérialisées opérationnelles chez Hamaris et au Foyer Rémois",
        "Document cadre, §4.1, action 2 : intention, « pour janvier 2019 », lue au dernier jour du mois",
        { echeance: "2019-01-31" },
      ),
    ],
    suivis: [
      suivi("en-cours", "Deux bailleurs préparent la CAL dématérialisée annoncée pour janvier 2019."),
      {
        qui: "responsable-bailleur",
        le: "2018-10-05",
        etat: "en-cours",
        note: "Suivi de démonstration (synthétique). La visite du logement est proposée avant la CAL.",
      },
    ],
  },
  {
    numero: 3,
    resume:
      "Permettre un parcours résidentiel positif aux locataires du parc social, sur toute l’agglomération et dans tout le parc, avec des sorties possibles vers l’accession sociale ou le locatif libre.",
    pilote: null,
    indicateurs: ["demandes-mutation", "sorties-parc"],
    jalons: [],
    suivis: [suivi("a-engager", "Le document ne nomme ni pilote, ni acteurs, ni jalon : à proposer en commission.")],
  },
  {
    numero: 4,
    resume:
      "Suivre par les indicateurs du SNE l’évolution du marché, piloter et contrôler le PPGD, s’assurer qu’aucun demandeur ne « passe entre les mailles du filet », et travailler au besoin un sujet précis (mutations, motifs de refus…).",
    pilote: null,
    indicateurs: ["demandes-sans-suite", "demandes-anciennes"],
    jalons: [
      jalon(
        "Observation des demandes avant chaque commission de coordination",
        "Document cadre, §4.1, action 4 : « en amont des commissions de coordination », sans date",
        { livrable: "Demandes et attributions", chemin: "observatoire/demandes" },
      ),
    ],
    suivis: [suivi("engagee", "La page des demandes est prête pour la première commission.")],
  },
  {
    numero: 5,
    resume:
      "Observer entre bailleurs, avec Action Logement, les attributions aux salariés ; repérer dès l’entretien de découverte les salariés des entreprises qui cotisent ; réfléchir à un taux d’attribution aux salariés dans le QPV ; exploiter le module « contingent » du SNE.",
    pilote: null,
    indicateurs: ["part-action-logement", "salaries-qpv", "module-contingent"],
    jalons: [],
    suivis: [],
  },
];

const PRU: readonly ActionProgrammeDemo[] = [
  {
    numero: 6,
    resume:
      "Réaliser les démolitions, réhabilitations et constructions du PSP et de la convention ANRU ; écrire dans cette convention 2018/2024, avec l’État, le programme que l’ANRU finance ; élaborer une convention d’objectifs avec chaque bailleur.",
    pilote: null,
    indicateurs: ["regle-reconstitution", "conventions-objectifs", "enjeux-pru"],
    jalons: [
      jalon(
        "Signature de la convention ANRU 2018/2024",
        "Document cadre, §5.1, action 6 : « envisagée avant l’été 2018 », lue au 20 juin ; rien ne dit qu’elle est signée",
        { echeance: "2018-06-20" },
      ),
      jalon(
        "PLH 2012/2018 révisé dans le cadre du PLUI HD",
        "Document cadre, §5.1, action 6 : révision en cours ; le PLH porte jusqu’à 2018, lu au dernier jour de l’année",
        { echeance: "2018-12-31" },
      ),
      jalon("Conventions d’objectifs avec chacun des bailleurs", "Document cadre, §5.1, action 6 : sans date", {
        livrable: "Conventions d’objectifs",
        chemin: "programme/conventions",
      }),
    ],
    suivis: [
      suivi("en-cours", "Le projet est en cours d’examen par l’ANRU ; la signature était attendue avant l’été."),
    ],
    realisations: ENJEUX,
  },
  {
    numero: 7,
    resume:
      "L’agglomération, déjà présente sur la prospection foncière et les études, devient la porte d’entrée des opérations d’investissement ; elle étudie l’opportunité d’une délégation des aides à la pierre.",
    pilote: null,
    indicateurs: ["operations-examinees", "foncier", "etudes", "agrements"],
    jalons: [
      jalon(
        "Étude d’une délégation des aides à la pierre",
        "Document cadre, §5.1, action 7 : « va également être étudiée », sans date",
      ),
    ],
    suivis: [suivi("engagee", "Les bailleurs déposent leurs opérations au registre de l’agglomération.")],
  },
];

const SUITE = "Document cadre, §6.1, action 9";
const DEMARRAGE = "Document cadre, §6.1, action 11, tableau des démolitions : année écrite, lue à son dernier jour";

const PARCOURS: readonly ActionProgrammeDemo[] = [
  {
    numero: 8,
    resume:
      "En lien avec les actions 6 et 7 et cadrée par le PLH : favoriser pavillons et programmes en accession classique et sociale dans le QPV, poursuivre hors QPV la construction d’une offre à bas loyer.",
    pilote: null,
    indicateurs: ["conventions-objectifs", "regle-reconstitution", "diversification", "promoteurs", "accedants"],
    jalons: [
      jalon(
        "Diversification écrite dans les conventions d’objectifs",
        "Document cadre, §6.1, action 8 : « lors de la formalisation des conventions d’objectifs », sans date",
      ),
    ],
    suivis: [suivi("a-engager", "Attend les premières conventions d’objectifs.")],
  },
  {
    numero: 9,
    resume:
      "Hors QPV, réserver aux demandeurs du 1er quartile et aux ménages relogés 21 % des attributions suivies de baux signés en 2018, 22 % en 2019, 23 % en 2020, puis 25 % sur 2021-2023 ; dans le QPV, au moins 50 % de propositions aux autres quartiles. Un état des lieux chaque trimestre, les résultats nationaux chaque année à la CIL.",
    pilote: null,
    indicateurs: ["objectif-hors-qpv", "objectif-qpv"],
    jalons: [
      jalon(
        "Premier état trimestriel des demandes et des attributions",
        `${SUITE} : « dès 2018 », lu à la fin de l’année`,
        {
          echeance: "2018-12-31",
          livrable: "Pack trimestriel",
          chemin: "observatoire/packs",
        },
      ),
      jalon("21 % des attributions hors QPV en 2018", `${SUITE} : « pour l’année 2018 »`, { echeance: "2018-12-31" }),
      jalon("22 % des attributions hors QPV en 2019", `${SUITE} : « pour l’année 2019 »`, { echeance: "2019-12-31" }),
      jalon("23 % des attributions hors QPV en 2020", `${SUITE} : « pour l’année 2020 »`, { echeance: "2020-12-31" }),
      jalon("25 % sur la période 2021-2023", `${SUITE} : « sur la période triennale 2021-2023 »`, {
        echeance: "2023-12-31",
      }),
    ],
    suivis: [suivi("en-cours", "Les objectifs par bailleur sont dans la convention signée ; l’année 2018 se mesure.")],
  },
  {
    numero: 10,
    resume:
      "Mieux connaître le parc réservé : mettre à jour les conventions de réservation du contingent préfectoral (signées pour 3 ans), décompter les logements réservés, gérer en stock ceux d’Action Logement dans le PRU. Compter demandes et attributions des publics prioritaires, avec une même définition (PDALHPD) et l’onglet priorité du SNE.",
    pilote: null,
    indicateurs: ["quart-reservataires", "recours-dalo", "droits-recuperes"],
    jalons: [
      jalon(
        "Groupes de travail du PDALHPD sur la liste des publics prioritaires",
        "Document cadre, §6.1, action 10 : « organisés en mars 2018 », lu au dernier jour du mois",
        { echeance: "2018-03-31", atteintLe: "2018-03-31" },
      ),
      jalon(
        "Liste de référence arrêtée par le préfet et le président du conseil départemental",
        "Document cadre, §6.1, action 10 : sans date",
        { livrable: "Publics prioritaires", chemin: "publics-prioritaires" },
      ),
      jalon(
        "Conventions de réservation du contingent préfectoral mises à jour",
        "Document cadre, §6.1, action 10 : sans date",
        { livrable: "Contingents", chemin: "contingents" },
      ),
    ],
    suivis: [suivi("en-cours", "Les listes sont rapprochées du SNE ; la liste départementale n’est pas arrêtée.")],
    realisations: [
      dalo(2015, "reloge", 1),
      dalo(2016, "depose", 4),
      dalo(2016, "reloge", 0),
      dalo(2017, "depose", 4),
      dalo(2017, "reloge", 0),
    ],
  },
  {
    numero: 11,
    resume:
      "Reloger selon le règlement général de l’ANRU les ménages des 320 logements à démolir (222 occupés au 1er mars 2018) : en priorité vers le neuf, le réhabilité récent et hors QPV, 20 % dans un logement neuf ou conventionné depuis moins de 5 ans (45 ménages), trois offres, un chargé de relogement, le reste à charge maîtrisé.",
    pilote: null,
    indicateurs: ["relogement-neuf", "prets-action-logement"],
    jalons: [
      jalon("Charte de relogement", "Document cadre, §6.1, action 11 : « sera précisé dans la charte », sans date", {
        livrable: "Comité de suivi et charte",
        chemin: "relogement/comite",
      }),
      jalon("Début du relogement : Réunion, Miquelon, Samoa, Vulcain", DEMARRAGE, { echeance: "2019-12-31" }),
      jalon("Début du relogement : Fidji", DEMARRAGE, { echeance: "2021-12-31" }),
      jalon("Début du relogement : Orcades", DEMARRAGE, { echeance: "2022-12-31" }),
      jalon("Début du relogement : Ibiza et Antilles", DEMARRAGE, { echeance: "2023-12-31" }),
    ],
    suivis: [suivi("a-engager", "Le premier relogement commence en 2019.")],
  },
];

const SIGNATURE = "« dès la signature », le 5 octobre 2018";

const EQUILIBRES: readonly ActionProgrammeDemo[] = [
  {
    numero: 12,
    resume:
      "Cartographier le parc social et ses loyers, observer les déséquilibres par résidence ou secteur en distinguant les nouveaux entrants, compléter par les remontées de terrain, analyser chaque trimestre les attributions et les demandes non pourvues de plus de 9 mois, et le restituer en commission de coordination.",
    pilote: null,
    indicateurs: ["pack-trimestriel", "demandes-anciennes", "politique-loyers"],
    jalons: [
      jalon(
        "Outil géoréférencé du GIP SNE déployé",
        "Document cadre, §7.1, action 12 : « courant du 1er semestre 2018 », lu à son dernier jour",
        { echeance: "2018-06-30" },
      ),
      jalon("Observatoire du logement social ouvert", `Document cadre, §7.1, action 12 : ${SIGNATURE}`, {
        echeance: "2018-10-05",
        atteintLe: "2018-10-05",
        livrable: "Observatoire",
        chemin: "observatoire",
      }),
    ],
    suivis: [suivi("en-cours", "L’observatoire est ouvert ; le premier pack trimestriel est à figer.")],
  },
  {
    numero: 13,
    resume:
      "Chaque trimestre et par bailleur : nombre de demandeurs de chaque contingent, demandeurs amenés par chaque réservataire ou partenaire (hôpital, DALO, Action Logement…), emménagés récents par secteur selon leur profil.",
    pilote: null,
    indicateurs: ["bilans-signes"],
    jalons: [
      jalon(
        "Bilans du premier trimestre qui suit la signature",
        `Document cadre, §7.1, action 13 : trimestriel, ${SIGNATURE} ; le trimestre finit le 31 décembre`,
        { echeance: "2018-12-31", livrable: "Bilans par bailleur", chemin: "bilans-bailleurs" },
      ),
    ],
    suivis: [suivi("engagee", "Les bilans des trimestres passés sont préparés avec les bailleurs.")],
  },
  {
    numero: 14,
    resume:
      "Créer une commission de coordination interbailleur des signataires, réunie chaque trimestre : suivre les objectifs, capitaliser le savoir-faire du relogement, étudier les « cas bloqués » (nouvelle demande ou mutation interne). Donner aux CAL la cartographie de l’observatoire pour objectiver attributions et refus.",
    pilote: null,
    indicateurs: ["reunions-annee", "cas-ouverts", "lecons-pru"],
    jalons: [
      jalon(
        "Première réunion de la commission de coordination",
        `Document cadre, §7.1, action 14 : trimestrielle, ${SIGNATURE} ; trois mois après`,
        { echeance: "2019-01-05", livrable: "Réunions", chemin: "commission/reunions" },
      ),
    ],
    suivis: [suivi("engagee", "La commission est créée ; sa première réunion se prépare.")],
  },
];

export const PROGRAMME_ACTIONS: readonly ActionProgrammeDemo[] = [...ATTIRER, ...PRU, ...PARCOURS, ...EQUILIBRES];
