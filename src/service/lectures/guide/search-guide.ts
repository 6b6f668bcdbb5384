import type { ChapitreGuide, SectionGuide } from "./read-guide.ts";

export type Trouvaille = {
  readonly chapitre: ChapitreGuide;
  readonly section: SectionGuide;
  /** Around the first word that was found. */
  readonly extrait: string;
};

const MOTS_MAX = 8;
const AUTOUR = 90;

/** Sections that hold all the words, accents and case aside; those that have them in their title come first. Empty when nothing is asked. */
export function searchGuide(guide: readonly ChapitreGuide[], question: string): readonly Trouvaille[] {
  const mots = fold(question)
    .split(/[^a-z0-9]+/)
    .filter((mot) => mot.length > 1)
    .slice(0, MOTS_MAX);
  if (mots.length === 0) return [];
  return guide
    .flatMap((chapitre) => chapitre.sections.map((section) => ({ chapitre, section })))
    .map(({ chapitre, section }) => ({ chapitre, section, titre: fold(section.titre), texte: fold(section.texte) }))
    .filter(({ titre, texte }) => mots.every((mot) => titre.includes(mot) || texte.includes(mot)))
    .toSorted((a, b) => scoreOf(b.titre, mots) - scoreOf(a.titre, mots))
    .map(({ chapitre, section, texte }) => ({ chapitre, section, extrait: extraitOf(section.texte, texte, mots) }));
}

const scoreOf = (titre: string, mots: readonly string[]) => mots.filter((mot) => titre.includes(mot)).length;

/** As long as the text: an index in one is an index in the other. */
function fold(texte: string): string {
  return [...texte].map((signe) => signe.normalize("NFD").charAt(0).toLowerCase()).join("");
}

function extraitOf(texte: string, folded: string, mots: readonly string[]): string {
  const rangs = mots.map((mot) => folded.indexOf(mot)).filter((rang) => rang >= 0);
  const rang = rangs.length > 0 ? Math.min(...rangs) : 0;
  const debut = Math.max(0, texte.lastIndexOf(" ", Math.max(0, rang - AUTOUR)));
  const fin = texte.indexOf(" ", rang + AUTOUR);
  const dit = texte.slice(debut, fin < 0 ? undefined : fin).trim();
  return `${debut > 0 ? "… " : ""}${dit}${fin < 0 ? "" : " …"}`;
}
