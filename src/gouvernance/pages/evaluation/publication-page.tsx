import type { Cadre } from "#socle/pages/design/cadre.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { EvaluationFigee } from "../../lectures/evaluation/ports.ts";
import { renderPageCommission } from "../page-commission.tsx";
import { hrefEvaluation } from "./chemins.ts";
import { Parties } from "./evaluation-page.tsx";

export type PublicationPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly evaluation: EvaluationFigee;
  readonly publie: boolean;
  readonly erreur: string | null;
};

export function renderPublicationPage(props: PublicationPageProps): string {
  const { cadre, epci, evaluation, publie, erreur } = props;
  const { numero, publieLe, contenuPublic } = evaluation;
  const titre = `Version publique de ${numero}`;
  return renderPageCommission({
    cadre,
    titre,
    retour: { href: hrefEvaluation(epci, numero), libelle: `L’évaluation ${numero}` },
    erreur,
    titreErreur: "Non publiée",
    children: (
      <>
        <p class="chapo">
          {publieLe === null
            ? "Elle n’est pas publiée. Voici, mot pour mot, ce que tout le monde lirait : les nombres de chaque bailleur, les compteurs du relogement et les petits nombres de ménages n’y sont pas ; vos textes y sont tels quels."
            : `Publiée le ${formatJour(publieLe)}. Voici ce que tout le monde lit.`}
        </p>
        {publie ? <Acte epci={epci} numero={numero} publiee={publieLe !== null} /> : null}
        <Parties contenu={contenuPublic} />
      </>
    ),
  });
}

function Acte({ epci, numero, publiee }: { epci: string; numero: string; publiee: boolean }) {
  if (publiee) {
    return (
      <form class="saisie" method="post" action={hrefEvaluation(epci, numero, "/retirer")}>
        <button class="bouton second" type="submit">
          Retirer du public
        </button>
        <p class="aide">
          Ce qui a été lu ou téléchargé ne se reprend pas. Les partenaires lisent toujours l’évaluation.
        </p>
      </form>
    );
  }
  return (
    <form class="saisie" method="post" action={hrefEvaluation(epci, numero, "/publier")}>
      <label class="case">
        <input type="checkbox" name="relu" value="oui" required />
        J’ai relu ce que tout le monde lira, textes compris : aucun nombre d’un bailleur, aucune personne.
      </label>
      <button class="bouton" type="submit">
        Publier
      </button>
    </form>
  );
}
