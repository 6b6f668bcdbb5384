import { formatCompte } from "#socle/regles/shared/format.ts";
import type { Verdict } from "#socle/regles/shared/verdict.ts";

type Juge = { readonly verdict: Verdict; readonly manque: number };

/** The answer of an objective, before any figure: what was voted, then what the law asks. */
export function sayReponse({ cible, ...loi }: Juge & { readonly cible: Juge | null }): string {
  if (loi.verdict === "sans-objet") return "Aucune attribution à juger.";
  if (loi.verdict === "en-cours") return "La période n’est pas finie : rien n’est encore jugé.";
  const vote = cible === null || cible.verdict === "sans-objet" ? null : say("L’objectif voté", cible);
  return [vote, say("Le plancher légal", loi)].filter(Boolean).join(" ");
}

function say(quoi: string, { verdict, manque }: Juge): string {
  if (verdict === "atteint") return `${quoi} est atteint.`;
  if (verdict === "indecidable") return `${quoi} dépend de ce qu’on ignore.`;
  if (verdict === "en-cours") return `${quoi} n’est pas encore jugé.`;
  return manque > 0 ? `${quoi} : il manque ${formatCompte(manque, "attribution")}.` : `${quoi} n’est pas atteint.`;
}
