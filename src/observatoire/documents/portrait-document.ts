import { note, paragraphe } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Bloc, Cellule, DocumentMisEnPage, SectionDocument } from "#socle/documents/document.ts";
import { noteManques } from "#socle/documents/figure-document.ts";
import { renderDocumentPdf } from "#socle/documents/rendre.ts";
import type { FondFigure } from "#socle/images/fond.ts";
import { celluleOf, formatBornesCellule, formatCellule } from "#socle/images/texte-figure.ts";
import { LIBELLE_MAILLE } from "#socle/regles/observatoire/maille.ts";
import { renderCarteSituation } from "../images/carte-situation.ts";
import type { Portrait, SectionPortrait } from "../lectures/portrait/portrait.ts";

export function renderPortraitPdf(portrait: Portrait, fond: FondFigure | null): Promise<Uint8Array> {
  return renderDocumentPdf(composePortrait(portrait, fond));
}

function composePortrait(portrait: Portrait, fond: FondFigure | null): DocumentMisEnPage {
  const { epci, territoire, demonstration, maille, sujet, phrases, sections, absents, sources } = portrait;
  const titre = `${LIBELLE_MAILLE[maille]} : ${sujet.nom}`;
  return {
    titre,
    territoire,
    entete: [titre, territoire, ...(demonstration ? ["données de démonstration"] : [])].join(" · "),
    pied: "édition de travail",
    bandeau: demonstration ? BANDEAU_DEMONSTRATION : null,
    couverture: [
      { terme: "Territoire", valeur: `${territoire} (SIREN ${epci})` },
      { terme: LIBELLE_MAILLE[maille], valeur: `${sujet.nom} (${sujet.code})` },
    ],
    sections: [
      { titre: "L’essentiel", blocs: phrases.map(paragraphe) },
      ...situation(portrait, fond),
      ...sections.map((section) => ({ titre: section.figure.titre, blocs: [tableau(section, sujet.nom)] })),
      ...residences(portrait),
      {
        titre: "Sources, et ce que ce portrait ne dit pas",
        blocs: [`${sources.join(" ; ")}.`, ...absents].map(note),
      },
    ],
    date: null,
    dense: true,
  };
}

function situation({ maille, sujet }: Portrait, fond: FondFigure | null): readonly SectionDocument[] {
  const carte = maille === "bailleur" ? null : renderCarteSituation({ maille, ...sujet }, fond);
  if (!carte) return [];
  const { svg, alternative, notes } = carte;
  return [
    { titre: "Situation", blocs: [{ kind: "image", image: { svg, titre: "", alternative, note: notes.join(" ") } }] },
  ];
}

function tableau({ figure }: SectionPortrait, nom: string): Bloc {
  return {
    kind: "tableau",
    // The section already has the title.
    titre: "",
    colonnes: [
      { titre: "Indicateur", droite: false, part: 1.9 },
      { titre: nom, droite: true, part: 1.3 },
      { titre: "Territoire", droite: true, part: 1.3 },
    ],
    lignes: figure.colonnes.map((colonne): Cellule[] => [
      { kind: "texte", texte: colonne.libelle },
      ...figure.lignes.map((ligne): Cellule => {
        const cellule = celluleOf(ligne, colonne.code);
        const bornes = formatBornesCellule(cellule, colonne.genre);
        const valeur = formatCellule(cellule, colonne.genre);
        return { kind: "texte", texte: bornes ? `${valeur} (${bornes})` : valeur };
      }),
    ]),
    total: null,
    note: noteManques(figure),
  };
}

function residences({ residences: found }: Portrait) {
  if (found === null || found.length === 0) return [];
  const texte = found.map(({ nom }) => nom).join(", ");
  return [{ titre: "Résidences en écart établi", blocs: [{ kind: "paragraphe", texte } as const] }];
}
