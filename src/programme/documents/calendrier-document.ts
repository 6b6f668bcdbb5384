import { paragraphe } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Bloc, DocumentMisEnPage } from "#socle/documents/document.ts";
import { tableauFigure } from "#socle/documents/figure-document.ts";
import { renderDocumentPdf } from "#socle/documents/rendre.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { Calendrier } from "../lectures/calendrier/calendrier.ts";

/** Time line and table as a PDF. `svg`: drawing of the page; null when no operation has a day. */
export function renderCalendrierPdf(calendrier: Calendrier, svg: string | null): Promise<Uint8Array> {
  return renderDocumentPdf(composeCalendrier(calendrier, svg));
}

function composeCalendrier(calendrier: Calendrier, svg: string | null): DocumentMisEnPage {
  const { nom, territoire, demonstration, aujourdhui, phrases, figures } = calendrier;
  const titre = "Calendrier du programme";
  const image: readonly Bloc[] =
    svg === null
      ? []
      : [
          {
            kind: "image",
            image: {
              svg,
              titre,
              alternative: "Opérations sur les années\u00A0; leurs dates sont dans le tableau.",
              note: null,
            },
          },
        ];
  return {
    titre,
    territoire: nom,
    entete: [titre, nom, ...(demonstration ? ["données de démonstration"] : [])].join(" · "),
    pied: `Édition de travail du ${formatJour(aujourdhui)}, non figée`,
    bandeau: demonstration ? BANDEAU_DEMONSTRATION : null,
    couverture: [
      { terme: "Territoire", valeur: `${nom} (SIREN ${territoire})` },
      { terme: "Au", valeur: formatJour(aujourdhui) },
    ],
    // The tables come first: the drawing takes a page of its own. What is said in brief lies as they do.
    sections: [
      { titre: "En bref", blocs: phrases.map(paragraphe), ...(figures.some(isLarge) ? PAYSAGE : {}) },
      ...figures.map((figure) => ({
        titre: figure.titre,
        blocs: [tableauFigure(figure)],
        ...(isLarge(figure) ? PAYSAGE : {}),
      })),
      ...(image.length > 0 ? [{ titre: "Frise", blocs: image }] : []),
    ],
    date: null,
  };
}

const PAYSAGE = { paysage: true } as const;

/** In portrait, the words of ten columns would overlap. */
function isLarge({ colonnes }: Calendrier["figures"][number]): boolean {
  return colonnes.length > 7;
}
