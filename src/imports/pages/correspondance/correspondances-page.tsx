import type { Child } from "hono/jsx";
import { LIBELLE_CONFIANCE_TRACE, TRACES_RPLS, type TraceMillesime } from "#donnees/regles/rpls/millesimes.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, ResultatActe } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { LIBELLE_SOURCE, SOURCES, type Source } from "#socle/regles/shared/source.ts";
import { defineTable } from "#socle/regles/table/table.ts";

export const CHEMIN_CORRESPONDANCES = "donnees/correspondances";

type Dite = { readonly source: Source; readonly colonnes: Readonly<Record<string, string>> };

type CorrespondancesProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly dites: readonly Dite[];
  readonly annonce: string | null;
  readonly erreur: string | null;
};

/** The layouts that the territory has mapped, those that are known without mapping, and how to share one. */
export function renderCorrespondancesPage(props: CorrespondancesProps): string {
  const { cadre, epci, dites, annonce, erreur } = props;
  return renderPage({
    cadre,
    titre: erreur ? "Erreur : correspondances de colonnes" : "Correspondances de colonnes",
    children: (
      <>
        <h1>Correspondances de colonnes</h1>
        <p class="chapo">
          Un tracé inconnu se fait correspondre une fois, colonne par colonne, au dépôt du fichier. Il est gardé, et se
          donne à un autre territoire.
        </p>
        <ResultatActe annonce={annonce} erreur={erreur} titreErreur="Correspondance refusée" />
        {dites.length === 0 ? (
          <EtatVide titre="Aucune correspondance gardée">
            Les fichiers déposés jusqu’ici avaient des colonnes connues.
          </EtatVide>
        ) : (
          dites.map((dite) => <UneSource epci={epci} dite={dite} />)
        )}
        <Reprendre epci={epci} />
        <Officiels />
      </>
    ),
  });
}

type Ligne = { readonly entete: string; readonly colonne: string };

const LIGNES = defineTable<Ligne>({
  code: "correspondance",
  titre: "Colonnes",
  colonnes: [
    { code: "entete", titre: "Colonne du fichier", valeur: ({ entete }) => entete, tri: true },
    { code: "colonne", titre: "Notre colonne", valeur: ({ colonne }) => colonne, tri: true },
  ],
});

function UneSource({ epci, dite: { source, colonnes } }: { epci: string; dite: Dite }) {
  const lignes = Object.entries(colonnes).map(([entete, colonne]) => ({ entete, colonne }));
  return (
    <section aria-labelledby={`source-${source}`}>
      <h2 id={`source-${source}`}>{LIBELLE_SOURCE[source]}</h2>
      <Table table={LIGNES} lignes={lignes} nom={`Correspondance : ${LIBELLE_SOURCE[source]}`} lu />
      <p>
        <a href={hrefTerritoire(epci, `${CHEMIN_CORRESPONDANCES}/${source}.json`)}>
          Télécharger cette correspondance (JSON)
        </a>
        , sans aucune donnée des fichiers.
      </p>
    </section>
  );
}

function Reprendre({ epci }: { epci: string }) {
  return (
    <section aria-labelledby="reprendre">
      <h2 id="reprendre">Reprendre celle d’un autre territoire</h2>
      <form method="post" enctype="multipart/form-data" action={hrefTerritoire(epci, CHEMIN_CORRESPONDANCES)}>
        <p>
          <label for="source">Source</label>
          <select id="source" name="source" required>
            <option value="">Choisir</option>
            {SOURCES.map((code) => (
              <option value={code}>{LIBELLE_SOURCE[code]}</option>
            ))}
          </select>
        </p>
        <p>
          <label for="correspondance">Correspondance reçue</label>
          <input id="correspondance" name="correspondance" type="file" accept=".json" required />
        </p>
        <p>
          <button class="bouton" type="submit">
            Reprendre
          </button>
        </p>
      </form>
    </section>
  );
}

const TRACES = defineTable<TraceMillesime, Child>({
  code: "rpls",
  titre: "RPLS ouvert, millésime par millésime",
  colonnes: [
    { code: "annee", titre: "Millésime", valeur: ({ annee }) => String(annee) },
    { code: "colonnes", titre: "Colonnes", genre: "nombre", valeur: ({ entetes }) => entetes.length },
    { code: "confiance", titre: "Tracé", valeur: ({ confiance }) => LIBELLE_CONFIANCE_TRACE[confiance] },
    { code: "ecart", titre: "Ce qui diffère", valeur: ({ ecart }) => ecart },
  ],
});

function Officiels() {
  return (
    <section aria-labelledby="officiels">
      <h2 id="officiels">Tracés reconnus sans correspondance</h2>
      <Table table={TRACES} lignes={TRACES_RPLS} nom="Millésimes de RPLS reconnus" lu />
    </section>
  );
}
