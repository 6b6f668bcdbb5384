import type { OrigineLogement } from "#application/relogement/recherche.ts";

export const CHEMIN_RECHERCHE = "relogement/logements";
export const CHEMIN_DECLARATIONS = "relogement/logements/declares";

export const ORIGINES: readonly OrigineLogement[] = ["declare", "programme", "rpls"];

export const LIBELLE_ORIGINE: Readonly<Record<OrigineLogement, string>> = {
  declare: "Déclarés par les bailleurs",
  programme: "En chantier ou livrés récemment",
  rpls: "Vacants du parc (RPLS)",
};
