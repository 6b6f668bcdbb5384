import { Refus } from "#domain/shared/refus.ts";
import { verifyTexteLibre } from "#domain/texte-libre/verify-texte-libre.ts";

/**
 * What is written of a place, cleaned; null when nothing is. A word about a person is shown before it is kept; of somebody's health, nothing is
 * ever kept: the closed vocabulary has the need without its cause. Refuses `texte-longueur`, `texte-nir`, `texte-sante`, `remontee-a-relire`.
 */
export function cleanProse(texte: string, champ: string, relu: boolean): string | null {
  const prose = texte.trim().replaceAll("\r\n", "\n");
  if (prose === "") return null;
  for (const remarque of verifyTexteLibre(prose).remarques) {
    const kept = remarque.gravite === "avertit" && remarque.categorie !== "sante";
    if (relu && kept) continue;
    const code = kept ? "remontee-a-relire" : remarque.code;
    const besoin = remarque.categorie === "sante" ? ` ${BESOIN}` : "";
    throw new Refus(code, `${champ} : ${remarque.message}${besoin}`, { mots: remarque.mots });
  }
  return prose;
}

const BESOIN =
  "Choisissez la nature « Besoin d’accompagnement », sans décrire personne : qui peut aider connaît le ménage.";
