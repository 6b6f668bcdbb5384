import type { Child } from "hono/jsx";
import { Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { Bilan, Controle } from "../lectures/bilan.ts";

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

/** Shows the differences, which the officer must explain, and folds the rest. */
function Comparaison({ controles }: { controles: readonly Controle[] }) {
  const ecarts = controles.filter((controle) => controle.accord === false);
  const autres = controles.filter((controle) => controle.accord !== false);
  const accords = autres.filter((controle) => controle.accord === true).length;
  return (
    <>
      {ecarts.length > 0 ? (
        <TableControles
          code="ecarts"
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
          <TableControles
            code="concordances"
            controles={autres}
            titre="Chiffres qui concordent ou ne sont pas comparables"
          />
        </details>
      ) : null}
    </>
  );
}

const COLONNES: readonly Colonne<Controle, Child>[] = [
  { code: "chiffre", titre: "Chiffre", valeur: ({ libelle }) => libelle, tri: true },
  { code: "imprime", titre: "Imprimé", genre: "nombre", valeur: ({ imprime }) => imprime },
  { code: "recalcule", titre: "Recalculé", genre: "nombre", valeur: ({ recalcule }) => recalcule },
  {
    code: "accord",
    titre: "Accord",
    valeur: ({ accord }) => (accord === null ? "Non comparable" : accord ? "Oui" : "Écart"),
    tri: true,
    rendu: ({ accord }) => <Accord accord={accord} />,
  },
  {
    code: "explication",
    titre: "Explication",
    valeur: ({ explication }) => explication,
    rendu: ({ explication, accord }) => explication ?? (accord === false ? "À expliquer" : ""),
  },
  {
    code: "source",
    titre: "Source",
    valeur: ({ source }) => source,
    tri: true,
    rendu: ({ source }) => <span class="discret">{source}</span>,
  },
];

function TableControles({ controles, titre, code }: { controles: readonly Controle[]; titre: string; code: string }) {
  return <Table table={defineTable({ code, titre, colonnes: COLONNES })} lignes={controles} />;
}

function Accord({ accord }: { accord: boolean | null }) {
  if (accord === null) return <Tag ton="neutre">Non comparable</Tag>;
  return accord ? <Tag ton="ok">Oui</Tag> : <Tag ton="alerte">Écart</Tag>;
}
