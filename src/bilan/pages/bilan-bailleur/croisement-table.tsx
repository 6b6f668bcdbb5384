import { Defile } from "#socle/pages/design/parts.tsx";
import { formatNombre } from "#socle/regles/shared/format.ts";
import type { Croisement, LigneOrigine } from "../../lectures/bilan-bailleur/bilan-bailleur.ts";

/** Counts crossed by two answers, the unknown among them, and their total. */
export function TableCroisement({ croisement }: { croisement: Croisement }) {
  const { titre, premiereColonne, modalites, lignes, totaux, total } = croisement;
  return (
    <Defile nom={titre} pareils>
      <table>
        <caption>{titre}</caption>
        <thead>
          <tr>
            <th scope="col">{premiereColonne}</th>
            {modalites.map(({ libelle }) => (
              <th scope="col" class="n">
                {libelle}
              </th>
            ))}
            <th scope="col" class="n">
              Total
            </th>
          </tr>
        </thead>
        <tbody>
          {lignes.map((ligne) => (
            <tr>
              <th scope="row">{ligne.libelle}</th>
              <Nombres valeurs={[...ligne.valeurs, ligne.total]} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Ensemble</th>
            <Nombres valeurs={[...totaux, total]} />
          </tr>
        </tfoot>
      </table>
    </Defile>
  );
}

function Nombres({ valeurs }: { valeurs: readonly number[] }) {
  return (
    <>
      {valeurs.map((valeur) => (
        <td class="n">{formatNombre(valeur)}</td>
      ))}
    </>
  );
}

export function TableOrigines({ origines }: { origines: readonly LigneOrigine[] }) {
  const titre = "Origine des demandeurs : contingent, ancien logement et DALO";
  return (
    <Defile nom={titre}>
      <table>
        <caption>{titre}</caption>
        <thead>
          <tr>
            <th scope="col">Contingent</th>
            <th scope="col">Origine</th>
            <th scope="col" class="n">
              Reconnus DALO
            </th>
            <th scope="col" class="n">
              Non reconnus
            </th>
            <th scope="col" class="n">
              DALO inconnu
            </th>
            <th scope="col" class="n">
              Total
            </th>
          </tr>
        </thead>
        <tbody>
          {origines.map(({ libelleContingent, libelleOrigine, dalo, total }) => (
            <tr>
              <th scope="row">{libelleContingent}</th>
              <td>{libelleOrigine}</td>
              <Nombres valeurs={[dalo.oui, dalo.non, dalo.inconnu, total]} />
            </tr>
          ))}
        </tbody>
      </table>
    </Defile>
  );
}
