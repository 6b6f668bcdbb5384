import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres } from "#socle/pages/design/filtres.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message } from "#socle/pages/design/parts.tsx";
import { SousNavigation } from "#socle/pages/design/sous-navigation.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { Effort } from "../../lectures/effort/effort.ts";
import { Deposer, SansLigne } from "../bilan-page.tsx";
import { type Choix, LectureDesBailleurs, SelectAnnee, SelectBailleur, SelectVue } from "../filtres.tsx";
import { SectionMethode, sourcesText } from "../methode.tsx";
import { SectionBloc } from "./bloc-section.tsx";
import { Hypotheses, SelectMois } from "./hypotheses.tsx";
import { hrefObjectifs, monthOf, type QuestionObjectifs, questionOf } from "./questions.ts";
import { SectionTerritorialises } from "./territorialises-section.tsx";

export type ObjectifsPageProps = {
  readonly cadre: Cadre;
  readonly effort: Effort;
  readonly choix: Choix;
};

export function renderObjectifsPage({ cadre, effort, choix }: ObjectifsPageProps): string {
  const nom = choix.bailleurs.find(({ siren }) => siren === effort.bailleur)?.nom ?? effort.bailleur;
  const titre = `Objectifs ${effort.annee}${nom === null ? "" : `, ${nom}`}`;
  return renderPage({
    cadre,
    titre,
    rubrique: "convention",
    sources: sourcesText(effort),
    children: (
      <>
        <SousNavigation cadre={cadre} page="objectifs" />
        <h1>{titre}</h1>
        <p class="chapo">{describeEtat(effort)}</p>
        <Filtres epci={effort.territoire} question={questionOf(effort)} choix={choix} />
        <LectureDesBailleurs lecture={effort.lectureBailleurs} />
        {monthOf(effort) === null ? <SansAttribution cadre={cadre} effort={effort} /> : null}
        <Corps cadre={cadre} effort={effort} />
      </>
    ),
  });
}

function describeCompte(effort: Effort): string {
  const { annee, arreteAu, acheve } = effort;
  if (acheve) return `Baux signés en ${annee}, année entière`;
  return monthOf(effort) === null
    ? `Aucun bail de ${annee} n’est compté`
    : `Baux signés jusqu’au ${formatJour(arreteAu)}`;
}

function describeEtat(effort: Effort): string {
  const { annee, version, enCours } = effort;
  const convention = version
    ? `${version.titre}, en vigueur depuis le ${formatJour(version.depuis)}.`
    : `Aucune convention n’est en vigueur pour ${annee} : seul le plancher légal est montré.`;
  return [`${describeCompte(effort)}.`, enCours, convention].filter(Boolean).join(" ");
}

function Corps({ cadre, effort }: Omit<ObjectifsPageProps, "choix">) {
  return (
    <>
      {effort.blocs.map((bloc, rang) => (
        <SectionBloc
          cadre={cadre}
          effort={effort}
          bloc={bloc}
          premier={rang === 0}
          telechargements={rang === 0 && cadre.droits.exporterBilan ? <Telechargements effort={effort} /> : null}
        >
          {rang === 0 && !effort.acheve ? <Hypotheses effort={effort} /> : null}
        </SectionBloc>
      ))}
      {effort.territorialises ? <SectionTerritorialises lignes={effort.territorialises} /> : null}
      <SectionMethode bilan={effort} lots={cadre.droits.lireLots} />
    </>
  );
}

/** Downloads keep what was typed on the page. */
function Telechargements({ effort }: { effort: Effort }) {
  const href = (format: "pdf" | "xlsx" | "csv") => hrefObjectifs(effort.territoire, questionOf(effort), format);
  return (
    <div class="ligne telechargements">
      <a class="bouton" href={href("pdf")}>
        Réponse (PDF)
      </a>
      <a class="bouton second" href={href("xlsx")}>
        Tableau (Excel)
      </a>
      <a href={href("csv")}>CSV</a>
    </div>
  );
}

function Filtres({ epci, question, choix }: { epci: string; question: QuestionObjectifs; choix: Choix }) {
  return (
    <BarreFiltres action={hrefTerritoire(epci, "objectifs")} titre="Choisir l’année">
      <SelectAnnee choix={choix} annee={question.annee} />
      <SelectMois mois={question.mois} />
      <SelectBailleur choix={choix} bailleur={question.bailleur} />
      <SelectVue choix={choix} vue={question.vue} />
    </BarreFiltres>
  );
}

function SansAttribution({ cadre, effort }: { cadre: Cadre; effort: Effort }) {
  return (
    <Message ton="neutre" titre={`Aucune attribution publiée en ${effort.annee}`}>
      <p>
        Rien n’est encore compté : ce qui suit ne dit que ce que la convention écrit et ce que les années passées
        laissent attendre.
      </p>
      {effort.surComptes ? (
        <p>
          Un tableau imprimé ailleurs compte cette année, sans ses mois :{" "}
          <a href={hrefTerritoire(effort.territoire, "bilan", questionBilan(effort))}>son bilan sur comptes</a> dit où
          elle en est.
        </p>
      ) : null}
      <Deposer cadre={cadre} epci={effort.territoire} />
    </Message>
  );
}

function questionBilan({ annee, bailleur }: Effort): Record<string, string> {
  return { annee: String(annee), ...(bailleur === null ? {} : { bailleur }) };
}

function renderEtat(cadre: Cadre, titre: string, children: Child): string {
  return renderPage({
    cadre,
    titre,
    rubrique: "convention",
    children: (
      <>
        <SousNavigation cadre={cadre} page="objectifs" />
        <h1>{titre}</h1>
        {children}
      </>
    ),
  });
}

export function renderObjectifsVide(cadre: Cadre): string {
  return renderEtat(
    cadre,
    "Objectifs",
    <EtatVide titre="Aucune attribution n’est publiée">
      <p>
        Blaise dira s’il est possible d’atteindre les objectifs dès qu’un fichier d’attributions (SNE) sera publié pour
        ce territoire.
      </p>
      <Deposer cadre={cadre} epci={cadre.territoire?.epci ?? ""} />
    </EtatVide>,
  );
}

export function renderObjectifsSansLigne(cadre: Cadre, rattachement: "bailleur" | "reservataire"): string {
  return renderEtat(cadre, "Objectifs", <SansLigne rattachement={rattachement} />);
}

/** Without the rule's parameter for the year, the filters stay, to choose another year. */
export function renderObjectifsRefuse(
  cadre: Cadre,
  question: QuestionObjectifs,
  choix: Choix,
  message: string,
): string {
  const epci = cadre.territoire?.epci ?? "";
  return renderEtat(
    cadre,
    `Objectifs ${question.annee}`,
    <>
      <Filtres epci={epci} question={question} choix={choix} />
      <Message ton="alerte" titre="Ces objectifs ne peuvent pas être calculés">
        <p>{message}</p>
      </Message>
    </>,
  );
}
