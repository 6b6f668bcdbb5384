import type { Source } from "#socle/regles/shared/source.ts";

/** Without the first there is no bilan; without the others its bounds are wide. */
export const SOURCES_PREMIER_BILAN = ["sne-attributions", "rpls", "qpv", "seuils"] as const satisfies readonly Source[];
export type SourcePremierBilan = (typeof SOURCES_PREMIER_BILAN)[number];

export const MANQUE_SANS: Readonly<Record<SourcePremierBilan | "communes", string>> = {
  "sne-attributions": "Sans les attributions du SNE, il n’y a pas de bilan.",
  rpls: "Sans le RPLS, on ne connaît ni le parc ni le nom des bailleurs, et les adresses ne se retrouvent pas.",
  qpv: "Sans les périmètres, on s’en remet à la localisation que déclarent les fichiers.",
  seuils: "Sans le seuil, le quartile est celui que déclare le fichier.",
  communes: "Sans les contours, il n’y a pas de carte.",
};

/** A lot that is, or may soon be, of use. */
export function isUseful({ statut }: { readonly statut: string }): boolean {
  return statut === "publie" || statut === "pret" || statut === "lecture";
}

/** Those of which nothing useful was deposited. */
export function findManquantes(
  lots: readonly { readonly source: Source; readonly statut: string }[],
): readonly SourcePremierBilan[] {
  return SOURCES_PREMIER_BILAN.filter((source) => !lots.some((lot) => lot.source === source && isUseful(lot)));
}

type Lu = { readonly id: number; readonly sha256: string; readonly statut: string };

/** The later lot in which the very bytes of a lot that was refused were read; null: none. */
export function findRelu<L extends Lu>(lot: Lu, lots: readonly L[]): L | null {
  if (lot.statut !== "refuse" && lot.statut !== "interrompu") return null;
  return lots.find(({ id, sha256, statut }) => id > lot.id && sha256 === lot.sha256 && LUS.has(statut)) ?? null;
}

const LUS: ReadonlySet<string> = new Set(["lecture", "pret", "publie", "remplace"]);
