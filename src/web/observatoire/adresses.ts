import type { FondFigure } from "#graphics/fond.ts";
import { hrefTerritoire } from "../design/cadre.ts";

/** Contours on which the observatory's maps are drawn; null where a page has no map. */
export type FondObservatoire = FondFigure;

/** Parameters of the page's address: the saved view. Null and empty ones are left out. */
export type QuestionObservatoire = Readonly<Record<string, string | number | null | undefined>>;

/** Key of the row set apart; null: none is. */
export function compareeOf({ comparer }: QuestionObservatoire): string | null {
  return comparer ? String(comparer) : null;
}

/** Where the files of a figure are, and the page of one of its rows. The public's pages have their own. */
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
