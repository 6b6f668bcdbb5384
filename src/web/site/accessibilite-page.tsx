import type { Cadre } from "../design/cadre.ts";
import { renderPage } from "../design/page.tsx";

/** RGAA statement. It says what was checked and what was not: an automatic tool sees a part of the faults only. */
export function renderAccessibilitePage(cadre: Cadre): string {
  return renderPage({
    cadre,
    titre: "Accessibilité : partiellement conforme",
    children: (
      <div class="texte">
        <h1>Accessibilité : partiellement conforme</h1>
        <p class="chapo">
          Cette déclaration vaut pour le logiciel Blaise. La collectivité qui l’installe publie la sienne, avec son
          contact.
        </p>
        <h2>Ce qui est vérifié à chaque version</h2>
        <ul>
          <li>
            Chaque page passe sans erreur les contrôles automatiques d’axe-core (WCAG 2.2, niveaux A et AA), en 1 280 et
            390 pixels.
          </li>
          <li>Chaque page fonctionne sans JavaScript et au clavier ; rien ne déborde à 320 pixels de large.</li>
          <li>
            Les cartes et les barres ont leurs valeurs dans un tableau voisin ; un état se lit par un mot, pas par sa
            seule couleur.
          </li>
          <li>Les PDF sont balisés et déclarent la norme PDF/UA-1.</li>
        </ul>
        <h2>Ce qui ne l’est pas encore</h2>
        <ul>
          <li>
            Aucun audit RGAA complet (106 critères) n’a été mené à la main : la conformité est donc dite partielle.
          </li>
          <li>Aucun essai n’a été conduit avec des personnes utilisant un lecteur d’écran.</li>
          <li>Les documents Word reçoivent des titres et des tableaux structurés, mais n’ont pas été vérifiés.</li>
        </ul>
        <h2>Signaler une difficulté</h2>
        <p>
          Écrivez à la collectivité qui vous donne accès à Blaise. Sans réponse, vous pouvez saisir le Défenseur des
          droits.
        </p>
      </div>
    ),
  });
}
