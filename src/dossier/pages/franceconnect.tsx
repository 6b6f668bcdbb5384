import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import type { ButFranceConnect } from "../actes/franceconnect.ts";
import { type CadreDossier, renderPageDossier, renderPageTitree } from "./page-dossier.tsx";

/** A link and not a form: `form-action` would hold the redirections of a form to this site. */
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

/** `message`: why it did not go through, and what to do. */
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

/** The file is closed here; `adresse` closes FranceConnect's own session, and the answer's header already sends the browser there. */
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
