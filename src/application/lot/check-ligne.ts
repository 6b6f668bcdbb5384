import { communeOf } from "#domain/territoire/commune.ts";
import type { Anomalie } from "#import/lecture.ts";
import type { CommuneRow } from "#import/rows.ts";
import { buildPointLocator } from "#statistics/perimetre/locate-point.ts";
import type { Base } from "../base.ts";

/** The code that a former commune's code became (« 52427 » → « 52331 »), null when it never was one. */
export type CommuneActuelle = (code: string) => string | null;

/** A line's row as the territory sees it, and what is to be said of it. */
export type LigneSituee<Row> = { readonly row: Row; readonly anomalies: readonly Anomalie[] };
export type CheckLigne = <Row extends object>(row: Row, ligne: number) => LigneSituee<Row>;

const RIEN: readonly Anomalie[] = [];

/**
 * What only the territory can say of one line: the code of an arrondissement is read as its city, that of a commune since merged into one of ours as ours,
 * and a point that falls in another commune than the line's is said. Drawn cells (« carte schématique ») prove nothing of a point.
 */
export async function buildCheckLigne(
  base: Pick<Base, "territoires">,
  epci: string,
  { codes, communeActuelle }: { readonly codes: ReadonlySet<string>; readonly communeActuelle: CommuneActuelle | null },
): Promise<CheckLigne> {
  const isElsewhere = buildIsElsewhere(await base.territoires.contours(epci));
  return (row, ligne) => {
    if (!("commune" in row) || typeof row.commune !== "string") return { row, anomalies: RIEN };
    const former = communeOf(row.commune);
    const current = codes.has(former) ? former : findCurrent(former, codes, communeActuelle);
    const lost = isElsewhere?.(row, current) ? [elsewhere(ligne, current)] : RIEN;
    if (current === former) return { row: former === row.commune ? row : { ...row, commune: former }, anomalies: lost };
    return { row: { ...row, commune: current }, anomalies: [merged(ligne, former, current), ...lost] };
  };
}

/** null when no official contour is published. */
function buildIsElsewhere(contours: readonly CommuneRow[]): ((row: object, commune: string) => boolean) | null {
  const official = contours.filter((row) => !row.schematique);
  if (official.length === 0) return null;
  const locate = buildPointLocator(official.map(({ code, contour }) => ({ code, polygones: contour.coordinates })));
  const drawn = new Set(official.map(({ code }) => code));
  return (row, commune) => {
    const point = drawn.has(commune) ? pointOf(row) : null;
    return point !== null && locate(point[0], point[1]) !== commune;
  };
}

function findCurrent(code: string, codes: ReadonlySet<string>, communeActuelle: CommuneActuelle | null): string {
  const current = communeActuelle?.(code);
  return current && codes.has(current) ? current : code;
}

function pointOf(row: object): readonly [number, number] | null {
  if (!("longitude" in row) || !("latitude" in row)) return null;
  const { longitude, latitude } = row;
  return typeof longitude === "number" && typeof latitude === "number" ? [longitude, latitude] : null;
}

function merged(ligne: number, former: string, current: string): Anomalie {
  return {
    code: "commune-fusionnee",
    gravite: "AVE",
    ligne,
    colonne: "commune",
    valeur: former,
    message: `Le code ${former} est celui d’une commune qui a depuis fusionné\u00a0: lu ${current}.`,
  };
}

function elsewhere(ligne: number, commune: string): Anomalie {
  return {
    code: "coordonnees-hors-commune",
    gravite: "AVE",
    ligne,
    colonne: "commune",
    valeur: commune,
    message:
      "Les coordonnées tombent hors de la commune du logement\u00a0: gardées telles quelles. Vérifiez la commune ou le géocodage.",
  };
}
