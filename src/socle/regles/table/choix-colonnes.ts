/** Columns that a person put away, of each list of a page: code of the table → codes of its columns. What comes to a list later is shown. */
export type ColonnesMasquees = ReadonlyMap<string, readonly string[]>;

export const AUCUNE_MASQUEE: ColonnesMasquees = new Map();

/** Parses « lots.periode,etat »; « lots. » puts nothing away. Of several for one table, the last. */
export function parseMasquees(valeurs: readonly string[]): ColonnesMasquees {
  const found = valeurs.flatMap((valeur) => {
    const [, code, colonnes] = /^([a-z0-9-]+)\.([\w.,:-]{0,400})$/.exec(valeur) ?? [];
    return code === undefined ? [] : [[code, (colonnes ?? "").split(",").filter(Boolean)] as const];
  });
  return new Map(found);
}
