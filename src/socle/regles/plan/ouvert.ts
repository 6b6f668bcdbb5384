import type { Acteur } from "../habilitation/acteur.ts";
import type { Droit } from "../habilitation/matrice.ts";
import { isMember, peut, peutAinsi } from "../habilitation/peut.ts";
import { type PagePlan, PLAN, type Portee, type Salle } from "./plan.ts";

const JUGE: Readonly<Record<Portee, (droit: Droit) => boolean>> = {
  quelques: () => true,
  lignes: ({ niveau }) => niveau !== "agregat",
  nommees: ({ niveau }) => niveau === "nominatif",
  partout: ({ portee }) => portee === "territoire" || portee === "tout",
};

/** The rooms in which this person may open something, with those pages and views alone. Empty for whoever is no member of the territory. */
export function openSalles(acteur: Acteur, epci: string): readonly Salle[] {
  if (!isMember(acteur, epci)) return [];
  return (PLAN as readonly Salle[])
    .map((salle) => ({ ...salle, pages: salle.pages.flatMap((page) => openPage(acteur, epci, page)) }))
    .filter(({ code, pages }) => code === "accueil" || pages.length > 0);
}

/** The page with its open views; a view whose page is closed takes its place. */
function openPage(acteur: Acteur, epci: string, page: PagePlan): readonly PagePlan[] {
  const vues = (page.vues ?? []).filter((vue) => isOpen(acteur, epci, vue));
  return isOpen(acteur, epci, page) ? [{ ...page, vues }] : vues;
}

export function isOpen(acteur: Acteur, epci: string, page: PagePlan): boolean {
  const { ressource, action = "lire", portee = "quelques", jamais, sans } = page;
  if (sans && peut(acteur, sans.ressource, sans.action, epci)) return false;
  const opens = (droit: Droit) => droit.portee !== jamais && JUGE[portee](droit);
  return peutAinsi(acteur, { ressource, action, epci }, opens);
}

/** Whether the page is among those that are open: a link to a page that would be refused is not shown. */
export function opensPage(salles: readonly Salle[], chemin: string): boolean {
  return salles.some(({ pages }) =>
    pages.some((page) => page.chemin === chemin || (page.vues ?? []).some((vue) => vue.chemin === chemin)),
  );
}
