import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { EtatVide, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatJour, formatJourCourt } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { AnneesSansEvaluation } from "../../lectures/evaluation/lister-evaluations.ts";
import type { EnteteEvaluation, EvaluationPubliee } from "../../lectures/evaluation/ports.ts";
import { LIBELLE_GENRE_EVALUATION } from "../../regles/evaluation/evaluation.ts";
import { renderPageCommission } from "../page-commission.tsx";
import { hrefEvaluation, hrefPreparer, sayAnnees } from "./chemins.ts";

export type EvaluationsPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  /** null: the reader only reads published ones. */
  readonly evaluations: readonly EnteteEvaluation[] | null;
  readonly publiees: readonly EvaluationPubliee[];
  /** null: the reader prepares none. */
  readonly aPreparer: readonly AnneesSansEvaluation[] | null;
};

export function renderEvaluationsPage(props: EvaluationsPageProps): string {
  const { cadre, epci, evaluations, publiees, aPreparer } = props;
  return renderPageCommission({
    cadre,
    titre: "Évaluations",
    children: (
      <>
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
  const table = defineTable<EnteteEvaluation, Child>({
    code: "figees",
    titre: "Évaluations figées, les plus récentes d’abord",
    colonnes: [
      ...colonnesNommees(epci),
      { code: "figee_le", titre: "Figée le", genre: "jour", valeur: ({ figeLe }) => figeLe },
      { code: "par", titre: "Par", valeur: ({ figePar }) => figePar },
      {
        code: "publication",
        titre: "Publication",
        valeur: ({ publieLe }) => publieLe,
        rendu: ({ publieLe }) => <Publication publieLe={publieLe} />,
      },
      {
        code: "empreinte",
        titre: "Empreinte",
        valeur: ({ empreinte }) => empreinte,
        rendu: ({ empreinte }) => <code title={empreinte}>{empreinte.slice(0, 12)}</code>,
      },
    ],
  });
  return <Table table={table} lignes={evaluations} />;
}

function Publication({ publieLe }: Pick<EnteteEvaluation, "publieLe">) {
  if (publieLe === null) return <Tag ton="neutre">Non publiée</Tag>;
  return (
    <>
      <Tag ton="ok">Publiée</Tag> <small>le {formatJourCourt(publieLe)}</small>
    </>
  );
}

/** The number, as a link, then what it evaluates. */
function colonnesNommees(
  epci: string,
): readonly Colonne<Pick<EnteteEvaluation, "numero" | "genre" | "anneeDebut" | "anneeFin">, Child>[] {
  return [
    {
      code: "numero",
      titre: "Numéro",
      valeur: ({ numero }) => numero,
      rendu: ({ numero }) => <a href={hrefEvaluation(epci, numero)}>{numero}</a>,
    },
    { code: "evaluation", titre: "Évaluation", valeur: sayAnnees },
  ];
}

function Publiees({ epci, publiees }: { epci: string; publiees: readonly EvaluationPubliee[] }) {
  if (publiees.length === 0) {
    return (
      <EtatVide titre="Aucune évaluation publiée">
        <p>Ce territoire n’a pas encore publié d’évaluation.</p>
      </EtatVide>
    );
  }
  const table = defineTable<EvaluationPubliee, Child>({
    code: "publiees",
    titre: "Évaluations publiées, les plus récentes d’abord",
    colonnes: [
      ...colonnesNommees(epci),
      { code: "publiee_le", titre: "Publiée le", valeur: ({ publieLe }) => formatJour(publieLe) },
    ],
  });
  return <Table table={table} lignes={publiees} />;
}

function APreparer({ epci, annees }: { epci: string; annees: readonly AnneesSansEvaluation[] }) {
  return (
    <>
      <h2>Sans évaluation</h2>
      {annees.length === 0 ? (
        <p>Toutes les années publiées ont leur évaluation.</p>
      ) : (
        <Table table={tableAPreparer(epci)} lignes={annees} />
      )}
      <p>
        Une correction se fait par une nouvelle évaluation des mêmes années : ouvrez la figée, puis « Préparer une
        nouvelle version ».
      </p>
    </>
  );
}

function tableAPreparer(epci: string) {
  return defineTable<AnneesSansEvaluation, Child>({
    code: "a-preparer",
    titre: "Années publiées sans évaluation, et ce qu’il faut pour la faire",
    colonnes: [
      { code: "annees", titre: "Années", valeur: ({ libelle }) => libelle },
      { code: "document", titre: "Document", valeur: ({ genre }) => LIBELLE_GENRE_EVALUATION[genre] },
      {
        code: "manques",
        titre: "Ce qui manque",
        valeur: ({ manques }) => manques.length,
        rendu: (une) => <Manques {...une} epci={epci} />,
      },
      {
        code: "suite",
        titre: "Suite",
        valeur: ({ projet }) => projet,
        rendu: (une) => <Suite {...une} epci={epci} />,
      },
    ],
  });
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
