import type { CelluleEvaluation, ContenuPartie, TableauEvaluation } from "#application/evaluation/evaluation.ts";
import { TableFiches } from "../contingent/table-fiches.tsx";
import { TagVerdict } from "../design/parts.tsx";

/** What a part says: sentences, then tables. Its heading is the page's. */
export function ContenuLu({ lue, phrases, tableaux }: ContenuPartie) {
  return (
    <>
      {phrases.map((phrase) => (
        <p class={lue ? undefined : "discret"}>{phrase}</p>
      ))}
      {tableaux.map((tableau) => (
        <Tableau {...tableau} />
      ))}
    </>
  );
}

function Tableau({ titre, colonnes, lignes, total, note }: TableauEvaluation) {
  return (
    <>
      <TableFiches
        titre={titre}
        colonnes={colonnes}
        lignes={lignes.map((cellules) => cellules.map(writeCellule))}
        {...(total === null ? {} : { total: total.map(writeCellule) })}
      />
      {note === null ? null : <p class="discret">{note}</p>}
    </>
  );
}

function writeCellule({ texte, verdict }: CelluleEvaluation) {
  if (verdict === null) return texte;
  return (
    <>
      <TagVerdict constat={{ verdict, manque: 0 }} /> <small>{texte}</small>
    </>
  );
}

/** What the officer wrote, a paragraph a line. */
export function TexteEcrit({ texte }: { texte: string }) {
  return (
    <blockquote class="texte-evaluation">
      {texte.split(/\s*\n\s*/).map((ligne) => (
        <p>{ligne}</p>
      ))}
    </blockquote>
  );
}
