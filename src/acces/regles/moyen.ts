/** How a household enters its file: by opening it, by its code, by a link it received, by FranceConnect. */
export const MOYENS_DOSSIER = ["ouverture", "code", "lien", "franceconnect"] as const;
export type MoyenDossier = (typeof MOYENS_DOSSIER)[number];
