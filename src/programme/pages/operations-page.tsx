import {
  CADRES_OPERATION,
  ETATS_OPERATION,
  GENRES_OPERATION,
  LIBELLE_CADRE_OPERATION,
  LIBELLE_ETAT_OPERATION,
  LIBELLE_GENRE_OPERATION,
} from "#donnees/regles/programme/operation.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Choisir } from "#socle/pages/design/filtres.tsx";
import { optionsOf } from "#socle/pages/design/formulaire.tsx";
import { MotManque } from "#socle/pages/design/manque.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message, ResultatActe } from "#socle/pages/design/parts.tsx";
import { SousNavigation } from "#socle/pages/design/sous-navigation.tsx";
import { TableFiches } from "#socle/pages/design/table-fiches.tsx";
import { formatNombre } from "#socle/regles/shared/format.ts";
import type { LigneRegistre, Registre } from "../lectures/registre.ts";
import { aUnFinancement, formatMix, LIBELLE_SITUATION } from "../regles/format-operation.ts";
import {
  CHEMIN_OPERATIONS,
  cheminOperation,
  formatConnu,
  formatLivraison,
  sayRetard,
  TagEtat,
} from "./operation-mots.tsx";

export type OperationsPageProps = {
  readonly cadre: Cadre;
  readonly registre: Registre;
  /** May write one: « Inscrire » for the whole territory, « Déposer » for one's own. */
  readonly ecrire: "inscrire" | "deposer" | null;
  readonly annonce: string | null;
};

/** The register under its filters, which the address keeps. */
export function renderOperationsPage(props: OperationsPageProps): string {
  const { cadre, registre, ecrire, annonce } = props;
  return renderPage({
    cadre,
    titre: "Programme : opérations",
    rubrique: "programme",
    children: (
      <>
        <SousNavigation cadre={cadre} page={CHEMIN_OPERATIONS} />
        <h1>Registre des opérations</h1>
        <ResultatActe annonce={annonce} />
        <p>
          Ce qui est démoli, réhabilité, résidentialisé, construit et vendu sur le territoire, par qui, quand et avec
          quels financements. L’agglomération est la porte d’entrée des opérations : les bailleurs les déposent ici,
          elle les examine.
        </p>
        {ecrire ? (
          <p>
            <a class="bouton" href={hrefTerritoire(registre.territoire, "programme/operations/nouvelle")}>
              {ecrire === "inscrire" ? "Inscrire une opération" : "Déposer une opération"}
            </a>
          </p>
        ) : null}
        <Filtres registre={registre} />
        <Contenu registre={registre} />
      </>
    ),
  });
}

function Contenu({ registre }: { registre: Registre }) {
  const { territoire, lignes, total, phrases } = registre;
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
      <Message ton="neutre">
        {phrases.map((phrase) => (
          <p>{phrase}</p>
        ))}
      </Message>
      <Totaux registre={registre} />
      <Lignes registre={registre} />
      <Telechargements registre={registre} />
    </>
  );
}

const COLONNES_TOTAUX = [
  { titre: "Genre" },
  { titre: "Opérations", nombre: true },
  { titre: "Logements", nombre: true },
  { titre: "PLAI", nombre: true },
  { titre: "PLUS", nombre: true },
  { titre: "PLS", nombre: true },
  { titre: "Autre", nombre: true },
  { titre: "Sans financement dit", nombre: true },
  { titre: "Nombre inconnu", nombre: true },
  { titre: "Hors programme", nombre: true },
];

function Totaux({ registre }: { registre: Registre }) {
  return (
    <TableFiches
      titre="Totaux par genre, opérations au programme"
      colonnes={COLONNES_TOTAUX}
      cartes={false}
      lignes={registre.totaux.map((total) => {
        const { plai, plus, pls, autre } = total.financements;
        const finance = aUnFinancement(total) ? [plai, plus, pls, autre, total.sansFinancement] : [];
        return [
          LIBELLE_GENRE_OPERATION[total.genre],
          formatNombre(total.operations),
          formatNombre(total.logements),
          ...(finance.length > 0
            ? finance.map(formatNombre)
            : Array.from({ length: 5 }, () => <MotManque manque="sans-objet" />)),
          formatNombre(total.inconnues),
          formatNombre(total.horsProgramme),
        ];
      })}
    />
  );
}

const COLONNES = [
  { titre: "Opération" },
  { titre: "Genre" },
  { titre: "Bailleur" },
  { titre: "Commune" },
  { titre: "Logements", nombre: true },
  { titre: "Financements" },
  { titre: "Livraison" },
  { titre: "État" },
];

function Lignes({ registre }: { registre: Registre }) {
  return (
    <TableFiches
      titre="Opérations"
      colonnes={COLONNES}
      lignes={registre.lignes.map((ligne) => cellules(registre.territoire, ligne))}
    />
  );
}

function cellules(epci: string, ligne: LigneRegistre) {
  const { operation, commune, retard } = ligne;
  return [
    <a href={hrefTerritoire(epci, cheminOperation(operation.id))}>{operation.nom}</a>,
    // One element: on a phone the cell is a line of two columns.
    <span>
      {LIBELLE_GENRE_OPERATION[operation.genre]}
      <br />
      <small>{LIBELLE_CADRE_OPERATION[operation.cadre]}</small>
    </span>,
    operation.bailleur?.nom ?? "non désigné",
    `${commune ?? "inconnue"}, ${LIBELLE_SITUATION[operation.situation]}`,
    formatConnu(operation.logements),
    formatMix(operation),
    operation.genre === "demolition" ? <MotManque manque="sans-objet" /> : formatLivraison(ligne),
    <span>
      <TagEtat etat={operation.etat} />
      {retard ? (
        <>
          <br />
          <small>{sayRetard(retard)}</small>
        </>
      ) : null}
    </span>,
  ];
}

function Filtres({ registre }: { registre: Registre }) {
  const { filtre, territoire } = registre;
  return (
    <form
      class="ligne"
      method="get"
      action={hrefTerritoire(territoire, CHEMIN_OPERATIONS)}
      aria-label="Choisir les opérations"
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
        valeur={filtre.cadre ?? null}
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
      <button class="bouton second" type="submit">
        Afficher
      </button>
    </form>
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
