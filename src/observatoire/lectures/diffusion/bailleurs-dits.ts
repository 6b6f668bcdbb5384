import type { Compte } from "#droit/regles/attribution/compte.ts";
import type { CelluleSecret } from "#socle/calculs/secret/systeme.ts";
import { TOUT } from "#socle/calculs/secret/tableau.ts";
import { groupBy } from "#socle/regles/shared/group-by.ts";
import {
  type ComptesDits,
  cleAttributions,
  cleReloges,
  cleReste,
  type Geles,
  type Lecture,
  QUARTILES,
  RELOGES,
  RESTES,
  SITUATIONS,
  type Trimestres,
  tellComptes,
} from "./comptes-dits.ts";

type CompteBailleur = Compte & { readonly bailleur: string };

/** `dicible`: false when a quarter was released before bailleurs' counts were kept: its verdict would be about other leases. */
export type BailleurDit = { readonly dits: ComptesDits; readonly dicible: boolean };

/**
 * Each bailleur's released counts, by SIREN. Nobody reads them, but its verdict is computed on them: on other leases than the territory's quarters,
 * it would reveal late or vanished ones. A quarter keeps them as of its first release.
 */
export function tellBailleurs(
  trimestres: Trimestres<CompteBailleur>,
  geles: Geles,
  lecture: Lecture,
): ReadonlyMap<string, BailleurDit> {
  const gardes = readGardes([...trimestres.keys()], geles);
  const dicible = [...gardes].every(
    ([one, sirens]) => sirens.size > 0 || geles.get(cleAttributions(one, TOUT, TOUT))?.valeur === 0,
  );
  const vivants = new Map(
    [...trimestres].map(([one, comptes]) => {
      const garde = dicible && gardes.has(one);
      return [one, groupBy(garde ? [] : comptes, ({ bailleur }) => bailleur)] as const;
    }),
  );
  const sirens = new Set([...gardes.values(), ...vivants.values()].flatMap((one) => [...one.keys()]));
  return new Map(
    [...sirens].sort().map((siren) => {
      const own = new Map([...vivants].map(([one, groups]) => [one, groups.get(siren) ?? []]));
      return [siren, { dits: tellComptes(own, geles, lecture, siren), dicible }];
    }),
  );
}

/** Bailleurs kept with each released quarter. */
function readGardes(trimestres: readonly string[], geles: Geles): ReadonlyMap<string, ReadonlySet<string>> {
  const gardes = new Map<string, Set<string>>();
  for (const one of trimestres) if (geles.has(cleAttributions(one, TOUT, TOUT))) gardes.set(one, new Set());
  for (const cle of geles.keys()) {
    const [, bailleur, periode, ...autres] = cle.split("|");
    if (autres.length > 0 || !bailleur?.startsWith("bailleur=")) continue;
    gardes.get(periode?.slice("periode=".length) ?? "")?.add(bailleur.slice("bailleur=".length));
  }
  return gardes;
}

/** Bailleurs' counts kept with a quarter, without secrecy: they are neither shown nor part of a sum. */
export function keepBailleurs(
  trimestres: readonly string[],
  bailleurs: ReadonlyMap<string, BailleurDit>,
): readonly CelluleSecret[] {
  return [...bailleurs].flatMap(([siren, { dits }]) => trimestres.flatMap((one) => keepOne(one, siren, dits)));
}

/** Zeros are implicit, except for the unknown: without a value, it would default to the most that the counts allow. */
function keepOne(periode: string, siren: string, dits: ComptesDits): readonly CelluleSecret[] {
  const croises = [TOUT, ...QUARTILES].flatMap((quartile) =>
    [TOUT, ...SITUATIONS].map((situation) => ({
      cle: cleAttributions(periode, quartile, situation, siren),
      valeur: dits.attributions(periode, quartile, situation),
    })),
  );
  const reloges = RELOGES.map((one) => ({
    cle: cleReloges(periode, one, siren),
    valeur: dits.reloges(periode, one),
  }));
  const restes = resteCells(periode, dits, siren);
  if ([...croises, ...restes].every(({ valeur }) => valeur === 0)) return [];
  const tous = cleAttributions(periode, TOUT, TOUT, siren);
  const kept = [...croises, ...reloges].filter(({ cle, valeur }) => valeur > 0 || cle === tous);
  return [...kept.map(hide), ...restes];
}

/** Unknown counts of a period, for the territory or the named bailleur. */
export function resteCells(periode: string, dits: ComptesDits, bailleur: string = TOUT): readonly CelluleSecret[] {
  return RESTES.map((reste) => hide({ cle: cleReste(periode, reste, bailleur), valeur: dits.reste(periode, reste) }));
}

/** Kept, never shown, without secrecy of its own. */
function hide(nombre: Pick<CelluleSecret, "cle" | "valeur">): CelluleSecret {
  return { ...nombre, entiere: true, motif: null, amplitude: 0, poids: 1, etat: "masquee" };
}
