import { TagVerdict } from "#socle/pages/design/parts.tsx";
import { TableFiches } from "#socle/pages/design/table-fiches.tsx";
import type {
  CelluleEvaluation,
  ContenuPartie,
  PartieEcrite,
  TableauEvaluation,
} from "../../lectures/evaluation/evaluation.ts";

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
    <span>
      <TagVerdict constat={{ verdict, manque: 0 }} /> <small>{texte}</small>
    </span>
  );
}

/** Where each part is: an evaluation is long. `prefixe`: start of the ids. */
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
