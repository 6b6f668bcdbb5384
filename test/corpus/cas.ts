/** The bytes of one case, before anything is expected of them. `avant`: a former file that the case needs published first. */
export type Entree = { readonly nom: string; readonly octets: Uint8Array; readonly avant?: Uint8Array };

/** By folder: « 03-windows-1252 », « 19b-zip » when one case of the specification needs several files. */
export type Entrees = Readonly<Record<string, Entree>>;
