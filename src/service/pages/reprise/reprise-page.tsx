import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { EnTetePage } from "#socle/pages/design/gabarit.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, ResultatActe } from "#socle/pages/design/parts.tsx";
import { findLieu } from "#socle/regles/plan/lieu.ts";
import type { PagePlan } from "#socle/regles/plan/plan.ts";
import type { VueGardee } from "#socle/regles/plan/vue-gardee.ts";
import type { PageGardee } from "../../regles/reprise/pages-gardees.ts";

export const CHEMIN_REPRISE = "reprendre";

type Props = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly epinglees: readonly PageGardee[];
  readonly recentes: readonly PageGardee[];
  readonly vues: readonly VueGardee[];
  readonly annonce: string | null;
  readonly erreur: string | null;
};

export function renderReprisePage({ cadre, epci, epinglees, recentes, vues, annonce, erreur }: Props): string {
  const fixes = new Set(epinglees.map(({ chemin }) => chemin));
  return renderPage({
    cadre,
    titre: erreur ? "Erreur : reprendre" : "Reprendre",
    children: (
      <>
        <EnTetePage titre="Reprendre" sous="Gardé par ce navigateur, pour votre compte seul." />
        <ResultatActe annonce={annonce} erreur={erreur} titreErreur="Rien n’a changé" />
        <section aria-labelledby="epinglees">
          <h2 id="epinglees">Épinglées</h2>
          {epinglees.length === 0 ? (
            <p>Aucune page épinglée. Épinglez plus bas celles que vous ouvrez chaque jour.</p>
          ) : (
            <Liste epci={epci} pages={epinglees} acte="retirer" dire={() => "Retirer"} />
          )}
        </section>
        <section aria-labelledby="vues">
          <h2 id="vues">Vues enregistrées</h2>
          {vues.length === 0 ? (
            <p>Aucune vue. Filtrez ou triez une page, puis choisissez « Garder cette vue », en haut d’elle.</p>
          ) : (
            <ListeVues epci={epci} vues={vues} />
          )}
        </section>
        <section aria-labelledby="recentes">
          <h2 id="recentes">Récentes</h2>
          {recentes.length === 0 ? (
            <EtatVide titre="Aucune page ouverte">
              <p>Les pages que vous ouvrez seront ici, jusqu’à votre déconnexion.</p>
            </EtatVide>
          ) : (
            <Liste
              epci={epci}
              pages={recentes}
              acte="epingler"
              dire={({ chemin, exacte }) => (exacte && !fixes.has(chemin) ? "Épingler" : null)}
            />
          )}
        </section>
      </>
    ),
  });
}

type ListeProps = {
  readonly epci: string;
  readonly pages: readonly PageGardee[];
  readonly acte: "epingler" | "retirer";
  /** Words of the button; null: none. */
  readonly dire: (page: PageGardee) => string | null;
};

function Liste({ epci, pages, acte, dire }: ListeProps) {
  return (
    <ul class="taches sans-date">
      {pages.map((page) => (
        <li>
          <span>
            <a href={hrefTerritoire(epci, page.chemin)}>{page.libelle}</a> <small>{page.salle}</small>
          </span>
          {dire(page) === null ? null : (
            <form method="post" action={hrefTerritoire(epci, `${CHEMIN_REPRISE}/${acte}`)}>
              <input type="hidden" name="page" value={page.chemin} />
              <button class="bouton second" type="submit">
                {dire(page)}
                <span class="lu"> : {page.libelle}</span>
              </button>
            </form>
          )}
        </li>
      ))}
    </ul>
  );
}

function pageOf(chemin: string): PagePlan | undefined {
  const lieu = findLieu(chemin);
  return lieu?.vue ?? lieu?.page;
}

type ListeVuesProps = { readonly epci: string; readonly vues: readonly VueGardee[] };

function ListeVues({ epci, vues }: ListeVuesProps) {
  return (
    <ul class="taches reprise">
      {vues.map(({ nom, chemin, requete }) => (
        <li>
          <span>
            <a href={`${hrefTerritoire(epci, chemin)}?${requete}`}>{nom}</a> <small>{pageOf(chemin)?.libelle}</small>
          </span>
          <form method="post" action={hrefTerritoire(epci, `${CHEMIN_REPRISE}/oublier`)}>
            <input type="hidden" name="page" value={chemin} />
            <input type="hidden" name="nom" value={nom} />
            <button class="bouton second" type="submit">
              Retirer
              <span class="lu"> : {nom}</span>
            </button>
          </form>
        </li>
      ))}
    </ul>
  );
}
