import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { Evaluation } from "../../lectures/evaluation/evaluation.ts";
import type { EnteteEvaluation } from "../../lectures/evaluation/ports.ts";
import { renderPageCommission } from "../page-commission.tsx";
import { CHEMIN_EVALUATIONS, hrefEvaluation, hrefPreparer } from "./chemins.ts";
import { ContenuLu, Sommaire, TexteEcrit } from "./partie.tsx";

export type EvaluationPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly numero: string;
  readonly contenu: Evaluation;
  /** ISO day; null: not published. */
  readonly publieLe: string | null;
  /** null: the public form, for a reader of published ones only. */
  readonly entete: EnteteEvaluation | null;
  readonly droits: { readonly exporte: boolean; readonly prepare: boolean; readonly publie: boolean };
  readonly annonce: string | null;
  readonly erreur: string | null;
};

export function renderEvaluationPage(props: EvaluationPageProps): string {
  const { cadre, epci, numero, contenu, entete, annonce, erreur } = props;
  const titre = `${contenu.titre}, ${numero}`;
  return renderPageCommission({
    cadre,
    titre,
    retour: { href: hrefTerritoire(epci, CHEMIN_EVALUATIONS), libelle: "Toutes les évaluations" },
    annonce,
    erreur,
    children: (
      <>
        {entete === null ? <Publique {...props} /> : <Figee {...props} entete={entete} />}
        <Sommaire parties={contenu.parties} prefixe="" />
        <Parties contenu={contenu} />
      </>
    ),
  });
}

function Publique({ epci, numero, publieLe }: EvaluationPageProps) {
  return (
    <>
      <p class="chapo">
        Version publique{publieLe === null ? "" : `, publiée le ${formatJour(publieLe)}`} : elle ne donne aucun nombre
        d’un bailleur, ni aucun petit nombre de ménages.
      </p>
      <p class="ligne telechargements">
        <a class="bouton" href={hrefEvaluation(epci, numero, "/public.pdf")}>
          PDF
        </a>
      </p>
    </>
  );
}

function Figee(props: EvaluationPageProps & { readonly entete: EnteteEvaluation }) {
  const { epci, numero, contenu, entete, publieLe, droits } = props;
  return (
    <>
      <dl>
        <dt>Figée le</dt>
        <dd>
          {formatJour(entete.figeLe)} par {entete.figePar}
        </dd>
        <dt>Bilans figés employés</dt>
        <dd>{contenu.rapports.map(({ annee, numero: rapport }) => `${annee} : ${rapport}`).join(" ; ")}</dd>
        <dt>Empreinte</dt>
        <dd>
          <code>{entete.empreinte}</code>
        </dd>
        <dt>Publication</dt>
        <dd>{publieLe === null ? "non publiée" : `publiée le ${formatJour(publieLe)}`}</dd>
      </dl>
      {droits.exporte ? (
        <p class="ligne telechargements">
          <a class="bouton" href={hrefEvaluation(epci, numero, ".pdf")}>
            PDF
          </a>
          <a class="bouton second" href={hrefEvaluation(epci, numero, ".docx")}>
            Word (DOCX), à modifier
          </a>
        </p>
      ) : null}
      <p class="ligne ecran">
        {publieLe !== null || droits.publie ? (
          <a class="cible" href={hrefEvaluation(epci, numero, "/publication")}>
            {publieLe === null ? "Voir la version publique, publier" : "Voir la version publique"}
          </a>
        ) : null}
        {droits.prepare ? (
          <a class="cible" href={hrefPreparer(epci, entete.genre, entete.anneeFin)}>
            Préparer une nouvelle version
          </a>
        ) : null}
      </p>
    </>
  );
}

/** Same parts and words on the page and in its public form. */
export function Parties({ contenu }: { contenu: Evaluation }) {
  return (
    <>
      {contenu.parties.map(({ code, titre, texte, ...lu }) => (
        <section aria-labelledby={code}>
          <h2 id={code}>{titre}</h2>
          <ContenuLu partie={code} {...lu} />
          {texte === null ? null : <TexteEcrit texte={texte} />}
          {code === "recommandations" && texte === null ? (
            <p class="discret">Aucune recommandation n’est écrite.</p>
          ) : null}
        </section>
      ))}
    </>
  );
}
