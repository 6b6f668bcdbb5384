import type { Child } from "hono/jsx";
import type { Lot, StatutLot } from "#donnees/lectures/lot/ports.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { LIBELLE_SOURCE } from "#socle/regles/shared/source.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { SourcePremierBilan } from "../../regles/lot/premier-bilan.ts";
import { formatTaille, LIBELLE_STATUT, TON_STATUT } from "./libelles.ts";
import { Manques } from "./manques.tsx";

/** Outcome of one file of a deposit. */
export type FichierDepose = { readonly nom: string; readonly taille: number } & (
  | { readonly etat: "attente" }
  | {
      readonly etat: "lot";
      readonly lot: number;
      readonly statut: StatutLot;
      readonly message: string;
      readonly reconnu: Reconnu | null;
    }
  | { readonly etat: "deja-importe"; readonly lot: number; readonly message: string }
  | { readonly etat: "colonnes" | "periode" | "reponses" | "refus" | "passe" | "archive"; readonly message: string }
);

/** As what a file was taken. */
type Reconnu = Pick<Lot, "source" | "periode" | "lignesLues" | "rejetees">;

type DepotProps = {
  readonly cadre: Cadre;
  readonly depot: string;
  readonly fichiers: readonly FichierDepose[];
  /** Some are waiting, or being read. */
  readonly enCours: boolean;
  readonly manques: readonly SourcePremierBilan[];
  /** Files of the territory that this person may publish. */
  readonly prets: number;
  readonly annonce: string | null;
  readonly erreur: string | null;
  /** The current one, of the examples. */
  readonly annee: number;
};

export function renderDepotPage(props: DepotProps): string {
  const { cadre, depot, fichiers, enCours, manques, prets, annonce, erreur, annee } = props;
  const epci = cadre.territoire?.epci ?? "";
  return renderPage({
    cadre,
    titre: erreur ? "Erreur : fichiers déposés" : "Fichiers déposés",
    islands: enCours ? ["avancement"] : [],
    rafraichir: enCours ? 2 : undefined,
    children: (
      <>
        <h1>Fichiers déposés</h1>
        <ResultatActe annonce={annonce} erreur={erreur} titreErreur="Ce n’est pas fait" />
        <Attente epci={epci} depot={depot} waiting={enCours} />
        <Table table={tableFichiers({ epci, depot, annee, fichiers })} lignes={fichiers} nom="Fichiers du dépôt" lu />
        <p class="ligne">
          {prets > 0 && !enCours ? (
            <a class="bouton" href={hrefTerritoire(epci, "donnees/publier")}>
              Publier tout ({prets})
            </a>
          ) : null}
          <a class="bouton second" href={hrefTerritoire(epci, "donnees/deposer")}>
            Déposer d’autres fichiers
          </a>
        </p>
        {enCours ? null : <Manques epci={epci} manques={manques} />}
      </>
    ),
  });
}

function Attente({ epci, depot, waiting }: { epci: string; depot: string; waiting: boolean }) {
  const page = hrefTerritoire(epci, `donnees/depots/${depot}`);
  if (!waiting) return <p class="chapo">Chaque fichier reconnu est un lot à vérifier, puis à publier.</p>;
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

type TableauProps = Pick<SuiteProps, "epci" | "depot" | "annee"> & { fichiers: readonly FichierDepose[] };

function tableFichiers({ fichiers, ...lieu }: TableauProps) {
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
        rendu: (fichier) => <Suite {...lieu} rang={fichiers.indexOf(fichier)} fichier={fichier} />,
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
    case "periode":
      return <Tag ton="alerte">Année à indiquer</Tag>;
    case "archive":
      return <Tag ton="neutre">Archive ouverte</Tag>;
    case "reponses":
      return <Tag ton="alerte">Réponses à relire</Tag>;
    case "passe":
      return <Tag ton="neutre">Fichier passé</Tag>;
    case "refus":
      return <Tag ton="erreur">Refusé</Tag>;
  }
}

type SuiteProps = { epci: string; depot: string; rang: number; fichier: FichierDepose; annee: number };

function Suite({ epci, depot, rang, fichier, annee }: SuiteProps) {
  switch (fichier.etat) {
    case "attente":
      return <>Sera lu dans un instant.</>;
    case "lot":
      return (
        <>
          {fichier.reconnu === null ? null : sayReconnu(fichier.reconnu, fichier.statut)} {fichier.message}{" "}
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
          <Ecarter epci={epci} depot={depot} rang={rang} nom={fichier.nom} />
        </>
      );
    case "periode":
      return (
        <>
          {fichier.message}
          <DirePeriode epci={epci} depot={depot} rang={rang} annee={annee} />
          <Ecarter epci={epci} depot={depot} rang={rang} nom={fichier.nom} />
        </>
      );
    case "reponses":
      return (
        <>
          {fichier.message}{" "}
          <a href={hrefTerritoire(epci, "donnees/localiser/reponses", { depot, rang: String(rang) })}>
            Voir les réponses
          </a>
        </>
      );
    case "archive":
    case "passe":
    case "refus":
      return <>{fichier.message}</>;
  }
}

/** « RPLS (parc social), 2017 : 12 030 lignes lues, dont 41 rejetées. » */
function sayReconnu({ source, periode, lignesLues, rejetees }: Reconnu, statut: StatutLot): string {
  const quoi = `${LIBELLE_SOURCE[source]}${periode ? `, ${periode}` : ""}`;
  if (statut !== "pret" && statut !== "publie") return `${quoi}.`;
  const dont = rejetees > 0 ? `, dont ${formatCompte(rejetees, "rejetée", "rejetées")}` : "";
  return `${quoi} : ${formatCompte(lignesLues, "ligne lue", "lignes lues")}${dont}.`;
}

type RangProps = { epci: string; depot: string; rang: number };

/** The file is here: only its year is missing. */
function DirePeriode({ epci, depot, rang, annee }: RangProps & { annee: number }) {
  const id = `periode-${rang}`;
  return (
    <form class="ligne" method="post" action={hrefTerritoire(epci, `donnees/depots/${depot}/${rang}/periode`)}>
      <div>
        <label for={id}>
          Année ou trimestre ({annee}, {annee}-T3)
        </label>
        <input id={id} name="periode" size={9} pattern="[0-9]{4}(-T[1-4])?" autocomplete="off" required />
      </div>
      <button class="bouton second" type="submit">
        Lire ainsi
      </button>
    </form>
  );
}

function Ecarter({ epci, depot, rang, nom }: RangProps & { nom: string }) {
  return (
    <form method="post" action={hrefTerritoire(epci, `donnees/depots/${depot}/${rang}/ecarter`)}>
      <button class="lien" type="submit">
        Passer ce fichier<span class="lu"> {nom}</span>
      </button>
    </form>
  );
}

/** « Reconnu » says that it is the right kind of file, and no more: a file refused once read is not. */
function EtatLot({ statut }: { statut: StatutLot }) {
  if (statut === "lecture") return <Tag ton="neutre">Reconnu, en cours de lecture</Tag>;
  return <Tag ton={TON_STATUT[statut]}>{LIBELLE_STATUT[statut]}</Tag>;
}
