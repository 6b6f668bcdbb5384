import { BornesOuManque } from "#socle/pages/design/manque.tsx";
import { Defile, TagVerdict } from "#socle/pages/design/parts.tsx";
import { formatFraction, formatNombre, formatTauxCourt } from "#socle/regles/shared/format.ts";
import type { LigneObjectif, ObjectifLu } from "../../lectures/mesure-corrective/mesures.ts";
import { formatManqueCourt } from "../../regles/mesure-corrective/manque.ts";

type TableProps = {
  readonly titre: string;
  readonly premiere: string;
  readonly lignes: readonly LigneObjectif[];
};

/* biome-ignore-start lint/a11y/noRedundantRoles: on a phone rows are displayed as blocks, which drops the native roles */
/** The floor of the law and the target of the convention are two columns, never one. */
export function TableObjectifs({ titre, premiere, lignes }: TableProps) {
  return (
    <Defile nom={titre} fiches>
      <table role="table">
        <caption>{titre}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col">{premiere}</th>
            <th scope="col" class="n">
              Réalisé
            </th>
            <th scope="col">Taux possible</th>
            <th scope="col">Plancher légal</th>
            <th scope="col">Objectif de la convention</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {lignes.map((ligne) => (
            <tr role="row">
              <th scope="row" role="rowheader">
                {ligne.nom}
              </th>
              <td class="n" role="cell" data-nom="Réalisé">
                {ligne.assiette === 0 ? "aucune" : formatFraction(ligne.realise, ligne.assiette)}
              </td>
              <td role="cell" data-nom="Taux possible">
                <BornesOuManque bornes={ligne.bornes} />
              </td>
              <td role="cell" data-nom="Plancher légal">
                <Objectif objectif={ligne.plancher} absent="aucun alors en vigueur" />
              </td>
              <td role="cell" data-nom="Objectif de la convention">
                <Objectif objectif={ligne.cible} absent="aucun" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Defile>
  );
}
/* biome-ignore-end lint/a11y/noRedundantRoles: see above */

function Objectif({ objectif, absent }: { objectif: ObjectifLu | null; absent: string }) {
  if (objectif === null) return <>{absent}</>;
  const { taux, attendu, manque, verdict } = objectif;
  const said = formatManqueCourt(verdict, manque, objectif);
  return (
    <>
      <TagVerdict constat={{ verdict, manque: manque.compte }} />{" "}
      <small>
        {taux === null ? "" : `${formatTauxCourt(taux)}, `}
        {formatNombre(attendu)} attendues{said === null ? "" : ` ; ${said}`}
      </small>
    </>
  );
}
