import { z } from "zod";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import { ACCES_LOGEMENT, ETATS_LOGEMENT, type EtatLogement } from "../../regles/logement/logement-suivi.ts";
import { contingent, organisationRow, reponse, situation } from "../ports.ts";

/** A bailleur's declaration of a dwelling, without its key. null and `inconnu`: not written. Euros a month, m², ISO days. */
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

/** A dwelling that a bailleur follows, free or soon free, between two vintages of RPLS. Nothing on its tenant. */
export const logementSuiviRow = declarationRow.extend({
  id: z.number(),
  cle: z.string(),
  bailleur: organisationRow.extend({ siren: z.string().nullable() }),
  declareLe: z.string(),
  revision: z.number(),
  synthetique: z.boolean(),
});
export type LogementSuivi = Readonly<z.infer<typeof logementSuiviRow>>;

/** States of a dwelling that may be offered. */
export const ETATS_OFFERTS = ["bientot-libre", "libre"] as const satisfies readonly EtatLogement[];

export type LogementSuiviQueries = {
  /** By commune then address. `etats` empty: any. */
  list(epci: string, etats: readonly EtatLogement[]): Promise<readonly LogementSuivi[]>;
  find(epci: string, id: number): Promise<LogementSuivi | null>;
  /** null: that bailleur has already declared a dwelling with that key. */
  add(
    epci: string,
    organisation: number,
    declaration: DeclarationLogement,
    synthetique: boolean,
  ): Promise<number | null>;
  /** false: hidden from the actor, or changed since that revision. The key and the bailleur never change. */
  update(epci: string, id: number, revision: number, declaration: DeclarationLogement): Promise<boolean>;
};
