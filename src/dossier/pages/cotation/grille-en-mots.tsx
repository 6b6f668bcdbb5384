import type { Child } from "hono/jsx";
import { Table } from "#socle/pages/design/table.tsx";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
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
  /** What the editor adds under a rubric, and beside a rule. */
  readonly apresRubrique?: (rubrique: Rubrique) => Child;
  readonly actesCritere?: (rubrique: Rubrique, critere: Critere) => Child;
};

/** One section a rubric, one row a rule. */
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
            <Table table={tableOf(rubrique, actesCritere)} lignes={rubrique.criteres} />
          )}
          {apresRubrique?.(rubrique)}
        </section>
      ))}
    </>
  );
}

const COLONNES: readonly Colonne<Critere>[] = [
  { code: "critere", titre: "Critère", valeur: ({ libelle }) => libelle },
  { code: "condition", titre: "Condition", valeur: ({ si }) => sayExpression(si) },
  { code: "points", titre: "Points", valeur: ({ points }) => sayPoints(points) },
  { code: "preuve", titre: "Preuve", valeur: ({ preuve }) => LIBELLE_PREUVE[preuve] },
  { code: "priorites", titre: "Priorités (L. 441-1)", valeur: ({ priorites }) => priorites.join(", ") || "aucune" },
];

function tableOf(rubrique: Rubrique, actes: MotsProps["actesCritere"]) {
  const modifier: Colonne<Critere, Child> = {
    code: "modifier",
    titre: "Modifier",
    valeur: () => null,
    rendu: (critere) => actes?.(rubrique, critere),
  };
  return defineTable<Critere, Child>({
    code: rubrique.id,
    titre: `Critères de « ${rubrique.libelle} »`,
    colonnes: actes ? [...COLONNES, modifier] : COLONNES,
  });
}
