import type { Reponse } from "#droit/regles/attribution/attribution.ts";
import type { Typologie } from "#droit/regles/typologie.ts";

/**
 * Hypothèse. What commissions d'attribution decided in the last weeks, and what waits for the next ones: invented from end to end, by days before the one
 * on which the demonstration is loaded. A negative number is a day to come.
 */
export type SeanceDemo = {
  /** Synthetic account that holds the commission, and that of its bailleur. */
  readonly secretaire: "secretaire-cal" | "secretaire-cal-second";
  readonly bailleur: "agent-bailleur" | "responsable-bailleur";
  readonly ilYa: number;
  /** false: still being prepared. */
  readonly convoquee: boolean;
  readonly logements: readonly LogementDecide[];
};

export type LogementDecide = {
  readonly cle: string;
  readonly adresse: string;
  readonly typologie: Typologie;
  readonly surface: number;
  readonly situation: "qpv" | "hors-qpv";
  readonly loyer: number;
  /** What the first rank answered; null: its offer waits. A dwelling to come has none. */
  readonly reponse: "acceptee" | "refusee" | null;
  /** What Action Logement said once the lease was signed. */
  readonly actionLogement: Reponse;
  /** The contingent of Action Logement is asked for candidates first. */
  readonly contingent: boolean;
};

const LOYERS: Readonly<Partial<Record<Typologie, readonly [surface: number, loyer: number]>>> = {
  T2: [50, 296],
  T3: [66, 352],
  T4: [79, 418],
};

function logement(
  cle: string,
  adresse: string,
  typologie: Typologie,
  traits: Partial<LogementDecide> = {},
): LogementDecide {
  const [surface = 60, loyer = 340] = LOYERS[typologie] ?? [];
  return {
    cle: `DEMO-${cle}`,
    adresse: `${adresse} (adresse fictive)`,
    typologie,
    surface,
    loyer,
    situation: "hors-qpv",
    reponse: "acceptee",
    actionLogement: "inconnu",
    contingent: false,
    ...traits,
  };
}

const OPH = { secretaire: "secretaire-cal", bailleur: "agent-bailleur" } as const;
const HAMARIS = { secretaire: "secretaire-cal-second", bailleur: "responsable-bailleur" } as const;
const tenue = { convoquee: true } as const;

export const SEANCES_DEMO: readonly SeanceDemo[] = [
  {
    ...OPH,
    ...tenue,
    ilYa: 36,
    logements: [
      logement("S1", "14 rue des Essais", "T2", { situation: "qpv", actionLogement: "oui" }),
      logement("S3", "18 rue des Essais", "T3", { contingent: true, actionLogement: "oui" }),
    ],
  },
  {
    ...OPH,
    ...tenue,
    ilYa: 22,
    logements: [
      logement("S4", "3 place du Modèle", "T2", { contingent: true, actionLogement: "oui" }),
      logement("S5", "5 place du Modèle", "T3", { reponse: "refusee" }),
    ],
  },
  {
    ...OPH,
    ...tenue,
    ilYa: -9,
    logements: [logement("S6", "7 place du Modèle", "T3", { contingent: true })],
  },
  { ...OPH, convoquee: false, ilYa: -30, logements: [logement("S8", "20 rue des Essais", "T4", { situation: "qpv" })] },
  {
    ...HAMARIS,
    ...tenue,
    ilYa: 29,
    logements: [
      logement("S9", "2 allée du Gabarit", "T2", { actionLogement: "non" }),
      logement("S10", "4 allée du Gabarit", "T3", { contingent: true, actionLogement: "oui" }),
    ],
  },
  { ...HAMARIS, ...tenue, ilYa: 15, logements: [logement("S11", "6 allée du Gabarit", "T3", { reponse: null })] },
  { ...HAMARIS, ...tenue, ilYa: -12, logements: [logement("S12", "8 allée du Gabarit", "T2")] },
];

/** Dwellings that nobody took: empty for more than three months, and to let. Days since the former tenant left. */
export const VACANTS_DEMO = [
  { bailleur: "agent-bailleur", jours: 131, logement: logement("V1", "22 rue des Essais", "T4", { situation: "qpv" }) },
  { bailleur: "agent-bailleur", jours: 158, logement: logement("V2", "24 rue des Essais", "T3") },
  { bailleur: "responsable-bailleur", jours: 117, logement: logement("V3", "10 allée du Gabarit", "T3") },
] as const satisfies readonly {
  readonly bailleur: SeanceDemo["bailleur"];
  readonly jours: number;
  readonly logement: LogementDecide;
}[];

/** Seats of the second commission, as those of the first: by their capacity, without a person. */
export const SIEGES_SECOND = [
  "bailleur",
  "bailleur",
  "bailleur",
  "bailleur",
  "bailleur",
  "locataires",
  "maire",
] as const;
