import type { Child } from "hono/jsx";
import type { StatutLot } from "#donnees/lectures/lot/ports.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { defineTable } from "#socle/regles/table/table.ts";
import { formatTaille, LIBELLE_STATUT, TON_STATUT } from "./libelles.ts";

/** Outcome of one file of a deposit. */
export type FichierDepose = { readonly nom: string; readonly taille: number } & (
  | { readonly etat: "attente" }
  | { readonly etat: "lot"; readonly lot: number; readonly statut: StatutLot; readonly message: string }
  | { readonly etat: "deja-importe"; readonly lot: number; readonly message: string }
  | { readonly etat: "colonnes"; readonly message: string }
  | { readonly etat: "refus"; readonly message: string }
);

type DepotProps = {
  readonly cadre: Cadre;
  readonly depot: string;
  readonly fichiers: readonly FichierDepose[];
};

export function renderDepotPage({ cadre, depot, fichiers }: DepotProps): string {
  const epci = cadre.territoire?.epci ?? "";
  const waiting = fichiers.some(({ etat }) => etat === "attente");
  return renderPage({
    cadre,
    titre: "Fichiers déposés",
    rubrique: "donnees",
    islands: waiting ? ["avancement"] : [],
    rafraichir: waiting ? 2 : undefined,
    children: (
      <>
        <p class="discret">
          <a href={hrefTerritoire(epci, "donnees")}>Données</a> › dépôt
        </p>
        <h1>Fichiers déposés</h1>
        <Attente epci={epci} depot={depot} waiting={waiting} />
        <Table table={tableFichiers(epci, depot, fichiers)} lignes={fichiers} nom="Fichiers du dépôt" lu />
        <p class="ligne">
          <a class="bouton second" href={hrefTerritoire(epci, "donnees/deposer")}>
            Déposer d’autres fichiers
          </a>
        </p>
      </>
    ),
  });
}

function Attente({ epci, depot, waiting }: { epci: string; depot: string; waiting: boolean }) {
  const page = hrefTerritoire(epci, `donnees/depots/${depot}`);
  if (!waiting) return <p class="chapo">Chaque fichier reconnu est un lot à vérifier.</p>;
  return (
    <blaise-avancement data-url={`${page}/avancement`}>
      <p class="chapo" role="status">
        Blaise ouvre les fichiers l’un après l’autre.
      </p>
      <p>
        <a href={page}>Actualiser</a>
      </p>
    </blaise-avancement>
  );
}

function tableFichiers(epci: string, depot: string, fichiers: readonly FichierDepose[]) {
  return defineTable<FichierDepose, Child>({
    code: "fichiers",
    titre: "Fichiers du dépôt et leur suite",
    colonnes: [
      { code: "fichier", titre: "Fichier", valeur: ({ nom }) => nom, tri: true },
      {
        code: "taille",
        titre: "Taille",
        genre: "nombre",
        valeur: ({ taille }) => taille,
        tri: true,
        rendu: ({ taille }) => formatTaille(taille),
      },
      { code: "etat", titre: "État", valeur: ({ etat }) => etat, rendu: (fichier) => <Etat fichier={fichier} /> },
      {
        code: "suite",
        titre: "Suite",
        valeur: ({ etat }) => etat,
        rendu: (fichier) => <Suite epci={epci} depot={depot} rang={fichiers.indexOf(fichier)} fichier={fichier} />,
      },
    ],
  });
}

function Etat({ fichier }: { fichier: FichierDepose }) {
  switch (fichier.etat) {
    case "attente":
      return <Tag ton="neutre">En attente</Tag>;
    case "lot":
      return <EtatLot statut={fichier.statut} />;
    case "deja-importe":
      return <Tag ton="neutre">Déjà importé</Tag>;
    case "colonnes":
      return <Tag ton="alerte">Colonnes à indiquer</Tag>;
    case "refus":
      return <Tag ton="erreur">Refusé</Tag>;
  }
}

type SuiteProps = { epci: string; depot: string; rang: number; fichier: FichierDepose };

function Suite({ epci, depot, rang, fichier }: SuiteProps) {
  switch (fichier.etat) {
    case "attente":
      return <>Sera lu dans un instant.</>;
    case "lot":
      return (
        <>
          {fichier.message}{" "}
          <a href={hrefTerritoire(epci, `donnees/lots/${fichier.lot}`)}>
            {fichier.statut === "refuse" || fichier.statut === "interrompu" ? "Voir" : "Vérifier"} le lot {fichier.lot}
          </a>
        </>
      );
    case "deja-importe":
      return (
        <>
          {fichier.message} <a href={hrefTerritoire(epci, `donnees/lots/${fichier.lot}`)}>Voir le lot {fichier.lot}</a>
        </>
      );
    case "colonnes":
      return (
        <>
          {fichier.message}{" "}
          <a href={hrefTerritoire(epci, `donnees/depots/${depot}/${rang}/colonnes`)}>Indiquer les colonnes</a>
        </>
      );
    case "refus":
      return <>{fichier.message}</>;
  }
}

/** « Reconnu » only says that the kind of file is right: it may still be refused once read. */
function EtatLot({ statut }: { statut: StatutLot }) {
  if (statut === "lecture") return <Tag ton="neutre">Reconnu, en cours de lecture</Tag>;
  return <Tag ton={TON_STATUT[statut]}>{LIBELLE_STATUT[statut]}</Tag>;
}
