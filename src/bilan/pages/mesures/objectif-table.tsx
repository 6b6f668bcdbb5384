import type { Child } from "hono/jsx";
import { TagVerdict } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatBornes, formatDecompte, formatNombre, formatTauxCourt } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { LigneObjectif, ObjectifLu } from "../../lectures/mesure-corrective/mesures.ts";
import { formatManqueCourt } from "../../regles/mesure-corrective/manque.ts";

type TableProps = {
  readonly titre: string;
  readonly premiere: string;
  readonly lignes: readonly LigneObjectif[];
};

/** The legal floor and the convention's target are separate columns. */
export function TableObjectifs({ titre, premiere, lignes }: TableProps) {
  const table = defineTable<LigneObjectif, Child>({
    code: "objectifs",
    titre,
    colonnes: [
      { code: "nom", titre: premiere, valeur: ({ nom }) => nom },
      {
        code: "realise",
        titre: "Réalisé",
        genre: "nombre",
        valeur: formatDecompte,
      },
      {
        code: "possible",
        titre: "Taux possible",
        valeur: ({ bornes }) => (bornes ? formatBornes(bornes) : { manque: "sans-objet" }),
      },
      {
        code: "plancher",
        titre: "Plancher légal",
        valeur: ({ plancher }) => plancher?.attendu ?? null,
        rendu: ({ plancher }) => <Objectif objectif={plancher} absent="aucun alors en vigueur" />,
      },
      {
        code: "cible",
        titre: "Objectif de la convention",
        valeur: ({ cible }) => cible?.attendu ?? null,
        rendu: ({ cible }) => <Objectif objectif={cible} absent="aucun" />,
      },
    ],
  });
  return <Table table={table} lignes={lignes} />;
}

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
