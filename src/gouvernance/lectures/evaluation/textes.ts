import { Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import { LIBELLE_PARTIE_EVALUATION, PARTIES_EVALUATION } from "../../regles/evaluation/evaluation.ts";
import type { TextesEvaluation } from "./ports.ts";

/** A paragraph or two a part; what is longer is not read to its end by whoever checks it either. */
export const TEXTE_MAX = 2_000;

/**
 * What was written under the parts, empty ones left out. An evaluation speaks of figures: a word about a person is shown before it is kept.
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
