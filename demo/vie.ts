import type { LigneCommunePlh } from "#programme/formats/read-communes-plh.ts";
import type { GenreInstance } from "#socle/regles/gouvernance/instance.ts";
import { COMMUNES, WASSY } from "./communes.ts";

/**
 * What the instances and the offices of the territory did after the document, until the day of the clock: nobody's facts. Every title and every
 * text says « fictif », since the bodies exist.
 */
export type ReunionDemo = {
  readonly genre: GenreInstance;
  /** Negative: days to come. */
  readonly ilYa: number;
  readonly points: readonly PointDemo[];
};

export type PointDemo = {
  readonly titre: string;
  readonly texte: string;
  readonly notes: string;
  readonly decision: DecisionDemo | null;
};

export type DecisionDemo = {
  readonly texte: string;
  /** First words of the name of the member in charge. */
  readonly porteur: string;
  readonly joursPourFaire: number;
  readonly publiee: boolean;
  /** null: nothing told yet. */
  readonly suivi: "en-cours" | "faite" | null;
};

/** What follows the names of bodies that exist, once years that no document tells are there. */
export const FICTIF = "fictif après 2018";

export const LIEU = "Salle des commissions (lieu fictif)";

function point(titre: string, notes: string, decision: DecisionDemo | null = null): PointDemo {
  return {
    titre: `${titre} (fictif)`,
    texte: "Point inventé pour la démonstration.",
    notes: `Fictif. ${notes}`,
    decision,
  };
}

function decision(
  texte: string,
  porteur: string,
  suivi: DecisionDemo["suivi"],
  joursPourFaire = 90,
  publiee = true,
): DecisionDemo {
  return { texte: `Décision fictive : ${texte}`, porteur, suivi, joursPourFaire, publiee };
}

const SUIVI = "Suivi trimestriel des attributions";

export const REUNIONS: readonly ReunionDemo[] = [
  {
    genre: "commission-coordination",
    ilYa: 533,
    points: [
      point(SUIVI, "Les bailleurs présentent leur trimestre ; la part du premier quartile hors quartier progresse."),
      point(
        "Adresses non localisées",
        "Deux bailleurs écrivent encore des adresses sans numéro.",
        decision("chaque bailleur joint le numéro RPLS à ses extractions.", "Hamaris", "faite"),
      ),
    ],
  },
  {
    genre: "cil",
    ilYa: 515,
    points: [
      point("Évaluation annuelle", "L’évaluation de l’année écoulée est présentée, sans observation des collèges."),
      point(
        "Plan partenarial",
        "Le projet de plan est soumis à l’avis de la conférence.",
        decision("avis favorable au plan partenarial de gestion de la demande.", "Communauté", "faite"),
      ),
    ],
  },
  {
    genre: "commission-coordination",
    ilYa: 442,
    points: [
      point(SUIVI, "Le taux hors quartier reste inférieur à l’objectif chez un bailleur."),
      point(
        "Orientation des logements libérés hors quartier",
        "La commission relit les libérations du trimestre.",
        decision("un logement libéré sur trois hors quartier est proposé d’abord au premier quartile.", "OPH", "faite"),
      ),
    ],
  },
  {
    genre: "commission-coordination",
    ilYa: 351,
    points: [
      point(SUIVI, "Les publics prioritaires sont relogés pour un quart dans chaque contingent, sauf un."),
      point(
        "Listes des réservataires",
        "Les listes arrivent tard.",
        decision("chaque réservataire dépose sa liste avant le 10 du mois.", "Action Logement", "en-cours", 120),
      ),
    ],
  },
  {
    genre: "groupe-travail",
    ilYa: 300,
    points: [
      point(
        "Révision de la convention",
        "Le groupe relit les objectifs par bailleur et leur répartition.",
        decision(
          "un projet d’avenant est préparé sur les objectifs des trois années qui viennent.",
          "Communauté",
          "en-cours",
          240,
        ),
      ),
    ],
  },
  {
    genre: "commission-coordination",
    ilYa: 260,
    points: [
      point(SUIVI, "Les objectifs de l’année sont atteints en quartier prioritaire."),
      point("Vacance de plus de trois mois", "Les logements vacants hors quartier sont relus un à un."),
    ],
  },
  {
    genre: "comite-relogement",
    ilYa: 230,
    points: [
      point(
        "Ménages à deux refus",
        "Le comité relit les situations en attente, sans les nommer ici.",
        decision("une troisième offre est préparée avec les autres bailleurs.", "Plurial", "faite", 60, false),
      ),
    ],
  },
  {
    genre: "commission-coordination",
    ilYa: 169,
    points: [
      point(
        SUIVI,
        "Le trimestre est conforme à la trajectoire.",
        decision("les packs du trimestre sont envoyés aux communes.", "Communauté", "faite", 30),
      ),
    ],
  },
  {
    genre: "cil",
    ilYa: 150,
    points: [
      point("Évaluation annuelle", "L’évaluation est présentée aux trois collèges."),
      point(
        "Objectifs de l’année",
        "Les taux par bailleur sont rappelés.",
        decision("la conférence demande un point d’étape à la rentrée.", "État", "en-cours", 120),
      ),
    ],
  },
  {
    genre: "commission-coordination",
    ilYa: 78,
    points: [
      point(SUIVI, "Le premier semestre est relu avec les bailleurs."),
      point(
        "Signalements de terrain",
        "Les remontées de l’été sont relues.",
        decision("une visite commune est organisée sur deux résidences.", "Le Foyer", null, 120),
      ),
    ],
  },
  {
    genre: "comite-relogement",
    ilYa: 45,
    points: [point("Avancement du relogement", "Le comité relit le calendrier des immeubles à démolir.")],
  },
  {
    genre: "commission-coordination",
    ilYa: -14,
    points: [
      point(SUIVI, "Le troisième trimestre est à relire."),
      point("Préparation du bilan de l’année", "Calendrier de la remise des extractions."),
    ],
  },
];

/** Who carries each action since, as the document names nobody but for the first. */
export const PILOTES: Readonly<Record<number, string>> = {
  2: "Bailleurs, à tour de rôle (pilote fictif)",
  3: "Commission de coordination (pilote fictif)",
  4: "Saint-Dizier Der & Blaise, observatoire (pilote fictif)",
  5: "Action Logement Services (pilote fictif)",
  6: "Saint-Dizier Der & Blaise, habitat (pilote fictif)",
  7: "Saint-Dizier Der & Blaise, habitat (pilote fictif)",
  8: "Services de l’État (pilote fictif)",
  9: "Commission de coordination (pilote fictif)",
  10: "Saint-Dizier Der & Blaise, habitat (pilote fictif)",
  11: "OPH de Saint-Dizier (pilote fictif)",
  12: "Saint-Dizier Der & Blaise, observatoire (pilote fictif)",
  13: "Bailleurs, chacun pour soi (pilote fictif)",
  14: "Saint-Dizier Der & Blaise (pilote fictif)",
};

export const AVENANT = {
  titre: "Projet d’avenant (fictif)",
  objet: "Objectifs des trois années qui viennent : projet inventé pour la démonstration.",
} as const;

export const ZONES: readonly { readonly nom: string; readonly communes: readonly string[] }[] = [
  { nom: "Pôles secondaires (zone fictive)", communes: [WASSY, "52331", "52079"] },
  {
    nom: "Vallée de la Marne (zone fictive)",
    communes: COMMUNES.filter(({ secteur }) => secteur === "Vallée de la Marne").map(({ code }) => code),
  },
];

/** Benchmarks of the matching, until the conférence writes its own: 35 % of effort, 12 € a day. */
export const SEUILS = {
  effortMax: 350,
  resteAVivre: 12,
  forfaits: {},
  reference: "Repères fictifs de la démonstration",
  confiance: "B",
} as const;

export const PLAN = {
  titre: "Plan partenarial de gestion de la demande (fictif)",
  lancement: "délibération fictive de lancement",
  avis: "avis fictif de la conférence",
  adoption: "délibération fictive d’adoption",
  rubrique: "Texte de démonstration (fictif) : les partenaires ont écrit ici ce que la loi demande.",
} as const;

export const COMMENTAIRE_RAPPORT = "Commentaire fictif : démonstration, aucun de ces chiffres n’est observé.";

export const SOURCE_PLH = "Fictif : valeurs de démonstration, aucune enquête";

/** Every commune in 2011 and 2022, so that each rule of the PLH is decidable: invented, from the population. */
export function communesPlh(connues: ReadonlySet<string>): readonly LigneCommunePlh[] {
  return COMMUNES.flatMap(({ code, population, poidsParc }) => {
    const residences = Math.max(12, Math.round(population / 2.25));
    const lue = (annee: number, part: number, neuve: number | null): LigneCommunePlh => ({
      commune: code,
      annee,
      population: Math.round(population * part),
      residencesPrincipales: Math.round(residences * part),
      logementsSociaux: Math.min(Math.round(residences * 0.5), poidsParc),
      constructionNeuve: neuve,
      contrainte: "non",
    });
    return [lue(2011, 0.985, Math.round(population / 60)), lue(2022, 1.01, Math.round(population / 75))].filter(
      ({ annee }) => !connues.has(`${code} ${annee}`),
    );
  });
}
