import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Refuse, type RefusFormulaire } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import type { NotificationPrevue } from "../../actes/cal/notifier.ts";
import type { SeanceLue } from "../../lectures/cal/seance-lue.ts";
import { cheminSeance } from "./chemins.ts";
import { TagSeance } from "./mots.tsx";

export type CloturePageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly lue: SeanceLue;
  readonly manques: readonly string[];
  readonly notifications: readonly NotificationPrevue[];
  /** Hash of the minutes; null: they are not frozen yet. */
  readonly empreinte: string | null;
  readonly refus: RefusFormulaire;
  readonly jeton: string;
  readonly annonce: string | null;
};

export function renderCloturePage(props: CloturePageProps): string {
  const { cadre, epci, lue, refus, annonce } = props;
  const titre = `Clôture de la séance ${lue.reference}`;
  return renderPage({
    cadre,
    titre: refus.message === null ? titre : `Erreur : ${titre}`,
    children: (
      <>
        <p class="ecran">
          <a href={hrefTerritoire(epci, cheminSeance(lue.seance.id))}>Séance {lue.reference}</a>
        </p>
        <h1>{titre}</h1>
        <p class="chapo">
          {lue.seance.nomBailleur}, {formatJour(lue.seance.tenueLe)}. {lue.quorum.phrase}{" "}
          <TagSeance etat={lue.seance.etat} />
        </p>
        <Refuse refus={refus} titre="Rien n’a été fait" />
        <ResultatActe annonce={annonce} />
        <Manques {...props} />
        <Pv {...props} />
        <Notifications {...props} />
      </>
    ),
  });
}

function Manques({ epci, lue, manques, jeton }: CloturePageProps) {
  if (lue.seance.etat !== "ouverte") return null;
  return (
    <section>
      <h2>Avant de clore</h2>
      {manques.length === 0 ? (
        <p>Tous les logements sont décidés.</p>
      ) : (
        <Message ton="alerte">
          <p>{formatCompte(manques.length, "logement attend sa décision", "logements attendent leur décision")} :</p>
          <ul>
            {manques.map((manque) => (
              <li>{manque}</li>
            ))}
          </ul>
        </Message>
      )}
      {lue.secretaire && manques.length === 0 ? (
        <form method="post" action={hrefTerritoire(epci, cheminSeance(lue.seance.id, "clore"))}>
          <input type="hidden" name="jeton" value={jeton} />
          <button class="bouton" type="submit">
            Clore la séance et figer le procès-verbal
          </button>
        </form>
      ) : null}
    </section>
  );
}

function Pv({ epci, lue, empreinte }: CloturePageProps) {
  return (
    <section>
      <h2>Procès-verbal</h2>
      <p>
        {empreinte === null
          ? "Le procès-verbal se fige à la clôture. En attendant, le projet se lit en PDF."
          : `Figé, numéro ${lue.reference}, empreinte ${empreinte.slice(0, 16)}…`}
      </p>
      <p class="ecran">
        <a class="cible" href={hrefTerritoire(epci, cheminSeance(lue.seance.id, "pv.pdf"))}>
          Procès-verbal (PDF)
        </a>
      </p>
    </section>
  );
}

function Notifications({ epci, lue, notifications }: CloturePageProps) {
  const reste = notifications.filter(({ notifiee, phrases }) => !notifiee && phrases !== null).length;
  const close = lue.seance.etat === "close" || lue.seance.etat === "notifiee";
  return (
    <section>
      <h2>Ce que liront les demandeurs</h2>
      {notifications.length === 0 ? <p>Aucune décision n’est encore écrite.</p> : null}
      {lue.secretaire && close && reste > 0 ? (
        <form method="post" action={hrefTerritoire(epci, cheminSeance(lue.seance.id, "notifier"))}>
          <p>
            Chaque demandeur lira sa propre décision, et rien des autres. Un message lui dit qu’elle l’attend, s’il a
            donné une adresse et son accord.
          </p>
          <button class="bouton" type="submit">
            Notifier {formatCompte(reste, "décision")}
          </button>
        </form>
      ) : null}
      {notifications.map(({ candidat, reference, logement, resume, phrases, notifiee }) => (
        <article class="carte-fiche">
          <h3>
            {candidat}, {reference ?? "référence inconnue"}
          </h3>
          <p>
            {resume}. {logement ?? "Logement effacé"}.{" "}
            <Tag ton={notifiee ? "ok" : "neutre"}>
              {notifiee ? "Notifiée" : phrases === null ? "Ne sera pas notifiée" : "À notifier"}
            </Tag>
          </p>
          {phrases === null ? (
            <p>La demande de ce ménage est effacée, et ce que la commission en avait écrit aussi.</p>
          ) : (
            <blockquote>
              {phrases.map((phrase) => (
                <p>{phrase}</p>
              ))}
            </blockquote>
          )}
        </article>
      ))}
    </section>
  );
}
