/** Replaces a territory: the account was created for the platform. */
export const PLATEFORME = "plateforme";

/** Before any proof: accepts all of them. */
const TOUJOURS = "1970-01-01T00:00:00.000Z";

/** After that time, the address of an unopened account may have become another person's. */
const OUBLI_MS = 365 * 24 * 3_600_000;

export type QuestionPreuve = {
  readonly compte: {
    readonly demonstration: boolean;
    /** Territory that created it, or `PLATEFORME`; null: unknown. */
    readonly invitePour: string | null;
    readonly creeLe: string;
    readonly vuLe: string | null;
  };
  /** Territory of the right to grant; null: the platform. */
  readonly epci: string | null;
  /** The account has a right that has not ended, here or elsewhere. */
  readonly tient: boolean;
  /** The account was created for this very right. */
  readonly nouveau: boolean;
  readonly maintenant: string;
};

/**
 * Instant after which the address must be proved for a right to count. null, no proof: an account that this territory created, and hands over in
 * person. Any proof: an account of another territory. A new proof: an account without any right left, or unopened for a year, whose address may have
 * been reassigned.
 */
export function preuveRequise({ compte, epci, tient, nouveau, maintenant }: QuestionPreuve): string | null {
  if (compte.demonstration || nouveau) return null;
  const seen = Date.parse(compte.vuLe ?? compte.creeLe);
  if (!tient || Date.parse(maintenant) - seen > OUBLI_MS) return maintenant;
  return compte.invitePour === (epci ?? PLATEFORME) ? null : TOUJOURS;
}
