import { Champ, type EtatFormulaire } from "#socle/pages/design/formulaire.tsx";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { type CadreDossier, renderPageTitree } from "./page-dossier.tsx";

export function renderComptePage(commun: CadreDossier, etat: EtatFormulaire): string {
  const { epci } = commun;
  return renderPageTitree(
    commun,
    { titre: "Créer un compte ?", refus: etat.refus },
    <>
      <p>Ce n’est pas obligatoire : votre code suffit. Avec un compte, vous revenez par un mot de passe.</p>
      <p>Nous écrivons à cette adresse : le message dit comment faire.</p>
      <form class="saisie" method="post" action={hrefDemande(epci, "compte")} novalidate>
        <Champ etat={etat} nom="courriel" libelle="Courriel" requis remplissage="email" type="email" />
        <p class="ligne">
          <button class="bouton" type="submit">
            Recevoir un message
          </button>
          <a class="lien-seul" href={hrefDemande(epci, "pause")}>
            Revenir sans compte
          </a>
        </p>
      </form>
    </>,
  );
}

/** The page is the same for every address, so that it does not tell who has an account. */
export function renderCompteEcritPage(commun: CadreDossier): string {
  const { epci } = commun;
  return renderPageTitree(
    commun,
    { titre: "Regardez vos messages" },
    <>
      <p>Nous avons écrit à l’adresse que vous avez donnée. Ouvrez le lien du message sur ce même appareil.</p>
      <p>
        Rien n’arrive ? Regardez dans les indésirables, puis vérifiez l’adresse. Votre code ouvre toujours votre
        demande.
      </p>
      <p class="ligne">
        <a class="bouton" href={hrefDemande(epci, "pause")}>
          Revenir
        </a>
        <a class="lien-seul" href={hrefDemande(epci, "compte")}>
          Donner une autre adresse
        </a>
      </p>
    </>,
  );
}

export function renderGarderPage(commun: CadreDossier, reference: string | null): string {
  const { epci } = commun;
  return renderPageTitree(
    commun,
    { titre: "Garder cette demande dans votre compte ?" },
    <>
      {reference === null ? null : (
        <p>
          Référence du dossier : <strong>{reference}</strong>.
        </p>
      )}
      <p>Elle doit être la vôtre. Ensuite, votre mot de passe suffit pour y revenir.</p>
      <form method="post" action={hrefDemande(epci, "compte/garder")}>
        <button class="bouton" type="submit">
          Garder cette demande
        </button>
      </form>
      <p>
        <a class="lien-seul" href={hrefDemande(epci, "pause")}>
          Revenir sans la garder
        </a>
      </p>
    </>,
  );
}
