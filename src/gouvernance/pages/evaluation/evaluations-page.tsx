import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Tag } from "#socle/pages/design/parts.tsx";
import { SousNavigation } from "#socle/pages/design/sous-navigation.tsx";
import { TableFiches } from "#socle/pages/design/table-fiches.tsx";
import { formatJour, formatJourCourt } from "#socle/regles/shared/format.ts";
import type { AnneesSansEvaluation } from "../../lectures/evaluation/lister-evaluations.ts";
import type { EnteteEvaluation, EvaluationPubliee } from "../../lectures/evaluation/ports.ts";
import { LIBELLE_GENRE_EVALUATION } from "../../regles/evaluation/evaluation.ts";
import { CHEMIN_EVALUATIONS, hrefEvaluation, hrefPreparer, sayAnnees } from "./chemins.ts";

export type EvaluationsPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  /** null: this person reads what is published, and nothing else. */
  readonly evaluations: readonly EnteteEvaluation[] | null;
  readonly publiees: readonly EvaluationPubliee[];
  /** null: this person prepares none. */
  readonly aPreparer: readonly AnneesSansEvaluation[] | null;
};

/** What was presented to the conférence, and what has yet to be. */
export function renderEvaluationsPage(props: EvaluationsPageProps): string {
  const { cadre, epci, evaluations, publiees, aPreparer } = props;
  return renderPage({
    cadre,
    titre: "Évaluations",
    rubrique: "commission",
    children: (
      <>
        <SousNavigation cadre={cadre} page={CHEMIN_EVALUATIONS} />
        <h1>Évaluations</h1>
        <p class="chapo">
          Chaque année, l’atteinte des objectifs est évaluée devant la conférence intercommunale du logement ; la
          convention fait l’objet d’un bilan au bout de trois ans. Figée, une évaluation ne change plus.
        </p>
        {evaluations === null ? (
          <Publiees epci={epci} publiees={publiees} />
        ) : (
          <Figees epci={epci} evaluations={evaluations} />
        )}
        {aPreparer === null ? null : <APreparer epci={epci} annees={aPreparer} />}
      </>
    ),
  });
}

function Figees({ epci, evaluations }: { epci: string; evaluations: readonly EnteteEvaluation[] }) {
  if (evaluations.length === 0) {
    return (
      <EtatVide titre="Aucune évaluation figée">
        <p>La première se prépare à partir du rapport annuel figé.</p>
      </EtatVide>
    );
  }
  return (
    <TableFiches
      titre="Évaluations figées, les plus récentes d’abord"
      colonnes={[
        { titre: "Numéro" },
        { titre: "Évaluation" },
        { titre: "Figée le" },
        { titre: "Par" },
        { titre: "Publication" },
        { titre: "Empreinte" },
      ]}
      lignes={evaluations.map((one) => [
        <a href={hrefEvaluation(epci, one.numero)}>{one.numero}</a>,
        sayAnnees(one),
        formatJourCourt(one.figeLe),
        one.figePar,
        one.publieLe === null ? (
          <Tag ton="neutre">Non publiée</Tag>
        ) : (
          <>
            <Tag ton="ok">Publiée</Tag> <small>le {formatJourCourt(one.publieLe)}</small>
          </>
        ),
        <code title={one.empreinte}>{one.empreinte.slice(0, 12)}</code>,
      ])}
    />
  );
}

function Publiees({ epci, publiees }: { epci: string; publiees: readonly EvaluationPubliee[] }) {
  if (publiees.length === 0) {
    return (
      <EtatVide titre="Aucune évaluation publiée">
        <p>Ce territoire n’a pas encore publié d’évaluation.</p>
      </EtatVide>
    );
  }
  return (
    <TableFiches
      titre="Évaluations publiées, les plus récentes d’abord"
      colonnes={[{ titre: "Numéro" }, { titre: "Évaluation" }, { titre: "Publiée le" }]}
      lignes={publiees.map((one) => [
        <a href={hrefEvaluation(epci, one.numero)}>{one.numero}</a>,
        sayAnnees(one),
        formatJour(one.publieLe),
      ])}
    />
  );
}

function APreparer({ epci, annees }: { epci: string; annees: readonly AnneesSansEvaluation[] }) {
  return (
    <>
      <h2>Sans évaluation</h2>
      {annees.length === 0 ? (
        <p>Toutes les années publiées ont leur évaluation.</p>
      ) : (
        <TableFiches
          titre="Années publiées sans évaluation, et ce qu’il faut pour la faire"
          colonnes={[{ titre: "Années" }, { titre: "Document" }, { titre: "Ce qui manque" }, { titre: "Suite" }]}
          lignes={annees.map((une) => [
            une.libelle,
            LIBELLE_GENRE_EVALUATION[une.genre],
            <Manques {...une} epci={epci} />,
            <Suite {...une} epci={epci} />,
          ])}
        />
      )}
      <p>
        Une correction se fait par une nouvelle évaluation des mêmes années : ouvrez la figée, puis « Préparer une
        nouvelle version ».
      </p>
    </>
  );
}

type UneAnnee = AnneesSansEvaluation & { readonly epci: string };

function Manques({ epci, manques }: UneAnnee) {
  if (manques.length === 0) return <>Rien</>;
  return (
    <ul class="sans-puce">
      {manques.map(({ phrase, lien, chemin }) => (
        <li>
          {phrase} <a href={hrefTerritoire(epci, chemin)}>{lien}</a>
        </li>
      ))}
    </ul>
  );
}

function Suite({ epci, genre, annee, libelle, projet, manques }: UneAnnee) {
  if (manques.length > 0) return <>à compléter d’abord</>;
  return (
    <>
      <a href={hrefPreparer(epci, genre, annee)}>
        {projet === null ? "Préparer" : "Reprendre"} {libelle}
      </a>
      {projet === null ? null : <small> projet du {formatJourCourt(projet)}</small>}
    </>
  );
}
