import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import type { ButFranceConnect } from "../actes/franceconnect.ts";
import { type CadreDossier, renderPageDossier, renderPageTitree } from "./page-dossier.tsx";

/** A link, not a form: the `form-action` policy would block the redirection of a form to another site. */
export function BoutonFranceConnect({ epci, but }: { epci: string; but: ButFranceConnect }) {
  return (
    <div class="carte-fiche">
      <p>
        <a class="bouton second" href={`${hrefDemande(epci, "franceconnect")}?but=${but}`}>
          S’identifier avec FranceConnect
        </a>
      </p>
      <p>Avec votre compte des impôts, de l’Assurance maladie, de La Poste… Ce n’est pas obligatoire.</p>
    </div>
  );
}

/** `message`: the reason of the failure, and what to do. */
export function renderEchecFranceConnect(commun: CadreDossier, message: string): string {
  const titre = "FranceConnect";
  return renderPageDossier({
    commun,
    titre,
    refuse: true,
    children: (
      <>
        <h1>{titre}</h1>
        <div class="message erreur" role="alert">
          <p>{message}</p>
        </div>
        <ul class="liste-liens">
          <li>
            <a href={hrefDemande(commun.epci, "reprendre")}>Reprendre ma demande</a>
          </li>
          <li>
            <a href={hrefDemande(commun.epci, "nouvelle")}>Commencer une demande</a>
          </li>
        </ul>
      </>
    ),
  });
}

/** Blaise closed the file; `adresse` closes FranceConnect's own session, where the answer's header already sends the browser. */
export function renderSortieFranceConnect(commun: CadreDossier, adresse: string): string {
  return renderPageTitree(
    { ...commun, ouverte: false },
    { titre: "Vous avez quitté votre demande" },
    <>
      <p>Vos réponses sont gardées.</p>
      <p>
        <a href={adresse}>Fermer aussi FranceConnect</a> : le navigateur y va de lui-même.
      </p>
    </>,
  );
}
