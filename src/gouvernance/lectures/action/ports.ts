import { z } from "zod";
import { ETATS_ACTION } from "../../regles/action/etat-action.ts";

/** One action of the programme, as written. `etat` is that of its last follow-up on the whole; null: nobody has told anything yet. */
export const actionProgrammeRow = z.object({
  id: z.number(),
  numero: z.number(),
  orientation: z.string(),
  titre: z.string(),
  resume: z.string().nullable(),
  jalons: z.string().nullable(),
  acteurs: z.string().nullable(),
  pilote: z.string().nullable(),
  indicateurs: z.array(z.string()).readonly(),
  etat: z.enum(ETATS_ACTION).nullable(),
  /** Day of that follow-up. */
  etatLe: z.string().nullable(),
  /** Day of the first follow-up that says it started; null: none does. */
  engageeLe: z.string().nullable(),
  publieLe: z.string().nullable(),
  /** Nothing is written of it any more, until it is opened again. */
  closeLe: z.string().nullable(),
});
export type ActionProgramme = Readonly<z.infer<typeof actionProgrammeRow>>;

/** `echeance` null: a milestone without a date. */
export const jalonRow = z.object({
  id: z.number(),
  action: z.number(),
  libelle: z.string(),
  echeance: z.string().nullable(),
  atteintLe: z.string().nullable(),
  livrable: z.string().nullable(),
  chemin: z.string().nullable(),
  source: z.string().nullable(),
});
export type JalonAction = Readonly<z.infer<typeof jalonRow>>;

/** A milestone that was withdrawn, or written again otherwise: kept, and shown apart. */
export type JalonRetire = JalonAction & { readonly retireLe: string };

/** What somebody told of an action on a day. `organisation` null: of the whole action, else of that organisation's own part. */
export const suiviActionRow = z.object({
  id: z.number(),
  organisation: z.number().nullable(),
  le: z.string(),
  etat: z.enum(ETATS_ACTION),
  note: z.string().nullable(),
  /** Name of the organisation that wrote it. */
  par: z.string(),
  publieLe: z.string().nullable(),
});
export type SuiviAction = Readonly<z.infer<typeof suiviActionRow>>;

export const texteActionRow = actionProgrammeRow.omit({
  id: true,
  etat: true,
  etatLe: true,
  engageeLe: true,
  closeLe: true,
});
export type TexteAction = Readonly<z.infer<typeof texteActionRow>>;

export const nouveauJalonRow = jalonRow.omit({ id: true, action: true }).extend({ publieLe: z.string().nullable() });
export type NouveauJalon = Readonly<z.infer<typeof nouveauJalonRow>>;

export const nouveauSuiviRow = suiviActionRow.omit({ id: true });
export type NouveauSuivi = Readonly<z.infer<typeof nouveauSuiviRow>>;

export type ActionQueries = {
  /** Ordered by number. */
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
