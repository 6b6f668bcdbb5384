import { LIBELLE_MANQUE, type Manque } from "./manque.ts";

/**
 * French writing of figures, the same on a page, in a document and in a message. U+00A0 keeps a number and its unit on one
 * line; Intl groups thousands with U+202F.
 */
const nombre = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 2 });
const uneDecimale = new Intl.NumberFormat("fr-FR", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const auPlusUneDecimale = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 1 });

/** Shown wherever a fact is null: an unknown is never read as 0. */
export const INCONNU = LIBELLE_MANQUE.inconnu;

export const LIBELLE_VERDICT = {
  atteint: "Atteint",
  "non-atteint": "Non atteint",
  indecidable: "Indécidable",
  "en-cours": "En cours",
  "sans-objet": "Sans objet",
} as const;

/** « 6 261 », at most two decimals. */
export function formatNombre(value: number): string {
  return nombre.format(value);
}

/** For a sentence: « 7 sans ressources connues », « un nombre inconnu sans ressources connues ». */
export function formatConnu(value: number | null): string {
  return value === null ? "un nombre inconnu" : formatNombre(value);
}

/** A share between 0 and 1, one decimal, half up: 0.18333 → « 18,3 % », 0.25 → « 25,0 % ». */
export function formatTaux(taux: number): string {
  return `${uneDecimale.format(toPercent(taux))}\u00A0%`;
}

/** As `formatTaux`, without « ,0 », for floors and targets in a sentence: « 25 % », « 17,5 % ». */
export function formatTauxCourt(taux: number): string {
  return `${auPlusUneDecimale.format(toPercent(taux))}\u00A0%`;
}

/** « entre 17,5 % et 19,2 % », or one rate when both bounds are written alike. */
export function formatBornes(bornes: readonly [number, number]): string {
  const [basse, haute] = [formatTaux(bornes[0]), formatTaux(bornes[1])];
  return basse === haute ? basse : `entre ${basse} et ${haute}`;
}

/** « 8 », or « 5 à 8 »; null is unknown. */
export function formatEntre(bornes: readonly [number, number] | null): string {
  if (bornes === null) return INCONNU;
  const [low, high] = bornes;
  return low === high ? formatNombre(low) : `${formatNombre(low)} à ${formatNombre(high)}`;
}

/** « 66 sur 360 ». */
export function formatFraction(part: number, total: number): string {
  return `${formatNombre(part)} sur ${formatNombre(total)}`;
}

/** « 66 sur 360 », or a sentence when the base is 0. */
export function formatRealise({ realise, assiette }: { readonly realise: number; readonly assiette: number }): string {
  return assiette === 0 ? "aucune attribution comptée" : formatFraction(realise, assiette);
}

export type TauxMesure = {
  readonly taux: number | null;
  /** null: no unknown lease could count. */
  readonly bornes: readonly [number, number] | null;
  readonly verdict?: string;
};

/**
 * Why a measure has no rate; null when it has one. With leases that are unknown in part, the rate is « inconnu » rather than « sans objet », even if
 * the period is not over.
 */
export function manqueMesure({ taux, bornes, verdict }: TauxMesure): Manque | null {
  if (taux !== null) return null;
  if (bornes !== null) return "inconnu";
  return verdict === "en-cours" ? "en-cours" : "sans-objet";
}

/** « 66 sur 360 » in a table: of none, « aucune » only when nothing that is unknown may have to be counted. */
export function formatDecompte(
  mesure: Pick<TauxMesure, "bornes"> & { readonly realise: number; readonly assiette: number },
): string {
  if (mesure.assiette > 0) return formatFraction(mesure.realise, mesure.assiette);
  return mesure.bornes === null ? "aucune" : LIBELLE_MANQUE.inconnu;
}

/** The one figure to show for a measure: the rate, the fraction when the base is small, why there is none when there is no base. */
export function formatMesure(
  mesure: TauxMesure & { readonly realise: number; readonly assiette: number; readonly petitEffectif: boolean },
): string {
  const manque = manqueMesure(mesure);
  if (manque !== null || mesure.taux === null) return LIBELLE_MANQUE[manque ?? "inconnu"];
  return mesure.petitEffectif ? formatFraction(mesure.realise, mesure.assiette) : formatTaux(mesure.taux);
}

/** Whole euros: « 7 228 € ». */
export function formatEuros(euros: number): string {
  return `${nombre.format(Math.round(euros))}\u00A0€`;
}

/** ISO day or instant → « 5 octobre 2018 », « 1er octobre 2018 ». The day is the one written: no time zone is applied. */
export function formatJour(iso: string): string {
  const { annee, mois, jour } = parseJour(iso);
  return `${jour === 1 ? "1er" : jour} ${MOIS[mois - 1]} ${annee}`;
}

const instant = new Intl.DateTimeFormat("fr-FR", { timeZone: "Europe/Paris", dateStyle: "long", timeStyle: "short" });

/** « 10 mars 2026 à 10:00 », in Paris. */
export function formatInstant(iso: string): string {
  return instant.format(Date.parse(iso));
}

/** ISO day or instant → « 05/10/2018 ». */
export function formatJourCourt(iso: string): string {
  const [annee, mois, jour] = iso.slice(0, 10).split("-");
  parseJour(iso);
  return `${jour}/${mois}/${annee}`;
}

/** « 1 attribution », « 21 attributions »: the French plural starts at two. */
export function formatCompte(count: number, singulier: string, pluriel = `${singulier}s`): string {
  return `${formatNombre(count)}\u00A0${Math.abs(count) < 2 ? singulier : pluriel}`;
}

/** « a, b et c ». */
export function joinFrench(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} et ${last}`;
}

/** Half up on the decimal value: 0.1835 × 1000 is 183.49999999999997 in floating point and must give 18.4. */
function toPercent(taux: number): number {
  return Math.round(Number((taux * 1000).toFixed(6))) / 10;
}

function parseJour(iso: string): { annee: number; mois: number; jour: number } {
  const found = /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T|$)/.exec(iso);
  if (!found) throw new Error(`Not an ISO day: ${iso}`);
  return { annee: Number(found[1]), mois: Number(found[2]), jour: Number(found[3]) };
}

export const MOIS = [
  "janvier",
  "février",
  "mars",
  "avril",
  "mai",
  "juin",
  "juillet",
  "août",
  "septembre",
  "octobre",
  "novembre",
  "décembre",
];

export function capitalize(phrase: string): string {
  return phrase.charAt(0).toUpperCase() + phrase.slice(1);
}
