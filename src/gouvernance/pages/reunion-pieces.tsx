import type { Child } from "hono/jsx";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Table } from "#socle/pages/design/table.tsx";
import { defineTable } from "#socle/regles/table/table.ts";
import type { DocumentFige } from "../actes/reunion-pieces.ts";
import { COLONNES_PIECE } from "../images/reunion-table.ts";
import type { PieceReunion } from "../lectures/ports.ts";
import type { ReunionLue } from "../lectures/reunion-lire.ts";
import { cheminReunion } from "./instance-chemins.ts";

type PiecesProps = {
  readonly lue: ReunionLue;
  /** Frozen versions that may be attached; null: the reader attaches none. */
  readonly documents: readonly DocumentFige[] | null;
};

export function PiecesReunion({ lue, documents }: PiecesProps) {
  const { pieces, territoire, reunion } = lue;
  const href = (suite: string) => hrefTerritoire(territoire.epci, cheminReunion(reunion.id, suite));
  const change = documents !== null && reunion.etat !== "close" && reunion.etat !== "annulee";
  return (
    <section aria-labelledby="pieces">
      <h2 id="pieces">Pièces jointes</h2>
      {pieces.length === 0 ? <p>Aucune pièce n’est jointe.</p> : null}
      {pieces.length > 0 ? (
        <Table table={tablePieces(change ? href : null)} lignes={pieces} rendu={renduPieces(territoire.epci)} />
      ) : null}
      {change ? <Joindre documents={documents} action={href("/pieces")} /> : null}
    </section>
  );
}

/** `href`: base of the acts on the meeting; null: read only. */
function tablePieces(href: ((suite: string) => string) | null) {
  return defineTable<PieceReunion, Child>({
    code: "pieces",
    titre: "Versions figées jointes à la réunion",
    colonnes:
      href === null
        ? COLONNES_PIECE
        : [
            ...COLONNES_PIECE,
            {
              code: "retirer",
              titre: "Retirer",
              valeur: ({ id }) => id,
              rendu: ({ id, titre }) => (
                <form method="post" action={href(`/pieces/${id}/retirer`)}>
                  <button class="lien" type="submit">
                    Retirer<span class="lu"> {titre}</span>
                  </button>
                </form>
              ),
            },
          ],
  });
}

function renduPieces(epci: string) {
  return {
    document: ({ titre, chemin }: PieceReunion) => <a href={hrefTerritoire(epci, chemin)}>{titre}</a>,
    empreinte: ({ empreinte }: PieceReunion) => <code>{empreinte}</code>,
  };
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
