import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { findLieu } from "#socle/regles/plan/lieu.ts";
import { ancreOf, DEFINITIONS, type MotDefini } from "../../regles/recherche/definitions-table.ts";

type Props = {
  readonly cadre: Cadre;
  readonly epci: string;
  /** Name, as in the address, of the word that was looked for. */
  readonly mot: string | null;
  readonly opens: (chemin: string) => boolean;
};

const PARTIES = ["A à C", "D à L", "M à P", "Q à Z"] as const;

/** Words of the trade by their initials: the part of the word that was looked for is open, or else the first. */
export function renderDefinitionsPage({ cadre, epci, mot, opens }: Props): string {
  const ouverte = PARTIES.find((partie) => mot && isIn(partie, mot)) ?? PARTIES[0];
  return renderPage({
    cadre,
    titre: "Définitions",
    children: (
      <>
        <h1>Définitions</h1>
        <p class="chapo">
          Les mots du métier, comme Blaise les emploie. La Méthode dit comment les chiffres sont comptés.
        </p>
        {PARTIES.map((partie) => (
          <details open={partie === ouverte}>
            <summary>De {partie}</summary>
            <dl class="definitions">
              {DEFINITIONS.filter((un) => isIn(partie, ancreOf(un))).map((un) => (
                <div id={ancreOf(un)}>
                  <dt>{un.mot}</dt>
                  <dd>
                    {un.sens} {opens(un.chemin) ? <Voir epci={epci} definition={un} /> : null}
                  </dd>
                </div>
              ))}
            </dl>
          </details>
        ))}
      </>
    ),
  });
}

function isIn(partie: string, ancre: string): boolean {
  const initiale = ancre.charAt(0).toUpperCase();
  return partie.charAt(0) <= initiale && initiale <= partie.slice(-1);
}

function Voir({ epci, definition: { chemin } }: { readonly epci: string; readonly definition: MotDefini }) {
  const lieu = findLieu(chemin);
  if (!lieu) return null;
  return <a href={hrefTerritoire(epci, chemin)}>Voir « {(lieu.vue ?? lieu.page).libelle} »</a>;
}
