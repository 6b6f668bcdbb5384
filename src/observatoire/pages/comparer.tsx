import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres, Puce } from "#socle/pages/design/filtres.tsx";
import { LIBELLE_MAILLE } from "#socle/regles/observatoire/maille.ts";
import type { QuestionObservatoire } from "./adresses.ts";

type ComparerProps = {
  readonly figures: readonly Figure[];
  readonly cadre: Cadre;
  readonly chemin: string;
  readonly question: QuestionObservatoire;
};

/** Most rows in the list. */
const LIGNES_MAX = 150;

/** Chooses the highlighted row of the page's figures: `comparer` in the address, other parameters kept. */
export function Comparer({ figures, cadre, chemin, question }: ComparerProps) {
  const groupes = groupsOf(figures);
  if (groupes.length === 0) return null;
  const chosen = question.comparer ? String(question.comparer) : "";
  return (
    <BarreFiltres
      action={hrefTerritoire(cadre.territoire?.epci ?? "", chemin)}
      titre="Comparer une ligne au territoire"
      garde={{ ...question, comparer: null }}
      bouton="Comparer"
    >
      <Puce nom="comparer" libelle="Comparer au territoire" active={chosen !== ""}>
        <select id="comparer" name="comparer">
          <option value="">Aucune ligne</option>
          {groupes.map(([libelle, lignes]) => (
            <optgroup label={libelle}>
              {lignes.map(([cle, nom]) => (
                <option value={cle} selected={cle === chosen}>
                  {nom}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </Puce>
    </BarreFiltres>
  );
}

type Groupe = readonly [libelle: string, lignes: readonly (readonly [cle: string, nom: string])[]];

/** Rows of all figures grouped by unit, sorted by name. */
function groupsOf(figures: readonly Figure[]): readonly Groupe[] {
  const groupes = new Map<string, Map<string, string>>();
  for (const { maille, lignesDe, graphique, lignes } of figures) {
    // Dates already form a line.
    if (graphique?.genre === "courbes") continue;
    const libelle = lignesDe ?? LIBELLE_MAILLE[maille];
    const known = groupes.get(libelle) ?? new Map<string, string>();
    for (const { cle, libelle: nom, total } of lignes) if (!total) known.set(cle, nom);
    groupes.set(libelle, known);
  }
  return [...groupes]
    .filter(([, lignes]) => lignes.size > 1 && lignes.size <= LIGNES_MAX)
    .map(([libelle, lignes]): Groupe => [libelle, [...lignes].sort((a, b) => a[1].localeCompare(b[1], "fr"))]);
}
