import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { hrefPublic } from "#socle/pages/design/page-publique.tsx";
import { EtatVide, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import { AIDE_A_LA_DECISION } from "../../regles/cotation/aide.ts";
import { LIBELLE_NATURE_GRILLE, NATURES_GRILLE, type NatureGrille } from "../../regles/cotation/grille.ts";
import { grilleOn, labelVersion, type VersionGrille } from "../../regles/cotation/version-grille.ts";
import { CHEMIN_COTATION, cheminGrille } from "./chemins.ts";

export type CotationPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly versions: readonly VersionGrille[];
  readonly aujourdhui: string;
  readonly ecrire: boolean;
  readonly annonce: string | null;
};

export function renderCotationPage(props: CotationPageProps): string {
  const { cadre, epci, versions, ecrire, annonce } = props;
  return renderPage({
    cadre,
    titre: "Cotation",
    children: (
      <>
        <h1>Cotation de la demande</h1>
        <ResultatActe annonce={annonce} />
        <p>
          {AIDE_A_LA_DECISION} <a href={hrefPublic(epci, "cotation")}>La page que lit le public</a>
        </p>
        {ecrire ? (
          <p>
            <a class="bouton" href={hrefTerritoire(epci, `${CHEMIN_COTATION}/nouvelle`)}>
              Préparer une grille
            </a>
          </p>
        ) : null}
        {versions.length === 0 ? (
          <EtatVide titre="Aucune grille n’est publiée">
            <p>
              {ecrire
                ? "Partez d’un exemple, adaptez-le, simulez-le sur les demandes en attente, puis publiez-le avec sa délibération."
                : "L’EPCI n’a pas encore publié de grille de cotation dans Blaise : les demandes n’ont pas de points."}
            </p>
          </EtatVide>
        ) : (
          NATURES_GRILLE.map((nature) => <Versions {...props} nature={nature} />)
        )}
      </>
    ),
  });
}

function Versions({ epci, versions, aujourdhui, nature }: CotationPageProps & { readonly nature: NatureGrille }) {
  const own = versions.filter((version) => version.nature === nature);
  const enVigueur = grilleOn(own, nature, aujourdhui);
  return (
    <section aria-labelledby={nature}>
      <h2 id={nature}>{LIBELLE_NATURE_GRILLE[nature]}</h2>
      {own.length === 0 ? (
        <p>Aucune grille.</p>
      ) : (
        <Table
          table={defineTable<VersionGrille, Child>({
            code: nature,
            titre: `Grilles : ${LIBELLE_NATURE_GRILLE[nature].toLowerCase()}`,
            colonnes: [
              {
                code: "version",
                titre: "Version",
                valeur: ({ numero }) => numero,
                rendu: ({ id, numero }) => <a href={hrefTerritoire(epci, cheminGrille(id))}>Version {numero}</a>,
              },
              { code: "nom", titre: "Nom", valeur: ({ nom }) => nom },
              {
                code: "etat",
                titre: "État",
                valeur: ({ etat }) => etat,
                rendu: (version) => <EtatVersion version={version} enVigueur={version === enVigueur} />,
              },
              { code: "deliberation", titre: "Délibération", valeur: sayDeliberation },
            ],
          })}
          lignes={own}
        />
      )}
    </section>
  );
}

export function EtatVersion({ version, enVigueur }: { readonly version: VersionGrille; readonly enVigueur: boolean }) {
  const label = labelVersion(version).split(", ").slice(2).join(", ");
  if (version.etat === "projet") return <Tag ton="neutre">Projet</Tag>;
  return (
    <>
      <Tag ton={enVigueur ? "ok" : "neutre"}>{enVigueur ? "En vigueur" : "Publiée"}</Tag> {label}
    </>
  );
}

export function sayDeliberation({ deliberation, delibereeLe }: VersionGrille): string {
  if (deliberation === null) return "pas encore";
  return delibereeLe === null ? deliberation : `${deliberation}, du ${formatJour(delibereeLe)}`;
}
