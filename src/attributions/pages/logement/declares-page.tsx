import type { Child } from "hono/jsx";
import { LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, ResultatActe } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { LogementSuivi } from "../../lectures/logement/ports.ts";
import { LIBELLE_ETAT_LOGEMENT } from "../../regles/logement/logement-suivi.ts";
import { CHEMIN_DECLARATIONS, CHEMIN_RECHERCHE } from "../relogement/recherche-libelles.ts";

export type DeclaresPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly logements: readonly LogementSuivi[];
  readonly communes: ReadonlyMap<string, string>;
  /** Organisation that declares; null: read only. */
  readonly declarant: number | null;
  readonly annonce: string | null;
};

/** What bailleurs declare of their dwellings between two vintages of RPLS. */
export function renderDeclaresPage(props: DeclaresPageProps): string {
  const { cadre, epci, logements, declarant } = props;
  const titre = "Logements déclarés par les bailleurs";
  return renderPage({
    cadre,
    titre,
    children: (
      <>
        <p class="ecran">
          <a href={hrefTerritoire(epci, CHEMIN_RECHERCHE)}>Logements à proposer</a>
        </p>
        <h1>{titre}</h1>
        <p class="chapo">
          Libres ou bientôt libres, entre deux publications de RPLS. Le logement seul : rien de qui l’occupe.
        </p>
        <ResultatActe annonce={props.annonce} />
        {declarant === null ? null : (
          <p class="ecran">
            <a class="bouton" href={hrefTerritoire(epci, `${CHEMIN_DECLARATIONS}/nouveau`)}>
              Déclarer un logement
            </a>
          </p>
        )}
        {logements.length === 0 ? (
          <EtatVide titre="Aucun logement déclaré">
            <p>
              {declarant === null
                ? "Chaque bailleur déclare les siens avec son habilitation."
                : "Déclarez ceux qui sont libres, ou qui vont l’être : les chargés de relogement de tout le territoire les voient."}
            </p>
          </EtatVide>
        ) : (
          <Table table={declaresOf(props)} lignes={logements} />
        )}
      </>
    ),
  });
}

function declaresOf(props: DeclaresPageProps) {
  return defineTable<LogementSuivi, Child>({
    code: "declares",
    titre: "Logements déclarés",
    colonnes: [
      {
        code: "logement",
        titre: "Logement",
        valeur: ({ adresse }) => adresse,
        rendu: (logement) => <Lieu {...props} logement={logement} />,
      },
      { code: "bailleur", titre: "Bailleur", valeur: ({ bailleur }) => bailleur.nom },
      { code: "type", titre: "Type", valeur: ({ typologie }) => typologie },
      {
        code: "etat",
        titre: "État",
        valeur: ({ etat }) => LIBELLE_ETAT_LOGEMENT[etat],
        rendu: (logement) => <Etat logement={logement} />,
      },
      { code: "loyer", titre: "Loyer", genre: "euros", valeur: ({ loyer }) => loyer },
      { code: "charges", titre: "Charges", genre: "euros", valeur: ({ charges }) => charges },
      { code: "contingent", titre: "Contingent", valeur: ({ contingent }) => LIBELLE_CONTINGENT[contingent] },
      { code: "declare_le", titre: "Déclaré le", genre: "jour", valeur: ({ declareLe }) => declareLe },
    ],
  });
}

type LieuProps = Pick<DeclaresPageProps, "epci" | "communes" | "declarant"> & { readonly logement: LogementSuivi };

function Lieu({ epci, logement, communes, declarant }: LieuProps) {
  const { id, adresse, commune, bailleur } = logement;
  return (
    <>
      {bailleur.organisation === declarant ? (
        <a class="cible" href={hrefTerritoire(epci, `${CHEMIN_DECLARATIONS}/${id}`)}>
          {adresse}
        </a>
      ) : (
        adresse
      )}
      <span class="nom">{communes.get(commune) ?? commune}</span>
    </>
  );
}

function Etat({ logement: { etat, disponibleLe } }: { logement: LogementSuivi }) {
  return (
    <>
      {LIBELLE_ETAT_LOGEMENT[etat]}
      {disponibleLe === null ? null : <span class="nom">le {formatJour(disponibleLe)}</span>}
    </>
  );
}
