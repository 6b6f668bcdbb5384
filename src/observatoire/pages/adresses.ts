import type { FondFigure } from "#socle/images/fond.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";

/** Contours of the observatory's maps. */
export type FondObservatoire = FondFigure;

/** Parameters of the address; null and empty ones are omitted. */
export type QuestionObservatoire = Readonly<Record<string, string | number | null | undefined>>;

/** Key of the highlighted row; null: none. */
export function compareeOf({ comparer }: QuestionObservatoire): string | null {
  return comparer ? String(comparer) : null;
}

/** The question of a page, as its address has it, without what a link to another row of it sets: `comparer`, and the sheet of the table. */
export function questionSansLigne(recherche: string | null): URLSearchParams {
  const query = new URLSearchParams(recherche ?? "");
  query.delete("comparer");
  query.delete("feuille");
  return query;
}

/** Addresses of a figure's files and rows, which differ on public pages. */
export type AdressesFigure = {
  /** `<code>.xlsx`, `.csv` (spreadsheet), `.ouvert.csv`, `.geojson`, `.svg` */
  readonly fichier: (nom: string) => string;
  /** `LigneFigure.chemin` → address; null: rows have no page here. */
  readonly ligne: ((chemin: string) => string) | null;
};

/** Under `/t/:epci/<chemin>/figures/`, with the page's parameters; the comparison does not affect files. */
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
