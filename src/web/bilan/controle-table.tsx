import type { Bilan } from "#application/bilan/bilan.ts";
import { formatCompte } from "#domain/shared/format.ts";
import { Defile, Tag } from "../design/parts.tsx";

/** Figures printed elsewhere beside ours: a difference is shown with its reason, never hidden. */
export function Controles({ bilan }: { bilan: Bilan }) {
  const { situation, quartile } = bilan.desaccords;
  return (
    <>
      <p>
        Entre ce que les fichiers déclarent et ce que Blaise calcule :{" "}
        {formatCompte(situation, "localisation différente", "localisations différentes")},{" "}
        {formatCompte(quartile, "quartile différent", "quartiles différents")}.
      </p>
      {bilan.controles.length > 0 ? <TableControles bilan={bilan} /> : null}
    </>
  );
}

function TableControles({ bilan }: { bilan: Bilan }) {
  const accords = bilan.controles.filter((controle) => controle.accord === true).length;
  const compares = bilan.controles.filter((controle) => controle.accord !== null).length;
  return (
    <Defile nom="Contrôles de cohérence">
      <table>
        <caption>
          Chiffres imprimés ailleurs et recalculés ici : {accords} sur {compares} concordent
        </caption>
        <thead>
          <tr>
            <th scope="col">Chiffre</th>
            <th scope="col" class="n">
              Imprimé
            </th>
            <th scope="col" class="n">
              Recalculé
            </th>
            <th scope="col">Accord</th>
            <th scope="col">Explication</th>
            <th scope="col">Source</th>
          </tr>
        </thead>
        <tbody>
          {bilan.controles.map((controle) => (
            <tr>
              <th scope="row">{controle.libelle}</th>
              <td class="n">{controle.imprime}</td>
              <td class="n">{controle.recalcule}</td>
              <td>
                <Accord accord={controle.accord} />
              </td>
              <td>{controle.explication ?? (controle.accord === false ? "À expliquer" : "")}</td>
              <td class="discret">{controle.source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Defile>
  );
}

function Accord({ accord }: { accord: boolean | null }) {
  if (accord === null) return <Tag ton="neutre">Non comparable</Tag>;
  return accord ? <Tag ton="ok">Oui</Tag> : <Tag ton="alerte">Écart</Tag>;
}
