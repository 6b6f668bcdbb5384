import type { Cadre } from "#socle/pages/design/cadre.ts";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import type { SegregationLue } from "../../lectures/segregation/segregation.ts";
import { FiguresDePage } from "../figure.tsx";
import { Phrases, renderPageObservatoire } from "../page-observatoire.tsx";

export const CHEMIN_SEGREGATION = "observatoire/segregation";

export function renderSegregationPage({ cadre, lue }: { cadre: Cadre; lue: SegregationLue }): string {
  return renderPageObservatoire({
    cadre,
    titre: "Ségrégation",
    children: (
      <>
        <p>
          Les ménages les plus modestes et les autres sont-ils logés aux mêmes endroits ? Un indice n’est jamais donné
          sans ce que le hasard seul produirait avec les mêmes ménages et des unités de même taille.
        </p>
        {lue.figures.length === 0 ? (
          <EtatVide titre="Rien n’est publié qui réponde à cette question">
            <p>Publiez un fichier d’attributions, ou une enquête d’occupation, dans « Données ».</p>
          </EtatVide>
        ) : (
          <Phrases phrases={lue.phrases} />
        )}
        {[lue.sansBailleurs, lue.sansOccupation]
          .filter((phrase) => phrase !== null)
          .map((phrase) => (
            <p class="aide">{phrase}</p>
          ))}
        <FiguresDePage figures={lue.figures} cadre={cadre} chemin={CHEMIN_SEGREGATION} question={{}} fond={null} />
      </>
    ),
  });
}
