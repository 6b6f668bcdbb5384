import type { Lot } from "#donnees/lectures/lot/ports.ts";
import { Defile } from "#socle/pages/design/parts.tsx";
import { libelleChamp } from "./libelles.ts";

/** How each column of the file was read. */
export function ColonnesLues({ colonnes }: { colonnes: Lot["colonnes"] }) {
  if (colonnes.length === 0) return null;
  return (
    <details>
      <summary>Les {colonnes.length} colonnes du fichier</summary>
      <Defile nom="Colonnes du fichier">
        <table>
          <caption class="lu">Colonnes du fichier et leur lecture</caption>
          <thead>
            <tr>
              <th scope="col">Colonne du fichier</th>
              <th scope="col">Lue comme</th>
              <th scope="col">Exemples</th>
            </tr>
          </thead>
          <tbody>
            {colonnes.map((colonne) => (
              <tr>
                <th scope="row">{colonne.entete}</th>
                <td>
                  {colonne.colonne === null ? <span class="discret">non utilisée</span> : libelleChamp(colonne.colonne)}
                </td>
                <td class="brut">{colonne.exemples.join(" · ")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Defile>
    </details>
  );
}
