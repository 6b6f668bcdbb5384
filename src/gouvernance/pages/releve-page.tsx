import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Message, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatHoraire } from "#socle/regles/gouvernance/convocation.ts";
import { LIBELLE_NATURE_POINT } from "#socle/regles/gouvernance/reunion.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { PRESENCES } from "../images/reunion-table.ts";
import type { ReleveFige, Reunion } from "../lectures/ports.ts";
import type { ContenuReleve, PointReleve } from "../lectures/releve.ts";
import { nameDecision, PHRASE_AVIS, sayEcheance } from "../regles/releve-mots.ts";
import { cheminReunion } from "./instance-chemins.ts";
import { renderPageCommission } from "./page-commission.tsx";
import { TagPoint, TagQuorum } from "./tenue-mots.tsx";

export type RelevePageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly reunion: Reunion;
  readonly contenu: ContenuReleve;
  /** null: the meeting is not closed, and the page is a working edition. */
  readonly fige: Pick<ReleveFige, "empreinte" | "figeLe"> | null;
  readonly annonce: string | null;
};

export function renderRelevePage(props: RelevePageProps): string {
  const { cadre, epci, reunion, contenu, fige, annonce } = props;
  const titre = `Relevé ${contenu.numero} : ${contenu.titre}`;
  const href = (type: string) => hrefTerritoire(epci, cheminReunion(reunion.id, `/releve.${type}`));
  return renderPageCommission({
    cadre,
    titre,
    retour: { href: hrefTerritoire(epci, cheminReunion(reunion.id)), libelle: "Retour à la réunion" },
    annonce,
    children: (
      <>
        {fige ? null : (
          <Message ton="alerte" titre="Projet">
            <p>La réunion n’est pas close : ce relevé change encore.</p>
          </Message>
        )}
        <dl>
          <dt>Instance</dt>
          <dd>{contenu.instance}</dd>
          <dt>Date</dt>
          <dd>
            {formatJour(contenu.jour)}, {formatHoraire(contenu)}
          </dd>
          <dt>Lieu</dt>
          <dd>{contenu.lieu ?? "non écrit"}</dd>
          {fige ? (
            <>
              <dt>Figé le</dt>
              <dd>{formatJour(fige.figeLe)}</dd>
              <dt>Empreinte</dt>
              <dd>
                <code>{fige.empreinte}</code>
              </dd>
            </>
          ) : null}
        </dl>
        <p class="ligne telechargements">
          Ce document :<a href={href("pdf")}>PDF</a>
          <a href={href("docx")}>Word (DOCX)</a>
        </p>
        <Presences contenu={contenu} />
        <h2>Les points</h2>
        {contenu.points.map((point) => (
          <Point epci={epci} point={point} avis={contenu.avis} />
        ))}
      </>
    ),
  });
}

function Presences({ contenu: { presences, quorum, avis } }: { contenu: ContenuReleve }) {
  return (
    <section aria-labelledby="presences">
      <h2 id="presences">Présences et quorum</h2>
      <p>
        <TagQuorum etat={quorum.etat} /> {quorum.phrase}
      </p>
      {avis ? (
        <Message ton="alerte" titre="Avis">
          <p>{PHRASE_AVIS}</p>
        </Message>
      ) : null}
      <Table table={PRESENCES} lignes={presences} />
    </section>
  );
}

function Point({ epci, point, avis }: { epci: string; point: PointReleve; avis: boolean }) {
  const { rang, titre, nature, etat, constat, chemin, notes, decisions } = point;
  return (
    <article>
      <h3>
        {rang}. {titre}
      </h3>
      <p>
        <TagPoint etat={etat} /> <Tag ton="neutre">{LIBELLE_NATURE_POINT[nature]}</Tag> {constat}
      </p>
      {chemin ? (
        <p>
          <a href={hrefTerritoire(epci, chemin)} aria-label={`Voir ce qui le montre : ${titre}`}>
            Voir ce qui le montre
          </a>
        </p>
      ) : null}
      {notes ? notes.split(/\n+/).map((paragraphe) => <p>{paragraphe}</p>) : null}
      {decisions.length > 0 ? (
        <ul>
          {decisions.map(({ numero, texte, responsable, echeance, suite }) => (
            <li>
              <strong>
                {nameDecision(avis)} {numero}
              </strong>{" "}
              : {texte} {responsable}, {sayEcheance(echeance)}.{suite ? ` ${suite}.` : null}
            </li>
          ))}
        </ul>
      ) : null}
    </article>
  );
}
