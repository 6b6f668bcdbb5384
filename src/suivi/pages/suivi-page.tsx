import { sayPoidsLoyer, sayPourquoi } from "#attributions/regles/rapprochement/dire-menage.ts";
import { LIBELLE_MOTIF_REFUS } from "#donnees/regles/demande/demande.ts";
import type { CadreDossier } from "#dossier/pages/page-dossier.tsx";
import { isNonEnregistree } from "#dossier/regles/etat.ts";
import { LIBELLE_NATURE_PROPOSEE, LIBELLE_REPONSE_PROPOSEE } from "#dossier/regles/proposition/proposition.ts";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { Phrases, Tag } from "#socle/pages/design/parts.tsx";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { PORTAIL_NATIONAL } from "#socle/regles/shared/portail-national.ts";
import type { PropositionDite, SuiviLu } from "../lectures/lire-suivi.ts";
import { Attente } from "./attente.tsx";
import { Cotation } from "./cotation.tsx";
import { Echanges } from "./echange-page.tsx";
import { sayDetail, sayEtat, sayEuros, sayNonConfirmee, sayProchaineDate, suiteOf } from "./mots.ts";
import { renderPageSuivi } from "./page-suivi.tsx";
import { ListeEvenements } from "./traces-page.tsx";

export type SuiviPageProps = {
  readonly commun: CadreDossier;
  readonly lu: SuiviLu;
  readonly annonce: string | null;
};

const DERNIERS = 8;

export function renderSuiviPage({ commun, lu, annonce }: SuiviPageProps): string {
  const { dossier } = lu;
  return renderPageSuivi({
    commun,
    titre: "Où en est ma demande ?",
    annonce,
    retour: false,
    children: (
      <>
        <section class="carte-fiche">
          <h2>{sayEtat(dossier)}</h2>
          <p>{sayDetail(dossier)}</p>
          <p>{sayProchaineDate(dossier)}</p>
          {dossier.reference === null ? null : <p>Référence à donner au téléphone : {dossier.reference}</p>}
        </section>
        <NonConfirme lu={lu} />
        <Suite lu={lu} />
        <Propositions lu={lu} />
        <Echanges epci={lu.epci} echanges={lu.echanges} />
        <Decisions lu={lu} />
        <Cotation cotation={lu.cotation} />
        <Attente epci={lu.epci} attente={lu.attente} />
        <Derniers lu={lu} />
        <Menu lu={lu} />
      </>
    ),
  });
}

function NonConfirme({ lu: { nonConfirmees, aujourdhui } }: { lu: SuiviLu }) {
  const phrases = nonConfirmees.flatMap((lue) => sayNonConfirmee(lue, aujourdhui) ?? []);
  if (phrases.length === 0) return null;
  return (
    <section class="carte-fiche">
      <h2>Au système national</h2>
      <Phrases phrases={phrases} />
      <p>
        Vous pouvez le vérifier sur <a href={PORTAIL_NATIONAL.href}>{PORTAIL_NATIONAL.nom}</a>, avec votre numéro
        unique.
      </p>
    </section>
  );
}

function Suite({ lu }: { lu: SuiviLu }) {
  const suite = suiteOf(lu);
  if (suite === null) return <p class="chapo">Rien à faire pour le moment.</p>;
  const { titre, texte, chemin, bouton } = suite;
  return (
    <section class="message alerte">
      <h2>{titre}</h2>
      <p>{texte}</p>
      <p>
        <a class="bouton" href={chemin.startsWith("#") ? chemin : hrefDemande(lu.epci, chemin)}>
          {bouton}
        </a>
      </p>
    </section>
  );
}

function Propositions({ lu: { epci, propositions } }: { lu: SuiviLu }) {
  return (
    <section id="propositions">
      <h2>Vos propositions</h2>
      {propositions.length === 0 ? <p>Vous n’avez pas encore reçu de proposition.</p> : null}
      {propositions.map((proposition) => (
        <Proposition epci={epci} proposition={proposition} />
      ))}
    </section>
  );
}

function Decisions({ lu: { decisions } }: { lu: SuiviLu }) {
  if (decisions.length === 0) return null;
  return (
    <section id="decisions">
      <h2>Les décisions de la commission</h2>
      {decisions.map(({ le, phrases }) => (
        <article class="carte-fiche">
          <h3>Décision du {formatJour(le)}</h3>
          {phrases.map((phrase) => (
            <p>{phrase}</p>
          ))}
        </article>
      ))}
    </section>
  );
}

function Proposition({ epci, proposition }: { epci: string; proposition: PropositionDite }) {
  const { id, etat, nature, nomOrganisation, repondreAvant } = proposition;
  return (
    <article class="carte-fiche">
      <h3>{LIBELLE_NATURE_PROPOSEE[nature]}</h3>
      <DetailProposition proposition={proposition} />
      <Pourquoi proposition={proposition} />
      <p>De la part de {nomOrganisation}.</p>
      {etat === "attendue" ? (
        <>
          <p>
            <strong>Répondez avant la fin du {formatJour(repondreAvant)}.</strong> Sans réponse, elle compte comme
            refusée.
          </p>
          <p class="ligne">
            <a class="bouton" href={hrefDemande(epci, `propositions/${id}/accepter`)}>
              J’accepte
            </a>
            <a class="bouton second" href={hrefDemande(epci, `propositions/${id}/refuser`)}>
              Je refuse
            </a>
          </p>
        </>
      ) : (
        <Reponse proposition={proposition} />
      )}
    </article>
  );
}

function Reponse({ proposition: { etat, repondueLe, refusMotif } }: { proposition: PropositionDite }) {
  if (etat === "attendue") return null;
  return (
    <p>
      <Tag ton={etat === "acceptee" ? "ok" : "neutre"}>{LIBELLE_REPONSE_PROPOSEE[etat]}</Tag>
      {repondueLe === null ? null : ` le ${formatJour(repondueLe)}`}
      {etat === "refusee" && refusMotif !== null ? ` : ${LIBELLE_MOTIF_REFUS[refusMotif].toLowerCase()}` : null}
    </p>
  );
}

/** Reasons of a proposal that came from a candidature; empty for another one. */
export function Pourquoi({ proposition: { examen } }: { proposition: PropositionDite }) {
  if (examen === null) return null;
  const poids = sayPoidsLoyer(examen);
  return (
    <details>
      <summary>Pourquoi ce logement vous est proposé</summary>
      <ul>
        {sayPourquoi(examen).map((phrase) => (
          <li>{phrase}</li>
        ))}
        {poids === null ? null : <li>{poids}</li>}
      </ul>
    </details>
  );
}

export function DetailProposition({ proposition }: { proposition: PropositionDite }) {
  const { logement, nomCommune, commune, typologie, loyer, charges } = proposition;
  return (
    <dl>
      <dt>Logement</dt>
      <dd>
        {logement}, {nomCommune ?? commune}
      </dd>
      <dt>Taille</dt>
      <dd>{typologie ?? "inconnue"}</dd>
      <dt>Loyer</dt>
      <dd>{loyer === null ? "inconnu" : `${sayEuros(loyer)} par mois`}</dd>
      <dt>Charges</dt>
      <dd>{charges === null ? "inconnues" : `${sayEuros(charges)} par mois`}</dd>
    </dl>
  );
}

function Derniers({ lu: { epci, evenements } }: { lu: SuiviLu }) {
  return (
    <section>
      <h2>Ce qui s’est passé</h2>
      <ListeEvenements evenements={evenements.slice(0, DERNIERS)} />
      {evenements.length > DERNIERS ? (
        <p>
          <a class="lien-seul" href={hrefDemande(epci, "evenements")}>
            Tout voir ({formatCompte(evenements.length, "ligne")})
          </a>
        </p>
      ) : null}
    </section>
  );
}

function Menu({ lu: { epci, nonLus, dossier } }: { lu: SuiviLu }) {
  const liens: readonly (readonly [chemin: string, libelle: string])[] = [
    ["messages", nonLus === 0 ? "Mes messages" : `Mes messages (${formatCompte(nonLus, "nouveau", "nouveaux")})`],
    ["etapes/documents", "Mes documents"],
    ...(isNonEnregistree(dossier.etat) ? [["numero", "J’ai déjà un numéro unique"] as const] : []),
    ...(dossier.etat === "radiee" ? [] : [["etapes/verifier", "Mes réponses"] as const]),
    ["acces", "Qui a ouvert mon dossier ?"],
    ["reglages", "Mes coordonnées et mes réglages"],
    ["mes-donnees.json", "Télécharger tout ce qui est gardé sur moi"],
  ];
  return (
    <section>
      <h2>Et aussi</h2>
      <ul class="liste-liens">
        {liens.map(([chemin, libelle]) => (
          <li>
            <a href={hrefDemande(epci, chemin)}>{libelle}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
