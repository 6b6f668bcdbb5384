import type { Cadre } from "../design/cadre.ts";
import { renderPage } from "../design/page.tsx";

type Props = {
  readonly cadre: Cadre;
  readonly statut: number;
  readonly code?: string | undefined;
  readonly message: string;
  /** Identifies the line in the log. */
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

/** The most frequent refusals have a better title than their status. */
const TITRES_CODES: Readonly<Record<string, string>> = {
  "droit-absent": "Votre habilitation n’ouvre pas cette page",
  "territoire-inconnu": "Ce territoire ne vous est pas ouvert",
  "cle-necessaire": "Ajoutez une clé d’accès",
  "lien-perime": "Ce lien ne sert plus",
};

export function renderErreurPage({ cadre, statut, code, message, reference }: Props): string {
  const titre = TITRES_CODES[code ?? ""] ?? TITRES[statut] ?? "Demande refusée";
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
        <ul class="liens">
          {statut === 401 ? (
            <li>
              <a href="/connexion">Se connecter</a>
            </li>
          ) : (
            <li>
              <a href="/">Revenir à l’accueil</a>
            </li>
          )}
          {cadre.connecte ? (
            <li>
              <a href="/mon-compte">Voir vos habilitations dans « Mon compte »</a>
            </li>
          ) : null}
        </ul>
      </>
    ),
  });
}
