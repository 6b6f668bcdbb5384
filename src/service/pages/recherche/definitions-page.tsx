import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { ancreOf, DEFINITIONS } from "../../regles/recherche/definitions-table.ts";

type Props = { readonly cadre: Cadre; readonly epci: string; readonly opens: (chemin: string) => boolean };

export function renderDefinitionsPage({ cadre, epci, opens }: Props): string {
  return renderPage({
    cadre,
    titre: "Définitions",
    children: (
      <>
        <h1>Définitions</h1>
        <p class="chapo">
          Les mots du métier, comme Blaise les emploie. La Méthode dit comment les chiffres sont comptés.
        </p>
        <dl class="definitions">
          {DEFINITIONS.map((definition) => (
            <div id={ancreOf(definition)}>
              <dt>{definition.mot}</dt>
              <dd>
                {definition.sens}{" "}
                {opens(definition.chemin) ? (
                  <a href={hrefTerritoire(epci, definition.chemin)}>Voir dans Blaise</a>
                ) : null}
              </dd>
            </div>
          ))}
        </dl>
      </>
    ),
  });
}
