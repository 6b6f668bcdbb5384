/** The two who must say yes, in this order: whoever holds the file today, then whoever reads the new address. */
export const COTES_CHANGEMENT = ["ancien", "nouveau"] as const;
export type CoteChangement = (typeof COTES_CHANGEMENT)[number];
