import { findLieu, type Lieu } from "#socle/regles/plan/lieu.ts";

/** Addresses that a browser keeps for one account: « 200068666/relogement/menages/148 », the last first. */
export type PagesGardees = readonly string[];

/** More is a list that nobody reads. */
export const PAGES_MAX = 12;
/** Percent-encoded. Four such cookies fit in the 8 kB that a proxy reads of a line. */
const OCTETS_MAX = 1_500;

/** Empty for another account's, and for what is not written as `writePages` does. */
export function readPages(valeur: string, compte: number): PagesGardees {
  const [de, ...chemins] = valeur.split("!");
  return de === String(compte) ? chemins.slice(0, PAGES_MAX) : [];
}

/** The oldest are left out when they are too many, or too long. */
export function writePages(compte: number, chemins: PagesGardees): string {
  const kept: string[] = [String(compte)];
  let octets = 0;
  for (const chemin of chemins.slice(0, PAGES_MAX)) {
    octets += encodeURIComponent(chemin).length + 3;
    if (octets <= OCTETS_MAX && !chemin.includes("!")) kept.push(chemin);
  }
  return kept.join("!");
}

/** Nothing would be left out. */
export function fits(chemins: PagesGardees): boolean {
  return readPages(writePages(0, chemins), 0).length === chemins.length;
}

/** The page comes first, once. */
export function putFirst(chemins: PagesGardees, chemin: string): PagesGardees {
  return [chemin, ...chemins.filter((un) => un !== chemin)];
}

export type PageGardee = {
  /** Under the territory. */
  readonly chemin: string;
  /** « Ménages », « Ménages, 148 ». */
  readonly libelle: string;
  readonly salle: string;
  /** The page itself, not a record or a form under it. */
  readonly exacte: boolean;
};

/** Of this territory, what `opens` lets this person open. */
export function listPages(
  chemins: PagesGardees,
  epci: string,
  opens: (page: string) => boolean,
): readonly PageGardee[] {
  return chemins.flatMap((un) => {
    if (!un.startsWith(`${epci}/`)) return [];
    const chemin = un.slice(epci.length + 1);
    const lieu = findLieu(chemin);
    if (lieu === null || !opens(pageOf(lieu))) return [];
    return [{ chemin, libelle: sayPage(chemin, lieu), salle: lieu.salle.libelle, exacte: lieu.exact }];
  });
}

function pageOf({ vue, page }: Lieu): string {
  return (vue ?? page).chemin;
}

/** What is under a page is named by what its address adds: a reference, a number. */
function sayPage(chemin: string, lieu: Lieu): string {
  const { libelle } = lieu.vue ?? lieu.page;
  if (lieu.exact) return libelle;
  const suite = chemin.startsWith(`${pageOf(lieu)}/`) ? chemin.slice(pageOf(lieu).length + 1) : chemin;
  const references = decode(suite)
    .split("/")
    .filter((mot) => /\d/.test(mot));
  return [libelle, references.join(" ")].filter(Boolean).join(", ");
}

function decode(texte: string): string {
  try {
    return decodeURIComponent(texte);
  } catch {
    return texte;
  }
}
