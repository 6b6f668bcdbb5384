import type { BailleurDemo, CleBailleur } from "./bailleurs.ts";
import { SAINT_DIZIER } from "./communes.ts";
import type { LogementDemo, ResidenceDemo } from "./parc.ts";

/** What the bailleur wrote about the dwelling let. */
export type LieuEcrit = {
  readonly numeroRpls: string;
  readonly commune: string;
  readonly adresse: string;
  readonly residence: string;
};

/** Unlocated lines of a bailleur in a year that share one address, and whether it wrote an RPLS number that nobody knows. */
export type Groupe = {
  readonly lignes: number;
  readonly rang: number;
  readonly numeroInconnu?: string;
  readonly sansCommune?: true;
};

/** Same rank, same address: what is repaired on the file of one year is found again in the next. */
export const GROUPES: Readonly<Record<number, Partial<Record<CleBailleur, readonly Groupe[]>>>> = {
  2016: {
    oph: [groupe(0, 4), groupe(1, 3), groupe(2, 1), groupe(3, 1)],
    hamaris: [groupe(0, 5), groupe(1, 4), groupe(2, 2), groupe(3, 1), groupe(4, 1), groupe(5, 1)],
    plurial: [groupe(0, 3), groupe(1, 2), groupe(2, 2), { ...groupe(3, 1), sansCommune: true }],
    foyer: [groupe(0, 7), groupe(1, 5), groupe(2, 3), groupe(3, 2), { ...groupe(4, 1), sansCommune: true }],
  },
  2017: {
    oph: [groupe(0, 1)],
    hamaris: [
      groupe(0, 7),
      groupe(1, 5),
      groupe(2, 3),
      groupe(3, 2),
      { ...groupe(4, 1), numeroInconnu: "DEMO999001" },
      { ...groupe(5, 1), numeroInconnu: "DEMO999002" },
    ],
    plurial: [groupe(1, 1)],
  },
  2018: {
    oph: [groupe(1, 2), groupe(2, 1)],
    hamaris: [groupe(0, 3), groupe(2, 2), groupe(5, 1)],
    plurial: [groupe(0, 1)],
  },
};

function groupe(rang: number, lignes: number): Groupe {
  return { rang, lignes };
}

/** A located dwelling, as a careful bailleur writes it. */
export function writeLieu(logement: LogementDemo): LieuEcrit {
  const { residence, batiment } = logement;
  return {
    numeroRpls: logement.identRep,
    commune: residence.commune.code,
    adresse: `${batiment.numero} ${residence.typeVoie} ${residence.nomVoie}`.toUpperCase(),
    residence: residence.nom,
  };
}

/**
 * Résidences of Saint-Dizier that a bailleur's careless addresses point to, Vert-Bois and not in turn: the side is what
 * the officer has to find. The OPH's first one is Miquelon, whose « BAT C RUE MIQUELON » the guide shows.
 */
export function residencesMalEcrites(parc: readonly LogementDemo[], bailleur: BailleurDemo): readonly ResidenceDemo[] {
  const own = [...new Set(parc.map((logement) => logement.residence))].filter(
    (residence) => residence.bailleur === bailleur && residence.commune.code === SAINT_DIZIER,
  );
  const sized = own.filter((residence) => !residence.aDemolir).sort((a, b) => sizeOf(b) - sizeOf(a));
  const vertBois = sized.filter((residence) => residence.qpv);
  const autres = sized.filter((residence) => !residence.qpv);
  const turns = Math.max(vertBois.length, autres.length);
  const mixed = Array.from({ length: turns }, (_, rank) => [autres[rank], vertBois[rank]]).flat();
  const miquelon = own.filter((residence) => residence.nom === "Miquelon");
  return [...miquelon, ...mixed.filter((residence) => residence !== undefined)];
}

function sizeOf(residence: ResidenceDemo): number {
  return residence.batiments.reduce((total, batiment) => total + batiment.logements, 0);
}

/** The same careless address for all lines of a group; one in three in other letters, which the product must see through. */
export function writeLieuMalEcrit(residence: ResidenceDemo, groupe: Groupe, ligne: number): LieuEcrit {
  const ecrit = careless(residence, groupe.rang);
  const lower = ligne % 3 === 2;
  return {
    numeroRpls: groupe.numeroInconnu ?? "",
    commune: groupe.sansCommune ? "" : residence.commune.code,
    adresse: lower ? ecrit.adresse.toLowerCase() : ecrit.adresse,
    residence: lower ? ecrit.residence.toLowerCase() : ecrit.residence,
  };
}

/** No number, a misspelt road, the programme's name alone, words out of order… one way of each rank. */
function careless(residence: ResidenceDemo, rang: number): { adresse: string; residence: string } {
  const nom = plainCapitals(residence.nomVoie);
  const voie = plainCapitals(residence.typeVoie);
  const batiment = residence.batiments[Math.min(2, residence.batiments.length - 1)];
  switch (rang) {
    case 0:
      return { adresse: `BAT ${batiment?.lettre ?? "A"} ${voie} ${nom}`, residence: "" };
    case 1:
      return { adresse: `${voie} ${misspell(nom)}`, residence: "" };
    case 2:
      return { adresse: "", residence: `RES ${nom.replace(/^(DES|DU|DE LA) /, "")}` };
    case 3:
      return { adresse: `${nom} (${voie}) APPT ${(batiment?.logements ?? 1) + 100}`, residence: "" };
    case 4:
      return { adresse: `${voie} ${nom.slice(0, -2)}`, residence: "" };
    default:
      return { adresse: `ENTREE ${batiment?.numero ?? 1} ${voie.slice(0, 2)} ${nom}`, residence: "" };
  }
}

function plainCapitals(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toUpperCase();
}

/** Drops the first doubled letter, else the third letter from the end. */
function misspell(text: string): string {
  const simplified = text.replace(/([A-Z])\1/, "$1");
  return simplified === text ? text.slice(0, -3) + text.slice(-2) : simplified;
}
