import { Tag } from "#socle/pages/design/parts.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { CasBloque } from "../../lectures/cas-bloque/ports.ts";
import {
  type EtatCas,
  LIBELLE_ETAT_CAS,
  LIBELLE_ISSUE_CAS,
  LIBELLE_NATURE_CAS,
} from "../../regles/cas-bloque/cas-bloque.ts";

const TON: Readonly<Record<EtatCas, "ok" | "alerte" | "neutre">> = {
  signale: "alerte",
  inscrit: "neutre",
  decide: "neutre",
  clos: "ok",
};

export function TagEtatCas({ etat }: { etat: EtatCas }) {
  return <Tag ton={TON[etat]}>{LIBELLE_ETAT_CAS[etat]}</Tag>;
}

export const NON_DITE = "non dite";

export function sayNature({ nature }: Pick<CasBloque, "nature">): string {
  return nature === null ? NON_DITE : LIBELLE_NATURE_CAS[nature];
}

/** « Bail signé dans le parc social le 3 mars 2018 ». */
export function sayIssue({ issue, bailLe }: Pick<CasBloque, "issue" | "bailLe">): string {
  if (issue === null) return "issue non dite";
  if (issue !== "bail") return LIBELLE_ISSUE_CAS[issue];
  return `${LIBELLE_ISSUE_CAS.bail} ${bailLe === null ? "un jour qui n’est pas connu" : `le ${formatJour(bailLe)}`}`;
}
