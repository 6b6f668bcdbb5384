import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { TableFiches } from "#socle/pages/design/table-fiches.tsx";
import type { DocumentFige } from "../actes/reunion-pieces.ts";
import type { ReunionLue } from "../lectures/reunion-lire.ts";
import { cheminReunion } from "./instance-chemins.ts";

type PiecesProps = {
  readonly lue: ReunionLue;
  /** Frozen versions that may be attached; null: this reader attaches none. */
  readonly documents: readonly DocumentFige[] | null;
};

/** Frozen versions, with their hash; a form to attach one. */
export function PiecesReunion({ lue, documents }: PiecesProps) {
  const { pieces, territoire, reunion } = lue;
  const href = (suite: string) => hrefTerritoire(territoire.epci, cheminReunion(reunion.id, suite));
  const change = documents !== null && reunion.etat !== "close" && reunion.etat !== "annulee";
  return (
    <section aria-labelledby="pieces">
      <h2 id="pieces">Pièces jointes</h2>
      {pieces.length === 0 ? <p>Aucune pièce n’est jointe.</p> : null}
      {pieces.length > 0 ? (
        <TableFiches
          titre="Versions figées jointes à la réunion"
          colonnes={[{ titre: "Document" }, { titre: "Empreinte" }, ...(change ? [{ titre: "Retirer" }] : [])]}
          lignes={pieces.map(({ id, titre, empreinte, chemin }) => [
            <a href={hrefTerritoire(territoire.epci, chemin)}>{titre}</a>,
            <code>{empreinte}</code>,
            ...(change
              ? [
                  <form method="post" action={href(`/pieces/${id}/retirer`)}>
                    <button class="lien" type="submit">
                      Retirer<span class="lu"> {titre}</span>
                    </button>
                  </form>,
                ]
              : []),
          ])}
        />
      ) : null}
      {change ? <Joindre documents={documents} action={href("/pieces")} /> : null}
    </section>
  );
}

function Joindre({ documents, action }: { documents: readonly DocumentFige[]; action: string }) {
  if (documents.length === 0) return <p class="aide">Aucune autre version figée n’est à joindre.</p>;
  return (
    <form class="ligne" method="post" action={action}>
      <div>
        <label for="cle">Document figé</label>
        <select id="cle" name="cle" required>
          {documents.map(({ genre, reference, titre }) => (
            <option value={`${genre}:${reference}`}>{titre}</option>
          ))}
        </select>
      </div>
      <button class="bouton second" type="submit">
        Joindre
      </button>
    </form>
  );
}
