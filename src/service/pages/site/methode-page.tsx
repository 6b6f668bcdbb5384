import type { Methode } from "#bilan/lectures/bilan.ts";
import { CorpsMethode } from "#bilan/pages/methode.tsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { opensPage } from "#socle/regles/plan/ouvert.ts";

type Props = { readonly cadre: Cadre; readonly methodes: readonly Methode[]; readonly annee: number };

export function renderMethodePage({ cadre, methodes, annee }: Props): string {
  const epci = cadre.territoire?.epci;
  return renderPage({
    cadre,
    titre: "Méthode",
    children: (
      <>
        <h1>Méthode</h1>
        <p class="chapo">
          Les règles que Blaise applique, avec les valeurs en vigueur en {annee}. « À confirmer » signale ce que nous
          croyons sans avoir pu lire le texte en vigueur.
        </p>
        <div class="parties">
          {methodes.map((methode) => (
            <section aria-labelledby={idOf(methode)}>
              <h2 id={idOf(methode)}>{methode.titre}</h2>
              <CorpsMethode methode={methode} />
            </section>
          ))}
        </div>
        <h2>Comment lire un chiffre</h2>
        <ul class="texte">
          <li>
            Le nombre vient avant le pourcentage ; sous 20 attributions, la fraction seule : un ménage de plus
            changerait trop le pourcentage.
          </li>
          <li>Une information absente est « inconnue », jamais zéro ni « non ».</li>
          <li>
            Le plancher légal et la cible de la convention sont deux choses : Blaise montre les deux, sans les
            confondre.
          </li>
          <li>Un indicateur éclaire une décision. Il n’écarte jamais un ménage.</li>
        </ul>
        <p>
          <a href="/droit">Toutes les valeurs du droit appliqué</a>, avec leurs jours et leurs sources
        </p>
        {epci && opensPage(cadre.salles, "bilan") ? (
          <p>
            <a href={hrefTerritoire(epci, "bilan")}>Voir le bilan</a>
          </p>
        ) : null}
      </>
    ),
  });
}

function idOf({ regle }: Methode): string {
  return regle.replaceAll(".", "-");
}
