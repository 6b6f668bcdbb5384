import { SANS_REFUS } from "#socle/pages/design/formulaire.tsx";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import { PORTAIL_NATIONAL } from "#socle/regles/shared/portail-national.ts";
import { type CadreDossier, renderPageTitree } from "./page-dossier.tsx";

/** The national site, which gives the number unique to the desk or to the person. */

export type EnvoyeePageProps = {
  readonly commun: CadreDossier;
  readonly reference: string | null;
  readonly nomGuichet: string | null;
  readonly deposeeLe: string;
  /** ISO days by which the desk must register, and give the attestation. */
  readonly saisineLe: string;
  readonly attestationLe: string;
};

export function renderEnvoyeePage(props: EnvoyeePageProps): string {
  const { commun, reference, nomGuichet, deposeeLe, saisineLe, attestationLe } = props;
  const { epci } = commun;
  return renderPageTitree(
    commun,
    { titre: "Demande envoyée" },
    <>
      <div class="message ok" role="status">
        <p>
          Votre demande est partie le {formatJour(deposeeLe)}
          {nomGuichet === null ? "" : `, au guichet : ${nomGuichet}`}.
        </p>
      </div>
      {reference === null ? null : (
        <>
          <p>La référence de votre dossier ici :</p>
          <p class="carte-fiche">
            <strong class="grand-code">{reference}</strong>
          </p>
        </>
      )}
      <h2>Et maintenant ?</h2>
      <ol>
        <li>Le guichet vérifie votre demande et l’enregistre.</li>
        <li>
          Sans enregistrement le <strong>{formatJour(saisineLe)}</strong>, vous pouvez écrire au préfet.
        </li>
        <li>
          Vous recevez votre attestation au plus tard le <strong>{formatJour(attestationLe)}</strong>.
        </li>
        <li>Ensuite, votre demande est valable un an. Nous vous prévenons avant la fin.</li>
      </ol>
      <h2>Votre numéro unique</h2>
      <p>
        Ce site ne donne pas le numéro unique. Il vient du système national, quand le guichet enregistre. Vous pouvez
        aussi le demander sur <a href={PORTAIL_NATIONAL.href}>le site national de la demande de logement social</a>.
      </p>
      <p class="ligne">
        <a class="bouton" href={hrefDemande(epci)}>
          Suivre ma demande
        </a>
        <a class="lien-seul" href={hrefDemande(epci, "reponses.pdf")}>
          Télécharger mes réponses (PDF)
        </a>
      </p>
    </>,
  );
}

export function renderRenouvelerPage(
  commun: CadreDossier,
  { echeanceLe, possible, message }: { echeanceLe: string | null; possible: boolean; message: string | null },
): string {
  const { epci } = commun;
  return renderPageTitree(
    commun,
    { titre: "Cherchez-vous toujours un logement ?", refus: { ...SANS_REFUS, message } },
    <>
      {echeanceLe === null ? null : <p>Votre demande est valable jusqu’au {formatJour(echeanceLe)}.</p>}
      {possible ? (
        <>
          <p>Renouveler la garde un an de plus. Vous gardez votre ancienneté.</p>
          <p>
            D’abord, <a href={hrefDemande(epci, "etapes/verifier")}>relisez vos réponses</a>. Changez ce qui a changé.
          </p>
          <form method="post" action={hrefDemande(epci, "renouveler")}>
            <button class="bouton" type="submit">
              Oui : mes réponses sont à jour, je renouvelle
            </button>
          </form>
          <p>
            <a class="lien-seul" href={hrefDemande(epci, "renoncer")}>
              Non, je ne cherche plus
            </a>
          </p>
        </>
      ) : (
        <p>Cette demande ne se renouvelle pas maintenant. Appelez un guichet si vous pensez que c’est une erreur.</p>
      )}
      <p>
        <a class="lien-seul" href={hrefDemande(epci)}>
          Revenir à ma demande
        </a>
      </p>
    </>,
  );
}

export function renderRenoncerPage(
  commun: CadreDossier,
  { possible, erreur }: { possible: boolean; erreur: string | null },
): string {
  const { epci } = commun;
  const titre = "Ne cherchez-vous plus de logement ?";
  const erreurs = erreur === null ? [] : [{ champ: "sur", message: erreur }];
  return renderPageTitree(
    commun,
    { titre, refus: { message: null, erreurs } },
    possible ? (
      <>
        <p>Vous pouvez renoncer par écrit, ici. Votre demande s’arrête.</p>
        <p>Vous perdez votre ancienneté. Pour chercher à nouveau, il faudra une autre demande.</p>
        <form class="saisie" method="post" action={hrefDemande(epci, "renoncer")} novalidate>
          <label class="case">
            <input id="sur" type="checkbox" name="sur" value="oui" />
            Je renonce à ma demande de logement
          </label>
          <p class="ligne">
            <button class="bouton" type="submit">
              Renoncer
            </button>
            <a class="lien-seul" href={hrefDemande(epci)}>
              Garder ma demande
            </a>
          </p>
        </form>
      </>
    ) : (
      <p>
        Cette demande n’est pas enregistrée, ou elle est déjà arrêtée.{" "}
        <a href={hrefDemande(epci)}>Revenir à ma demande</a>
      </p>
    ),
  );
}
