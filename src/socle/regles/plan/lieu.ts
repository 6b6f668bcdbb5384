import { type CheminPlan, type PagePlan, PLAN, type Salle } from "./plan.ts";

/** Where an address stands in the plan; a record or a form stands under the page that it belongs to. */
export type Lieu = {
  readonly salle: Salle;
  readonly page: PagePlan;
  /** Null on the page itself, or on a record under it. */
  readonly vue: PagePlan | null;
  /** The address is that of the page or of the view, not of something under it. */
  readonly exact: boolean;
};

const LIEUX = (PLAN as readonly Salle[]).flatMap((salle) =>
  salle.pages.flatMap((page) => [
    { salle, page, vue: null, chemins: [page.chemin, ...(page.aussi ?? [])] },
    ...(page.vues ?? []).map((vue) => ({ salle, page, vue, chemins: [vue.chemin, ...(vue.aussi ?? [])] })),
  ]),
);

/** `chemin`: under the territory, without its query (« relogement/menages/IBI-001 »). Null for what belongs to no room. */
export function findLieu(chemin: string): Lieu | null {
  let found: { readonly lieu: Lieu; readonly longueur: number } | null = null;
  for (const { chemins, ...lieu } of LIEUX) {
    for (const un of chemins) {
      const under = chemin === un || chemin.startsWith(`${un}/`);
      if (under && (found === null || un.length > found.longueur)) {
        found = { lieu: { ...lieu, exact: chemin === (lieu.vue ?? lieu.page).chemin }, longueur: un.length };
      }
    }
  }
  return found?.lieu ?? null;
}

const LIBELLES = new Map(LIEUX.map(({ page, vue }): [string, string] => [(vue ?? page).chemin, (vue ?? page).libelle]));

export function libellePage(chemin: CheminPlan): string {
  return LIBELLES.get(chemin) ?? "À faire";
}

/** Chapter of the guide, or « chapter/section », that speaks of an address; null where none does. */
export function guideOf(chemin: string): string | null {
  const lieu = findLieu(chemin);
  return lieu ? (lieu.vue?.guide ?? lieu.page.guide ?? lieu.salle.guide) : null;
}
