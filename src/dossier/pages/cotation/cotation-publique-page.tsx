import { hrefPublic, renderPagePublique } from "#socle/pages/design/page-publique.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import { AIDE_A_LA_DECISION } from "../../regles/cotation/aide.ts";
import { type Critere, LIBELLE_NATURE_GRILLE, type Rubrique } from "../../regles/cotation/grille.ts";
import { sayExpression, sayPoints } from "../../regles/cotation/mots.ts";
import type { VersionGrille } from "../../regles/cotation/version-grille.ts";
import type { Vitrine } from "../information/vitrine.tsx";

const REGLE_PUBLIQUE: Readonly<Record<Rubrique["combinaison"], string>> = {
  sum: "Les points s’ajoutent.",
  max: "Un seul critère compte : le plus haut.",
  first: "Un seul critère compte : le premier rempli.",
};

/** CCH, art. L. 441-2-8: the public is told the criteria and their weights. */
export function renderCotationPublique({
  vitrine: { cadre, epci, nom, aide },
  grilles,
}: {
  readonly vitrine: Vitrine;
  readonly grilles: readonly VersionGrille[];
}): string {
  const titre = "Comment les demandes ont-elles des points ?";
  return renderPagePublique({
    cadre,
    titre,
    epci,
    nomTerritoire: nom,
    aide,
    children: (
      <>
        <h1>{titre}</h1>
        <p>{AIDE_A_LA_DECISION}</p>
        {grilles.length === 0 ? (
          <p>Aucune règle de points n’est publiée ici. Les demandes n’ont pas de points.</p>
        ) : (
          <>
            <p>Vous pouvez demander vos points à tout moment. Le guichet peut vous les expliquer.</p>
            {grilles.map((grille) => (
              <Grille grille={grille} />
            ))}
            <p>À égalité, la demande la plus ancienne passe devant.</p>
          </>
        )}
        <p>
          <a class="lien-seul" href={hrefPublic(epci)}>
            Retour à l’accueil
          </a>
        </p>
      </>
    ),
  });
}

const QUI: Readonly<Record<VersionGrille["nature"], string>> = {
  acces: "Vous n’êtes pas locataire d’un logement social.",
  mutation: "Vous êtes déjà locataire d’un logement social.",
};

function Grille({ grille: { id, nature, du, deliberation, contenu } }: { readonly grille: VersionGrille }) {
  return (
    <section aria-labelledby={`grille-${id}`}>
      <h2 id={`grille-${id}`}>{LIBELLE_NATURE_GRILLE[nature]}</h2>
      <p>
        {QUI[nature]} Ces règles valent depuis le {du === null ? "" : formatJour(du)}.
      </p>
      {contenu.rubriques.map((rubrique) => (
        <>
          <h3>{rubrique.libelle}</h3>
          <p>
            {REGLE_PUBLIQUE[rubrique.combinaison]}
            {rubrique.plafond === null ? "" : ` Maximum : ${rubrique.plafond} points.`}
          </p>
          <ul class="texte">
            {rubrique.criteres.map((critere) => (
              <Regle critere={critere} />
            ))}
          </ul>
        </>
      ))}
      {deliberation === null ? null : (
        <p>
          <small>Texte : {deliberation}.</small>
        </p>
      )}
    </section>
  );
}

function Regle({ critere: { libelle, si, points, preuve } }: { readonly critere: Critere }) {
  return (
    <li>
      <b>{libelle}</b> : {sayPoints(points)}.{preuve === "justifie" ? " Un document est demandé." : ""}
      {si.op === "toujours" ? null : (
        <>
          <br />
          <small>Condition : {sayExpression(si)}.</small>
        </>
      )}
    </li>
  );
}
