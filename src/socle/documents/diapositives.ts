import type { Actions, FigureOuverte, MesureOuverte } from "./document.ts";

/** Slides for an assembly, 16:9, in words and drawings already made: `renderDiapositivesPdf`. */
export type Diapositives = {
  readonly titre: string;
  readonly territoire: string;
  readonly pied: string;
  readonly diapositives: readonly Diapositive[];
  /** ISO instant of a frozen version, so that the same version gives the same file; null for a working edition. */
  readonly date: string | null;
};

/** `titre` is its message. */
export type Diapositive = { readonly titre: string } & (
  | { readonly genre: "mesures"; readonly mesures: readonly MesureOuverte[]; readonly phrases: readonly string[] }
  | { readonly genre: "figure"; readonly figure: FigureOuverte; readonly phrases: readonly string[] }
  | {
      readonly genre: "lignes";
      readonly lignes: readonly {
        readonly nom: string;
        readonly valeur: string;
        readonly regle: NonNullable<MesureOuverte["regle"]>;
      }[];
      readonly phrases: readonly string[];
    }
  | ({ readonly genre: "actions" } & Actions)
);
