import { addDays } from "#socle/regles/shared/calendrier.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { isDisparition, type Succession } from "./succession.ts";

/** Name in the published stock or in the directory of organisations; else « SIREN 732829320 ». */
export function nameBailleur(siren: string, noms: ReadonlyMap<string, string>): string {
  return noms.get(siren) ?? `SIREN ${siren}`;
}

/** Present holder of a résidence, and the last published stock's when it differs; « Bailleur inconnu ». */
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

/** For a list of choices: « Hamaris (jusqu’au 31 décembre 2018) ». */
export function nameDansLeTemps(siren: string, nom: string, successions: readonly Succession[]): string {
  const fin = successions.find((one) => one.siren === siren && isDisparition(one));
  return fin ? `${nom} (jusqu’au ${formatJour(addDays(fin.jour, -1))})` : nom;
}
