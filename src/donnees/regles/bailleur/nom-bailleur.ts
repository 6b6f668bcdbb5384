import { addDays } from "#socle/regles/shared/calendrier.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { isDisparition, type Succession } from "./succession.ts";

/** As the published stock or the directory of organisations names it; « SIREN 732829320 » when neither does. */
export function nameBailleur(siren: string, noms: ReadonlyMap<string, string>): string {
  return noms.get(siren) ?? `SIREN ${siren}`;
}

/** Of a résidence: whoever holds it today, and whoever the last published stock says when it is another; « Bailleur inconnu ». */
export function sayDetenteur({
  bailleurNom,
  bailleurAvant,
}: {
  readonly bailleurNom: string | null;
  readonly bailleurAvant: string | null;
}): string {
  const nom = bailleurNom ?? "Bailleur inconnu";
  return bailleurAvant === null ? nom : `${nom} (${bailleurAvant} dans le parc publié)`;
}

/** « Hamaris (jusqu’au 31 décembre 2018) », in a list to choose from. */
export function nameDansLeTemps(siren: string, nom: string, successions: readonly Succession[]): string {
  const fin = successions.find((one) => one.siren === siren && isDisparition(one));
  return fin ? `${nom} (jusqu’au ${formatJour(addDays(fin.jour, -1))})` : nom;
}
