import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { RemonteeSuivie } from "../../actes/remontee/suivre-remontee.ts";
import {
  type EtatRemontee,
  type EtatSuite,
  LIBELLE_ETAT_REMONTEE,
  LIBELLE_GRAVITE,
  LIBELLE_RECURRENCE,
  LIBELLE_TYPE_REMONTEE,
} from "../../regles/remontee/remontee.ts";
import { renderPageObservatoire } from "../page-observatoire.tsx";
import { Cases, Relire, Texte } from "./nouvelle-page.tsx";
import { CHEMIN_REMONTEES } from "./remontees-page.tsx";

type SaisieSuite = { readonly etat: string; readonly le: string; readonly texte: string };

export type RemonteePageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly suivie: RemonteeSuivie;
  readonly commune: string;
  /** Name of the bailleur; null when unknown, or outside any résidence. */
  readonly bailleur: string | null;
  readonly saisie: SaisieSuite;
  readonly aujourdhui: string;
  readonly annonce: string | null;
  readonly erreur: string | null;
  readonly aRelire: boolean;
};

const TON: Readonly<Record<EtatRemontee, "ok" | "alerte" | "neutre">> = {
  signalee: "alerte",
  "prise-en-charge": "neutre",
  resolue: "ok",
  "sans-suite": "neutre",
};

export function renderRemonteePage(props: RemonteePageProps): string {
  const { cadre, epci, suivie, erreur, annonce } = props;
  const { remontee, suites } = suivie;
  const titre = `${LIBELLE_TYPE_REMONTEE[remontee.type]}, ${remontee.residence?.nom ?? props.commune}`;
  return renderPageObservatoire({
    cadre,
    titre,
    erreur,
    retour: (
      <p>
        <a href={hrefTerritoire(epci, CHEMIN_REMONTEES)}>Toutes les remontées</a>
      </p>
    ),
    children: (
      <>
        <ResultatActe annonce={annonce} erreur={erreur} />
        <Fait {...props} />
        <h2>Suites</h2>
        {suites.length === 0 ? (
          <p>Aucune suite n’est encore écrite.</p>
        ) : (
          <ol>
            {suites.map((suite) => (
              <li>
                <b>
                  {LIBELLE_ETAT_REMONTEE[suite.etat]} le {formatJour(suite.le)}
                </b>
                , {suite.organisation} : {suite.texte}
              </li>
            ))}
          </ol>
        )}
        {suivie.possibles.length > 0 ? <FormulaireSuite {...props} /> : null}
      </>
    ),
  });
}

function Fait({ epci, suivie, commune, bailleur }: RemonteePageProps) {
  const { remontee } = suivie;
  const { residence } = remontee;
  return (
    <dl>
      <dt>État</dt>
      <dd>
        <Tag ton={TON[remontee.etat]}>{LIBELLE_ETAT_REMONTEE[remontee.etat]}</Tag>
      </dd>
      <dt>Observée le</dt>
      <dd>{formatJour(remontee.observeeLe)}</dd>
      <dt>Lieu</dt>
      <dd>
        {residence ? (
          <a href={hrefTerritoire(epci, CHEMIN_REMONTEES, { residence: residence.cle })}>{residence.nom}</a>
        ) : (
          "Hors résidence"
        )}
        , {commune}
      </dd>
      {residence ? (
        <>
          <dt>Bailleur</dt>
          <dd>{bailleur ?? "inconnu"}</dd>
        </>
      ) : null}
      <dt>Gravité</dt>
      <dd>{LIBELLE_GRAVITE[remontee.gravite]}</dd>
      <dt>Répétition</dt>
      <dd>{LIBELLE_RECURRENCE[remontee.recurrente]}</dd>
      <dt>Signalée par</dt>
      <dd>{remontee.organisation}</dd>
      <dt>Ce qui a été vu</dt>
      <dd>{remontee.texte ?? "Rien de plus que la nature du fait."}</dd>
    </dl>
  );
}

const LIBELLE_SUITE: Readonly<Record<EtatSuite, string>> = {
  "prise-en-charge": "Prise en charge : quelque chose est fait, ou va l’être",
  resolue: "Résolue : le fait a cessé",
  "sans-suite": "Sans suite : rien ne sera fait, dites pourquoi",
};

function FormulaireSuite({ epci, suivie, saisie, aujourdhui, aRelire }: RemonteePageProps) {
  return (
    <form method="post" action={hrefTerritoire(epci, `${CHEMIN_REMONTEES}/${suivie.remontee.id}/suite`)}>
      <h3>Écrire une suite</h3>
      <Cases
        legende="État après cette suite"
        nom="etat"
        codes={suivie.possibles}
        libelles={LIBELLE_SUITE}
        valeur={saisie.etat}
      />
      <p>
        <label for="le">Faite le</label>
        <input id="le" name="le" type="date" value={saisie.le} max={aujourdhui} required />
      </p>
      <Texte libelle="Ce qui est fait" saisie={saisie.texte} obligatoire />
      <Relire affiche={aRelire} />
      <p class="aide">
        Résolue ou sans suite, une remontée est close : si le fait se reproduit, écrivez-en une nouvelle.
      </p>
      <button class="bouton" type="submit">
        Enregistrer la suite
      </button>
    </form>
  );
}
