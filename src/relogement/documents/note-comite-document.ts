import { paragraphe, texte } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Bloc, DocumentMisEnPage, SectionDocument } from "#socle/documents/document.ts";
import { renderDocumentDocx, renderDocumentPdf } from "#socle/documents/rendre.ts";
import { formatJour, formatJourCourt } from "#socle/regles/shared/format.ts";
import type { CharteImmeuble } from "../lectures/charte.ts";
import type { CasComite, NoteComite } from "../lectures/note.ts";
import type { TableauNote } from "../lectures/note-tableaux.ts";
import { LIBELLE_PARTIE_CHARTE, PARTIES_CHARTE, PRINCIPES_CHARTE } from "../regles/charte.ts";

const TITRE = "Note au comité de suivi du relogement";

/** What the page shows: the note and its table. */
export type VueNote = { readonly note: NoteComite; readonly avancement: TableauNote };

export function renderNotePdf(vue: VueNote): Promise<Uint8Array> {
  return renderDocumentPdf(composeNote(vue));
}

export function renderNoteDocx(vue: VueNote): Promise<Uint8Array> {
  return renderDocumentDocx(composeNote(vue));
}

/** Cases by their reference, never by a name. */
function composeNote({ note, avancement }: VueNote): DocumentMisEnPage {
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
        blocs: [...suivi.phrases.map(paragraphe), tableauOf(avancement), ...suivi.reserves.map(reserve)],
      },
      { titre: "Depuis le dernier comité", blocs: [...note.mouvements.map(paragraphe), ...decisionsOf(note)] },
      { titre: "Situations à examiner", blocs: casOf(note) },
      ...charteOf(note.chartes),
    ],
    fiches: [],
    date: null,
  };
}

function reserve(texte: string): Bloc {
  return { kind: "note", texte };
}

function tableauOf({ titre, colonnes, lignes, total }: TableauNote): Bloc {
  return {
    kind: "tableau",
    titre,
    note: null,
    colonnes: colonnes.map((colonne, rang) => ({ titre: colonne, part: rang === 0 ? 2.6 : 1.5, droite: rang > 0 })),
    lignes: lignes.map((cells) => cells.map(texte)),
    total: total?.map(texte) ?? null,
  };
}

function decisionsOf({ decisions, depuis }: NoteComite): readonly Bloc[] {
  if (decisions.length === 0) return depuis === null ? [] : [paragraphe("Aucune décision depuis ce jour.")];
  return [
    {
      kind: "tableau",
      titre: "Décisions",
      total: null,
      note: null,
      colonnes: [
        { titre: "Jour", part: 1, droite: false },
        { titre: "Ménage", part: 1, droite: false },
        { titre: "Immeuble", part: 2, droite: false },
        { titre: "Décision", part: 3, droite: false },
      ],
      lignes: decisions.map(({ le, reference, immeuble, fait }) =>
        [formatJourCourt(le), reference, immeuble, fait].map(texte),
      ),
    },
  ];
}

function casOf({ deuxRefus, bloques }: NoteComite): readonly Bloc[] {
  return [...listOf("Ménages à deux refus ou plus", deuxRefus), ...listOf("Situations bloquées", bloques)];
}

function listOf(titre: string, cas: readonly CasComite[]): readonly Bloc[] {
  if (cas.length === 0) return [paragraphe(`${titre} : aucun.`)];
  return [
    {
      kind: "tableau",
      titre,
      total: null,
      note: null,
      colonnes: [
        { titre: "Ménage", part: 1, droite: false },
        { titre: "Immeuble", part: 2, droite: false },
        { titre: "Situation", part: 3, droite: false },
      ],
      lignes: cas.map(({ reference, immeuble, fait }) => [reference, immeuble, fait].map(texte)),
    },
  ];
}

const MOT = { oui: "Oui", non: "Non", inconnu: "Inconnu" } as const;

/** One table a part of the charte, a column a building. */
function charteOf(chartes: readonly CharteImmeuble[]): readonly SectionDocument[] {
  if (chartes.length === 0) return [];
  const tableaux = PARTIES_CHARTE.map(
    (partie): Bloc => ({
      kind: "tableau",
      titre: LIBELLE_PARTIE_CHARTE[partie],
      total: null,
      note: null,
      colonnes: [
        { titre: "Point", part: 4, droite: false },
        ...chartes.map(({ nom }) => ({ titre: nom, part: 1.5, droite: false })),
      ],
      lignes: PRINCIPES_CHARTE.filter((principe) => principe.partie === partie).map(({ code, titre, calcul }) => [
        texte(calcul ? `${titre} (calculé)` : titre),
        ...chartes.map(({ points }) =>
          texte(MOT[points.find(({ principe }) => principe.code === code)?.reponse ?? "inconnu"]),
        ),
      ]),
    }),
  );
  return [{ titre: "Charte de relogement", blocs: tableaux }];
}
