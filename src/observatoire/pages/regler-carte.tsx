import { raw } from "hono/html";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { BarreFiltres, Choisir } from "#socle/pages/design/filtres.tsx";
import { optionsOf } from "#socle/pages/design/formulaire.tsx";
import { DECOUPAGES, type Decoupage } from "#socle/regles/observatoire/decoupage.ts";
import { renderHistogrammeClasses } from "../images/carte-figure.ts";
import type { QuestionObservatoire } from "./adresses.ts";
import type { ParMultiples, Regard } from "./multiples.tsx";

const LIBELLE_DECOUPAGE: Readonly<Record<Decoupage, string>> = {
  quantiles: "Effectifs égaux (quantiles)",
  ruptures: "Ruptures naturelles",
  sens: "Seuils qui ont un sens",
};

const LIBELLE_PAR: Readonly<Record<ParMultiples, string>> = { annee: "Une par année", bailleur: "Une par bailleur" };

type Props = {
  readonly figure: Figure;
  readonly action: string;
  readonly question: QuestionObservatoire;
  /** null: the figure has no map of places. */
  readonly regard: Regard | null;
  /** Whether its reader may cut the classes again. */
  readonly decoupe: boolean;
};

/** How the colours of a map are cut, in how many maps it is told, and what is beside it. Nothing where there is nothing to choose. */
export function ReglerCarte({ figure, action, question, regard, decoupe }: Props) {
  const histogramme = decoupe ? renderHistogrammeClasses(valuesOf(figure, regard)) : null;
  const { parOffertes = [], territoires = [] } = regard ?? {};
  if (histogramme === null && parOffertes.length + territoires.length === 0) return null;
  return (
    <div class="regler">
      <BarreFiltres
        action={action}
        titre="Régler la carte"
        garde={{ ...question, classes: null, multiples: null, territoire: null }}
      >
        {histogramme === null ? null : (
          <Choisir
            nom="classes"
            libelle="Classes"
            tous="Choisies par Blaise"
            options={optionsOf(DECOUPAGES, LIBELLE_DECOUPAGE)}
            valeur={figure.carte?.decoupage ?? null}
          />
        )}
        {parOffertes.length === 0 ? null : (
          <Choisir
            nom="multiples"
            libelle="Cartes"
            tous="Une seule"
            options={optionsOf(parOffertes, LIBELLE_PAR)}
            valeur={regard?.par === "territoire" ? null : regard?.par}
          />
        )}
        {territoires.length === 0 ? null : (
          <Choisir
            nom="territoire"
            libelle="À côté de"
            tous="Aucun territoire"
            options={territoires}
            valeur={regard?.territoire}
          />
        )}
      </BarreFiltres>
      {histogramme === null ? null : raw(histogramme)}
    </div>
  );
}

/** Of all the maps that are read together. */
function valuesOf(figure: Figure, regard: Regard | null): Figure {
  const [, ...autres] = regard?.variantes ?? [];
  return autres.length === 0
    ? figure
    : { ...figure, lignes: regard?.variantes.flatMap((une) => une.figure.lignes) ?? [] };
}
