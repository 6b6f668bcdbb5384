import { formatNombre } from "#socle/regles/shared/format.ts";

/** Values that rank a demande among others of its scheme. */
export type CotationClassee = {
  readonly id: string;
  readonly ancienneteLe: string | null;
  readonly points: number;
  readonly min: number;
  readonly max: number;
};

/** Higher points first, then the older demande, an unknown day last, then the identifier. */
export function compareCotations(a: CotationClassee, b: CotationClassee): number {
  return b.points - a.points || compareAnciennete(a, b);
}

export function compareAnciennete(
  a: Pick<CotationClassee, "id" | "ancienneteLe">,
  b: Pick<CotationClassee, "id" | "ancienneteLe">,
): number {
  const [left, right] = [a.ancienneteLe ?? "9999", b.ancienneteLe ?? "9999"];
  if (left !== right) return left < right ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** `total`: demandes, itself included; `avant`, `apres`: those certainly before and after it. */
export type PlaceCotation = { readonly total: number; readonly avant: number; readonly apres: number };

/** Minimum count shown: a rank among fewer demandes would tell about the others. */
export const SIMILAIRES_MIN = 11;

/** « 12e sur 240 », « entre la 12e et la 30e place sur 240 », « moins de onze ». */
export function sayPlace(place: PlaceCotation | null): string {
  if (place === null || place.total < SIMILAIRES_MIN) {
    return "Moins de onze demandes ressemblent à la vôtre : leur nombre n’est pas donné.";
  }
  const [best, worst] = rangsOf(place);
  const total = `${formatNombre(place.total)} demandes semblables`;
  if (best === worst) return `Votre demande est à la ${ordinal(best)} place sur ${total}.`;
  return `Votre demande est entre la ${ordinal(best)} et la ${ordinal(worst)} place, sur ${total}.`;
}

export function rangsOf({ total, avant, apres }: PlaceCotation): readonly [number, number] {
  return [avant + 1, Math.max(avant + 1, total - apres)];
}

function ordinal(rang: number): string {
  return rang === 1 ? "1re" : `${formatNombre(rang)}e`;
}
