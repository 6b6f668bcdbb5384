import type {
  CauseVacance,
  EtapeSaisie,
  Filiere,
  FinancementLogement,
  Orientation,
  OrigineLiberation,
} from "#attributions/regles/liberation/liberation.ts";
import type { CodeReservataire } from "#engagements/regles/contingent/droit.ts";

/**
 * Hypothèse. A dwelling of `logements-libres.ts` that its bailleur lets, invented from end to end. `dates`: days before the one on which the
 * demonstration is loaded. `candidats`: how many of the synthetic households that it reads are named.
 */
export type LiberationDemo = {
  /** Key of the dwelling. */
  readonly logement: string;
  readonly origine: OrigineLiberation;
  readonly filiere: Filiere;
  readonly financement: FinancementLogement;
  readonly causeVacance: CauseVacance;
  readonly dates: Readonly<Partial<Record<EtapeSaisie, number>>>;
  readonly orientation?: { readonly profil: Orientation; readonly motif: string };
  readonly reservataire?: { readonly contingent: CodeReservataire; readonly jours: number };
  readonly candidats: number;
};

export const LIBERATIONS_DEMO: readonly LiberationDemo[] = [
  {
    logement: "DEMO-O1",
    origine: "vacant",
    filiere: "ordinaire",
    financement: "PLUS",
    candidats: 3,
    causeVacance: "commerciale",
    dates: { "etat-des-lieux": 70, travaux: 40, disponible: 38 },
    orientation: {
      profil: "q1-hors-qpv",
      motif: "L’objectif hors quartier prioritaire n’est pas atteint : démonstration.",
    },
  },
  {
    logement: "DEMO-O2",
    origine: "conge",
    filiere: "ordinaire",
    financement: "PLUS",
    candidats: 0,
    causeVacance: "inconnue",
    dates: { preavis: 12 },
    reservataire: { contingent: "COLACT", jours: 18 },
  },
  {
    logement: "DEMO-O4",
    origine: "vacant",
    filiere: "rapide",
    financement: "PLAI",
    candidats: 1,
    causeVacance: "technique",
    dates: { "etat-des-lieux": 25, travaux: 3, disponible: 2 },
  },
  {
    logement: "DEMO-O6",
    origine: "conge",
    filiere: "ordinaire",
    financement: "PLAI",
    candidats: 2,
    causeVacance: "inconnue",
    dates: { preavis: 50, "etat-des-lieux": 9 },
  },
  {
    logement: "DEMO-H2",
    origine: "conge",
    filiere: "ordinaire",
    financement: "PLUS",
    candidats: 0,
    causeVacance: "inconnue",
    dates: { preavis: 20 },
  },
];
