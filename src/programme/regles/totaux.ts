import {
  GENRES_OPERATION,
  type GenreOperation,
  type MixFinancement,
  type Operation,
} from "#donnees/regles/programme/operation.ts";
import { isAuProgramme } from "./etat-operation.ts";

/**
 * Sums of one kind of operation. Dwellings are those of the operations in the programme (planned, funded, going on, done) whose
 * number is known; `inconnues`: count of operations without a number, `horsProgramme`: count of those left out.
 */
export type TotalGenre = {
  readonly genre: GenreOperation;
  readonly operations: number;
  readonly logements: number;
  readonly inconnues: number;
  readonly financements: Readonly<Record<keyof MixFinancement, number>>;
  /** Dwellings without a known financing. */
  readonly sansFinancement: number;
  readonly horsProgramme: number;
};

/** One line a kind present, in the order of the kinds. */
export function computeTotaux(operations: readonly Operation[]): readonly TotalGenre[] {
  return GENRES_OPERATION.flatMap((genre) => {
    const own = operations.filter((operation) => operation.genre === genre);
    return own.length === 0 ? [] : [totalOf(genre, own)];
  });
}

function totalOf(genre: GenreOperation, own: readonly Operation[]): TotalGenre {
  const comptees = own.filter(({ etat }) => isAuProgramme(etat));
  const logements = sum(comptees, (operation) => operation.logements);
  const part = (cle: keyof MixFinancement) => sum(comptees, ({ financements }) => financements[cle]);
  const financements = { plai: part("plai"), plus: part("plus"), pls: part("pls"), autre: part("autre") };
  return {
    genre,
    operations: comptees.length,
    logements,
    inconnues: comptees.filter((operation) => operation.logements === null).length,
    financements,
    sansFinancement: sum(comptees, (operation) => restOf(operation)),
    horsProgramme: own.length - comptees.length,
  };
}

function restOf({ logements, financements: { plai, plus, pls, autre } }: Operation): number {
  return Math.max(0, (logements ?? 0) - (plai ?? 0) - (plus ?? 0) - (pls ?? 0) - (autre ?? 0));
}

function sum(operations: readonly Operation[], read: (operation: Operation) => number | null): number {
  return operations.reduce((total, operation) => total + (read(operation) ?? 0), 0);
}
