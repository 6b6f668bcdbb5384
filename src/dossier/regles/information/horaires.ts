import { addDays } from "#socle/regles/shared/calendrier.ts";

/** Days of the week, Monday first. */
export const JOURS_SEMAINE = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"] as const;
export type JourSemaine = (typeof JOURS_SEMAINE)[number];

/** Hours as « 09:00 »; `fin` is after `debut`. */
export type Plage = { readonly jour: JourSemaine; readonly debut: string; readonly fin: string };

export type Horaires = {
  readonly plages: readonly Plage[];
  /** ISO days closed whatever the weekly hours. */
  readonly fermetures: readonly string[];
};

/** Is the desk open on a day? `inconnu`: no hours are written. */
export type Ouverture =
  | { readonly kind: "inconnu" }
  | { readonly kind: "ouvert"; readonly plages: readonly Plage[] }
  | { readonly kind: "ferme"; readonly prochain: string | null };

export type DefautHoraires = { readonly jour: JourSemaine; readonly motif: "incomplet" | "envers" | "chevauche" };

/** Days searched for the next opening: a desk closes for holidays, not for a season. */
const HORIZON_JOURS = 31;

const HEURE = /^([01]\d|2[0-3]):[0-5]\d$/;

/** 1 January 2018 was a Monday. ISO days, without a time zone. */
export function jourSemaineOf(jour: string): JourSemaine {
  const days = Math.round((Date.parse(`${jour}T00:00:00Z`) - Date.parse("2018-01-01T00:00:00Z")) / 86_400_000);
  return JOURS_SEMAINE[((days % 7) + 7) % 7] ?? "lundi";
}

export function ouvertureOf(horaires: Horaires, jour: string): Ouverture {
  if (horaires.plages.length === 0) return { kind: "inconnu" };
  const plages = plagesOf(horaires, jour);
  return plages.length > 0 ? { kind: "ouvert", plages } : { kind: "ferme", prochain: findProchain(horaires, jour) };
}

function plagesOf({ plages, fermetures }: Horaires, jour: string): readonly Plage[] {
  if (fermetures.includes(jour)) return [];
  const semaine = jourSemaineOf(jour);
  return sortPlages(plages.filter((plage) => plage.jour === semaine));
}

function findProchain(horaires: Horaires, jour: string): string | null {
  for (let rang = 1; rang <= HORIZON_JOURS; rang += 1) {
    const next = addDays(jour, rang);
    if (plagesOf(horaires, next).length > 0) return next;
  }
  return null;
}

export function sortPlages(plages: readonly Plage[]): readonly Plage[] {
  const rang = ({ jour, debut }: Plage) => `${JOURS_SEMAINE.indexOf(jour)} ${debut}`;
  return plages.toSorted((a, b) => rang(a).localeCompare(rang(b)));
}

/** All errors: an hour invalid or missing, an end before its beginning, two overlapping ranges. */
export function checkHoraires(plages: readonly Plage[]): readonly DefautHoraires[] {
  const sorted = sortPlages(plages);
  return sorted.flatMap(({ jour, debut, fin }, rang): DefautHoraires[] => {
    if (!HEURE.test(debut) || !HEURE.test(fin)) return [{ jour, motif: "incomplet" }];
    if (fin <= debut) return [{ jour, motif: "envers" }];
    const before = sorted.slice(0, rang).filter((plage) => plage.jour === jour);
    return before.some((plage) => plage.fin > debut) ? [{ jour, motif: "chevauche" }] : [];
  });
}
