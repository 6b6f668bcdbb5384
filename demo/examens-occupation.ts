import type { FaitsOccupation } from "#droit/regles/examen-triennal.ts";
import type { Typologie } from "#droit/regles/typologie.ts";

/**
 * Hypothèse. A lease in force that its bailleur follows, invented from end to end. `signe`: months before the day on which the demonstration is
 * loaded; `examine`: days before it, with what was found.
 */
export type BailSuiviDemo = {
  readonly cle: string;
  readonly reference: string;
  readonly typologie: Typologie;
  readonly surface: number;
  readonly signe: number;
  readonly examen?: {
    readonly jours: number;
    readonly faits: Pick<FaitsOccupation, "personnes" | "plafond">;
  };
};

export const BAUX_SUIVIS_DEMO: readonly BailSuiviDemo[] = [
  { cle: "DEMO-B1", reference: "D-B-0101", typologie: "T3", surface: 62, signe: 47 },
  { cle: "DEMO-B2", reference: "D-B-0102", typologie: "T4", surface: 78, signe: 35 },
  { cle: "DEMO-B3", reference: "D-B-0103", typologie: "T2", surface: 46, signe: 8 },
  {
    cle: "DEMO-B4",
    reference: "D-B-0104",
    typologie: "T5",
    surface: 96,
    signe: 74,
    examen: { jours: 20, faits: { personnes: 2, plafond: "inconnu" } },
  },
  {
    cle: "DEMO-B5",
    reference: "D-B-0105",
    typologie: "T3",
    surface: 64,
    signe: 41,
    examen: { jours: 60, faits: { personnes: 3, plafond: "sous" } },
  },
];
