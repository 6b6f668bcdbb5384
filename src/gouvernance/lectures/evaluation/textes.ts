import { Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import { LIBELLE_PARTIE_EVALUATION, PARTIES_EVALUATION } from "../../regles/evaluation/evaluation.ts";
import type { TextesEvaluation } from "./ports.ts";

/** Maximum characters of a text: a paragraph or two, short enough to be proofread. */
export const TEXTE_MAX = 2_000;

/**
 * Texts of the parts, without the empty ones. An evaluation is about figures: a word about a person makes a warning before it is kept.
 * Refuses `texte-longueur`, `texte-nir`, `evaluation-a-relire`, each with the part (`partie`).
 */
export function cleanTextes(textes: TextesEvaluation, relu: boolean): TextesEvaluation {
  const kept: Record<string, string> = {};
  for (const partie of PARTIES_EVALUATION) {
    const texte = (textes[partie] ?? "").trim().replaceAll("\r\n", "\n");
    if (texte === "") continue;
    checkTexte(texte, `« ${LIBELLE_PARTIE_EVALUATION[partie]} »`, { partie, relu });
    kept[partie] = texte;
  }
  return kept;
}

function checkTexte(texte: string, champ: string, { partie, relu }: { partie: string; relu: boolean }): void {
  if (texte.length > TEXTE_MAX) {
    throw new Refus("texte-longueur", `${champ} : ${TEXTE_MAX} caractères au plus. Raccourcissez ce texte.`, {
      partie,
    });
  }
  const details = { partie };
  relireTexte(texte, `${champ} :`, { relu, aRelire: "evaluation-a-relire", longueurPropre: true, details });
}
