import { formatJour } from "#socle/regles/shared/format.ts";
import { conflit } from "#socle/regles/shared/refus.ts";
import type { Sejour } from "./perimetre.ts";

/** A commune joins (its first day) or leaves (its last day). */
export type ActeDeCommune = { readonly genre: "entree" | "sortie"; readonly jour: string };

const LIBELLE: Readonly<Record<ActeDeCommune["genre"], string>> = { entree: "entrée", sortie: "sortie" };

function direActe({ genre, jour }: ActeDeCommune): string {
  return genre === "entree" ? `entrée le ${formatJour(jour)}` : `sortie, dernier jour le ${formatJour(jour)}`;
}

/**
 * Entries and exits of one commune alternate, on different days. `origine`: the code book listed it at the opening, so it may leave without an entry.
 * Throws `perimetre-contradictoire`, naming the two acts.
 */
export function checkActes(nom: string, actes: readonly ActeDeCommune[], origine: boolean): void {
  const ordered = actes.toSorted((a, b) => a.jour.localeCompare(b.jour));
  const [first] = ordered;
  if (first?.genre === "sortie" && !origine) {
    throw conflit(
      "perimetre-contradictoire",
      `${nom}\u00A0: ${direActe(first)}, sans entrée avant. Écrivez d’abord son entrée dans le territoire.`,
    );
  }
  ordered.forEach((acte, rang) => {
    const before = ordered[rang - 1];
    if (!before || (before.genre !== acte.genre && before.jour !== acte.jour)) return;
    throw conflit(
      "perimetre-contradictoire",
      `${nom}\u00A0: ${direActe(acte)} contredit ${LIBELLE[before.genre] === "entrée" ? "l’" : "la "}${direActe(before)}. Annulez d’abord l’acte qui se trompe.`,
    );
  });
}

/** The first common stay; null: none. */
export function findCommuns(a: readonly Sejour[], b: readonly Sejour[]): Sejour | null {
  for (const un of a) {
    for (const autre of b) {
      const depuis = latest(un.depuis, autre.depuis);
      const jusque = earliest(un.jusque, autre.jusque);
      if (depuis === null || jusque === null || depuis <= jusque) return { depuis, jusque };
    }
  }
  return null;
}

const latest = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b > a) ? b : a);
const earliest = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b < a) ? b : a);
