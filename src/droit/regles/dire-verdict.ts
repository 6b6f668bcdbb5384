import { formatTauxCourt } from "#socle/regles/shared/format.ts";
import type { Bornes, Issue } from "./part.ts";

type Juge = { readonly verdict: Issue | "en-cours"; readonly manque: number };

/** Number of leases that are certainly missing: 0 when the objective is reached, null when nothing is certain. */
export function readManque({ verdict, manque }: Juge): number | null {
  if (verdict === "atteint") return 0;
  return verdict === "non-atteint" ? manque : null;
}

type Indecis = {
  readonly assiette: number;
  readonly bornes: Bornes | null;
  readonly plancher: number;
  readonly contredit: boolean;
  readonly incomplet?: true;
};

/** Why completing the leases would not decide; null: it would. Follows « indécidable, » in the sentence. */
export function sayIndecis({ contredit, incomplet }: Pick<Indecis, "contredit" | "incomplet">): string | null {
  if (contredit) return "une autre extraction dit le contraire";
  return incomplet ? SANS_NOMBRE : null;
}

const SANS_NOMBRE = "le tableau ne dit pas combien de baux sont sans ressources connues";

/**
 * Why an objective is undecided for another reason than unknown facts: another extraction contradicts it, or nobody knows whether there is anything
 * to count. null: unknown facts are the reason.
 */
export function sayDoute({ assiette, bornes, plancher, contredit, incomplet }: Indecis): string | null {
  const floor = `le plancher de ${formatTauxCourt(plancher)}`;
  if (contredit) return `deux extractions de l’année se contredisent sur ${floor}, quelles que soient ces attributions`;
  if (incomplet) return `${SANS_NOMBRE} : ${floor} est atteint ou non selon ce qu’ils sont`;
  if (assiette > 0 || bornes === null) return null;
  const [low, high] = bornes;
  if (low >= plancher) return `${floor} est atteint s’il y a une attribution à compter, sans objet s’il n’y en a pas`;
  if (high < plancher) return `${floor} n’est pas atteint s’il y a une attribution à compter, sans objet sinon`;
  return null;
}
