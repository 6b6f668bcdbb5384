import {
  type DureeObjectif,
  dureeOfAnnee,
  dureeOfTrimestre,
  yearOf,
} from "#donnees/regles/convention/duree-objectif.ts";
import { GENRES_LIEU, type GenreLieu, keyLieu } from "#donnees/regles/convention/lieu.ts";
import { type Engagement, keyPorteur } from "./engagement.ts";
import { isEntier, type ObjectifTerritorialise } from "./objectif-territorialise.ts";

/** An axis along which an objective is split. */
export type AxeParts = GenreLieu | "bailleur" | "trimestre";

/** Sum of the parts and number of the whole, when both are written and differ. */
export type EcartParts = {
  readonly axe: AxeParts;
  readonly tout: ObjectifTerritorialise;
  readonly nombre: number;
  readonly parts: readonly ObjectifTerritorialise[];
  readonly somme: number;
  /** Parts that alone exceed the whole. */
  readonly auDela: readonly ObjectifTerritorialise[];
};

/** A yearly engagement as a line comparable with the others. */
export function lineOfEngagement({ annee, ...engagement }: Engagement): ObjectifTerritorialise {
  return { ...engagement, lieu: null, ...dureeOfAnnee(annee) };
}

/**
 * Where the numbers of places, bailleurs or quarters do not sum to their whole's. Only numbers are compared: rates have no sum. Places may not cover
 * the territory, and bailleurs may be missing: a sum below the whole is reported, but is no error.
 */
export function findEcarts(lignes: readonly ObjectifTerritorialise[]): readonly EcartParts[] {
  return lignes.flatMap((tout) => {
    if (tout.nombre === null) return [];
    const { nombre } = tout;
    return [...partsOf(tout, lignes)].flatMap(([axe, parts]) => {
      const auDela = parts.filter((part) => (part.nombre ?? 0) > nombre);
      const known = parts.flatMap((part) => part.nombre ?? []);
      const complete = known.length === parts.length && parts.length > 1;
      const somme = known.reduce((sum, one) => sum + one, 0);
      return (complete && somme !== nombre) || auDela.length > 0 ? [{ axe, tout, nombre, parts, somme, auDela }] : [];
    });
  });
}

function partsOf(
  tout: ObjectifTerritorialise,
  lignes: readonly ObjectifTerritorialise[],
): ReadonlyMap<AxeParts, readonly ObjectifTerritorialise[]> {
  const parts = new Map<AxeParts, readonly ObjectifTerritorialise[]>();
  const alike = lignes.filter(({ objet }) => objet === tout.objet);
  const ofPorteur = alike.filter((ligne) => keyPorteur(ligne.porteur) === keyPorteur(tout.porteur));
  for (const genre of GENRES_LIEU) {
    if (tout.lieu === null)
      parts.set(
        genre,
        ofPorteur.filter((ligne) => ligne.lieu?.genre === genre && sameDuree(ligne, tout)),
      );
  }
  // For a year of the whole territory, the table has its own check, against the base of reference.
  if (tout.porteur.type === "epci" && !isEntier(tout)) {
    parts.set(
      "bailleur",
      alike.filter(
        (ligne) =>
          ligne.porteur.type === "bailleur" && keyLieu(ligne.lieu) === keyLieu(tout.lieu) && sameDuree(ligne, tout),
      ),
    );
  }
  const quarters = quartersOf(tout);
  const own = ofPorteur.filter((ligne) => keyLieu(ligne.lieu) === keyLieu(tout.lieu));
  const found = quarters.flatMap((quarter) => own.find((ligne) => sameDuree(ligne, quarter)) ?? []);
  if (quarters.length > 0 && found.length === quarters.length) parts.set("trimestre", found);
  return parts;
}

function sameDuree(a: DureeObjectif, b: DureeObjectif): boolean {
  return a.du === b.du && a.au === b.au;
}

/** The four quarters of a whole year; else empty. */
function quartersOf({ du, au }: DureeObjectif): readonly DureeObjectif[] {
  const annee = yearOf(du);
  if (!sameDuree({ du, au }, dureeOfAnnee(annee))) return [];
  return ([1, 2, 3, 4] as const).map((trimestre) => dureeOfTrimestre(annee, trimestre));
}
