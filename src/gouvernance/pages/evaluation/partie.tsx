import type { Child } from "hono/jsx";
import { TagVerdict } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { defineTable } from "#socle/regles/table/table.ts";
import type {
  CelluleEvaluation,
  ContenuPartie,
  PartieEcrite,
  TableauEvaluation,
} from "../../lectures/evaluation/evaluation.ts";

/** Sentences and tables of a part, without its heading. `partie`: its code. */
export function ContenuLu({ partie, lue, phrases, tableaux }: ContenuPartie & { readonly partie: string }) {
  return (
    <>
      {phrases.map((phrase) => (
        <p class={lue ? undefined : "discret"}>{phrase}</p>
      ))}
      {tableaux.map((tableau, rang) => (
        <Tableau code={`${partie}-${rang + 1}`} {...tableau} />
      ))}
    </>
  );
}

function Tableau({ code, titre, colonnes, lignes, total, note }: TableauEvaluation & { readonly code: string }) {
  const table = defineTable<readonly CelluleEvaluation[], Child>({
    code,
    titre,
    colonnes: colonnes.map(({ titre: colonne, nombre }, rang) => ({
      code: String(rang),
      titre: colonne,
      genre: nombre ? "nombre" : "texte",
      valeur: (cellules) => cellules[rang]?.texte ?? "",
      rendu: (cellules) => writeCellule(cellules[rang]),
    })),
  });
  return (
    <>
      <Table table={table} lignes={lignes} totaux={total ? [total] : []} />
      {note === null ? null : <p class="discret">{note}</p>}
    </>
  );
}

function writeCellule(cellule: CelluleEvaluation | undefined): Child {
  if (!cellule?.verdict) return cellule?.texte;
  return (
    <span>
      <TagVerdict constat={{ verdict: cellule.verdict, manque: 0 }} /> <small>{cellule.texte}</small>
    </span>
  );
}

/** `prefixe`: start of the ids. */
export function Sommaire({ parties, prefixe }: { parties: readonly PartieEcrite[]; prefixe: string }) {
  return (
    <nav class="ecran" aria-label="Parties de l’évaluation">
      <ul>
        {parties.map(({ code, titre, lue }) => (
          <li>
            <a href={`#${prefixe}${code}`}>{titre}</a>
            {lue ? "" : " (rien à montrer)"}
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Text of the officer, one paragraph a line. */
export function TexteEcrit({ texte }: { texte: string }) {
  return (
    <blockquote class="texte-evaluation">
      {texte.split(/\s*\n\s*/).map((ligne) => (
        <p>{ligne}</p>
      ))}
    </blockquote>
  );
}
