import { LIBELLE_MOTIF_REFUS } from "#donnees/regles/demande/demande.ts";
import type { EnvoiLu } from "#dossier/lectures/courrier/ports.ts";
import { cheminDemande } from "#dossier/pages/registre/chemins.ts";
import { LIBELLE_CANAL_ENVOI, LIBELLE_ETAT_ENVOI } from "#dossier/regles/courrier/envoi.ts";
import { LIBELLE_NATURE_PROPOSEE, LIBELLE_REPONSE_PROPOSEE } from "#dossier/regles/proposition/proposition.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { formatJour, formatJourCourt } from "#socle/regles/shared/format.ts";
import type { PartageLu } from "../lectures/lire-partage.ts";
import type { PropositionDite } from "../lectures/lire-suivi.ts";
import { EvenementsDossier } from "./evenements-dossier.tsx";

export type DroitsPartage = {
  readonly contact: boolean;
  readonly proposer: boolean;
  readonly repondre: boolean;
  readonly coordonnees: boolean;
};

export type PartagePageProps = {
  readonly cadre: Cadre;
  readonly lu: PartageLu;
  readonly propositions: readonly PropositionDite[];
  readonly envois: readonly EnvoiLu[];
  readonly droits: DroitsPartage;
  readonly annonce: string | null;
};

/** Page of the gestion partagée (CCH, art. R. 441-2-15): events, alerts, and the acts open to the reader. */
export function renderPartagePage(props: PartagePageProps): string {
  const { cadre, lu, annonce } = props;
  const { epci, dossier } = lu;
  const titre = `Suivi partagé, ${dossier.reference ?? "demande importée"}`;
  return renderPage({
    cadre,
    titre,
    children: (
      <>
        <p class="ecran">
          <a href={hrefTerritoire(epci, cheminDemande(dossier.id))}>Retour à la demande</a>
        </p>
        <h1>{titre}</h1>
        <ResultatActe annonce={annonce} />
        <Actes {...props} />
        <h2>À signaler</h2>
        <dl>
          {lu.drapeaux.map(({ libelle, valeur }) => (
            <>
              <dt>{libelle}</dt>
              <dd>{valeur}</dd>
            </>
          ))}
        </dl>
        <Propositions {...props} />
        <h2>Évènements</h2>
        <EvenementsDossier evenements={lu.evenements} />
        <Telecharger {...props} />
        <Envois envois={props.envois} />
      </>
    ),
  });
}

function Actes({ lu: { epci, dossier }, droits }: PartagePageProps) {
  const actes: readonly (readonly [boolean, string, string])[] = [
    [droits.proposer, "propositions/nouvelle", "Proposer un logement ou une visite"],
    [droits.contact, "contact", "Noter un contact"],
    [droits.contact, "messages", "Écrire au ménage"],
    [droits.coordonnees, "coordonnees", "Changer les coordonnées"],
  ];
  const open = actes.filter(([allowed]) => allowed);
  if (open.length === 0) return null;
  return (
    <p class="ligne ecran">
      {open.map(([, suite, libelle], rang) => (
        <a
          class={rang === 0 ? "bouton" : "bouton second"}
          href={hrefTerritoire(epci, cheminDemande(dossier.id, suite))}
        >
          {libelle}
        </a>
      ))}
    </p>
  );
}

function Propositions({ lu: { epci, dossier }, propositions, droits }: PartagePageProps) {
  return (
    <>
      <h2>Propositions</h2>
      {propositions.length === 0 ? <p>Aucune proposition que vous puissiez lire.</p> : null}
      <ul>
        {propositions.map((proposition) => (
          <li>
            {LIBELLE_NATURE_PROPOSEE[proposition.nature]} le {formatJour(proposition.proposeeLe)} par{" "}
            {proposition.nomOrganisation} : {proposition.logement}, {proposition.nomCommune ?? proposition.commune}.{" "}
            <Etat proposition={proposition} />
            {droits.repondre && proposition.etat === "attendue" ? (
              <>
                {" "}
                <a href={hrefTerritoire(epci, cheminDemande(dossier.id, `propositions/${proposition.id}/reponse`))}>
                  Écrire la réponse donnée par téléphone
                </a>
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}

function Etat({ proposition: { etat, repondreAvant, refusMotif } }: { proposition: PropositionDite }) {
  if (etat === "attendue") {
    return (
      <>
        <Tag ton="alerte">à répondre</Tag> avant la fin du {formatJour(repondreAvant)}
      </>
    );
  }
  const motif = etat === "refusee" && refusMotif !== null ? ` : ${LIBELLE_MOTIF_REFUS[refusMotif].toLowerCase()}` : "";
  return (
    <>
      <Tag ton={etat === "acceptee" ? "ok" : "neutre"}>{LIBELLE_REPONSE_PROPOSEE[etat]}</Tag>
      {motif}
    </>
  );
}

function Telecharger({ lu: { epci, dossier } }: PartagePageProps) {
  return (
    <p class="ecran">
      Télécharger le suivi :{" "}
      {(["csv", "xlsx", "pdf"] as const).map((type, rang) => (
        <>
          {rang === 0 ? "" : ", "}
          <a href={hrefTerritoire(epci, cheminDemande(dossier.id, `evenements.${type}`))}>{type.toUpperCase()}</a>
        </>
      ))}
      . Chaque téléchargement est écrit au journal.
    </p>
  );
}

function Envois({ envois }: { envois: readonly EnvoiLu[] }) {
  if (envois.length === 0) return null;
  return (
    <details>
      <summary>Messages automatiques au ménage</summary>
      <ul>
        {envois.map(({ canal, demandeLe, etat, motif }) => (
          <li>
            {formatJourCourt(demandeLe)}, {LIBELLE_CANAL_ENVOI[canal]} : {LIBELLE_ETAT_ENVOI[etat]}
            {motif === null ? "" : `. ${motif}`}
          </li>
        ))}
      </ul>
    </details>
  );
}
