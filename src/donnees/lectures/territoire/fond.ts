import { GENERATION_QPV } from "#droit/regles/generation-qpv.ts";
import { findValeur } from "#droit/regles/parametre.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { Memoire } from "#socle/lectures/memoire.ts";
import type { CodeOfficiel } from "../../actes/territoire/open-territoire.ts";
import { readVoisines } from "../../formats/contours-communes.ts";
import type { CommuneRow, Contour } from "../../formats/rows.ts";
import { readContoursOfficiels } from "./contours-officiels.ts";
import type { CommuneTerritoire } from "./ports.ts";

type Perimetres = Awaited<ReturnType<Base["faits"]["perimetres"]>>;
type Fond = {
  readonly communes: readonly CommuneRow[];
  readonly qpv: Perimetres;
  /** Around the territory, for the eye alone, the most peopled first. `nom` is null when the code book has none. */
  readonly voisines: readonly Voisine[];
};
type Voisine = { readonly nom: string | null; readonly contour: Contour };
type FondPublie = Omit<Fond, "qpv"> & { readonly perimetres: Perimetres };

/** Contours and perimeters, shared between pages until others are published. null: replaced during the read. */
export type Fonds = Memoire<FondPublie | null>;

/** Where the shapes of communes come from, and where they are kept. */
type SiteFonds = { readonly fonds: Fonds; readonly deps: { readonly codeOfficiel: CodeOfficiel } };

/** The contours that the territory has published, and the official ones of its other communes: a map needs no file. */
export async function readCommunesDessinees(
  base: Pick<Base, "territoires">,
  code: CodeOfficiel,
  epci: string,
): Promise<readonly CommuneRow[]> {
  const [publiees, communes] = await Promise.all([base.territoires.contours(epci), base.territoires.communes(epci)]);
  return complete(publiees, communes, code);
}

async function complete(
  publiees: readonly CommuneRow[],
  communes: readonly CommuneTerritoire[],
  code: CodeOfficiel,
): Promise<readonly CommuneRow[]> {
  const drawn = new Set(publiees.map((row) => row.code));
  const missing = communes.filter(({ commune }) => !drawn.has(commune));
  if (missing.length === 0) return publiees;
  const populations = new Map(missing.map(({ commune, population }) => [commune, population]));
  const { communes: officielles, source } = await readContoursOfficiels(code, missing);
  return [
    ...publiees,
    ...officielles.map((row) => ({ ...row, population: populations.get(row.code) ?? null, secteur: null, source })),
  ];
}

/** Contours and perimeters in force on the last day of the year. */
export async function readFond(
  { fonds, deps }: SiteFonds,
  base: Pick<Base, "territoires" | "faits">,
  epci: string,
  annee: number,
): Promise<Fond> {
  const [lots, present] = await Promise.all([base.territoires.lotsDuFond(epci), base.territoires.communes(epci)]);
  const read = async (): Promise<FondPublie> => {
    const [publiees, perimetres] = await Promise.all([base.territoires.contours(epci), base.faits.perimetres(epci)]);
    const anciens = present.flatMap(({ commune }) => [commune, ...deps.codeOfficiel.anciensCodes(commune)]);
    const [communes, voisines] = await Promise.all([
      complete(publiees, present, deps.codeOfficiel),
      readVoisines(anciens),
    ]);
    return { communes, perimetres, voisines: nameVoisines(voisines, deps.codeOfficiel) };
  };
  const kept = await fonds.remember(`${lots}; ${present.map(({ commune }) => commune).join(" ")}`, async () => {
    const fond = await read();
    // Contours published during the read are not those of these lots, which undoing may bring back.
    return (await base.territoires.lotsDuFond(epci)) === lots ? fond : null;
  });
  const { communes, perimetres, voisines } = kept ?? (await read());
  const generation = findValeur(GENERATION_QPV, `${Math.max(annee, 2015)}-12-31`).valeur;
  return { communes, voisines, qpv: perimetres.filter((perimetre) => perimetre.generation === generation) };
}

function nameVoisines(contours: ReadonlyMap<string, Contour>, { findCommune }: CodeOfficiel): readonly Voisine[] {
  return Array.from(contours, ([code, contour]) => ({ contour, commune: findCommune(code) }))
    .toSorted((a, b) => (b.commune?.population ?? 0) - (a.commune?.population ?? 0))
    .map(({ contour, commune }) => ({ nom: commune?.nom ?? null, contour }));
}
