import { z } from "zod";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import { ACCES_LOGEMENT, ETATS_LOGEMENT, type EtatLogement } from "../../regles/logement/logement-suivi.ts";
import { contingent, organisationRow, reponse, situation } from "../ports.ts";

/** What a bailleur declares of one dwelling, but its key. null and `inconnu`: not written. Euros a month, square metres, ISO days. */
export const declarationRow = z.object({
  etat: z.enum(ETATS_LOGEMENT),
  disponibleLe: z.string().nullable(),
  adresse: z.string(),
  commune: z.string(),
  secteur: z.string().nullable(),
  situation,
  typologie: z.enum(TYPOLOGIES).nullable(),
  surface: z.number().nullable(),
  loyer: z.number().nullable(),
  charges: z.number().nullable(),
  premiereLocationLe: z.string().nullable(),
  conventionneLe: z.string().nullable(),
  rehabilite: reponse,
  residentialise: reponse,
  loyerBaisse: reponse,
  pru1: reponse,
  acces: z.enum(ACCES_LOGEMENT),
  contingent,
  operation: z.number().nullable(),
});
/** `cle`: RPLS identifier, or the bailleur's own reference. */
export type DeclarationLogement = Readonly<z.infer<typeof declarationRow>> & { readonly cle: string };

/** A dwelling that a bailleur follows: free, or soon free, between two vintages of RPLS. No word of who lives there. */
export const logementSuiviRow = declarationRow.extend({
  id: z.number(),
  cle: z.string(),
  bailleur: organisationRow.extend({ siren: z.string().nullable() }),
  declareLe: z.string(),
  revision: z.number(),
  synthetique: z.boolean(),
});
export type LogementSuivi = Readonly<z.infer<typeof logementSuiviRow>>;

/** Those that somebody can be offered. */
export const ETATS_OFFERTS = ["bientot-libre", "libre"] as const satisfies readonly EtatLogement[];

export type LogementSuiviQueries = {
  /** By commune then address. `etats` empty: whatever they are. */
  list(epci: string, etats: readonly EtatLogement[]): Promise<readonly LogementSuivi[]>;
  find(epci: string, id: number): Promise<LogementSuivi | null>;
  /** null when that bailleur has declared a dwelling of that key. */
  add(
    epci: string,
    organisation: number,
    declaration: DeclarationLogement,
    synthetique: boolean,
  ): Promise<number | null>;
  /** false when it is not there for this person, or has changed since that revision. The key and the bailleur never change. */
  update(epci: string, id: number, revision: number, declaration: DeclarationLogement): Promise<boolean>;
};
