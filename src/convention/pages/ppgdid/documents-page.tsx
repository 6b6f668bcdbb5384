import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { joinFrench } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { DocumentPolitique } from "../../lectures/ppgdid/documents.ts";

const LIBELLE = {
  present: "Enregistré",
  projet: "En projet",
  absent: "Absent",
  "hors-blaise": "Hors de Blaise",
} as const;
const TON = { present: "ok", projet: "neutre", absent: "alerte", "hors-blaise": "neutre" } as const;

export type DocumentsPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly documents: readonly DocumentPolitique[];
};

/** Tree of the documents, then each document with its text and its state. */
export function renderDocumentsPage({ cadre, epci, documents }: DocumentsPageProps): string {
  return renderPage({
    cadre,
    titre: "Schéma des documents",
    children: (
      <>
        <h1>Schéma des documents</h1>
        <p class="chapo">
          Quel document découle de quel autre, et où en est le territoire. Un document qui découle de plusieurs n’est
          dessiné que sous le premier ; le tableau les dit tous.
        </p>
        <h2>Ce qui découle de quoi</h2>
        <Branche documents={documents} parent={null} />
        <h2>Où en est le territoire</h2>
        <Table table={tableDocuments(epci, documents)} lignes={documents} />
      </>
    ),
  });
}

function tableDocuments(epci: string, documents: readonly DocumentPolitique[]) {
  const named = new Map(documents.map(({ code, titre }) => [code, titre]));
  return defineTable<DocumentPolitique, Child>({
    code: "documents",
    titre: "Documents de la politique d’attribution",
    colonnes: [
      {
        code: "document",
        titre: "Document",
        valeur: ({ titre }) => titre,
        rendu: ({ titre, article, chemin }) => (
          <>
            {chemin === null ? titre : <a href={hrefTerritoire(epci, chemin)}>{titre}</a>}
            <br />
            <small>{article}</small>
          </>
        ),
      },
      {
        code: "decoule",
        titre: "Découle de",
        valeur: ({ decoule }) =>
          decoule.length === 0 ? "rien" : joinFrench(decoule.map((code) => named.get(code) ?? code)),
      },
      {
        code: "etat",
        titre: "État",
        valeur: ({ etat }) => LIBELLE[etat],
        rendu: ({ etat, dit }) => (
          <div>
            <Tag ton={TON[etat]}>{LIBELLE[etat]}</Tag> {dit}
          </div>
        ),
      },
    ],
  });
}

type BrancheProps = { readonly documents: readonly DocumentPolitique[]; readonly parent: string | null };

/** Documents whose first parent is `parent`; null: those without a parent. */
function Branche({ documents, parent }: BrancheProps) {
  const own = documents.filter(({ decoule }) => (decoule[0] ?? null) === parent);
  if (own.length === 0) return null;
  return (
    <ul>
      {own.map(({ code, titre, etat }) => (
        <li>
          {titre} <Tag ton={TON[etat]}>{LIBELLE[etat]}</Tag>
          <Branche documents={documents} parent={code} />
        </li>
      ))}
    </ul>
  );
}
