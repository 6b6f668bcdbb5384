import { type ColonnesMasquees, parseMasquees } from "../../regles/table/choix-colonnes.ts";
import type { DemandeListe } from "../../regles/table/feuille.ts";

/** What the query of a page says of its lists: `?ordre=lots.periode&feuille=lots.2`. */
export function readDemande(recherche: string): DemandeListe {
  const query = new URLSearchParams(recherche);
  return { ordre: query.get("ordre"), feuille: query.get("feuille") };
}

/** Parses `?masquees=lots.periode,etat`. */
export function readMasquees(recherche: string): ColonnesMasquees {
  return parseMasquees(new URLSearchParams(recherche).getAll("masquees"));
}

/** The same query, with those columns put away in that table and no others. */
export function queryWithMasquees(recherche: string, code: string, colonnes: readonly string[]): string {
  const query = new URLSearchParams(recherche);
  const autres = query.getAll("masquees").filter((valeur) => !valeur.startsWith(`${code}.`));
  query.delete("masquees");
  for (const valeur of [...autres, `${code}.${colonnes.join(",")}`]) query.append("masquees", valeur);
  return String(query);
}

/** What was done, which sheet: it passes. Words that were looked for: they may be a name, and a view outlives the logout. */
const PASSAGERS: readonly string[] = ["fait", "feuille", "page", "q", "recherche", "demandeur"];

/** The part of a query that makes a view, its parameters in one order; empty: the page itself. */
export function requeteOf(recherche: string): string {
  const kept = [...new URLSearchParams(recherche)].filter(([nom, valeur]) => valeur !== "" && !PASSAGERS.includes(nom));
  return String(new URLSearchParams(kept.toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)))));
}
