import { Refus } from "#socle/regles/shared/refus.ts";

/**
 * Base of the yearly flux: dwellings expected vacant or delivered in the year, minus those that leave it (décret n° 2020-145; the list of the «
 * logements sortis de l’assiette du flux » is [B]: announced by the public FAQ of the DHUP, not read in full). `sens`: effect of a line on the base.
 * `depuis`, `jusque`: years for which the code is valid, as far as we know.
 */
export type PosteAssiette = {
  readonly code: string;
  readonly sens: 1 | -1;
  readonly libelle: string;
  readonly depuis: string;
  readonly jusque?: string;
  readonly source: string;
  readonly confiance: "R" | "B";
};

const DECRET = "Décret n° 2020-145 du 20 février 2020";
const FAQ = "Foire aux questions de la DHUP sur la gestion en flux, liste non lue en entier";

export const POSTES_ASSIETTE = [
  poste("liberations", 1, "Logements dont la libération est attendue", DECRET),
  poste("livraisons", 1, "Logements dont la livraison est attendue", DECRET),
  poste("mutations", -1, "Mutations à l’intérieur du parc", FAQ),
  poste("relogements", -1, "Relogements : renouvellement urbain, copropriétés dégradées (ORCOD), habitat indigne", FAQ),
  poste("ventes-demolitions", -1, "Logements vendus ou à démolir", FAQ),
  poste("reserves-exceptes", -1, "Logements réservés à la défense, à la sécurité ou à la santé", FAQ),
  poste("premieres-locations", -1, "Première location des programmes neufs, qui reste sur des droits identifiés", FAQ),
] as const satisfies readonly PosteAssiette[];

function poste<const C extends string>(code: C, sens: 1 | -1, libelle: string, source: string) {
  return { code, sens, libelle, depuis: "2018-01-01", source, confiance: "B" as const };
}

export type CodeAssiette = (typeof POSTES_ASSIETTE)[number]["code"];
export const CODES_ASSIETTE = POSTES_ASSIETTE.map(({ code }) => code) as readonly CodeAssiette[];

/** A count of dwellings that the bailleur writes for one year of a convention. */
export type LigneAssiette = { readonly annee: number; readonly code: CodeAssiette; readonly nombre: number };

/** `base` is null without any expected dwellings: an unknown base is not 0. Never negative. */
export type Assiette = {
  readonly attendus: number | null;
  readonly soustraits: number;
  readonly base: number | null;
};

export function findPoste(code: CodeAssiette): PosteAssiette {
  const found = POSTES_ASSIETTE.find((candidate) => candidate.code === code);
  if (!found) throw new Error(`no such line of the base: ${code}`);
  return found;
}

export function computeAssiette(lignes: readonly LigneAssiette[], annee: number): Assiette {
  const sum = (sens: 1 | -1) =>
    lignes.filter((ligne) => ligne.annee === annee && findPoste(ligne.code).sens === sens).map(({ nombre }) => nombre);
  const [plus, moins] = [sum(1), sum(-1)];
  const soustraits = total(moins);
  if (plus.length === 0) return { attendus: null, soustraits, base: null };
  const attendus = total(plus);
  return { attendus, soustraits, base: Math.max(0, attendus - soustraits) };
}

function total(nombres: readonly number[]): number {
  return nombres.reduce((sum, nombre) => sum + nombre, 0);
}

/** Throws `assiette-nombre`, `assiette-hors-convention`. */
export function checkLigne(ligne: LigneAssiette, convention: { anneeDebut: number; anneeFin: number }): void {
  if (!Number.isInteger(ligne.nombre) || ligne.nombre < 1 || ligne.nombre > 100_000) {
    throw new Refus("assiette-nombre", "Nombre de logements : écrivez un nombre entier d’au moins 1.");
  }
  if (ligne.annee < convention.anneeDebut || ligne.annee > convention.anneeFin) {
    throw new Refus(
      "assiette-hors-convention",
      `L’année ${ligne.annee} n’est pas couverte par cette convention (${convention.anneeDebut} à ${convention.anneeFin}).`,
    );
  }
}
