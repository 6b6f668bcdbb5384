import type { Cadre } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";

/**
 * RGAA statement: without a valid audit, the law has one status, « non conforme ». The page still says what is tested and what is
 * not: an automatic tool finds a part of the faults only.
 */
export function renderAccessibilitePage(cadre: Cadre): string {
  return renderPage({
    cadre,
    titre: "Accessibilité : non conforme",
    children: (
      <div class="texte">
        <h1>Accessibilité : non conforme</h1>
        <p class="chapo">
          Non conforme : aucun audit n’a encore été fait. Cette déclaration vaut pour le logiciel Blaise ; la
          collectivité qui l’installe publie la sienne, avec son contact.
        </p>
        <p>
          Le RGAA mesure un taux de conformité par un audit de ses 106 critères. Faute d’audit, Blaise n’en annonce
          aucun, bien que ses pages soient essayées comme il est dit ici.
        </p>
        <h2>Ce qui est vérifié à chaque version</h2>
        <ul>
          <li>
            Chaque page passe sans erreur les contrôles automatiques d’axe-core (WCAG 2.2, niveaux A et AA), en 1 280 et
            390 pixels.
          </li>
          <li>
            Rien ne déborde à 320 pixels de large. Tout se fait sans JavaScript, sauf l’usage d’une clé d’accès, que le
            mot de passe remplace.
          </li>
          <li>
            Deux parcours se font au clavier seul : du fichier au rapport figé ; d’une habilitation donnée à sa
            révocation.
          </li>
          <li>
            Les cartes et les barres ont leurs valeurs dans un tableau voisin ; un état se lit par un mot, pas par sa
            seule couleur.
          </li>
          <li>Les PDF sont balisés et déclarent la norme PDF/UA-1.</li>
        </ul>
        <h2>Ce qui ne l’est pas encore</h2>
        <ul>
          <li>Aucun audit RGAA n’a été mené ; un outil automatique ne voit qu’une partie des défauts.</li>
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
