/** In the place of a territory: the account was made for the platform itself. */
export const PLATEFORME = "plateforme";

/** Any proof counts, whenever it was given. */
const TOUJOURS = "1970-01-01T00:00:00.000Z";

/** Past it, the address of an unopened account may be another person's. */
const OUBLI_MS = 365 * 24 * 3_600_000;

export type QuestionPreuve = {
  readonly compte: {
    readonly demonstration: boolean;
    /** The territory that made it, or `PLATEFORME`; null: nobody of the kind. */
    readonly invitePour: string | null;
    readonly creeLe: string;
    readonly vuLe: string | null;
  };
  /** Of the right to give; null: the platform. */
  readonly epci: string | null;
  /** The account holds a right that has not ended, here or elsewhere. */
  readonly tient: boolean;
  /** The account was made for this very right. */
  readonly nouveau: boolean;
  readonly maintenant: string;
};

/**
 * Since when the address must have been proved for a right to count; null: nothing is asked, as of an account that this territory made, and hands over in
 * person. Of one that another territory made, any proof; of one that holds nothing any more, or that nobody has opened for a year, a new one: an address
 * may have been given to somebody else.
 */
export function preuveRequise({ compte, epci, tient, nouveau, maintenant }: QuestionPreuve): string | null {
  if (compte.demonstration || nouveau) return null;
  const seen = Date.parse(compte.vuLe ?? compte.creeLe);
  if (!tient || Date.parse(maintenant) - seen > OUBLI_MS) return maintenant;
  return compte.invitePour === (epci ?? PLATEFORME) ? null : TOUJOURS;
}
