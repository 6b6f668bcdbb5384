import type { TableauBloc } from "./document.ts";

/** `part`: share of the width; `droite`: aligned right, for figures. */
export type ColonneTexte = readonly [titre: string, part: number, droite?: boolean];

export function tableauTextes(
  titre: string,
  colonnes: readonly ColonneTexte[],
  lignes: readonly (readonly string[])[],
  { total = null, note = null }: { readonly total?: readonly string[] | null; readonly note?: string | null } = {},
): TableauBloc {
  return {
    kind: "tableau",
    titre,
    colonnes: colonnes.map(([nom, part, droite = false]) => ({ titre: nom, part, droite })),
    lignes: lignes.map(cellsOf),
    total: total && cellsOf(total),
    note,
  };
}

function cellsOf(ligne: readonly string[]) {
  return ligne.map((texte) => ({ kind: "texte", texte }) as const);
}
