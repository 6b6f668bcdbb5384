import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { defineTable } from "#socle/regles/table/table.ts";
import { type Entretien, type EtatEntretien, LIBELLE_ETAT_ENTRETIEN } from "../../lectures/entretien/ports.ts";
import { CHEMIN_ENTRETIENS, cheminEntretien } from "./chemins.ts";

export type EntretiensPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly entretiens: readonly Entretien[];
  readonly creer: boolean;
  /** true: more interviews exist than are shown. */
  readonly coupes: boolean;
};

const TON: Readonly<Record<EtatEntretien, "ok" | "alerte" | "neutre">> = {
  "en-cours": "alerte",
  termine: "neutre",
  verse: "ok",
};

/** Interviews of the reader's organisation. */
export function renderEntretiensPage({ cadre, epci, entretiens, creer, coupes }: EntretiensPageProps): string {
  return renderPage({
    cadre,
    titre: "Entretiens découverte",
    children: (
      <>
        <h1>Entretiens découverte</h1>
        <p>
          Une conversation guidée, un sujet par page, enregistrée à chaque page : elle dit ce qu’il faut apporter, ce
          que le ménage peut demander, et elle commence sa demande avec les mêmes réponses.
        </p>
        {creer ? (
          <form class="ecran" method="post" action={hrefTerritoire(epci, CHEMIN_ENTRETIENS)}>
            <button class="bouton" type="submit">
              Commencer un entretien
            </button>
          </form>
        ) : null}
        {entretiens.length === 0 ? (
          <EtatVide titre="Aucun entretien">
            <p>Votre organisme n’en a mené aucun. Un entretien sans demande est effacé au bout d’un an.</p>
          </EtatVide>
        ) : (
          <Table table={tableOf(epci)} lignes={entretiens} />
        )}
        {coupes ? <p class="aide">Seuls les entretiens les plus récents sont montrés.</p> : null}
      </>
    ),
  });
}

function tableOf(epci: string) {
  return defineTable<Entretien, Child>({
    code: "entretiens",
    titre: "Entretiens découverte",
    colonnes: [
      {
        code: "personne",
        titre: "Personne",
        valeur: nomEntretien,
        rendu: (entretien) => (
          <a href={hrefTerritoire(epci, cheminEntretien(entretien.id))}>{nomEntretien(entretien)}</a>
        ),
      },
      { code: "le", titre: "Mené le", genre: "jour", valeur: ({ le }) => le },
      {
        code: "etat",
        titre: "État",
        valeur: ({ etat }) => LIBELLE_ETAT_ENTRETIEN[etat],
        rendu: ({ etat }) => <Tag ton={TON[etat]}>{LIBELLE_ETAT_ENTRETIEN[etat]}</Tag>,
      },
      { code: "par", titre: "Par", valeur: ({ nomOrganisation }) => nomOrganisation },
    ],
  });
}

export function nomEntretien({ id, nom, prenom }: Pick<Entretien, "id" | "nom" | "prenom">): string {
  if (nom === null && prenom === null) return `Entretien ${id}, sans nom`;
  return [nom, prenom].filter((mot) => mot !== null).join(" ");
}
