import type { GenreOperation, Operation } from "#donnees/regles/programme/operation.ts";
import { ETATS_LECTURE, type LectureProgramme, type ParametresRegle } from "./regle.ts";
import { type Etendue, known, RIEN, type Terme } from "./regle-part.ts";

/** An operation with what it adds to the count of a rule. */
export type OperationComptee = { readonly operation: Operation; readonly terme: Terme };

/** The rules that count operations. */
export type RegleOperations = Exclude<
  ParametresRegle,
  { readonly genre: "part-residences-principales" | "taux-communes" }
>;

/** Operations that a rule counts in a reading of the programme; the others are left out. */
export function countOperations(
  regle: RegleOperations,
  operations: readonly Operation[],
  lecture: LectureProgramme,
): readonly OperationComptee[] {
  const etats = ETATS_LECTURE[lecture];
  const counted = operations.filter(
    ({ etat, cadre }) => etats.includes(etat) && (regle.cadres.length === 0 || regle.cadres.includes(cadre)),
  );
  return counted.flatMap((operation) => {
    const terme = termeOf(regle, operation, lecture);
    return terme ? [{ operation, terme }] : [];
  });
}

function termeOf(regle: RegleOperations, operation: Operation, lecture: LectureProgramme): Terme | null {
  switch (regle.genre) {
    case "reconstitution-part":
      return termeReconstitution(operation);
    case "reconstitution-plai":
      return operation.genre === "reconstitution" ? termePlai(operation) : null;
    case "neuf-hors-qpv-plai":
      return horsQpv(operation, regle.genres, termePlai);
    case "neuf-hors-qpv-baux":
      return operation.etat === "terminee" ? horsQpv(operation, regle.genres, termeBaux) : null;
    case "reconstitution-habitants":
      return operation.genre === "reconstitution" && operation.etat === "terminee" ? termeHabitants(operation) : null;
    case "production-annuelle":
      return termeProduction(operation, lecture, regle);
  }
}

function termeReconstitution(operation: Operation): Terme | null {
  if (operation.genre === "reconstitution") return { part: sizeOf(operation), total: RIEN };
  return operation.genre === "demolition" ? { part: RIEN, total: sizeOf(operation) } : null;
}

/** An operation without a known place may be hors QPV. */
function horsQpv(
  operation: Operation,
  genres: readonly GenreOperation[],
  terme: (operation: Operation) => Terme,
): Terme | null {
  if (!genres.includes(operation.genre) || operation.situation === "qpv") return null;
  return operation.situation === "inconnue" ? { ...terme(operation), peutEtre: true } : terme(operation);
}

function sizeOf({ logements }: Operation): Etendue {
  return logements === null ? { bas: 0, haut: null } : known(logements);
}

/** Bounds of an incomplete mix: a missing financing is at most what the others leave. */
function termePlai({ logements, financements: { plai, plus, pls, autre } }: Operation): Terme {
  const others = [plus, pls, autre];
  const reste = others.reduce<number>((total, count) => total + (count ?? 0), 0);
  const complete = others.every((count) => count !== null);
  const total = logements ?? (plai !== null && complete ? plai + reste : null);
  if (total === null) return { part: plai === null ? { bas: 0, haut: null } : known(plai), total: { auDela: reste } };
  if (plai !== null) return { part: known(plai), total: known(total) };
  const left = Math.max(0, total - reste);
  return { part: complete ? known(left) : { bas: 0, haut: left }, total: known(total) };
}

/** Unknown first leases are at most the delivered dwellings. */
function termeBaux({ logements, premiersBaux }: Operation): Terme {
  if (premiersBaux) return { part: known(premiersBaux.q1OuReloges), total: known(premiersBaux.connus) };
  return { part: { bas: 0, haut: logements }, total: { auDela: 0 } };
}

/** Households that nobody asked may have lived in a priority neighbourhood. */
function termeHabitants({ logements, premiersBaux }: Operation): Terme {
  if (!premiersBaux) return { part: { bas: 0, haut: logements }, total: { auDela: 0 } };
  const { connus, habitantsQpv } = premiersBaux;
  return { part: habitantsQpv == null ? { bas: 0, haut: connus } : known(habitantsQpv), total: known(connus) };
}

const NEUFS: readonly GenreOperation[] = ["construction", "reconstitution"];

/** Year of delivery: the real one, else the planned one in the reading `programme`. null: unknown. */
export function deliveryYear({ etapes, etat }: Operation, lecture: LectureProgramme): number | null {
  const livraison = etapes.find(({ phase }) => phase === "livraison");
  const real = livraison?.finReelle ?? livraison?.debutReel ?? null;
  const planned = livraison?.finPrevue ?? livraison?.debutPrevu ?? null;
  const jour = real ?? (lecture === "programme" && etat !== "terminee" ? planned : null);
  return jour === null ? null : Number(jour.slice(0, 4));
}

type Production = Extract<ParametresRegle, { readonly genre: "production-annuelle" }>;

/** Dwellings delivered in the years of the rule; an operation without a year may be in them. */
function termeProduction(operation: Operation, lecture: LectureProgramme, { debut, fin }: Production): Terme | null {
  if (!NEUFS.includes(operation.genre)) return null;
  const annee = deliveryYear(operation, lecture);
  if (annee !== null && (annee < debut || annee > fin)) return null;
  const terme: Terme = { part: sizeOf(operation), total: RIEN };
  return annee === null ? { ...terme, peutEtre: true } : terme;
}

/** Years of the rule counted so far: all in the reading `programme`, only the past ones in `livre`. */
export function countAnnees({ debut, fin }: Production, lecture: LectureProgramme, annee: number): number {
  const last = lecture === "programme" ? fin : Math.min(fin, annee - 1);
  return Math.max(0, last - debut + 1);
}

/** Change that operations after a vintage make in the social stock of a place, in dwellings: built less demolished. */
export type SoldeProgramme = {
  readonly construits: number;
  readonly demolis: number;
  /** Counts of the operations whose size, or day of delivery, is unknown. */
  readonly construitsInconnus: number;
  readonly demolisInconnus: number;
  readonly operations: readonly number[];
};

/** `millesime`: day of the stock, which already holds what was delivered before it. */
export function soldeOf(operations: readonly Operation[], millesime: string): SoldeProgramme {
  const solde = { construits: 0, demolis: 0, construitsInconnus: 0, demolisInconnus: 0 };
  const counted = operations.filter((operation) => changesStock(operation, millesime));
  for (const operation of counted) {
    const { genre, logements } = operation;
    const cote = genre === "demolition" ? "demolis" : "construits";
    if (logements === null || finishedOn(operation, millesime) === null) solde[`${cote}Inconnus`]++;
    else solde[cote] += logements;
  }
  return { ...solde, operations: counted.map(({ id }) => id) };
}

function changesStock(operation: Operation, millesime: string): boolean {
  const { genre, etat } = operation;
  if (!ETATS_LECTURE.programme.includes(etat) || (genre !== "demolition" && !NEUFS.includes(genre))) return false;
  return (finishedOn(operation, millesime) ?? millesime) >= millesime;
}

/** Last real day of a finished operation, null when unknown; `millesime` for one that is not finished. */
function finishedOn(operation: Operation, millesime: string): string | null {
  return operation.etat === "terminee" ? lastRealDay(operation) : millesime;
}

function lastRealDay({ etapes }: Operation): string | null {
  const jours = etapes.flatMap(({ finReelle, debutReel }) => finReelle ?? debutReel ?? []);
  return jours.toSorted().at(-1) ?? null;
}
