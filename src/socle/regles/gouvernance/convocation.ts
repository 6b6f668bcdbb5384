import { addDays } from "../shared/calendrier.ts";

/** Days after a meeting during which those convened still read the cases of its agenda (the time to carry out what it decided). */
const JOURS_APRES = 60;

/** Days, both included, between which those convened read the agenda's cases. */
export function periodeConvoques(aujourdhui: string, jour: string): { readonly du: string; readonly au: string } {
  return { du: aujourdhui, au: addDays(jour, JOURS_APRES) };
}

/** RFC 5321 gives 64 and 255 characters, and 254 to the whole. Only what a header can carry as it is: no quoted part, no comment. */
const COURRIEL =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;

export function isCourriel(texte: string): boolean {
  return texte.length <= 254 && COURRIEL.test(texte) && !texte.startsWith(".") && !/\.\.|\.@/.test(texte);
}

/** Only https: whoever follows the link of a convocation sends it nothing in clear. */
export function isVisio(texte: string): boolean {
  return texte.length <= 500 && /^https:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?(?:[/?#][\x21-\x7e]*)?$/.test(texte);
}

/** « 14:00 » and 120 minutes from a day: the local day and time of the end. */
export function finReunion(
  jour: string,
  heure: string,
  dureeMinutes: number,
): { readonly jour: string; readonly heure: string } {
  const [heures = 0, minutes = 0] = heure.split(":").map(Number);
  const total = heures * 60 + minutes + dureeMinutes;
  const reste = total % (24 * 60);
  const deux = (nombre: number) => String(nombre).padStart(2, "0");
  return {
    jour: addDays(jour, Math.floor(total / (24 * 60))),
    heure: `${deux(Math.floor(reste / 60))}:${deux(reste % 60)}`,
  };
}

/** « 14 h », « 9 h 30 ». */
export function formatHeure(heure: string): string {
  const [heures = 0, minutes = 0] = heure.split(":").map(Number);
  return minutes === 0 ? `${heures}\u00A0h` : `${heures}\u00A0h\u00A0${String(minutes).padStart(2, "0")}`;
}

/** « de 14 h à 16 h ». */
export function formatHoraire({
  jour,
  heure,
  dureeMinutes,
}: {
  readonly jour: string;
  readonly heure: string;
  readonly dureeMinutes: number;
}): string {
  return `de ${formatHeure(heure)} à ${formatHeure(finReunion(jour, heure, dureeMinutes).heure)}`;
}

/** A member sits on a day: from their first day to their last, both included; a day that nobody wrote bounds nothing. */
export function isMembreLe(
  { depuis, jusqua }: { readonly depuis: string | null; readonly jusqua: string | null },
  jour: string,
): boolean {
  return (depuis === null || depuis <= jour) && (jusqua === null || jusqua >= jour);
}
