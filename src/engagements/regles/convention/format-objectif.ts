import type { Issue } from "#droit/regles/part.ts";
import {
  formatCompte,
  formatNombre,
  formatTaux,
  formatTauxCourt,
  LIBELLE_VERDICT,
} from "#socle/regles/shared/format.ts";

/** A written objective: both rates between 0 and 1, `tauxDuNombre` being the number over its base. */
type ObjectifEcrit = {
  readonly taux: number | null;
  readonly nombre: number | null;
  readonly tauxDuNombre: number | null;
};

/** « 21 % », « 30, soit 25 % », « 32, imprimé 25 % (en fait 24,6 %) »: the number, the printed rate, and the number's own rate when it differs. */
export function formatObjectif({ taux, nombre, tauxDuNombre }: ObjectifEcrit): string {
  if (nombre === null) return taux === null ? "non chiffré" : formatTauxCourt(taux);
  const compte = formatNombre(nombre);
  if (taux === null) {
    const plain = formatCompte(nombre, "attribution");
    return tauxDuNombre === null ? plain : `${plain}, soit ${formatTaux(tauxDuNombre)}`;
  }
  const imprime = formatTauxCourt(taux);
  if (tauxDuNombre === null) return `${compte}, imprimé ${imprime}`;
  return formatTauxCourt(tauxDuNombre) === imprime
    ? `${compte}, soit ${imprime}`
    : `${compte}, imprimé ${imprime} (en fait ${formatTaux(tauxDuNombre)})`;
}

/** What remains: `besoin` leases must count among the next `attendus`; null is unknown. */
type Reste = { readonly besoin: number | null; readonly acquis: boolean };

/** « 11 des 90 prochaines », « plus rien », « 12, pour 9 attendues », « inconnu »: short, for a cell. */
export function formatReste({ besoin, acquis }: Reste, attendus: number | null): string {
  if (acquis) return "plus rien";
  if (besoin === null) return "inconnu";
  if (attendus === null) return `encore ${formatNombre(besoin)}`;
  if (attendus === 0) return besoin === 0 ? "plus rien" : `il manque ${formatNombre(besoin)}`;
  if (besoin > attendus) return `${formatNombre(besoin)}, pour ${formatNombre(attendus)} attendues`;
  return `${formatNombre(besoin)} des ${formatNombre(attendus)} prochaines`;
}

type Lu = { readonly verdict: keyof typeof LIBELLE_VERDICT; readonly aCeJour?: Issue | null };

/** « indécidable à ce jour », beside « En cours »; null once the year is judged, or when the present situation is unknown. */
export function formatACeJour({ verdict, aCeJour }: Lu): string | null {
  return verdict === "en-cours" && aCeJour ? `${LIBELLE_VERDICT[aCeJour].toLowerCase()} à ce jour` : null;
}

/** Splits « environ 7 chances sur 10 (de … à …) » into the chance and its bounds; null without bounds. */
export function splitChances(phrase: string): readonly [chance: string, bornes: string | null] {
  const found = /^([^(]+) \((.+)\)$/.exec(phrase);
  return [found?.[1] ?? phrase, found?.[2] ?? null];
}

/** For a year without published leases that a printed table counts. */
export const SUR_COMPTES =
  "Aucun bail de l’année n’est publié. Un tableau imprimé ailleurs la compte, sans ses mois : son bilan sur comptes dit où elle en est.";

/** Shown wherever bailleurs' results stand beside the EPCI's. */
export const APPRECIATION_COLLECTIVE =
  "L’objectif de l’EPCI est atteint à cette date : les résultats des bailleurs s’apprécient alors ensemble (convention, §6.1, appréciation « interbailleur »).";

/** Beside the floor, for a bearer with an objective of its own. */
export const PLANCHER_ENSEMBLE =
  "Celui de l’ensemble du territoire : la convention le répartit, chaque organisme a son propre objectif.";
