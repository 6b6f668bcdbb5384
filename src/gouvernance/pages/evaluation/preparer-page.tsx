import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type EtatFormulaire, TexteLong } from "#socle/pages/design/formulaire.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { EvaluationPreparee, PartieEcrite } from "../../lectures/evaluation/evaluation.ts";
import { renderPageCommission } from "../page-commission.tsx";
import { CHEMIN_EVALUATIONS } from "./chemins.ts";
import { ContenuLu, Sommaire } from "./partie.tsx";

export type PreparerEvaluationProps = EtatFormulaire & {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly preparee: EvaluationPreparee;
  /** ISO instant of the saved draft; null: none. */
  readonly projet: string | null;
  readonly annonce: string | null;
  readonly aRelire: boolean;
  /** true: may freeze it. */
  readonly fige: boolean;
  readonly limite: number;
};

export function renderPreparerEvaluation(props: PreparerEvaluationProps): string {
  const { cadre, epci, preparee, refus, annonce, projet } = props;
  const titre = `Préparer : ${preparee.titre}`;
  return renderPageCommission({
    cadre,
    titre,
    retour: { href: hrefTerritoire(epci, CHEMIN_EVALUATIONS), libelle: "Toutes les évaluations" },
    refus,
    annonce,
    children: (
      <>
        {preparee.evaluation === null ? (
          <Incomplete {...props} />
        ) : (
          <>
            <p class="chapo">
              Voici ce que dirait l’évaluation figée aujourd’hui, partie par partie. Les chiffres des objectifs sont
              ceux du bilan figé. {projet === null ? "" : `Textes repris du projet du ${formatJour(projet)}.`}
            </p>
            <Sommaire parties={preparee.evaluation.parties} prefixe="partie-" />
            <p class="discret">Une partie sans source le dit dans le document : rien n’y est compté pour zéro.</p>
            <Formulaire {...props} parties={preparee.evaluation.parties} />
          </>
        )}
      </>
    ),
  });
}

function Incomplete({ epci, preparee }: PreparerEvaluationProps) {
  return (
    <EtatVide titre="Cette évaluation ne peut pas encore être faite">
      <ul>
        {preparee.manques.map(({ phrase, lien, chemin }) => (
          <li>
            {phrase} <a href={hrefTerritoire(epci, chemin)}>{lien}</a>
          </li>
        ))}
      </ul>
    </EtatVide>
  );
}

const AIDE = "Des faits et des chiffres, jamais une personne.";
const AIDE_RECOMMANDATIONS = "Une recommandation par ligne. Ce que vous proposez à la conférence.";

function Formulaire(props: PreparerEvaluationProps & { readonly parties: readonly PartieEcrite[] }) {
  const { epci, preparee, parties, aRelire, fige, limite } = props;
  const action = hrefTerritoire(epci, `${CHEMIN_EVALUATIONS}/preparer`);
  return (
    <form class="saisie evaluation" method="post" action={action}>
      <input type="hidden" name="genre" value={preparee.genre} />
      <input type="hidden" name="annee" value={String(preparee.anneeFin)} />
      {parties.map((partie) => (
        <section aria-labelledby={`partie-${partie.code}`}>
          <h2 id={`partie-${partie.code}`}>{partie.titre}</h2>
          <ContenuLu partie={partie.code} {...partie} />
          {partie.code === "recommandations" ? (
            <TexteLong
              etat={props}
              nom="recommandations"
              libelle="Recommandations"
              aide={AIDE_RECOMMANDATIONS}
              lignes={8}
              limite={limite}
            />
          ) : (
            <TexteLong
              etat={props}
              nom={partie.code}
              libelle={`Commentaire, ${partie.titre}`}
              aide={AIDE}
              lignes={3}
              limite={limite}
            />
          )}
        </section>
      ))}
      {aRelire ? (
        <label class="case">
          <input type="checkbox" name="relu" value="oui" />
          J’ai relu ces textes : ils ne disent rien d’une personne, je les garde.
        </label>
      ) : null}
      <p class="ligne">
        <button class="bouton second" type="submit">
          Enregistrer le projet
        </button>
        {fige ? (
          <button class="bouton" type="submit" formaction={hrefTerritoire(epci, CHEMIN_EVALUATIONS)}>
            Figer l’évaluation
          </button>
        ) : null}
      </p>
      <p class="aide">Figer donne un numéro, une date et une empreinte : le texte et les chiffres ne changent plus.</p>
    </form>
  );
}
