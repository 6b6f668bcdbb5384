import { CHEMIN_IMMEUBLES, CHEMIN_MENAGES } from "#attributions/pages/relogement/chemins.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres, Choisir } from "#socle/pages/design/filtres.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import { SousNavigation } from "#socle/pages/design/sous-navigation.tsx";
import type { ListeMenages } from "../lectures/fiche-liste.ts";
import { MenagesTable } from "./menages-table.tsx";

/** Filters of the URL; null: any. */
export type QuestionMenages = {
  readonly operation: number | null;
  readonly etat: string | null;
  readonly alerte: string | null;
};

export type MenagesPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly liste: ListeMenages;
  readonly question: QuestionMenages;
  /** true: may open a file. */
  readonly ouvrir: boolean;
};

/** Households that the reader follows, under the filters of the URL. */
export function renderMenagesPage(props: MenagesPageProps): string {
  const { cadre, epci, question } = props;
  return renderPage({
    cadre,
    titre: "Ménages à reloger",
    rubrique: "relogement",
    children: (
      <>
        <SousNavigation cadre={cadre} page={CHEMIN_MENAGES} />
        <h1>Ménages à reloger</h1>
        {props.ouvrir ? (
          <p class="ecran">
            <a
              class="bouton"
              href={hrefTerritoire(epci, `${CHEMIN_MENAGES}/nouveau`, { operation: question.operation })}
            >
              Ouvrir un dossier
            </a>
          </p>
        ) : null}
        <Contenu {...props} />
      </>
    ),
  });
}

function Contenu({ epci, liste, question, ouvrir }: MenagesPageProps) {
  if (liste.total === 0) {
    return (
      <EtatVide titre="Aucun dossier à montrer">
        <p>
          {ouvrir
            ? "Ouvrez le premier dossier d’un immeuble qui vous est confié, ou importez le fichier des ménages. "
            : "Aucun dossier n’est ouvert dans ce que votre habilitation vous donne à lire. "}
          <a href={hrefTerritoire(epci, CHEMIN_IMMEUBLES)}>Voir les immeubles</a>
        </p>
      </EtatVide>
    );
  }
  return (
    <>
      <BarreFiltres action={hrefTerritoire(epci, CHEMIN_MENAGES)} titre="Choisir les ménages">
        <Choisir
          nom="operation"
          libelle="Immeuble"
          tous="Tous"
          options={liste.immeubles}
          valeur={question.operation === null ? null : String(question.operation)}
        />
        <Choisir nom="etat" libelle="État" tous="Tous" options={liste.etats} valeur={question.etat} />
        <Choisir nom="alerte" libelle="À surveiller" tous="Tout" options={liste.alertes} valeur={question.alerte} />
      </BarreFiltres>
      <p role="status">{liste.phrase}</p>
      {liste.lignes.length > 0 ? (
        <>
          <MenagesTable epci={epci} titre="Ménages" lignes={liste.lignes} immeuble={question.operation === null} />
          <Pages epci={epci} question={question} page={liste.page} />
        </>
      ) : (
        <p>
          <a href={hrefTerritoire(epci, CHEMIN_MENAGES)}>Voir tous les ménages</a>
        </p>
      )}
    </>
  );
}

/** Households are sorted by urgency: the first page has the most urgent. */
function Pages({ epci, question, page: { numero, pages } }: PagesProps) {
  if (pages < 2) return null;
  const href = (page: number) => hrefTerritoire(epci, CHEMIN_MENAGES, { ...question, page });
  return (
    <nav class="ecran" aria-label="Pages de la liste">
      <p>
        Page {numero} sur {pages}
        {numero > 1 ? (
          <>
            {" "}
            · <a href={href(numero - 1)}>Page précédente</a>
          </>
        ) : null}
        {numero < pages ? (
          <>
            {" "}
            · <a href={href(numero + 1)}>Page suivante</a>
          </>
        ) : null}
      </p>
    </nav>
  );
}

type PagesProps = { epci: string; question: QuestionMenages; page: ListeMenages["page"] };
