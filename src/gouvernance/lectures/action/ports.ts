import type { EtatAction } from "../../regles/action/etat-action.ts";

/** One action of the programme, as written. `etat` is that of its last follow-up on the whole; null: nobody has told anything yet. */
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
  /** Day of that follow-up. */
  readonly etatLe: string | null;
  /** Day of the first follow-up that says it started; null: none does. */
  readonly engageeLe: string | null;
  readonly publieLe: string | null;
  /** Nothing is written of it any more, until it is opened again. */
  readonly closeLe: string | null;
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

/** A milestone that was withdrawn, or written again otherwise: kept, and shown apart. */
export type JalonRetire = JalonAction & { readonly retireLe: string };

/** What somebody told of an action on a day. `organisation` null: of the whole action, else of that organisation's own part. */
export type SuiviAction = {
  readonly id: number;
  readonly organisation: number | null;
  readonly le: string;
  readonly etat: EtatAction;
  readonly note: string | null;
  /** Name of the organisation that wrote it. */
  readonly par: string;
  readonly publieLe: string | null;
};

export type TexteAction = Pick<
  ActionProgramme,
  "numero" | "orientation" | "titre" | "resume" | "jalons" | "acteurs" | "pilote" | "indicateurs" | "publieLe"
>;

export type NouveauJalon = Omit<JalonAction, "id" | "action"> & { readonly publieLe: string | null };

export type NouveauSuivi = Omit<SuiviAction, "id">;

export type ActionQueries = {
  /** By number. */
  list(epci: string): Promise<readonly ActionProgramme[]>;
  /** Of all actions, those withdrawn left out. */
  jalons(epci: string): Promise<readonly JalonAction[]>;
  jalonsRetires(epci: string, action: number): Promise<readonly JalonRetire[]>;
  /** The latest first. */
  suivis(epci: string, action: number): Promise<readonly SuiviAction[]>;
  /** null when the number is taken. */
  add(epci: string, texte: TexteAction): Promise<number | null>;
  /** false when it is not there, or when another action has that number. */
  update(epci: string, id: number, texte: TexteAction): Promise<boolean>;
  setClose(epci: string, id: number, le: string | null): Promise<boolean>;
  addJalon(epci: string, action: number, jalon: NouveauJalon): Promise<number>;
  /** false when it is withdrawn, or reached already. */
  reachJalon(
    epci: string,
    id: number,
    atteint: Pick<JalonAction, "livrable" | "chemin"> & { readonly atteintLe: string },
  ): Promise<boolean>;
  /** false when it is withdrawn already. */
  withdrawJalon(epci: string, id: number, le: string): Promise<boolean>;
  addSuivi(epci: string, action: number, suivi: NouveauSuivi): Promise<number>;
  /** `le` null: the public reads it no more. */
  publishSuivi(epci: string, id: number, le: string | null): Promise<boolean>;
};
