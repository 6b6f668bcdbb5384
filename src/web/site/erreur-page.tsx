import type { Cadre } from "../design/cadre.ts";
import { renderPage } from "../design/page.tsx";

type Props = {
  readonly cadre: Cadre;
  readonly statut: number;
  readonly message: string;
  /** Finds the line of the log again. */
  readonly reference?: string | undefined;
};

const TITRES: Readonly<Record<number, string>> = {
  400: "Demande mal formée",
  401: "Connexion nécessaire",
  403: "Demande refusée",
  404: "Page introuvable",
  409: "Ce n’est plus possible",
  413: "Envoi trop volumineux",
  429: "Trop de demandes à la fois",
  500: "Une erreur est survenue de notre côté",
};

/** Every refusal and every defect ends on this page. */
export function renderErreurPage({ cadre, statut, message, reference }: Props): string {
  const titre = TITRES[statut] ?? "Demande refusée";
  return renderPage({
    cadre,
    titre,
    children: (
      <>
        <h1>{titre}</h1>
        <p>{message}</p>
        {reference ? (
          <p class="discret">
            Référence à donner à la personne qui administre Blaise : <code>{reference}</code>
          </p>
        ) : null}
        <p>
          <a href="/">Revenir à l’accueil</a>
        </p>
      </>
    ),
  });
}
