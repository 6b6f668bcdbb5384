import { findLieu, guideOf, type Lieu } from "../../regles/plan/lieu.ts";
import { opensPage } from "../../regles/plan/ouvert.ts";
import { CHEMIN_ACCUEIL_AGENT, type PagePlan, type Salle } from "../../regles/plan/plan.ts";
import { type Cadre, hrefTerritoire } from "./cadre.ts";
import { hrefSalle } from "./menu.tsx";
import { MesVues } from "./mes-vues.tsx";

type FilProps = { readonly cadre: Cadre; readonly titre: string };

/** From home to the page, then the views of the page: what a record has above it is never further than one link. */
export function Fil({ cadre, titre }: FilProps) {
  const { territoire, chemin, salles } = cadre;
  if (!territoire || chemin === null || salles.length === 0) return <FilSansLieu cadre={cadre} titre={titre} />;
  if (chemin === CHEMIN_ACCUEIL_AGENT) return null;
  const { epci } = territoire;
  const lieu = findLieu(chemin);
  const salle = salles.find(({ code }) => code === lieu?.salle.code);
  return (
    <>
      <nav class="fil" aria-label="Fil d’Ariane">
        <ol>
          <li>
            <a href={hrefTerritoire(epci, CHEMIN_ACCUEIL_AGENT)}>Accueil</a>
          </li>
          {salle ? (
            <li>
              <a href={hrefSalle(epci, salle)}>{salle.libelle}</a>
            </li>
          ) : null}
          {lieu ? <Marches epci={epci} lieu={lieu} salles={salles} /> : null}
          {lieu?.exact ? null : <li aria-current="page">{titre.replace(/^Erreur : /, "")}</li>}
        </ol>
        <div>
          {lieu?.exact ? <MesVues cadre={cadre} epci={epci} page={chemin} /> : null}
          <a href={hrefTerritoire(epci, "reprendre")}>Reprendre</a>
          <a href={hrefTerritoire(epci, hrefGuide(guideOf(chemin)))}>Aide</a>
        </div>
      </nav>
      {lieu ? (
        <Vues epci={epci} lieu={lieu} page={salle?.pages.find((une) => une.chemin === lieu.page.chemin)} />
      ) : null}
    </>
  );
}

type MarchesProps = { readonly epci: string; readonly lieu: Lieu; readonly salles: readonly Salle[] };

/** The page, and the view where one stands: links, but for the last one. A page that is not theirs to open is no step. */
function Marches({ epci, lieu: { page, vue, exact }, salles }: MarchesProps) {
  const ici = vue ?? page;
  const marches = [page, ...(vue ? [vue] : [])].filter((une) => une === ici || opensPage(salles, une.chemin));
  return (
    <>
      {marches.map((une, rang) =>
        exact && rang === marches.length - 1 ? (
          <li aria-current="page">{une.libelle}</li>
        ) : (
          <li>
            <a href={hrefTerritoire(epci, une.chemin)}>{une.libelle}</a>
          </li>
        ),
      )}
    </>
  );
}

type VuesProps = { readonly epci: string; readonly lieu: Lieu; readonly page: PagePlan | undefined };

/** Beside the page, other ways to see it; a record has none. */
function Vues({ epci, lieu: { vue: ici, exact }, page }: VuesProps) {
  const vues = page?.vues ?? [];
  if (!exact || !page || vues.length === 0) return null;
  return (
    <nav class="vues" aria-label={`Vues de ${page.libelle}`}>
      <ul>
        {[page, ...vues].map(({ chemin, libelle }) => (
          <li>
            <a href={hrefTerritoire(epci, chemin)} aria-current={chemin === (ici ?? page).chemin ? "page" : undefined}>
              {libelle}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Account, platform, method: pages of no territory, one step from home. */
function FilSansLieu({ cadre, titre }: FilProps) {
  if (!cadre.connecte) return null;
  return (
    <nav class="fil" aria-label="Fil d’Ariane">
      <ol>
        <li>
          <a href="/">Accueil</a>
        </li>
        <li aria-current="page">{titre.replace(/^Erreur : /, "")}</li>
      </ol>
    </nav>
  );
}

/** The chapter that speaks of the page, or the guide. */
function hrefGuide(guide: string | null): string {
  return guide === null ? "aide" : `aide/${guide}`;
}
