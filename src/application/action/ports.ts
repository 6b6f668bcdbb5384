import type { EtatAction } from "#domain/action/etat-action.ts";

/** One action of the programme, as written. `etat` is that of its last follow-up; null: nobody has told anything yet. */
export type ActionProgramme = {
  readonly id: number;
  readonly numero: number;
  readonly orientation: string;
  readonly titre: string;
  readonly resume: string | null;
  readonly jalons: string | null;
  readonly acteurs: string | null;
  readonly pilote: string | null;
  readonly indicateurs: readonly string[];
  readonly etat: EtatAction | null;
  readonly publieLe: string | null;
};

/** `echeance` null: a milestone without a date. */
export type JalonAction = {
  readonly id: number;
  readonly action: number;
  readonly libelle: string;
  readonly echeance: string | null;
  readonly atteintLe: string | null;
  readonly livrable: string | null;
  readonly chemin: string | null;
  readonly source: string | null;
};

export type ActionQueries = {
  list(epci: string): Promise<readonly ActionProgramme[]>;
  jalons(epci: string): Promise<readonly JalonAction[]>;
};
