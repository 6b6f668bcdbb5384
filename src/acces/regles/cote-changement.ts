/** Both must agree, in this order: the present holder of the file, then the reader of the new address. */
export const COTES_CHANGEMENT = ["ancien", "nouveau"] as const;
export type CoteChangement = (typeof COTES_CHANGEMENT)[number];
