import {
  type DureeObjectif,
  findDureeInvalide,
  labelDuree,
  yearOf,
} from "#donnees/regles/convention/duree-objectif.ts";
import { isCodeLieu, keyLieu, type Lieu, labelLieu } from "#donnees/regles/convention/lieu.ts";
import { LIBELLE_OBJET, OBJETS_ANNUELS } from "#donnees/regles/convention/objet.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { type Engagement, keyPorteur, labelPorteur } from "./engagement.ts";

/**
 * An objective « quantifié et territorialisé » (convention of 2018, § 6): for a part of the territory, of the year, or both. Kept apart from
 * engagements: the objective of a commune or a quarter is no yearly target of the whole.
 */
export type ObjectifTerritorialise = Omit<Engagement, "annee"> & DureeObjectif & { readonly lieu: Lieu | null };

/** Lines with the same key are the same objective. */
export function keyTerritorialise({ objet, porteur, lieu, du, au }: ObjectifTerritorialise): string {
  return [objet, keyPorteur(porteur), keyLieu(lieu), du, au].join(" ");
}

/** True for a year of the whole territory, which is an engagement with its own table. */
export function isEntier({ lieu, du, au }: Pick<ObjectifTerritorialise, "lieu" | "du" | "au">): boolean {
  return lieu === null && du.endsWith("-01-01") && au === `${yearOf(du)}-12-31`;
}

/** « Hors QPV : 1er quartile ou relogés, Hamaris, Wassy (52534), 3e trimestre 2018 ». */
export function labelTerritorialise(
  { objet, porteur, lieu, du, au }: ObjectifTerritorialise,
  noms: { readonly bailleurs: Readonly<Record<string, string>>; readonly lieux: ReadonlyMap<string, string> },
): string {
  return [
    LIBELLE_OBJET[objet],
    labelPorteur(porteur, noms.bailleurs),
    labelLieu(lieu, noms.lieux),
    labelDuree({ du, au }),
  ].join(", ");
}

const SANS_NOMS = { bailleurs: {}, lieux: new Map<string, string>() };

/** What no version may hold. Throws `objectif-en-double` (written twice, even differently), `objectif-invalide`, `objectif-vide`. */
export function checkTerritorialises(objectifs: readonly ObjectifTerritorialise[]): void {
  const seen = new Set<string>();
  for (const objectif of objectifs) {
    const wrong = findInvalide(objectif);
    if (wrong !== null) throw refused("objectif-invalide", objectif, wrong);
    if (objectif.taux === null && objectif.nombre === null) {
      throw refused("objectif-vide", objectif, "écrivez un taux, un nombre d’attributions, ou les deux.");
    }
    const key = keyTerritorialise(objectif);
    if (seen.has(key)) throw refused("objectif-en-double", objectif, "cet objectif est écrit deux fois.");
    seen.add(key);
  }
}

function findInvalide(objectif: ObjectifTerritorialise): string | null {
  const { lieu, taux, nombre, objet } = objectif;
  if (lieu !== null && !isCodeLieu(lieu)) return "le lieu n’est pas compris.";
  if (OBJETS_ANNUELS.includes(objet)) {
    return "cet objectif ne se compte qu’à l’année et sur tout le territoire.";
  }
  if (lieu?.genre === "qpv" && objet === "hors-qpv") {
    return "un objectif hors QPV ne se mesure pas dans un quartier prioritaire.";
  }
  if (isEntier(objectif)) return "l’année entière de tout le territoire s’écrit dans le tableau des objectifs.";
  if (taux !== null && !(taux >= 0 && taux <= 1)) return "le taux doit être entre 0 et 100 %.";
  if (nombre !== null && !(Number.isInteger(nombre) && nombre >= 0 && nombre < 1_000_000)) {
    return "le nombre d’attributions doit être un entier positif ou nul.";
  }
  return findDureeInvalide(objectif);
}

function refused(code: string, objectif: ObjectifTerritorialise, why: string): Refus {
  return new Refus(code, `${labelTerritorialise(objectif, SANS_NOMS)} : ${why}`, {
    objectif: keyTerritorialise(objectif),
  });
}
