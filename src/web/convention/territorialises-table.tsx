import type { Convention } from "#application/convention/convention.ts";
import { labelDuree } from "#domain/convention/duree-objectif.ts";
import { labelPorteur } from "#domain/convention/engagement.ts";
import { formatObjectif } from "#domain/convention/format-objectif.ts";
import { labelLieu } from "#domain/convention/lieu.ts";
import type { ObjectifTerritorialise } from "#domain/convention/objectif-territorialise.ts";
import { LIBELLE_OBJET } from "#domain/convention/objet.ts";
import { Defile } from "../design/parts.tsx";

type Props = {
  readonly objectifs: readonly ObjectifTerritorialise[];
  readonly noms: Pick<Convention, "noms" | "lieux">;
};

/* biome-ignore-start lint/a11y/noRedundantRoles: on a phone rows are displayed as blocks, which drops the native roles */
/** What a version writes for parts of the territory or of the year. Nothing when it writes none. */
export function TableTerritorialises({ objectifs, noms: { noms, lieux } }: Props) {
  if (objectifs.length === 0) return null;
  const named = new Map(Object.entries(lieux));
  return (
    <Defile nom="Objectifs territorialisés" fiches>
      <table role="table">
        <caption>Objectifs territorialisés</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col">Lieu et période</th>
            <th scope="col">Porteur</th>
            <th scope="col">Objectif</th>
            <th scope="col">Écrit</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {objectifs.map(({ objet, porteur, lieu, du, au, taux, nombre }) => (
            <tr role="row">
              <th scope="row" role="rowheader">
                {labelLieu(lieu, named)}, {labelDuree({ du, au })}
              </th>
              <td role="cell" data-nom="Porteur">
                {labelPorteur(porteur, noms)}
              </td>
              <td role="cell" data-nom="Objectif">
                {LIBELLE_OBJET[objet]}
              </td>
              <td role="cell" data-nom="Écrit">
                {formatObjectif({ taux, nombre, tauxDuNombre: null })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Defile>
  );
}
/* biome-ignore-end lint/a11y/noRedundantRoles: see above */
