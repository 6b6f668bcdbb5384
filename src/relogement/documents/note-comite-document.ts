import { paragraphe, note as toNote } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Bloc, DocumentMisEnPage, SectionDocument } from "#socle/documents/document.ts";
import { renderDocumentDocx, renderDocumentPdf } from "#socle/documents/rendre.ts";
import { tableauOf } from "#socle/documents/table.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { DefinitionTable } from "#socle/regles/table/table.ts";
import { AVANCEMENT, BLOQUES, DECISIONS, DEUX_REFUS, tableCharte, totalAvancement } from "../images/comite-tables.ts";
import type { CharteImmeuble } from "../lectures/charte.ts";
import type { CasComite, NoteComite } from "../lectures/note.ts";
import { LIBELLE_PARTIE_CHARTE, PARTIES_CHARTE, PRINCIPES_CHARTE } from "../regles/charte.ts";

const TITRE = "Note au comité de suivi du relogement";

/** Same content as the page. */
export function renderNote(note: NoteComite, type: "pdf" | "docx"): Promise<Uint8Array> {
  return type === "pdf" ? renderDocumentPdf(composeNote(note)) : renderDocumentDocx(composeNote(note));
}

/** Cases are named by their reference, never by a name. */
function composeNote(note: NoteComite): DocumentMisEnPage {
  const { nom, demonstration, jour, depuis, suivi } = note;
  return {
    titre: TITRE,
    territoire: nom,
    entete: [TITRE, nom, ...(demonstration ? ["données de démonstration"] : [])].join(" · "),
    pied: "édition de travail, ménages désignés par leur référence",
    bandeau: demonstration ? BANDEAU_DEMONSTRATION : null,
    couverture: [
      { terme: "Territoire", valeur: `${nom} (SIREN ${note.territoire})` },
      { terme: "Situation au", valeur: formatJour(jour) },
      { terme: "Dernier comité", valeur: depuis === null ? "aucune décision enregistrée" : formatJour(depuis) },
    ],
    sections: [
      { titre: "Ce qui est demandé au comité", blocs: note.demandes.map(paragraphe) },
      {
        titre: "Avancement",
        blocs: [
          ...suivi.phrases.map(paragraphe),
          tableauOf(AVANCEMENT, suivi.immeubles, { total: totalAvancement(suivi) }),
          ...suivi.reserves.map(toNote),
        ],
      },
      { titre: "Depuis le dernier comité", blocs: [...note.mouvements.map(paragraphe), ...decisionsOf(note)] },
      { titre: "Situations à examiner", blocs: casOf(note) },
      ...charteOf(note.chartes),
    ],
    date: null,
  };
}

function decisionsOf({ decisions, depuis }: NoteComite): readonly Bloc[] {
  if (decisions.length > 0) return [tableauOf(DECISIONS, decisions)];
  return depuis === null ? [] : [paragraphe("Aucune décision depuis ce jour.")];
}

function casOf({ deuxRefus, bloques }: NoteComite): readonly Bloc[] {
  return [listOf(DEUX_REFUS, deuxRefus), listOf(BLOQUES, bloques)];
}

function listOf(table: DefinitionTable<CasComite>, cas: readonly CasComite[]): Bloc {
  return cas.length === 0 ? paragraphe(`${table.titre} : aucun.`) : tableauOf(table, cas);
}

/** One table a part of the charte. */
function charteOf(chartes: readonly CharteImmeuble[]): readonly SectionDocument[] {
  if (chartes.length === 0) return [];
  const blocs = PARTIES_CHARTE.map((partie) =>
    tableauOf(
      tableCharte(LIBELLE_PARTIE_CHARTE[partie], chartes),
      PRINCIPES_CHARTE.filter((principe) => principe.partie === partie),
    ),
  );
  return [{ titre: "Charte de relogement", blocs }];
}
