import { Refus } from "../shared/refus.ts";
import { verifyTexteLibre } from "./verify-texte-libre.ts";

/**
 * Checks a text of a form: a number that identifies a person is refused; other findings need a confirmation.
 * `debut`: name of the field, at the start of the sentence (« Compte rendu : »). `relu`: the person has read the warnings and keeps the text.
 * `aRelire`: the form's own code for them. `sansSante`: health is always refused, with this advice on what to write instead. `longueurPropre`: the
 * field checks its own length. `details`: of the Refus, besides the words.
 * @throws Refus « texte-<categorie> » or `aRelire`, for the first finding.
 */
export function relireTexte(
  texte: string,
  debut: string,
  {
    relu,
    aRelire,
    sansSante,
    longueurPropre = false,
    details = {},
  }: {
    readonly relu: boolean;
    readonly aRelire: string;
    readonly sansSante?: string;
    readonly longueurPropre?: boolean;
    readonly details?: Readonly<Record<string, unknown>>;
  },
): void {
  const found = verifyTexteLibre(texte).remarques.filter(
    ({ categorie }) => !(longueurPropre && categorie === "longueur"),
  );
  for (const { categorie, code, gravite, message, mots } of found) {
    const jamais = sansSante !== undefined && categorie === "sante";
    const confirmable = gravite === "avertit" && !jamais;
    if (relu && confirmable) continue;
    const phrase = `${debut} ${message}`;
    throw new Refus(confirmable ? aRelire : code, jamais ? `${phrase} ${sansSante}` : phrase, { ...details, mots });
  }
}
