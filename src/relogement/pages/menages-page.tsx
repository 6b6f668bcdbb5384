import { CHEMIN_IMMEUBLES, CHEMIN_MENAGES } from "#attributions/pages/relogement/chemins.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { ActesGroupes, VuesListe } from "#socle/pages/design/dossier.tsx";
import { BarreFiltres, Choisir } from "#socle/pages/design/filtres.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import type { ListeMenages } from "../lectures/fiche-liste.ts";
import { CHEMIN_CONFIER, CHEMIN_PORTER, CHEMIN_RELANCER } from "./ensemble-page.tsx";
import { MenagesTable } from "./menages-table.tsx";
import { CHEMIN_EXPORTER } from "./rime-chemins.ts";

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
  readonly peut: PeutMenages;
};

/** What the person may do with households, one or several. */
type PeutMenages = {
  readonly ouvrir: boolean;
  readonly planifier: boolean;
  readonly confier: boolean;
  readonly exporter: boolean;
};

/** Households that the reader follows, under the filters of the URL. */
export function renderMenagesPage(props: MenagesPageProps): string {
  const { cadre, epci, question, peut } = props;
  return renderPage({
    cadre,
    titre: "Ménages à reloger",
    children: (
      <>
        <h1>Ménages à reloger</h1>
        {peut.ouvrir ? (
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

function Contenu(props: MenagesPageProps) {
  const { epci, liste, question, peut } = props;
  if (liste.total === 0) {
    return (
      <EtatVide titre="Aucun dossier à montrer">
        <p>
          {peut.ouvrir
            ? "Ouvrez le premier dossier d’un immeuble qui vous est confié, ou importez le fichier des ménages. "
            : "Aucun dossier n’est ouvert dans ce que votre habilitation vous donne à lire. "}
          <a href={hrefTerritoire(epci, CHEMIN_IMMEUBLES)}>Voir les immeubles</a>
        </p>
      </EtatVide>
    );
  }
  return (
    <>
      <Vues {...props} />
      <BarreFiltres
        action={hrefTerritoire(epci, CHEMIN_MENAGES)}
        titre="Choisir les ménages"
        garde={{ alerte: question.alerte }}
      >
        <Choisir
          nom="operation"
          libelle="Immeuble"
          tous="Tous"
          options={liste.immeubles}
          valeur={question.operation === null ? null : String(question.operation)}
        />
        <Choisir nom="etat" libelle="État" tous="Tous" options={liste.etats} valeur={question.etat} />
      </BarreFiltres>
      <p role="status">{liste.phrase}</p>
      {liste.lignes.length > 0 ? (
        <Choix {...props} />
      ) : (
        <p>
          <a href={hrefTerritoire(epci, CHEMIN_MENAGES)}>Voir tous les ménages</a>
        </p>
      )}
    </>
  );
}

function Vues({ epci, liste, question: { operation, etat: ici, alerte: la } }: MenagesPageProps) {
  const vues = liste.vues.map(({ etat, alerte, libelle, compte }) => ({
    libelle,
    compte,
    href: hrefTerritoire(epci, CHEMIN_MENAGES, { operation, etat, alerte }),
    ici: etat === ici && alerte === la,
  }));
  return <VuesListe nom="Vues de la liste" vues={vues} />;
}

/** Ticked rows go to the page of the act, which says what it would do before it does it. */
function Choix({ epci, liste, question, peut }: MenagesPageProps) {
  const actes = [
    { ouvert: peut.planifier, chemin: CHEMIN_RELANCER, libelle: "Relancer" },
    { ouvert: peut.planifier, chemin: CHEMIN_PORTER, libelle: "Porter au comité" },
    { ouvert: peut.confier, chemin: CHEMIN_CONFIER, libelle: "Confier" },
    { ouvert: peut.exporter, chemin: CHEMIN_EXPORTER, libelle: "Exporter" },
  ]
    .filter(({ ouvert }) => ouvert)
    .map(({ chemin, libelle }) => ({ href: hrefTerritoire(epci, chemin), libelle }));
  const table = (
    <MenagesTable
      epci={epci}
      titre="Ménages"
      liste={liste}
      immeuble={question.operation === null}
      choix={actes.length > 0}
      commun={question}
    />
  );
  if (actes.length === 0) return table;
  return (
    <form method="get">
      {table}
      <ActesGroupes titre="Les ménages cochés" actes={actes} />
    </form>
  );
}
