import type { Reponse } from "#droit/regles/attribution/attribution.ts";
import { LIBELLE_REPONSE } from "#droit/regles/attribution/libelles.ts";
import { Tag } from "#socle/pages/design/parts.tsx";

export const CHEMIN_COMITE = "relogement/comite";
export const CHEMIN_VALEURS = "relogement/comite/valeurs";

export function cheminCharte(operation: number, suite?: string): string {
  return `${CHEMIN_COMITE}/charte/${operation}${suite ? `/${suite}` : ""}`;
}

const TON = { oui: "ok", non: "alerte", inconnu: "neutre" } as const;

/** The answer as a word and a colour. */
export function TagReponse({ reponse }: { reponse: Reponse }) {
  return <Tag ton={TON[reponse]}>{LIBELLE_REPONSE[reponse]}</Tag>;
}
