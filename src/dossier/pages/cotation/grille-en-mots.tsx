import type { Child } from "hono/jsx";
import { TableFiches } from "#socle/pages/design/table-fiches.tsx";
import {
  type ContenuGrille,
  type Critere,
  LIBELLE_COMBINAISON,
  LIBELLE_PREUVE,
  type Rubrique,
} from "../../regles/cotation/grille.ts";
import { sayExpression, sayPlafond, sayPoints } from "../../regles/cotation/mots.ts";

type MotsProps = {
  readonly contenu: ContenuGrille;
  /** What the editor adds to a rubric, and to a rule. */
  readonly apresRubrique?: (rubrique: Rubrique) => Child;
  readonly actesCritere?: (rubrique: Rubrique, critere: Critere) => Child;
};

/** A scheme as it is read: one section a rubric, one row a rule. */
export function GrilleEnMots({ contenu, apresRubrique, actesCritere }: MotsProps) {
  return (
    <>
      {contenu.rubriques.map((rubrique) => (
        <section aria-labelledby={`rubrique-${rubrique.id}`}>
          <h2 id={`rubrique-${rubrique.id}`}>{rubrique.libelle}</h2>
          <p>
            {LIBELLE_COMBINAISON[rubrique.combinaison]}, {sayPlafond(rubrique)}.
          </p>
          {rubrique.criteres.length === 0 ? (
            <p>Aucun critère.</p>
          ) : (
            <TableFiches
              titre={`Critères de « ${rubrique.libelle} »`}
              colonnes={[
                { titre: "Critère" },
                { titre: "Condition" },
                { titre: "Points" },
                { titre: "Preuve" },
                { titre: "Priorités (L. 441-1)" },
                ...(actesCritere ? [{ titre: "Modifier" }] : []),
              ]}
              lignes={rubrique.criteres.map((critere) => [
                critere.libelle,
                sayExpression(critere.si),
                sayPoints(critere.points),
                LIBELLE_PREUVE[critere.preuve],
                critere.priorites.length === 0 ? "aucune" : critere.priorites.join(", "),
                ...(actesCritere ? [actesCritere(rubrique, critere)] : []),
              ])}
            />
          )}
          {apresRubrique?.(rubrique)}
        </section>
      ))}
    </>
  );
}
