import type { FondFigure } from "#socle/images/fond.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";

/** Contours on which the observatory's maps are drawn. */
export type FondObservatoire = FondFigure;

/** Parameters of the page's address; null and empty ones are left out. */
export type QuestionObservatoire = Readonly<Record<string, string | number | null | undefined>>;

/** Key of the row set apart; null: none is. */
export function compareeOf({ comparer }: QuestionObservatoire): string | null {
  return comparer ? String(comparer) : null;
}

/** Addresses of a figure's files and of its rows' pages, which differ on the public's pages. */
export type AdressesFigure = {
  /** `<code>.xlsx`, `.csv` (spreadsheet), `.ouvert.csv`, `.geojson`, `.svg` */
  readonly fichier: (nom: string) => string;
  /** `LigneFigure.chemin` → address; null: rows have no page here. */
  readonly ligne: ((chemin: string) => string) | null;
};

/** Under `/t/:epci/<chemin>/figures/`, with the question of the page; what is compared changes no file. */
export function adressesTerritoire(epci: string, chemin: string, question: QuestionObservatoire): AdressesFigure {
  return {
    fichier: (nom) => hrefTerritoire(epci, `${chemin}/figures/${nom}`, { ...question, comparer: null }),
    ligne: (vers) => hrefTerritoire(epci, vers),
  };
}

/** The page of one figure: its table whole, its drawings, its method. */
export function hrefFigure(
  epci: string,
  chemin: string,
  question: QuestionObservatoire,
  { code }: { readonly code: string },
): string {
  return hrefTerritoire(epci, `${chemin}/figures/${code}`, question);
}
