import type { Child } from "hono/jsx";
import {
  CADRES_OPERATION,
  ETATS_OPERATION,
  GENRES_OPERATION,
  LIBELLE_CADRE_OPERATION,
  LIBELLE_ETAT_OPERATION,
  LIBELLE_GENRE_OPERATION,
} from "#donnees/regles/programme/operation.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres, Choisir } from "#socle/pages/design/filtres.tsx";
import { optionsOf } from "#socle/pages/design/formulaire.tsx";
import { MotManque } from "#socle/pages/design/manque.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Phrases, ResultatActe } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatNombre } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import { TOTAUX_LUS } from "../images/totaux-table.ts";
import type { LigneRegistre, Registre } from "../lectures/registre.ts";
import { formatMix, LIBELLE_SITUATION } from "../regles/format-operation.ts";
import { CHEMIN_OPERATIONS, cheminOperation, formatLivraison, sayRetard, TagEtat } from "./operation-mots.tsx";

export type OperationsPageProps = {
  readonly cadre: Cadre;
  readonly registre: Registre;
  /** « Inscrire » for a writer of the whole territory, « Déposer » for a bailleur; null: read only. */
  readonly ecrire: "inscrire" | "deposer" | null;
  readonly annonce: string | null;
  readonly vue: VueRegistre;
};

export const VUES_REGISTRE = ["operations", "totaux"] as const;
type VueRegistre = (typeof VUES_REGISTRE)[number];

type ContenuProps = Pick<OperationsPageProps, "registre" | "vue">;

/** The register under its filters, which the address keeps. */
export function renderOperationsPage(props: OperationsPageProps): string {
  const { cadre, registre, ecrire, annonce } = props;
  return renderPage({
    cadre,
    titre: "Programme : opérations",
    children: (
      <>
        <h1>Registre des opérations</h1>
        <ResultatActe annonce={annonce} />
        <Phrases phrases={registre.phrases.slice(0, 1)} classe="dit" />
        <p class="chapo">{registre.phrases.slice(1).join(" ")}</p>
        {ecrire ? (
          <p>
            <a class="bouton" href={hrefTerritoire(registre.territoire, "programme/operations/nouvelle")}>
              {ecrire === "inscrire" ? "Inscrire une opération" : "Déposer une opération"}
            </a>
          </p>
        ) : null}
        <Filtres registre={registre} vue={props.vue} />
        <Contenu registre={registre} vue={props.vue} />
        <details>
          <summary>Ce qui entre au registre</summary>
          <p>
            Ce qui est démoli, réhabilité, résidentialisé, construit et vendu sur le territoire, par qui, quand et avec
            quels financements. L’agglomération est la porte d’entrée des opérations : les bailleurs les déposent ici,
            elle les examine.
          </p>
        </details>
      </>
    ),
  });
}

/** Rows of a sheet: an operation takes up to four lines. */
const FEUILLE_OPERATIONS = 15;

function Contenu({ registre, vue }: ContenuProps) {
  const { territoire, lignes, total, filtre } = registre;
  if (total === 0) {
    return (
      <EtatVide titre="Aucune opération n’est inscrite">
        <p>Rien n’est encore au registre, ou rien n’y est ouvert à votre habilitation.</p>
      </EtatVide>
    );
  }
  if (lignes.length === 0) {
    return (
      <EtatVide titre="Aucune opération ne répond à ces filtres">
        <p>
          <a href={hrefTerritoire(territoire, CHEMIN_OPERATIONS)}>Afficher les {formatNombre(total)} du registre</a>
        </p>
      </EtatVide>
    );
  }
  return (
    <>
      {vue === "totaux" ? (
        <Table table={TOTAUX_LUS} lignes={registre.totaux} cartes={false} />
      ) : (
        <Table table={tableOperations(territoire)} lignes={lignes} par={FEUILLE_OPERATIONS} />
      )}
      <p>
        <a href={hrefTerritoire(territoire, CHEMIN_OPERATIONS, { ...filtre, vue: vue === "totaux" ? null : "totaux" })}>
          {vue === "totaux" ? "Opération par opération" : "Totaux par genre et par financement"}
        </a>
      </p>
      <Telechargements registre={registre} />
    </>
  );
}

function tableOperations(epci: string) {
  return defineTable<LigneRegistre, Child>({
    code: "operations",
    titre: "Opérations",
    colonnes: [
      {
        code: "nom",
        titre: "Opération",
        tri: true,
        valeur: ({ operation }) => operation.nom,
        rendu: ({ operation: { id, nom } }) => <a href={hrefTerritoire(epci, cheminOperation(id))}>{nom}</a>,
      },
      {
        code: "genre",
        titre: "Genre",
        tri: true,
        valeur: ({ operation }) => LIBELLE_GENRE_OPERATION[operation.genre],
        rendu: ({ operation: { genre, cadre } }) => (
          <span>
            {LIBELLE_GENRE_OPERATION[genre]}
            <br />
            <small>{LIBELLE_CADRE_OPERATION[cadre]}</small>
          </span>
        ),
      },
      {
        code: "bailleur",
        titre: "Bailleur",
        tri: true,
        valeur: ({ operation }) => operation.bailleur?.nom ?? "non désigné",
      },
      {
        code: "commune",
        titre: "Commune",
        tri: true,
        valeur: ({ commune, operation }) => `${commune ?? "inconnue"}, ${LIBELLE_SITUATION[operation.situation]}`,
      },
      {
        code: "logements",
        titre: "Logements",
        genre: "nombre",
        tri: true,
        valeur: ({ operation }) => operation.logements,
      },
      { code: "financements", titre: "Financements", valeur: ({ operation }) => formatMix(operation) },
      {
        code: "livraison",
        titre: "Livraison",
        tri: true,
        valeur: ({ operation, livraison }) =>
          operation.genre === "demolition" ? { manque: "sans-objet" } : (livraison?.le ?? null),
        rendu: (ligne) =>
          ligne.operation.genre === "demolition" ? <MotManque manque="sans-objet" /> : formatLivraison(ligne),
      },
      {
        code: "etat",
        titre: "État",
        tri: true,
        valeur: ({ operation }) => LIBELLE_ETAT_OPERATION[operation.etat],
        rendu: ({ operation, retard }) => (
          <span>
            <TagEtat etat={operation.etat} />
            {retard ? (
              <>
                <br />
                <small>{sayRetard(retard)}</small>
              </>
            ) : null}
          </span>
        ),
      },
    ],
  });
}

function Filtres({ registre, vue }: ContenuProps) {
  const { filtre, territoire } = registre;
  return (
    <BarreFiltres
      action={hrefTerritoire(territoire, CHEMIN_OPERATIONS)}
      titre="Choisir les opérations"
      garde={{ vue: vue === "totaux" ? vue : null }}
    >
      <Choisir
        nom="genre"
        libelle="Genre"
        tous="Tous"
        options={optionsOf(GENRES_OPERATION, LIBELLE_GENRE_OPERATION)}
        valeur={filtre.genre}
      />
      <Choisir
        nom="cadre"
        libelle="Cadre"
        tous="Tous"
        options={optionsOf(CADRES_OPERATION, LIBELLE_CADRE_OPERATION)}
        valeur={filtre.cadre}
      />
      <Choisir
        nom="etat"
        libelle="État"
        tous="Tous"
        options={optionsOf(ETATS_OPERATION, LIBELLE_ETAT_OPERATION)}
        valeur={filtre.etat}
      />
      <Choisir nom="commune" libelle="Commune" tous="Toutes" options={registre.communes} valeur={filtre.commune} />
      <Choisir
        nom="bailleur"
        libelle="Bailleur"
        tous="Tous"
        options={registre.bailleurs}
        valeur={filtre.bailleur === null ? null : String(filtre.bailleur)}
      />
    </BarreFiltres>
  );
}

function Telechargements({ registre }: { registre: Registre }) {
  const { territoire, filtre } = registre;
  const href = (fichier: string, plus = {}) => hrefTerritoire(territoire, fichier, { ...filtre, ...plus });
  return (
    <p class="ligne telechargements">
      Ces opérations :<a href={href("operations.xlsx")}>tableur (XLSX)</a>
      <a href={href("operations.csv")}>CSV pour tableur</a>
      <a href={href("operations.csv", { format: "ouvert" })}>CSV ouvert</a>
    </p>
  );
}
