import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { isSource, LIBELLE_SOURCE, SOURCES, type Source } from "#socle/regles/shared/source.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import { explainChamp } from "./libelles.ts";

export type ColonneDuFichier = { readonly entete: string; readonly exemples: readonly string[] };

type ColonnesProps = {
  readonly cadre: Cadre;
  readonly depot: string;
  readonly rang: number;
  readonly fichier: string;
  readonly message: string;
  /** The current one, of the examples. */
  readonly annee: number;
  /** Neither the file's name nor its lines say its year. */
  readonly demanderPeriode: boolean;
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
          {props.demanderPeriode ? <ChampPeriode annee={props.annee} /> : null}
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

function ChampPeriode({ annee }: { annee: number }) {
  return (
    <p>
      <label for="periode">
        Année ou trimestre
        <span class="aide" id="periode-aide">
          Ni le nom du fichier ni ses lignes ne le disent. Par exemple {annee}, ou {annee}-T3.
        </span>
      </label>
      <input
        id="periode"
        name="periode"
        size={9}
        pattern="[0-9]{4}(-T[1-4])?"
        aria-describedby="periode-aide"
        autocomplete="off"
        required
      />
    </p>
  );
}

function TableChamps({ manquantes, colonnes }: ColonnesProps) {
  const table = defineTable<{ readonly champ: string; readonly rang: number }, Child>({
    code: "champs",
    titre: "Champs que Blaise ne trouve pas",
    colonnes: [
      {
        code: "champ",
        titre: "Notre champ",
        tri: false,
        valeur: ({ champ }) => champ,
        rendu: ({ champ, rang }) => <label for={`champ-${rang}`}>{explainChamp(champ)}</label>,
      },
      {
        code: "colonne",
        titre: "Colonne du fichier",
        tri: false,
        valeur: ({ champ }) => likelyColonne(champ, colonnes) ?? "Aucune",
        rendu: ({ champ, rang }) => <ChoixColonne champ={champ} rang={rang} colonnes={colonnes} />,
      },
    ],
  });
  const lignes = manquantes.map((champ, rang) => ({ champ, rang }));
  return <Table table={table} lignes={lignes} nom="Champs à trouver" coupe="jamais" />;
}

type ChoixProps = { champ: string; rang: number; colonnes: readonly ColonneDuFichier[] };

function ChoixColonne({ champ, rang, colonnes }: ChoixProps) {
  const proche = likelyColonne(champ, colonnes);
  return (
    <select id={`champ-${rang}`} name={`champ:${champ}`}>
      <option value="">Aucune</option>
      {colonnes.map(({ entete, exemples }) => (
        <option value={entete} selected={entete === proche}>
          {exemples.length > 0 ? `${entete} (${exemples.join(", ")})` : entete}
        </option>
      ))}
    </select>
  );
}

/** « DEPCOM_X » for DEPCOM: a name that begins as ours, or ours as it. The person sees it chosen, and may change it. */
function likelyColonne(champ: string, colonnes: readonly ColonneDuFichier[]): string | undefined {
  const fold = (nom: string) => nom.toUpperCase().replace(/[^A-Z0-9]/g, "");
  const ours = fold(champ);
  const isNear = (theirs: string) =>
    theirs.startsWith(ours) || (theirs.length >= RADICAL_MIN && ours.startsWith(theirs));
  return colonnes.find(({ entete }) => isNear(fold(entete)))?.entete;
}

/** Characters: a shorter name begins too many others. */
const RADICAL_MIN = 5;

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
