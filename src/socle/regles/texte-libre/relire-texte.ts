import { Refus } from "../shared/refus.ts";
import { verifyTexteLibre } from "./verify-texte-libre.ts";

/**
 * What a form does of what its text holds: a number that identifies a person is refused, the rest is shown before it is kept.
 * `debut`: the field, as it begins the sentence (« Compte rendu : »). `relu`: the person has read the warnings and keeps the text. `aRelire`: the
 * form's own code for them. `sansSante`: of health nothing is ever kept, and this is what to write instead. `longueurPropre`: the field has its
 * own length, already checked. `details`: of the Refus, besides the words.
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
