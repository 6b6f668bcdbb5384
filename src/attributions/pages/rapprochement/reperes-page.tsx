import { piecesEnPlus, surfaceMinimale } from "#droit/regles/suroccupation.ts";
import { joursResteAVivre, termesEffort } from "#droit/regles/taux-effort.ts";
import type { Valeur } from "#droit/regles/valeur.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Tag } from "#socle/pages/design/parts.tsx";
import { opensPage } from "#socle/regles/plan/ouvert.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import type { SeuilsRapprochement } from "../../regles/rapprochement/faits.ts";
import { CHEMIN_LIBERATIONS } from "../liberation/chemins.ts";
import { Seuils } from "./mots.tsx";
import { LienSeuils, VersionsSeuils } from "./seuils-page.tsx";

export type ReperesPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly aujourdhui: string;
  /** Versions of the territory, latest first. */
  readonly versions: readonly SeuilsRapprochement[];
  /** Versions of the reader's organisation; null: it has no dwelling to let. */
  readonly propres: readonly SeuilsRapprochement[] | null;
  /** true: may write the territory's. */
  readonly modifier: boolean;
};

/** References for a candidate's budget: the thresholds of the territory, then the dated parameters of the law. */
export function renderReperesPage(props: ReperesPageProps): string {
  const { cadre, epci, versions, propres, aujourdhui } = props;
  return renderPage({
    cadre,
    titre: "Repères de budget",
    children: (
      <>
        <h1>Repères de budget des candidats</h1>
        <p class="chapo">
          Un examen prend les repères du bailleur du logement ; sans eux, ceux du territoire, au jour de l’examen. Sans
          repère écrit, le taux d’effort n’écarte personne.
        </p>
        <section aria-labelledby="territoire">
          <h2 id="territoire">Ceux du territoire</h2>
          {versions.length === 0 ? (
            <EtatVide titre="Aucun repère n’est écrit">
              <p>La conférence peut en décider : l’intercommunalité les écrit ici, avec le jour où ils commencent.</p>
            </EtatVide>
          ) : (
            <>
              <Seuils seuils={versions.find(({ depuis }) => depuis <= aujourdhui) ?? null} />
              <VersionsSeuils versions={versions} aujourdhui={aujourdhui} />
            </>
          )}
          {props.modifier ? <LienSeuils epci={epci} porteur="territoire" /> : null}
        </section>
        {propres === null ? null : (
          <section aria-labelledby="propres">
            <h2 id="propres">Ceux de votre organisation</h2>
            {propres.length === 0 ? <p>Aucun : ceux du territoire s’appliquent.</p> : null}
            <VersionsSeuils versions={propres} aujourdhui={aujourdhui} />
            <LienSeuils epci={epci} porteur="bailleur" />
          </section>
        )}
        <Droit jour={aujourdhui} />
        <p>
          Chaque page de candidats dit quelle version elle a lue
          {opensPage(cadre.salles, CHEMIN_LIBERATIONS) ? (
            <>
              {" : "}
              <a href={hrefTerritoire(epci, CHEMIN_LIBERATIONS)}>logements à attribuer</a>
            </>
          ) : null}
          .
        </p>
      </>
    ),
  });
}

function Droit({ jour }: { jour: string }) {
  const termes = termesEffort(jour);
  const surface = surfaceMinimale(jour);
  const pieces = piecesEnPlus(jour);
  const { ajoutes, retires } = termes.valeur;
  return (
    <section aria-labelledby="droit">
      <h2 id="droit">Ce qu’aucun territoire ne change</h2>
      <dl>
        <Parametre
          nom="Taux d’effort"
          dit={`${ajoutes.join(", ")}, moins ${retires.join(", ")}, rapportés aux ressources`}
          valeur={termes}
        />
        <Parametre
          nom="Reste à vivre"
          dit={`ce qui reste du mois, divisé par ${joursResteAVivre(jour).valeur} jours et par les unités de consommation`}
          valeur={joursResteAVivre(jour)}
        />
        <Parametre
          nom="Suroccupation"
          dit={
            surface === null
              ? null
              : `moins de ${surface.valeur.une} m² pour une personne, de ${surface.valeur.deux} m² pour deux, et ${surface.valeur.parPersonne} m² par personne en plus ; ${surface.valeur.suffisante} m² suffisent toujours`
          }
          valeur={surface}
        />
        <Parametre
          nom="Sous-occupation"
          dit={
            pieces === null
              ? null
              : `plus de pièces que de personnes, et ${formatCompte(pieces.valeur, "pièce")} encore`
          }
          valeur={pieces}
        />
      </dl>
    </section>
  );
}

function Parametre<T>({ nom, dit, valeur }: { nom: string; dit: string | null; valeur: Valeur<T> | null }) {
  return (
    <>
      <dt>{nom}</dt>
      {valeur === null || dit === null ? (
        <dd>Aucun texte en vigueur ce jour-là n’a été lu : rien n’est jugé.</dd>
      ) : (
        <dd>
          {dit} (depuis le {formatJour(valeur.depuis)}). {valeur.source}.{" "}
          {valeur.confiance === "B" ? <Tag ton="alerte">à confirmer</Tag> : null}
        </dd>
      )}
    </>
  );
}
