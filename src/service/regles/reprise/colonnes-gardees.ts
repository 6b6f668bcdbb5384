import { type ColonnesMasquees, parseMasquees } from "#socle/regles/table/choix-colonnes.ts";
import { type PagesGardees, putFirst } from "./pages-gardees.ts";

/**
 * Columns put away, as a browser keeps them: « demandes|demandes.periode,etat », a page of the plan of whatever territory, since one works alike in each.
 * What is chosen wins over what was kept of the same list, then comes first.
 */
export function putMasquees(gardees: PagesGardees, page: string, choisies: ColonnesMasquees): PagesGardees {
  let kept = gardees;
  for (const [code, colonnes] of choisies) {
    const liste = `${page}|${code}.`;
    const others = kept.filter((un) => !un.startsWith(liste));
    kept = colonnes.length === 0 ? others : putFirst(others, liste + colonnes.join(","));
  }
  return kept;
}

/** Of the lists of one page. */
export function masqueesOf(gardees: PagesGardees, page: string): ColonnesMasquees {
  return parseMasquees(gardees.filter((un) => un.startsWith(`${page}|`)).map((un) => un.slice(page.length + 1)));
}
