import type { VueGardee } from "#socle/regles/plan/vue-gardee.ts";
import type { PagesGardees } from "./pages-gardees.ts";

/** « 200068666/bilan?annee=2018#Mon bilan »: a view, as a browser keeps it. */
export function writeVue(epci: string, { nom, chemin, requete }: VueGardee): string {
  return `${epci}/${chemin}?${requete}#${nom}`;
}

/** Of this territory, in the order of their names. */
export function readVues(gardees: PagesGardees, epci: string): readonly VueGardee[] {
  return gardees
    .flatMap((un) => {
      const [, own, chemin = "", requete = "", nom = ""] = /^(\d{9})\/([^?#]+)\?([^#]*)#(.+)$/.exec(un) ?? [];
      return own === epci ? [{ nom, chemin, requete }] : [];
    })
    .toSorted((a, b) => a.nom.localeCompare(b.nom, "fr", { numeric: true }));
}

/** A name is given once on a page. */
export function isVue(gardee: string, epci: string, chemin: string, nom: string): boolean {
  const diese = gardee.indexOf("#");
  return gardee.startsWith(`${epci}/${chemin}?`) && gardee.slice(diese + 1) === nom;
}
