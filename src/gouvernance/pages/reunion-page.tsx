import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Message } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { LIBELLE_NATURE_POINT } from "#socle/regles/gouvernance/reunion.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { DocumentFige } from "../actes/reunion-pieces.ts";
import { MEMBRES } from "../images/reunion-table.ts";
import type { ReunionLue } from "../lectures/reunion-lire.ts";
import { CHEMIN_REUNIONS, cheminInstance, cheminReunion } from "./instance-chemins.ts";
import { renderPageCommission } from "./page-commission.tsx";
import { EnvoisReunion } from "./reunion-envois.tsx";
import { TagEtatReunion } from "./reunion-mots.tsx";
import { PiecesReunion } from "./reunion-pieces.tsx";

export type ReunionPageProps = {
  readonly cadre: Cadre;
  readonly lue: ReunionLue;
  /** Frozen versions that may be attached; null: the reader attaches none. */
  readonly documents: readonly DocumentFige[] | null;
  /** Folder of outgoing messages; null: a mail server sends them. */
  readonly depot: string | null;
  readonly aujourdhui: string;
  readonly annonce: string | null;
  readonly erreur: string | null;
};

export function renderReunionPage(props: ReunionPageProps): string {
  const { cadre, lue, erreur, annonce } = props;
  const { reunion, territoire, instance } = lue;
  return renderPageCommission({
    cadre,
    titre: reunion.titre,
    retour: { href: hrefTerritoire(territoire.epci, CHEMIN_REUNIONS), libelle: "Toutes les réunions" },
    annonce,
    erreur,
    children: (
      <>
        <Suite {...props} />
        <dl>
          <dt>État</dt>
          <dd>
            <TagEtatReunion etat={reunion.etat} /> {sayDepuis(lue)}
          </dd>
          <dt>Quand</dt>
          <dd>{lue.quand}</dd>
          <dt>Où</dt>
          <dd>
            {lue.ou}
            {reunion.visio ? (
              <>
                <br />
                {/* As text: no page sends a reader to an address that somebody typed. The convocation has it as a link. */}
                <span class="brut">{reunion.visio}</span>
              </>
            ) : null}
          </dd>
          <dt>Instance</dt>
          <dd>
            <a href={hrefTerritoire(territoire.epci, cheminInstance(instance.id))}>{instance.nom}</a>, réunion n°{" "}
            {reunion.numero}
          </dd>
          <dt>Quorum</dt>
          <dd>{lue.quorum}</dd>
        </dl>
        <p class="ligne telechargements">
          <a href={hrefTerritoire(territoire.epci, cheminReunion(reunion.id, "/reunion.ics"))}>
            Mettre dans mon agenda (ICS)
          </a>
          <a href={hrefTerritoire(territoire.epci, cheminReunion(reunion.id, "/ordre-du-jour.pdf"))}>
            Ordre du jour (PDF)
          </a>
        </p>
        <OrdreDuJour lue={lue} />
        <PiecesReunion {...props} />
        <Membres lue={lue} />
        <EnvoisReunion {...props} />
      </>
    ),
  });
}

function sayDepuis({ reunion }: ReunionLue): string {
  const { etat, convoqueeLe, ouverteLe, closeLe, annuleeLe, annulation } = reunion;
  if (etat === "convoquee" && convoqueeLe) return `le ${formatJour(convoqueeLe)}`;
  if (etat === "ouverte" && ouverteLe) return `le ${formatJour(ouverteLe)}`;
  if (etat === "close" && closeLe) return `le ${formatJour(closeLe)}`;
  if (etat === "annulee" && annuleeLe) return `le ${formatJour(annuleeLe)} : ${annulation ?? "motif non écrit"}`;
  return "";
}

function Suite({ lue, aujourdhui }: ReunionPageProps) {
  const { reunion, points, ecrire, tenir, territoire } = lue;
  const href = (suite: string) => hrefTerritoire(territoire.epci, cheminReunion(reunion.id, suite));
  const { etat, jour } = reunion;
  if (etat === "close") {
    return (
      <p>
        <a class="bouton" href={href("/releve")}>
          Lire le relevé de décisions
        </a>
      </p>
    );
  }
  if (etat === "annulee" || !ecrire) return null;
  const acte = nextActe({ etat, points: points.length, ouvrable: jour <= aujourdhui && tenir });
  return (
    <p class="ligne">
      <a class={acte.attend ? "bouton second" : "bouton"} href={href(acte.suite)}>
        {acte.libelle}
      </a>
      {etat === "ouverte" ? null : (
        <>
          <a class="bouton second" href={href("/modifier")}>
            Modifier
          </a>
          <a class="bouton second" href={href("/annuler")}>
            Annuler la réunion
          </a>
        </>
      )}
    </p>
  );
}

/** `attend`: nothing is to be done before the day. */
function nextActe({ etat, points, ouvrable }: { etat: string; points: number; ouvrable: boolean }) {
  if (etat === "preparation") {
    return points === 0
      ? { suite: "/ordre-du-jour", libelle: "Écrire l’ordre du jour", attend: false }
      : { suite: "/convoquer", libelle: "Convoquer", attend: false };
  }
  if (etat === "ouverte") return { suite: "/tenue", libelle: "Tenir la réunion", attend: false };
  return ouvrable
    ? { suite: "/tenue", libelle: "Ouvrir la réunion", attend: false }
    : { suite: "/convoquer", libelle: "Convoquer à nouveau", attend: true };
}

function OrdreDuJour({ lue }: { lue: ReunionLue }) {
  const { points, reunion, territoire, ecrire } = lue;
  const ouvert = reunion.etat === "preparation" || reunion.etat === "convoquee";
  return (
    <section aria-labelledby="ordre-du-jour">
      <h2 id="ordre-du-jour">Ordre du jour</h2>
      {points.length === 0 ? <p>Aucun point n’est encore inscrit.</p> : null}
      {points.length > 0 ? (
        <ol>
          {points.map(({ titre, constat, nature, chemin }) => (
            <li>
              {chemin === null ? titre : <a href={hrefTerritoire(territoire.epci, chemin)}>{titre}</a>}
              {nature === "libre" ? null : <small> ({LIBELLE_NATURE_POINT[nature]})</small>}
              {constat === null ? null : (
                <>
                  <br />
                  {constat}
                </>
              )}
            </li>
          ))}
        </ol>
      ) : null}
      {ecrire && ouvert ? (
        <p>
          <a href={hrefTerritoire(territoire.epci, cheminReunion(reunion.id, "/ordre-du-jour"))}>
            Choisir et ranger les points
          </a>
        </p>
      ) : null}
    </section>
  );
}

function Membres({ lue: { membres } }: { lue: ReunionLue }) {
  return (
    <section aria-labelledby="membres">
      <h2 id="membres">Membres invités</h2>
      {membres.length === 0 ? (
        <Message ton="alerte">
          <p>Cette instance n’a aucun membre ce jour-là : personne ne sera convoqué.</p>
        </Message>
      ) : (
        <Table table={MEMBRES} lignes={membres} />
      )}
    </section>
  );
}
