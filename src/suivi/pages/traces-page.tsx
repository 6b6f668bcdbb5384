import type { CadreDossier } from "#dossier/pages/page-dossier.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { EvenementDit, OuvertureDite } from "../lectures/lire-suivi.ts";
import { sayPar } from "./mots.ts";
import { renderPageSuivi } from "./page-suivi.tsx";

export function renderOuverturesPage({
  commun,
  ouvertures,
}: {
  readonly commun: CadreDossier;
  readonly ouvertures: readonly OuvertureDite[];
}): string {
  return renderPageSuivi({
    commun,
    titre: "Qui a ouvert mon dossier ?",
    children: (
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
      </>
    ),
  });
}

type EvenementsProps = { readonly evenements: readonly EvenementDit[] };

export function renderEvenementsMenagePage({
  commun,
  evenements,
}: EvenementsProps & { readonly commun: CadreDossier }): string {
  return renderPageSuivi({
    commun,
    titre: "Que s’est-il passé ?",
    children: <ListeEvenements evenements={evenements} />,
  });
}

export function ListeEvenements({ evenements }: EvenementsProps) {
  return (
    <>
      {evenements.length === 0 ? <p>Rien pour le moment.</p> : null}
      <ul class="sans-puce">
        {evenements.map(({ le, phrase, par }) => (
          <li>
            <strong>{formatJour(le)}</strong> : {phrase} <span class="aide">({sayPar(par)})</span>
          </li>
        ))}
      </ul>
    </>
  );
}
