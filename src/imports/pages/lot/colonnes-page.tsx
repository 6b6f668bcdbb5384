import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message } from "#socle/pages/design/parts.tsx";
import { CadreTable, Table } from "#socle/pages/design/table.tsx";
import { isSource, LIBELLE_SOURCE, SOURCES, type Source } from "#socle/regles/shared/source.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import { libelleChamp } from "./libelles.ts";

export type ColonneDuFichier = { readonly entete: string; readonly exemples: readonly string[] };

type ColonnesProps = {
  readonly cadre: Cadre;
  readonly depot: string;
  readonly rang: number;
  readonly fichier: string;
  readonly message: string;
  /** Chosen by the officer or recognised; null: several sources are possible. */
  readonly source: Source | null;
  /** Required columns that no header gives. */
  readonly manquantes: readonly string[];
  readonly colonnes: readonly ColonneDuFichier[];
};

/** Asks which header each field has, with three values; the answer is kept for the next files of the source. */
export function renderColonnesPage(props: ColonnesProps): string {
  const { cadre, depot, rang, fichier, message } = props;
  const epci = cadre.territoire?.epci ?? "";
  return renderPage({
    cadre,
    titre: `Colonnes de ${fichier}`,
    children: (
      <>
        <p class="discret">
          <a href={hrefTerritoire(epci, "donnees")}>Données</a> ›{" "}
          <a href={hrefTerritoire(epci, `donnees/depots/${depot}`)}>dépôt</a> › colonnes
        </p>
        <h1>Colonnes de {fichier}</h1>
        <Message ton="alerte">
          <p>{message}</p>
        </Message>
        <form method="post" action={hrefTerritoire(epci, `donnees/depots/${depot}/${rang}/colonnes`)}>
          <ChampSource source={props.source} />
          {props.manquantes.length > 0 ? <TableChamps {...props} /> : null}
          <p>
            <button class="bouton" type="submit">
              Lire le fichier ainsi
            </button>
          </p>
          <p class="discret">Blaise retient ces correspondances pour les prochains fichiers de cette source.</p>
        </form>
        <TableColonnes colonnes={props.colonnes} />
      </>
    ),
  });
}

function ChampSource({ source }: { source: Source | null }) {
  return (
    <p>
      <label for="source">Source du fichier</label>
      <select id="source" name="source" required>
        {source === null ? <option value="">Choisir</option> : null}
        {SOURCES.filter(isSource).map((code) => (
          <option value={code} selected={code === source}>
            {LIBELLE_SOURCE[code]}
          </option>
        ))}
      </select>
    </p>
  );
}

function TableChamps({ manquantes, colonnes }: ColonnesProps) {
  return (
    <CadreTable titre="Champs que Blaise ne trouve pas" nom="Champs à trouver" cartes={false}>
      <thead>
        <tr>
          <th scope="col">Notre champ</th>
          <th scope="col">Colonne du fichier</th>
        </tr>
      </thead>
      <tbody>
        {manquantes.map((champ, i) => (
          <tr>
            <th scope="row">
              <label for={`champ-${i}`}>{libelleChamp(champ)}</label>
            </th>
            <td>
              <select id={`champ-${i}`} name={`champ:${champ}`}>
                <option value="">Aucune</option>
                {colonnes.map(({ entete, exemples }) => (
                  <option value={entete}>{exemples.length > 0 ? `${entete} (${exemples.join(", ")})` : entete}</option>
                ))}
              </select>
            </td>
          </tr>
        ))}
      </tbody>
    </CadreTable>
  );
}

const COLONNES = defineTable<ColonneDuFichier, Child>({
  code: "colonnes",
  titre: "Colonnes du fichier, avec trois valeurs",
  colonnes: [
    { code: "colonne", titre: "Colonne", valeur: ({ entete }) => entete, tri: true },
    {
      code: "valeurs",
      titre: "Valeurs",
      valeur: ({ exemples }) => exemples.join(" · ") || "non lues",
      rendu: ({ exemples }) => <span class="brut">{exemples.join(" · ") || "non lues"}</span>,
    },
  ],
});

function TableColonnes({ colonnes }: { colonnes: readonly ColonneDuFichier[] }) {
  if (colonnes.length === 0) return null;
  return (
    <details>
      <summary>Les {colonnes.length} colonnes du fichier</summary>
      <Table table={COLONNES} lignes={colonnes} nom="Colonnes du fichier" lu />
    </details>
  );
}
