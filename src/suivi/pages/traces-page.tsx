import type { Child } from "hono/jsx";
import { type CadreDossier, renderPageDossier } from "#dossier/pages/page-dossier.tsx";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { EvenementDit, OuvertureDite } from "../lectures/lire-suivi.ts";
import { sayPar } from "./mots.ts";

/** Who opened the file: the organisation, the day, the purpose. */
export function renderOuverturesPage({
  commun,
  ouvertures,
}: {
  readonly commun: CadreDossier;
  readonly ouvertures: readonly OuvertureDite[];
}): string {
  return renderListe(
    commun,
    "Qui a ouvert mon dossier ?",
    <>
      <p>
        Chaque ouverture est écrite. Vous lisez l’organisme et le motif. Pour en savoir plus, écrivez à votre guichet.
      </p>
      {ouvertures.length === 0 ? <p>Personne ne l’a ouvert pour le moment.</p> : null}
      <ul class="liste-liens">
        {ouvertures.map(({ le, organisation, acte, motif }) => (
          <li>
            <p>
              <strong>{formatJour(le)}</strong> : {organisation}
              <br />
              {acte}. Motif : {motif === null || motif === "" ? "non écrit" : motif}.
            </p>
          </li>
        ))}
      </ul>
    </>,
  );
}

export function renderEvenementsMenagePage({
  commun,
  evenements,
}: {
  readonly commun: CadreDossier;
  readonly evenements: readonly EvenementDit[];
}): string {
  return renderListe(
    commun,
    "Que s’est-il passé ?",
    <>
      {evenements.length === 0 ? <p>Rien pour le moment.</p> : null}
      <ul class="sans-puce">
        {evenements.map(({ le, phrase, par }) => (
          <li>
            <strong>{formatJour(le)}</strong> : {phrase} <span class="aide">({sayPar(par)})</span>
          </li>
        ))}
      </ul>
    </>,
  );
}

function renderListe(commun: CadreDossier, titre: string, children: Child): string {
  return renderPageDossier({
    commun,
    titre,
    children: (
      <>
        <p>
          <a class="lien-seul" href={hrefDemande(commun.epci)}>
            Retour à ma demande
          </a>
        </p>
        <h1>{titre}</h1>
        {children}
      </>
    ),
  });
}
