import { Defile, Tag } from "#socle/pages/design/parts.tsx";
import { formatCompte } from "#socle/regles/shared/format.ts";
import type { Bilan, Controle } from "../lectures/bilan.ts";

/** Figures printed elsewhere beside ours: a difference is shown with its reason, never hidden. */
export function Controles({ bilan }: { bilan: Bilan }) {
  const { situation, quartile, deduction } = bilan.desaccords;
  return (
    <>
      <p>
        Entre ce que les fichiers déclarent et ce que Blaise calcule :{" "}
        {formatCompte(situation, "localisation différente", "localisations différentes")},{" "}
        {formatCompte(quartile, "quartile différent", "quartiles différents")},{" "}
        {formatCompte(deduction, "côté contraire au parc publié", "côtés contraires au parc publié")}.
      </p>
      {bilan.controles.length > 0 ? <Comparaison controles={bilan.controles} /> : null}
    </>
  );
}

/** The differences are what the officer has to explain: they come first, the rest folds. */
function Comparaison({ controles }: { controles: readonly Controle[] }) {
  const ecarts = controles.filter((controle) => controle.accord === false);
  const autres = controles.filter((controle) => controle.accord !== false);
  const accords = autres.filter((controle) => controle.accord === true).length;
  return (
    <>
      {ecarts.length > 0 ? (
        <TableControles
          controles={ecarts}
          titre={`${formatCompte(ecarts.length, "écart", "écarts")} entre un chiffre imprimé ailleurs et le nôtre`}
        />
      ) : (
        <p>Aucun écart avec les chiffres imprimés ailleurs.</p>
      )}
      {autres.length > 0 ? (
        <details>
          <summary>
            {formatCompte(accords, "chiffre concorde", "chiffres concordent")},{" "}
            {formatCompte(autres.length - accords, "n’est pas comparable", "ne sont pas comparables")}
          </summary>
          <TableControles controles={autres} titre="Chiffres qui concordent ou ne sont pas comparables" />
        </details>
      ) : null}
    </>
  );
}

function TableControles({ controles, titre }: { controles: readonly Controle[]; titre: string }) {
  return (
    <Defile nom={titre}>
      <table>
        <caption>{titre}</caption>
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
          {controles.map((controle) => (
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
