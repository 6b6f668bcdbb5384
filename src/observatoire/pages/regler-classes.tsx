import { raw } from "hono/html";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { BarreFiltres, Choisir } from "#socle/pages/design/filtres.tsx";
import { optionsOf } from "#socle/pages/design/formulaire.tsx";
import { DECOUPAGES, type Decoupage } from "#socle/regles/observatoire/decoupage.ts";
import { renderHistogrammeClasses } from "../images/carte-figure.ts";
import type { QuestionObservatoire } from "./adresses.ts";

const LIBELLE_DECOUPAGE: Readonly<Record<Decoupage, string>> = {
  quantiles: "Effectifs égaux (quantiles)",
  ruptures: "Ruptures naturelles",
  sens: "Seuils qui ont un sens",
};

type Props = {
  readonly figure: Figure;
  readonly action: string;
  readonly question: QuestionObservatoire;
};

/** How the colours of a map are cut, and the values that they cut. Nothing where they are not classes of numbers. */
export function ReglerClasses({ figure, action, question }: Props) {
  const histogramme = renderHistogrammeClasses(figure);
  if (histogramme === null) return null;
  return (
    <div class="regler">
      <BarreFiltres action={action} titre="Régler les classes de la carte" garde={{ ...question, classes: null }}>
        <Choisir
          nom="classes"
          libelle="Classes"
          tous="Choisies par Blaise"
          options={optionsOf(DECOUPAGES, LIBELLE_DECOUPAGE)}
          valeur={figure.carte?.decoupage ?? null}
        />
      </BarreFiltres>
      {raw(histogramme)}
    </div>
  );
}
