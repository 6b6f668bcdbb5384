import { raw } from "hono/html";
import { renderCarteGuichets } from "#observatoire/images/carte-guichets.ts";
import type { CommuneCarte } from "#socle/images/carte-parts.ts";
import { hrefTelephone } from "#socle/pages/design/page-publique.tsx";
import { EtatVide, Tag } from "#socle/pages/design/parts.tsx";
import { formatJour, joinFrench } from "#socle/regles/shared/format.ts";
import type { GuichetEcrit } from "../../lectures/information/ports.ts";
import type { TextePage } from "../../lectures/information/read-information.ts";
import { LIBELLE_ACCESSIBILITE_GUICHET, LIBELLE_NIVEAU_GUICHET } from "../../regles/information/guichet.ts";
import {
  type Horaires,
  JOURS_SEMAINE,
  jourSemaineOf,
  ouvertureOf,
  type Plage,
  sortPlages,
} from "../../regles/information/horaires.ts";
import { renderVitrine, TexteDePage, type Vitrine } from "./vitrine.tsx";

type Props = {
  readonly vitrine: Vitrine;
  readonly texte: TextePage;
  readonly guichets: readonly GuichetEcrit[];
  /** Names by INSEE code. */
  readonly communes: ReadonlyMap<string, string>;
  readonly contours: readonly CommuneCarte[];
  readonly aujourdhui: string;
};

export function renderGuichetsPage(props: Props): string {
  const { vitrine, texte, guichets, contours } = props;
  const points = guichets.flatMap(({ point, nom }, rang) => (point === null ? [] : [{ numero: rang + 1, nom, point }]));
  const carte = renderCarteGuichets(contours, points, `Les guichets sur la carte : ${vitrine.nom}`);
  return renderVitrine({
    vitrine,
    titre: texte.ordinaire?.titre ?? "Où aller ?",
    children: (
      <>
        <TexteDePage texte={texte} />
        {guichets.length === 0 ? (
          <EtatVide titre="Aucun guichet n’est encore publié">
            <p>Adressez-vous à la mairie de votre choix.</p>
          </EtatVide>
        ) : (
          guichets.map((guichet, rang) => <Fiche guichet={guichet} numero={rang + 1} {...props} />)
        )}
        {carte ? (
          <section aria-labelledby="carte">
            <h2 id="carte">Sur la carte</h2>
            <p>Les numéros sont ceux de la liste.</p>
            <figure>{raw(carte)}</figure>
            <ol class="texte">
              {guichets.map(({ nom, commune }) => (
                <li>
                  {nom}, {props.communes.get(commune) ?? commune}
                </li>
              ))}
            </ol>
          </section>
        ) : null}
      </>
    ),
  });
}

function Fiche({ guichet, numero, communes, aujourdhui }: Props & { guichet: GuichetEcrit; numero: number }) {
  const { nom, niveau, adresse, commune, telephone, courriel, horaires, accessible, precisions } = guichet;
  return (
    <section class="carte-fiche" aria-labelledby={`guichet-${guichet.id}`}>
      <h2 id={`guichet-${guichet.id}`}>
        {numero}. {nom}
      </h2>
      <Aujourdhui horaires={horaires} jour={aujourdhui} />
      <p>
        {adresse}, {communes.get(commune) ?? commune}
      </p>
      {telephone ? (
        <p>
          Téléphone :{" "}
          <a class="lien-seul" href={hrefTelephone(telephone)}>
            {telephone}
          </a>
        </p>
      ) : null}
      {courriel ? (
        <p>
          Courriel :{" "}
          <a class="lien-seul" href={`mailto:${courriel}`}>
            {courriel}
          </a>
        </p>
      ) : null}
      <p>{LIBELLE_NIVEAU_GUICHET[niveau]}.</p>
      <p>{LIBELLE_ACCESSIBILITE_GUICHET[accessible]}.</p>
      {precisions ? <p>{precisions}</p> : null}
      <Semaine horaires={horaires} aujourdhui={aujourdhui} />
    </section>
  );
}

function Aujourdhui({ horaires, jour }: { horaires: Horaires; jour: string }) {
  const ouverture = ouvertureOf(horaires, jour);
  if (ouverture.kind === "inconnu") return <p>Horaires : appelez avant de venir.</p>;
  if (ouverture.kind === "ouvert") {
    return (
      <p>
        <Tag ton="ok">Ouvert aujourd’hui</Tag> {sayPlages(ouverture.plages)}
      </p>
    );
  }
  return (
    <p>
      <Tag ton="neutre">Fermé aujourd’hui</Tag>
      {ouverture.prochain === null
        ? " Appelez avant de venir."
        : ` Ouvre le ${jourSemaineOf(ouverture.prochain)} ${formatJour(ouverture.prochain)}.`}
    </p>
  );
}

function Semaine({ horaires, aujourdhui }: { horaires: Horaires; aujourdhui: string }) {
  if (horaires.plages.length === 0) return null;
  const fermetures = horaires.fermetures.filter((jour) => jour >= aujourdhui).toSorted();
  return (
    <details>
      <summary>Horaires de la semaine</summary>
      <dl>
        {JOURS_SEMAINE.map((jour) => {
          const plages = sortPlages(horaires.plages.filter((plage) => plage.jour === jour));
          return (
            <>
              <dt>{jour}</dt>
              <dd>{plages.length === 0 ? "fermé" : sayPlages(plages)}</dd>
            </>
          );
        })}
      </dl>
      {fermetures.length === 0 ? null : <p>Fermé aussi le {joinFrench(fermetures.map(formatJour))}.</p>}
    </details>
  );
}

/** « de 9 h à 12 h et de 14 h à 17 h 30 » */
function sayPlages(plages: readonly Plage[]): string {
  return joinFrench(plages.map(({ debut, fin }) => `de ${sayHeure(debut)} à ${sayHeure(fin)}`));
}

function sayHeure(heure: string): string {
  const [heures = "", minutes = ""] = heure.split(":");
  return `${Number(heures)}\u00A0h${minutes === "00" ? "" : `\u00A0${minutes}`}`;
}
