import type { FicheGuichet } from "#dossier/regles/information/guichet.ts";
import type { JourSemaine, Plage } from "#dossier/regles/information/horaires.ts";
import { SAINT_DIZIER, WASSY } from "./communes.ts";

/** Whose desk it is: the synthetic account of that role keeps its card; null: nobody's but the EPCI's. */
type QuiGuichet = "guichet" | "commune" | "agent-bailleur" | null;

export type GuichetDemo = FicheGuichet & { readonly qui: QuiGuichet };

/** No telephone of the demonstration rings anywhere. */
const TELEPHONE = "09 00 00 00 00";
const OUVRES: readonly JourSemaine[] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi"];

function semaine(jours: readonly JourSemaine[], ...heures: readonly (readonly [string, string])[]): readonly Plage[] {
  return jours.flatMap((jour) => heures.map(([debut, fin]) => ({ jour, debut, fin })));
}

/** Level 1 informs, level 2 registers too (action 1 of the convention). All of it is ours: synthetic. */
export const GUICHETS_DEMO: readonly GuichetDemo[] = [
  {
    qui: "guichet",
    nom: "Maison de l’habitat (guichet fictif)",
    niveau: "enregistrement",
    adresse: "1 place de la Démonstration",
    commune: SAINT_DIZIER,
    point: [4.9496, 48.6376],
    telephone: TELEPHONE,
    courriel: "guichet@demonstration.invalid",
    horaires: {
      plages: [
        ...semaine(OUVRES, ["09:00", "12:00"]),
        ...semaine(["lundi", "mardi", "jeudi"], ["13:30", "17:30"]),
        ...semaine(["mercredi"], ["13:30", "18:30"]),
      ],
      fermetures: ["2026-12-24", "2026-12-31"],
    },
    accessible: "oui",
    precisions: "Guichet de démonstration. Aide pour remplir la demande, sans rendez-vous le matin.",
    repli: true,
  },
  {
    qui: "agent-bailleur",
    nom: "Agence du Vert-Bois (guichet fictif)",
    niveau: "enregistrement",
    adresse: "2 rue de la Démonstration",
    commune: SAINT_DIZIER,
    point: [4.969, 48.648],
    telephone: TELEPHONE,
    courriel: null,
    horaires: {
      plages: semaine(["lundi", "mercredi", "vendredi"], ["08:30", "12:00"], ["13:30", "16:30"]),
      fermetures: [],
    },
    accessible: "oui",
    precisions: "Guichet de démonstration.",
    repli: false,
  },
  {
    qui: null,
    nom: "Mairie de Wassy (guichet fictif)",
    niveau: "information",
    adresse: "3 place de la Démonstration",
    commune: WASSY,
    point: [4.95, 48.499],
    telephone: TELEPHONE,
    courriel: null,
    horaires: { plages: semaine(["mardi", "jeudi"], ["09:00", "12:00"]), fermetures: [] },
    accessible: "inconnu",
    precisions: "Guichet de démonstration. On vous renseigne, puis on vous oriente vers Saint-Dizier.",
    repli: false,
  },
];
