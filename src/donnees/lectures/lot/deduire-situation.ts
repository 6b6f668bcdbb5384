import { normalizeAdresse } from "#droit/regles/patrimoine/adresse.ts";
import {
  type CommunesQpv,
  type ComptePatrimoine,
  chooseDeduction,
  type Deduction,
  deduceFromCommune,
  deduceFromStock,
  type MotifDeduction,
} from "#droit/regles/patrimoine/deduction.ts";
import { isAncienneListeAssimilee } from "#droit/regles/quartiers-sortants.ts";
import type { LieuPatrimoine, PatrimoineDeduction } from "./ports.ts";
import type { PeutEtreAssimile } from "./quartiers-sortis.ts";
import { findGeneration } from "./situer-bail.ts";
import { type BailADeduire, buildVoisinage, type Voisinage } from "./voisinage.ts";

export type Deduire = {
  /** From the commune and the bailleur's stock there: cheap enough for every lease, located or not. */
  ofEveryLease(bail: BailADeduire): Deduction | null;
  /** The same, then from the address: for unlocated leases only. */
  ofUnlocated(bail: BailADeduire): Deduction | null;
};

/** `lieux`: addresses and résidences of the published stock, by vintage; read for the unlocated only. */
export function buildDeduire(
  patrimoine: PatrimoineDeduction,
  lieux: readonly LieuPatrimoine[],
  peutEtreAssimile: PeutEtreAssimile,
): Deduire {
  const bailleurs = groupVintages(patrimoine.bailleurs, ({ bailleur, commune }) => keyOf(bailleur, commune));
  const adresses = groupVintages(lieux, ({ commune, adresse }) => keyAt(commune, adresse));
  const residences = groupVintages(lieux, ({ commune, residence }) => keyAt(commune, residence));
  const voisinage = buildVoisinage(lieux);
  /** The stock is counted with the list in force: « outside » is only probable where other ground counts like a QPV. */
  const ofStock: OfStock = (vintages, { commune, bailSigneLe }, motif) => {
    const found = deduceFromStock(vintages, bailSigneLe, motif);
    const doubtful = found?.sure && found.situation === "hors-qpv" && peutEtreAssimile(commune, bailSigneLe);
    return found && doubtful ? { ...found, sure: false } : found;
  };
  const memory = new Map<string, Deduction | null>();
  const ofEveryLease = (bail: BailADeduire) =>
    remember(memory, `${bail.bailleur} ${bail.commune} ${bail.bailSigneLe}`, () =>
      chooseDeduction([
        deduceFromCommune(bail.commune, bail.bailSigneLe, communesAt(patrimoine.communesQpv, bail)),
        ...vintagesOf(bailleurs, bail).map((vintages) => ofStock(vintages, bail, "bailleur")),
      ]),
    );
  const ofUnlocated = (bail: BailADeduire) =>
    ofEveryLease(bail)?.sure
      ? ofEveryLease(bail)
      : chooseDeduction(fromPlace(bail, ofEveryLease(bail), { adresses, residences, voisinage, ofStock }));
  return { ofEveryLease, ofUnlocated };
}

type OfStock = (vintages: readonly ComptePatrimoine[], bail: BailADeduire, motif: MotifDeduction) => Deduction | null;
type Vintages = ReadonlyMap<string, readonly ComptePatrimoine[]>;

/** The bailleur's stock in the commune, when the lease names it; else, and with the printed tables, in the territory. */
function vintagesOf(
  bailleurs: Vintages,
  { bailleur, commune }: BailADeduire,
): readonly (readonly ComptePatrimoine[])[] {
  return [...new Set([commune, null])].map((scope) => bailleurs.get(keyOf(bailleur, scope)) ?? []);
}

/** Resemblance is only tried when no place is sure. */
function* fromPlace(
  bail: BailADeduire,
  large: Deduction | null,
  {
    adresses,
    residences,
    voisinage,
    ofStock,
  }: { adresses: Vintages; residences: Vintages; voisinage: Voisinage; ofStock: OfStock },
): Iterable<Deduction | null> {
  const at = (places: Vintages, name: string | null) => {
    const key = keyAt(bail.commune, name);
    return key === null ? [] : (places.get(key) ?? []);
  };
  yield large;
  yield ofStock(at(adresses, bail.adresse), bail, "adresse");
  yield ofStock(at(residences, bail.residence), bail, "residence");
  const cote = voisinage(bail);
  yield cote && { situation: cote, motif: "adresse-proche", sure: false };
}

function communesAt(communes: PatrimoineDeduction["communesQpv"], bail: BailADeduire) {
  const generation = findGeneration(bail);
  const of = (wanted: 2015 | 2024): CommunesQpv => communes.get(wanted) ?? null;
  if (generation === null) return { enVigueur: null, ancienne: "sans-objet" } as const;
  return {
    enVigueur: of(generation),
    ancienne: isAncienneListeAssimilee(bail.commune, bail.bailSigneLe) ? of(2015) : ("sans-objet" as const),
  };
}

function keyOf(bailleur: string, commune: string | null): string {
  return `${bailleur} ${commune ?? ""}`;
}

/** null: nothing to compare. */
function keyAt(commune: string | null, name: string | null): string | null {
  const written = name === null ? "" : normalizeAdresse(name);
  return commune === null || written === "" ? null : `${commune} ${written}`;
}

/** One count per vintage and key: parts of the stock with the same key are summed. */
function groupVintages<P extends ComptePatrimoine>(
  parts: readonly P[],
  keyOfPart: (part: P) => string | null,
): Vintages {
  const groups = new Map<string, ComptePatrimoine[]>();
  for (const part of parts) {
    const key = keyOfPart(part);
    if (key === null) continue;
    const own = groups.get(key) ?? [];
    const rank = own.findIndex(({ annee }) => annee === part.annee);
    const before = own[rank];
    if (before) own[rank] = addCounts(before, part);
    else own.push(part);
    groups.set(key, own);
  }
  return groups;
}

function addCounts(a: ComptePatrimoine, b: ComptePatrimoine): ComptePatrimoine {
  return {
    annee: a.annee,
    qpv: a.qpv + b.qpv,
    horsQpv: a.horsQpv + b.horsQpv,
    inconnus: a.inconnus + b.inconnus,
  };
}

function remember<V extends object | null>(memory: Map<string, V>, key: string, compute: () => V): V {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const value = compute();
  memory.set(key, value);
  return value;
}
