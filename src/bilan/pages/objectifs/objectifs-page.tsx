import type { Child } from "hono/jsx";
import type { Objet } from "#donnees/regles/convention/objet.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres } from "#socle/pages/design/filtres.tsx";
import { EnTetePage, type FichierPage, type Suite, Suites } from "#socle/pages/design/gabarit.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message } from "#socle/pages/design/parts.tsx";
import { formatCompte, formatJour, formatMesure } from "#socle/regles/shared/format.ts";
import type { BlocEffort, Effort } from "../../lectures/effort/effort.ts";
import { Deposer, SansLigne } from "../bilan-page.tsx";
import { type Choix, LectureDesBailleurs, SelectAnnee, SelectBailleur, SelectVue } from "../filtres.tsx";
import { SectionMethode, sourcesText } from "../methode.tsx";
import { ReponseEntiere, SectionBloc } from "./bloc-section.tsx";
import { Hypotheses, SelectMois } from "./hypotheses.tsx";
import { Lectures } from "./lectures.tsx";
import {
  hrefObjectifs,
  monthOf,
  PARTIES_OBJECTIFS,
  type PartieObjectifs,
  type QuestionObjectifs,
  questionOf,
} from "./questions.ts";
import { SectionTerritorialises } from "./territorialises-section.tsx";

export type ObjectifsPageProps = {
  readonly cadre: Cadre;
  readonly effort: Effort;
  readonly choix: Choix;
  /** The objective that is answered; null: the first. */
  readonly objet?: Objet | null;
  /** One part on its page; null: the page that answers. */
  readonly partie?: PartieObjectifs | null;
  /** Of the page of the method: the rule that is told. */
  readonly regle?: string | null;
};

export function renderObjectifsPage(props: ObjectifsPageProps): string {
  const { cadre, effort, choix, objet = null, partie = null, regle = null } = props;
  const nom = choix.bailleurs.find(({ siren }) => siren === effort.bailleur)?.nom ?? effort.bailleur;
  const ensemble = `Objectifs ${effort.annee}${nom === null ? "" : `, ${nom}`}`;
  const titre = partie === null ? ensemble : PARTIES_OBJECTIFS[partie];
  const bloc = effort.blocs.find((un) => un.objet === objet) ?? effort.blocs[0];
  return renderPage({
    cadre,
    titre,
    sources: sourcesText(effort),
    children: (
      <>
        <EnTetePage
          titre={titre}
          sous={
            partie === null ? (
              describeEtat(effort)
            ) : (
              <a href={hrefObjectifs(effort.territoire, questionOf(effort))}>{ensemble}</a>
            )
          }
          exporter={cadre.droits.exporterBilan ? fichiersOf(effort) : []}
        />
        <Filtres epci={effort.territoire} question={questionOf(effort)} choix={choix} objet={objet} partie={partie} />
        <LectureDesBailleurs lecture={effort.lectureBailleurs} />
        {monthOf(effort) === null ? <SansAttribution cadre={cadre} effort={effort} /> : null}
        {partie === null || DE_L_OBJET.includes(partie) ? <Objets {...props} bloc={bloc} /> : null}
        <Contenu cadre={cadre} effort={effort} partie={partie} bloc={bloc} regle={regle} />
        <Suites suites={suitesOf(effort, partie, bloc?.objet ?? null)} />
      </>
    ),
  });
}

/** Parts of one objective; the others are of the year. */
const DE_L_OBJET: readonly PartieObjectifs[] = ["reponse", "lectures"];

function describeCompte(effort: Effort): string {
  const { annee, arreteAu, acheve, avances = 0 } = effort;
  if (acheve) return `Baux signés en ${annee}, année entière`;
  const provisoires = formatCompte(
    avances,
    "bail provisoire, signé dans Blaise",
    "baux provisoires, signés dans Blaise",
  );
  if (monthOf(effort) !== null) {
    return `Baux signés jusqu’au ${formatJour(arreteAu)}${avances > 0 ? `, et ${provisoires} depuis` : ""}`;
  }
  return avances > 0 ? `${provisoires} en ${annee}` : `Aucun bail de ${annee} n’est compté`;
}

function describeEtat(effort: Effort): string {
  const { annee, version, enCours } = effort;
  const convention = version
    ? `${version.titre}, en vigueur depuis le ${formatJour(version.depuis)}.`
    : `Aucune convention n’est en vigueur pour ${annee} : seul le plancher légal est montré.`;
  return [`${describeCompte(effort)}.`, enCours, convention].filter(Boolean).join(" ");
}

/** The objectives beside one another: one is answered, the others are a link away. */
function Objets({ effort, partie, bloc }: ObjectifsPageProps & { readonly bloc: BlocEffort | undefined }) {
  if (effort.blocs.length < 2) return null;
  return (
    <nav class="vues" aria-label="Objectifs de l’année">
      <ul>
        {effort.blocs.map(({ objet, titre, ensemble }) => (
          <li>
            <a
              href={hrefObjectifs(effort.territoire, questionOf(effort), { objet, partie: partie ?? null })}
              aria-current={objet === bloc?.objet ? "page" : undefined}
            >
              {titre}
              {ensemble && objet !== bloc?.objet ? ` (${formatMesure(ensemble.lecture)})` : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

type PartieProps = {
  readonly cadre: Cadre;
  readonly effort: Effort;
  readonly partie: PartieObjectifs | null;
  readonly bloc: BlocEffort | undefined;
  readonly regle: string | null;
};

function Contenu({ cadre, effort, partie, bloc, regle }: PartieProps) {
  const hrefRegle = (une: string) =>
    hrefObjectifs(effort.territoire, questionOf(effort), { partie: "methode", regle: une });
  switch (partie) {
    case null:
      return bloc ? <SectionBloc cadre={cadre} effort={effort} bloc={bloc} /> : null;
    case "reponse":
      return bloc ? <ReponseEntiere effort={effort} bloc={bloc} /> : null;
    case "lectures":
      return bloc ? <Lectures cadre={cadre} effort={effort} bloc={bloc} /> : null;
    case "hypotheses":
      return effort.acheve ? <p>L’année est finie : plus rien n’est à estimer.</p> : <Hypotheses effort={effort} />;
    case "territorialises":
      return <SectionTerritorialises lignes={effort.territorialises ?? []} />;
    case "methode":
      return <SectionMethode bilan={effort} lots={cadre.droits.lireLots} regle={regle} href={hrefRegle} />;
  }
}

function suitesOf(effort: Effort, ici: PartieObjectifs | null, objet: Objet | null): readonly Suite[] {
  const parties = (Object.keys(PARTIES_OBJECTIFS) as readonly PartieObjectifs[]).filter((partie) => {
    if (partie === "territorialises") return effort.territorialises !== undefined;
    return partie !== "hypotheses" || !effort.acheve;
  });
  return parties
    .filter((partie) => partie !== ici)
    .map((partie) => ({
      href: hrefObjectifs(effort.territoire, questionOf(effort), {
        partie,
        objet: DE_L_OBJET.includes(partie) ? objet : null,
      }),
      libelle: PARTIES_OBJECTIFS[partie],
    }));
}

/** The files hold what was typed on the page. */
function fichiersOf(effort: Effort): readonly FichierPage[] {
  const href = (format: "pdf" | "xlsx" | "csv") => hrefObjectifs(effort.territoire, questionOf(effort), { format });
  return [
    { href: href("pdf"), libelle: "Réponse (PDF)" },
    { href: href("xlsx"), libelle: "Tableau (Excel)" },
    { href: href("csv"), libelle: "CSV" },
  ];
}

type FiltresProps = {
  readonly epci: string;
  readonly question: QuestionObjectifs;
  readonly choix: Choix;
  readonly objet?: Objet | null;
  readonly partie?: PartieObjectifs | null;
};

function Filtres({ epci, question, choix, objet = null, partie = null }: FiltresProps) {
  return (
    <BarreFiltres
      action={hrefTerritoire(epci, partie === null ? "objectifs" : `objectifs/${partie}`)}
      titre="Choisir l’année"
      garde={{ objet }}
    >
      <SelectAnnee choix={choix} annee={question.annee} />
      <SelectMois mois={question.mois} />
      <SelectBailleur choix={choix} bailleur={question.bailleur} />
      <SelectVue choix={choix} vue={question.vue} />
    </BarreFiltres>
  );
}

function Provisoires({ effort: { territoire, annee } }: { effort: Effort }) {
  return (
    <Message ton="neutre" titre="Compte provisoire">
      <p>
        Aucun fichier du SNE de {annee} n’est publié{"\u00A0"}: seuls comptent les baux signés dans Blaise, et ce qui a
        été signé ailleurs n’est pas connu.{" "}
        <a href={hrefTerritoire(territoire, "bilan/recoupement", { annee })}>Voir ces baux</a>
      </p>
    </Message>
  );
}

function SansAttribution({ cadre, effort }: { cadre: Cadre; effort: Effort }) {
  if ((effort.avances ?? 0) > 0) return <Provisoires effort={effort} />;
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
    children: (
      <>
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
