import type { FondObservatoire } from "#observatoire/pages/adresses.ts";
import { FigureBloc } from "#observatoire/pages/figure.tsx";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres, Choisir } from "#socle/pages/design/filtres.tsx";
import { optionsOf } from "#socle/pages/design/formulaire.tsx";
import { EnTetePage, type Suite, Suites } from "#socle/pages/design/gabarit.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message, Phrases, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import { RESUME_REGLES } from "../images/regles-table.ts";
import { LIBELLE_TRI_COMMUNES, TRIS_COMMUNES } from "../lectures/regles/ports.ts";
import type { RegleLue, ReglesLues, ReponseRegle } from "../lectures/regles/regles.ts";
import { type IssueRegle, LIBELLE_ISSUE_REGLE } from "../regles/regle.ts";

export const CHEMIN_REGLES = "programme/regles";

export type ReglesPageProps = {
  readonly cadre: Cadre;
  /** What is read on a view of its own: a rule, a figure, the versions; null: the page that answers. */
  readonly vue: VueRegles | null;
  readonly lues: ReglesLues;
  readonly fond: FondObservatoire | null;
  /** true: may change the rules and the figures of communes. */
  readonly ecrire: boolean;
  /** true: may download the document. */
  readonly exporter: boolean;
  readonly annonce: string | null;
};

const TITRE = "Règles PLH et PRU";

/** Figures that the page already shows rule by rule: offered as files only. */
const FICHIERS = new Map([
  ["regles", "Règles et verdicts"],
  ["operations-comptees", "Opérations comptées"],
]);

export type VueRegles =
  | { readonly genre: "regle"; readonly regle: RegleLue }
  | { readonly genre: "figure"; readonly figure: Figure }
  | { readonly genre: "versions" };

const VERSIONS_REGLES = "Toutes les versions des règles";

/** The view of that code; undefined: none has it. */
export function findVue({ regles, figures, versions }: ReglesLues, code: string): VueRegles | undefined {
  const regle = regles.find((une) => une.code === code);
  if (regle) return { genre: "regle", regle };
  const figure = figures.find((une) => une.code === code && !FICHIERS.has(code));
  if (figure) return { genre: "figure", figure };
  return code === "versions" && versions.length > 0 ? { genre: "versions" } : undefined;
}

function hrefVue(epci: string, partie: string | null): string {
  return hrefTerritoire(epci, CHEMIN_REGLES, { partie });
}

/** What is not in the table of the rules. */
function suitesOf({ territoire, figures, versions }: ReglesLues): readonly Suite[] {
  const shown = figures.filter(({ code }) => !FICHIERS.has(code));
  return [
    ...shown.map(({ code, titre }) => ({ href: hrefVue(territoire, code), libelle: titre })),
    ...(versions.length > 0 ? [{ href: hrefVue(territoire, "versions"), libelle: VERSIONS_REGLES }] : []),
  ];
}

/** One line a rule; what each counts, the communes and the versions are a link away. */
export function renderReglesPage(props: ReglesPageProps): string {
  const { cadre, lues, vue } = props;
  if (vue !== null) return renderVue(props, vue);
  return renderPage({
    cadre,
    titre: TITRE,
    children: (
      <>
        <h1>{TITRE}</h1>
        <ResultatActe annonce={props.annonce} />
        <p>
          Ce que les textes du territoire demandent au programme, avec leur phrase, et ce que le registre et le parc en
          disent aujourd’hui.
        </p>
        <Contenu {...props} />
        <Suites suites={suitesOf(lues)} />
      </>
    ),
  });
}

function renderVue(props: ReglesPageProps, vue: VueRegles): string {
  const { cadre, lues } = props;
  const titre = titreOf(vue);
  return renderPage({
    cadre,
    titre,
    children: (
      <>
        <EnTetePage titre={titre} sous={<a href={hrefVue(lues.territoire, null)}>{TITRE}</a>} />
        <ContenuVue {...props} vue={vue} />
      </>
    ),
  });
}

function titreOf(vue: VueRegles): string {
  if (vue.genre === "regle") return vue.regle.libelle;
  return vue.genre === "figure" ? vue.figure.titre : VERSIONS_REGLES;
}

function ContenuVue({ vue, ...props }: ReglesPageProps & { readonly vue: VueRegles }) {
  const { cadre, lues, fond, ecrire } = props;
  if (vue.genre === "regle") return <Detail regle={vue.regle} epci={lues.territoire} ecrire={ecrire} />;
  if (vue.genre === "versions") return <Table table={VERSIONS} lignes={lues.versions} nom={VERSIONS_REGLES} lu />;
  return (
    <>
      {vue.figure.code === "communes-plh" ? <Trier lues={lues} /> : null}
      <FigureBloc figure={vue.figure} cadre={cadre} chemin={CHEMIN_REGLES} question={{ tri: lues.tri }} fond={fond} />
    </>
  );
}

function Contenu(props: ReglesPageProps) {
  const { lues, ecrire } = props;
  if (lues.regles.length === 0) {
    return (
      <EtatVide titre="Aucune règle">
        <Phrases phrases={lues.phrases} />
        {ecrire ? <Ecrire lues={lues} /> : null}
      </EtatVide>
    );
  }
  return (
    <>
      <Message ton="neutre">
        <Phrases phrases={lues.phrases} />
      </Message>
      <Liens {...props} />
      <Resume lues={lues} />
      {ecrire ? <Ecrire lues={lues} /> : null}
    </>
  );
}

function Liens({ lues, ecrire, exporter }: ReglesPageProps) {
  return (
    <p class="ligne telechargements">
      {exporter ? (
        <a class="bouton" href={hrefTerritoire(lues.territoire, "regles.pdf")}>
          Télécharger (PDF)
        </a>
      ) : null}
      {lues.figures
        .flatMap(({ code }) => [[code, FICHIERS.get(code)] as const])
        .map(([code, libelle]) =>
          libelle ? (
            <a class="bouton second" href={hrefTerritoire(lues.territoire, `${CHEMIN_REGLES}/figures/${code}.xlsx`)}>
              {libelle} (Excel)
            </a>
          ) : null,
        )}
      {ecrire ? (
        <a class="bouton second" href={hrefTerritoire(lues.territoire, `${CHEMIN_REGLES}/communes`)}>
          Chiffres des communes
        </a>
      ) : null}
    </p>
  );
}

const TON: Readonly<Record<IssueRegle, "ok" | "alerte" | "neutre">> = {
  respectee: "ok",
  "non-respectee": "alerte",
  indecidable: "neutre",
  "aucune-regle": "neutre",
  "sans-objet": "neutre",
};

function TagIssue({ issue }: { issue: IssueRegle }) {
  return <Tag ton={TON[issue]}>{LIBELLE_ISSUE_REGLE[issue]}</Tag>;
}

function Resume({ lues }: { lues: ReglesLues }) {
  // A reader without the figures has no view of the communes.
  const isParCommune = lues.figures.some(({ code }) => code === "communes-plh");
  const rendu = {
    regle: ({ code, libelle }: RegleLue) => <a href={hrefVue(lues.territoire, code)}>{libelle}</a>,
    seuil: ({ seuil, confiance }: RegleLue) => (
      <>
        {seuil} {confiance === "B" ? <Tag ton="alerte">à confirmer</Tag> : null}
      </>
    ),
    verdict: (regle: RegleLue) => <Verdict regle={regle} />,
    compte: (regle: RegleLue) =>
      regle.genre === "taux-communes" && isParCommune && !regle.reponses[0]?.phrases[0] ? (
        <a href={hrefVue(lues.territoire, "communes-plh")}>Une ligne par commune</a>
      ) : (
        <Compte regle={regle} />
      ),
  };
  return <Table table={RESUME_REGLES} lignes={lues.regles} rendu={rendu} />;
}

/** What is counted, then what is unknown and what it leaves open. */
function Compte({ regle: { genre, reponses } }: { regle: RegleLue }) {
  const [compte, ...reste] = reponses[0]?.phrases ?? [];
  if (compte === undefined) return <>{genre === "taux-communes" ? "par commune" : "—"}</>;
  return (
    <>
      {compte} <small>{reste.join(" ")}</small>
    </>
  );
}

/** The second reading is shown when it differs from the first. */
function Verdict({ regle: { genre, reponses } }: { regle: RegleLue }) {
  const [first, second] = reponses;
  if (!first) return <>{genre === "taux-communes" ? "par commune" : "non jugée"}</>;
  if (!second || second.issue === first.issue) return <TagIssue issue={first.issue} />;
  return (
    <span>
      <TagIssue issue={first.issue} /> <small>{first.libelle}</small>
      <br />
      <TagIssue issue={second.issue} /> <small>{second.libelle}</small>
    </span>
  );
}

function Detail({ regle, epci, ecrire }: { regle: RegleLue; epci: string; ecrire: boolean }) {
  return (
    <>
      {regle.reponses.map((reponse) => (
        <Reponse reponse={reponse} />
      ))}
      <h2>Phrase du texte et ce qui est compté</h2>
      <Fond regle={regle} epci={epci} />
      {ecrire ? (
        <p class="ecran">
          <a
            href={hrefTerritoire(epci, `${CHEMIN_REGLES}/ecrire`, {
              genre: regle.genre,
              commune: regle.commune,
            })}
          >
            Changer cette règle<span class="lu"> : {regle.libelle}</span>
          </a>
        </p>
      ) : null}
    </>
  );
}

function Fond({ regle, epci }: { regle: RegleLue; epci: string }) {
  return (
    <>
      <blockquote class="cite">
        {regle.texte.split("\n").map((phrase) => (
          <p>« {phrase} »</p>
        ))}
      </blockquote>
      <p class="discret">
        {regle.reference} ; en vigueur depuis le {formatJour(regle.depuis)}
        {regle.jusque ? ` jusqu’au ${formatJour(regle.jusque)}` : ""}.
      </p>
      <ul class="texte">
        {regle.precisions.map((precision) => (
          <li>{precision}</li>
        ))}
      </ul>
      <Operations regle={regle} epci={epci} />
    </>
  );
}

/** Operations of the first reading, the widest: what is delivered is also planned. */
function Operations({ regle, epci }: { regle: RegleLue; epci: string }) {
  const operations = regle.reponses[0]?.operations ?? [];
  if (operations.length === 0) return null;
  return (
    <>
      <p>
        {operations.length === 1 ? "Opération comptée" : `${operations.length} opérations comptées`}, au programme :
      </p>
      <ul class="texte">
        {operations.map(({ id, nom, compte }) => (
          <li>
            <a href={hrefTerritoire(epci, `programme/operations/${id}`)}>{nom}</a> : {compte}
          </li>
        ))}
      </ul>
    </>
  );
}

function Reponse({ reponse }: { reponse: ReponseRegle }) {
  return (
    <>
      <p>
        <b>{reponse.libelle}</b> <TagIssue issue={reponse.issue} />
      </p>
      <ul class="texte">
        {reponse.phrases.map((phrase) => (
          <li>{phrase}</li>
        ))}
      </ul>
    </>
  );
}

/** Any kind of rule may be added, since another commune may have its own. */
function Ecrire({ lues }: { lues: ReglesLues }) {
  const kinds = [...lues.absentes.map(({ genre, libelle }) => ({ genre, libelle })), PROPRE];
  return (
    <>
      <p>Écrire une autre règle :</p>
      <ul class="liens">
        {kinds.map(({ genre, libelle }) => (
          <li>
            <a href={hrefTerritoire(lues.territoire, `${CHEMIN_REGLES}/ecrire`, { genre, nouvelle: "oui" })}>
              {libelle}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

const PROPRE = { genre: "part-residences-principales", libelle: "Part propre à une commune" } as const;

function Trier({ lues }: { lues: ReglesLues }) {
  return (
    <BarreFiltres
      action={hrefTerritoire(lues.territoire, CHEMIN_REGLES)}
      garde={{ partie: "communes-plh" }}
      titre="Trier les communes"
      bouton="Trier"
    >
      <Choisir
        nom="tri"
        libelle="Communes triées par"
        options={optionsOf(TRIS_COMMUNES, LIBELLE_TRI_COMMUNES)}
        valeur={lues.tri}
      />
    </BarreFiltres>
  );
}

const VERSIONS = defineTable<ReglesLues["versions"][number]>({
  code: "versions",
  titre: "Versions des règles",
  colonnes: [
    { code: "regle", titre: "Règle", valeur: ({ libelle }) => libelle },
    { code: "depuis", titre: "Depuis", genre: "jour", valeur: ({ depuis }) => depuis },
    { code: "jusque", titre: "Jusqu’au", genre: "jour", valeur: ({ jusque }) => jusque ?? "sans terme" },
    {
      code: "texte",
      titre: "Texte",
      valeur: ({ parametres, reference }) => (parametres === null ? `Fermée : ${reference}` : reference),
    },
  ],
});
