import { addDays, addMonths } from "../shared/calendrier.ts";
import { Refus } from "../shared/refus.ts";

/**
 * One dated value: how long a class is kept after its starting event. Months and days are apart, so that « 1 an » ends on the same day of the year.
 */
export type DureeConservation = {
  /** « C2 ». */
  readonly classe: string;
  /** The event that starts the clock: « radiation », « decision ». */
  readonly depuis: string;
  readonly mois: number;
  readonly jours: number;
  /** First day of validity; a later value of the same class and start replaces this one. */
  readonly dateEffet: string;
  readonly source: string;
  /** R: read in the source. M: measured. B: our choice, shown « à confirmer ». */
  readonly confiance: "R" | "M" | "B";
};

/**
 * The value in force on `jour`: the day of the question, not that of the row, for a text that shortens a duration applies to existing rows. Throws a
 * `Refus` "duree-absente" when none is known: nothing is kept or deleted on a guess.
 */
export function findDuree(
  durees: readonly DureeConservation[],
  classe: string,
  depuis: string,
  jour: string,
): DureeConservation {
  const found = durees
    .filter((duree) => duree.classe === classe && duree.depuis === depuis && duree.dateEffet <= jour)
    .reduce<DureeConservation | null>((last, duree) => (last && last.dateEffet > duree.dateEffet ? last : duree), null);
  if (found) return found;
  throw new Refus(
    "duree-absente",
    `Aucune durée de conservation n’est connue au ${jour} pour la classe ${classe} depuis « ${depuis} ». ` +
      "Ajoutez-la, avec sa source, à la table duree_conservation avant de purger.",
    { classe, depuis, jour },
  );
}

/**
 * First day on which a row whose clock started on `point` must be gone: it is kept the day before, and purged that day. Months are added first, then
 * days.
 */
export function echeance(duree: Pick<DureeConservation, "mois" | "jours">, point: string): string {
  return addDays(addMonths(point, duree.mois), duree.jours);
}

/** « 1 an », « 6 mois », « 3 mois », « aussitôt ». */
export function formatDuree({ mois, jours }: Pick<DureeConservation, "mois" | "jours">): string {
  const ans = mois % 12 === 0 ? mois / 12 : 0;
  const longs = ans > 0 ? `${ans}\u00a0${ans > 1 ? "ans" : "an"}` : mois > 0 ? `${mois}\u00a0mois` : "";
  const courts = jours > 0 ? `${jours}\u00a0${jours > 1 ? "jours" : "jour"}` : "";
  return [longs, courts].filter((part) => part !== "").join(" et ") || "aussitôt";
}
