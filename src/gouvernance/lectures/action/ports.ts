import { z } from "zod";
import { ETATS_ACTION } from "../../regles/action/etat-action.ts";
import { GENRES_REALISATION } from "../../regles/action/realisation.ts";

/** An action of the programme. `etat`: that of its last follow-up on the whole; null: no follow-up yet. */
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
  /** ISO day of that follow-up. */
  etatLe: z.string().nullable(),
  /** ISO day of the first follow-up that says it started; null: none. */
  engageeLe: z.string().nullable(),
  publieLe: z.string().nullable(),
  /** ISO day of the closing; a closed action is read only until it is reopened. */
  closeLe: z.string().nullable(),
});
export type ActionProgramme = Readonly<z.infer<typeof actionProgrammeRow>>;

/** `echeance` null: a milestone without a deadline. */
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

/** A milestone withdrawn or replaced: kept, and shown apart. */
export type JalonRetire = JalonAction & { readonly retireLe: string };

/** A follow-up of an action on a day. `organisation` null: on the whole action, else on the organisation's own part. */
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

/** A fact that an action follows. `organisation` null: for the whole territory. Rates of `prevu` are between 0 and 1; `montant` in euros. */
export const realisationRow = z.object({
  id: z.number(),
  action: z.number(),
  organisation: z.number().nullable(),
  genre: z.enum(GENRES_REALISATION),
  annee: z.number(),
  partenaire: z.string().nullable(),
  commune: z.string().nullable(),
  objet: z.string().nullable(),
  etat: z.string().nullable(),
  prevu: z.number().nullable(),
  realise: z.number().nullable(),
  montant: z.number().nullable(),
  le: z.string().nullable(),
  source: z.string(),
  /** Name of the organisation that wrote it. */
  par: z.string(),
});
export type Realisation = Readonly<z.infer<typeof realisationRow>>;

export const nouvelleRealisationRow = realisationRow.omit({ id: true, action: true });
export type NouvelleRealisation = Readonly<z.infer<typeof nouvelleRealisationRow>>;

export type ActionQueries = {
  /** By number. */
  list(epci: string): Promise<readonly ActionProgramme[]>;
  /** Milestones of all actions, without the withdrawn ones. */
  jalons(epci: string): Promise<readonly JalonAction[]>;
  jalonsRetires(epci: string, action: number): Promise<readonly JalonRetire[]>;
  /** Latest first. */
  suivis(epci: string, action: number): Promise<readonly SuiviAction[]>;
  /** Of all actions, without the withdrawn ones, latest year first. */
  realisations(epci: string): Promise<readonly Realisation[]>;
  addRealisation(epci: string, action: number, realisation: NouvelleRealisation): Promise<number>;
  /** false: withdrawn already, or not theirs. */
  withdrawRealisation(epci: string, id: number, le: string): Promise<boolean>;
  /** null: the number is taken. */
  add(epci: string, texte: TexteAction): Promise<number | null>;
  /** false: no such action, or another action has that number. */
  update(epci: string, id: number, texte: TexteAction): Promise<boolean>;
  setClose(epci: string, id: number, le: string | null): Promise<boolean>;
  addJalon(epci: string, action: number, jalon: NouveauJalon): Promise<number>;
  /** false: withdrawn, or reached already. */
  reachJalon(
    epci: string,
    id: number,
    atteint: Pick<JalonAction, "livrable" | "chemin"> & { readonly atteintLe: string },
  ): Promise<boolean>;
  /** false: withdrawn already. */
  withdrawJalon(epci: string, id: number, le: string): Promise<boolean>;
  addSuivi(epci: string, action: number, suivi: NouveauSuivi): Promise<number>;
  /** `le` null: not public any more. */
  publishSuivi(epci: string, id: number, le: string | null): Promise<boolean>;
};
