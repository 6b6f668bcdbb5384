import { z } from "zod";
import type { CoteChangement } from "#acces/regles/cote-changement.ts";
import { CANAUX_ENVOI, type CanalEnvoi } from "../../regles/courrier/envoi.ts";

export type ChangementADemander = {
  readonly demandeur: string;
  readonly epci: string;
  readonly canal: CanalEnvoi;
  readonly nouveau: string;
  readonly ancien: string | null;
  readonly demandeLe: string;
  readonly expireLe: string;
  /** SHA-256 in hexadecimal of the token sent there; null: nothing was sent. */
  readonly ancienHash: string | null;
  readonly nouveauHash: string | null;
  /** Said already: attested at the desk, or there is no former address. */
  readonly ancienLe: string | null;
};

export const changementRow = z.object({
  id: z.number(),
  canal: z.enum(CANAUX_ENVOI),
  nouveau: z.string(),
  ancien: z.string().nullable(),
  expireLe: z.string(),
  ancienLe: z.string().nullable(),
});
export type ChangementLu = Readonly<z.infer<typeof changementRow>>;

export type ChangementQueries = {
  /** Those that were waiting are waited for no more. */
  demander(changement: ChangementADemander): Promise<number>;
  /** One yes, once, in time, in its order; null: not this token's, or no longer. */
  dire(id: number, cote: CoteChangement, empreinte: string, maintenant: string): Promise<ChangementLu | null>;
  attendreNouveau(id: number, empreinte: string): Promise<void>;
  /** Both have said yes: the address of the file becomes the new one. */
  appliquer(id: number, maintenant: string): Promise<void>;
  enCours(epci: string, demandeur: string, maintenant: string): Promise<ChangementLu | null>;
};
