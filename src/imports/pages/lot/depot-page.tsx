import type { StatutLot } from "#donnees/lectures/lot/ports.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Defile, Tag } from "#socle/pages/design/parts.tsx";
import { formatTaille, LIBELLE_STATUT, TON_STATUT } from "./libelles.ts";

/** What became of one file of a deposit. */
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

/** Several files deposited together, each with its outcome. */
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
        <Defile nom="Fichiers du dépôt">
          <table>
            <caption class="lu">Fichiers du dépôt et leur suite</caption>
            <thead>
              <tr>
                <th scope="col">Fichier</th>
                <th scope="col" class="n">
                  Taille
                </th>
                <th scope="col">État</th>
                <th scope="col">Suite</th>
              </tr>
            </thead>
            <tbody>
              {fichiers.map((fichier, rang) => (
                <tr>
                  <th scope="row">{fichier.nom}</th>
                  <td class="n">{formatTaille(fichier.taille)}</td>
                  <Suite epci={epci} depot={depot} rang={rang} fichier={fichier} />
                </tr>
              ))}
            </tbody>
          </table>
        </Defile>
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

type SuiteProps = { epci: string; depot: string; rang: number; fichier: FichierDepose };

function Suite({ epci, depot, rang, fichier }: SuiteProps) {
  switch (fichier.etat) {
    case "attente":
      return <Cellules etat={<Tag ton="neutre">En attente</Tag>}>Sera lu dans un instant.</Cellules>;
    case "lot":
      return (
        <Cellules etat={<EtatLot statut={fichier.statut} />}>
          {fichier.message}{" "}
          <a href={hrefTerritoire(epci, `donnees/lots/${fichier.lot}`)}>
            {fichier.statut === "refuse" || fichier.statut === "interrompu" ? "Voir" : "Vérifier"} le lot {fichier.lot}
          </a>
        </Cellules>
      );
    case "deja-importe":
      return (
        <Cellules etat={<Tag ton="neutre">Déjà importé</Tag>}>
          {fichier.message} <a href={hrefTerritoire(epci, `donnees/lots/${fichier.lot}`)}>Voir le lot {fichier.lot}</a>
        </Cellules>
      );
    case "colonnes":
      return (
        <Cellules etat={<Tag ton="alerte">Colonnes à indiquer</Tag>}>
          {fichier.message}{" "}
          <a href={hrefTerritoire(epci, `donnees/depots/${depot}/${rang}/colonnes`)}>Indiquer les colonnes</a>
        </Cellules>
      );
    case "refus":
      return <Cellules etat={<Tag ton="erreur">Refusé</Tag>}>{fichier.message}</Cellules>;
  }
}

/** « Reconnu » says that it is the right kind of file, and no more: a file refused once read is not. */
function EtatLot({ statut }: { statut: StatutLot }) {
  if (statut === "lecture") return <Tag ton="neutre">Reconnu, en cours de lecture</Tag>;
  return <Tag ton={TON_STATUT[statut]}>{LIBELLE_STATUT[statut]}</Tag>;
}

function Cellules({ etat, children }: { etat: unknown; children?: unknown }) {
  return (
    <>
      <td>{etat}</td>
      <td>{children}</td>
    </>
  );
}
