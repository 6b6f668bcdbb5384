import type { Cadre } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { lockSpaces } from "#socle/pages/design/typographie.ts";

const PARTOUT: readonly (readonly [touches: string, effet: string])[] = [
  ["/", "aller au champ de recherche"],
  ["Ctrl K", "y aller aussi quand on écrit ailleurs (⌘ K sur Mac)"],
  ["↓ ↑", "parcourir les réponses sous le champ"],
  ["Entrée", "ouvrir la réponse, ou la page de toutes les réponses"],
  ["Échap", "fermer les réponses et revenir où l’on était"],
  ["?", "montrer cette liste"],
];

const LOCALISER: readonly (readonly [touches: string, effet: string])[] = [
  ["1 2 3", "choisir une proposition"],
  ["0", "passer à l’adresse suivante"],
  ["Entrée", "enregistrer"],
];

export function renderRaccourcisPage(cadre: Cadre): string {
  return renderPage({
    cadre,
    titre: "Raccourcis du clavier",
    children: (
      <>
        <h1>Raccourcis du clavier</h1>
        <h2>Partout</h2>
        <Touches lignes={PARTOUT} />
        <h2>Localiser</h2>
        <Touches lignes={LOCALISER} />
        <p>Sans clavier ni script, les mêmes choses se font par les liens et les boutons.</p>
      </>
    ),
  });
}

/** What the window of the shortcuts holds, on any page. */
export function renderRaccourcis(): string {
  return lockSpaces(
    (
      <form method="dialog">
        <h2 id="raccourcis">Raccourcis du clavier</h2>
        <h3>Partout</h3>
        <Touches lignes={PARTOUT} />
        <h3>Localiser</h3>
        <Touches lignes={LOCALISER} />
        <button class="bouton" type="submit">
          Fermer
        </button>
      </form>
    ).toString(),
  );
}

function Touches({ lignes }: { readonly lignes: typeof PARTOUT }) {
  return (
    <dl class="touches">
      {lignes.map(([touches, effet]) => (
        <>
          <dt>
            <kbd>{touches}</kbd>
          </dt>
          <dd>{effet}</dd>
        </>
      ))}
    </dl>
  );
}
