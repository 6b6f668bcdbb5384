import { daysBetween } from "#socle/regles/shared/calendrier.ts";
import type { IssueFiche } from "./fiche-contact.ts";

/** Counted fields of one recipient's part: no name; days are ISO. */
export type SuiteComptee = {
  readonly emettrice: number;
  readonly destinataire: number;
  readonly emiseLe: string;
  readonly accuserAvant: string;
  readonly accuseeLe: string | null;
  readonly issue: IssueFiche | null;
  readonly closeLe: string | null;
};

/** `mediane` in days, over the closed parts; null: none is closed. */
export type DelaiFiches = { readonly nombre: number; readonly mediane: number | null };

export type LigneComptes = {
  /** Month, « 2018-03 ». */
  readonly mois: string;
  readonly emettrice: number;
  readonly destinataire: number;
  readonly envoyees: number;
  readonly accusees: number;
  /** Count acknowledged after the last day, or not yet and past it. */
  readonly enRetard: number;
  readonly issues: Readonly<Partial<Record<IssueFiche, number>>>;
  readonly ouvertes: number;
  readonly accuse: DelaiFiches;
  readonly cloture: DelaiFiches;
};

export type ComptesFiches = { readonly lignes: readonly LigneComptes[]; readonly total: LigneComptes | null };

/** Is the acknowledgement late: given after the last day, or still missing past it? */
export function isEnRetard(
  { accuserAvant, accuseeLe }: Pick<SuiteComptee, "accuserAvant" | "accuseeLe">,
  aujourdhui: string,
): boolean {
  return (accuseeLe ?? aujourdhui) > accuserAvant;
}

/** Counts by month of sending, sender and recipient, latest month first. */
export function countFiches(suites: readonly SuiteComptee[], aujourdhui: string): ComptesFiches {
  const groupes = new Map<string, SuiteComptee[]>();
  for (const suite of suites) {
    const cle = `${suite.emiseLe.slice(0, 7)}|${suite.emettrice}|${suite.destinataire}`;
    groupes.set(cle, [...(groupes.get(cle) ?? []), suite]);
  }
  const lignes = [...groupes.values()].flatMap((groupe) => countGroupe(groupe, aujourdhui) ?? []);
  return {
    lignes: lignes.toSorted(
      (a, b) => b.mois.localeCompare(a.mois) || a.emettrice - b.emettrice || a.destinataire - b.destinataire,
    ),
    total: countGroupe(suites, aujourdhui),
  };
}

/** All parts have the month, sender and recipient of the first. */
function countGroupe(suites: readonly SuiteComptee[], aujourdhui: string): LigneComptes | null {
  const [premiere] = suites;
  if (!premiere) return null;
  const issues: Partial<Record<IssueFiche, number>> = {};
  for (const { issue } of suites) if (issue !== null) issues[issue] = (issues[issue] ?? 0) + 1;
  return {
    mois: premiere.emiseLe.slice(0, 7),
    emettrice: premiere.emettrice,
    destinataire: premiere.destinataire,
    envoyees: suites.length,
    accusees: suites.filter(({ accuseeLe }) => accuseeLe !== null).length,
    enRetard: suites.filter((suite) => isEnRetard(suite, aujourdhui)).length,
    issues,
    ouvertes: suites.filter(({ issue }) => issue === null).length,
    accuse: delaiOf(suites.map(({ emiseLe, accuseeLe }) => [emiseLe, accuseeLe])),
    cloture: delaiOf(suites.map(({ emiseLe, closeLe }) => [emiseLe, closeLe])),
  };
}

function delaiOf(couples: readonly (readonly [string, string | null])[]): DelaiFiches {
  const jours = couples.flatMap(([du, au]) => (au === null ? [] : (daysBetween(du, au) ?? 0))).sort((a, b) => a - b);
  const milieu = Math.floor(jours.length / 2);
  const haut = jours[milieu];
  if (haut === undefined) return { nombre: 0, mediane: null };
  const mediane = jours.length % 2 === 1 ? haut : ((jours[milieu - 1] ?? haut) + haut) / 2;
  return { nombre: jours.length, mediane };
}
