import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { type DefinitionTable, defineTable } from "#socle/regles/table/table.ts";
import { cheminDepot } from "./chemins.ts";
import type { MotsFichier } from "./mots-fichier.ts";

type ColonnesProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly mots: MotsFichier;
  readonly depot: string;
  /** Why the columns are asked; null: the person came by itself. */
  readonly message: string | null;
  readonly inconnues: readonly { readonly entete: string; readonly exemples: readonly string[] }[];
};

/** Asks which of our columns each unknown one is; the answer is kept for the next files of the same organisation. */
export function renderColonnesFichierPage(props: ColonnesProps): string {
  const { cadre, epci, mots, depot, message, inconnues } = props;
  return renderPage({
    cadre,
    titre: "Colonnes du fichier",
    children: (
      <>
        <h1>Colonnes du fichier</h1>
        {message === null ? null : (
          <Message ton="alerte">
            <p>{message}</p>
          </Message>
        )}
        {inconnues.length === 0 ? (
          <EtatVide titre="Toutes les colonnes sont reconnues">
            <p>
              <a href={hrefTerritoire(epci, cheminDepot(mots.racine, depot))}>Revenir à l’aperçu</a>
            </p>
          </EtatVide>
        ) : (
          <Formulaire {...props} />
        )}
      </>
    ),
  });
}

function Formulaire({ epci, mots, depot, inconnues }: ColonnesProps) {
  return (
    <form method="post" action={hrefTerritoire(epci, cheminDepot(mots.racine, depot, "colonnes"))}>
      <Table
        table={tableInconnues(mots)}
        lignes={inconnues.map((inconnue, rang) => ({ ...inconnue, rang }))}
        nom="Colonnes non reconnues"
        coupe="jamais"
      />
      <p>
        <button class="bouton" type="submit">
          Lire le fichier ainsi
        </button>
      </p>
      <p class="discret">Blaise retient ces correspondances pour les prochains fichiers de votre organisation.</p>
    </form>
  );
}

type Inconnue = ColonnesProps["inconnues"][number] & { readonly rang: number };

function tableInconnues(mots: MotsFichier): DefinitionTable<Inconnue, Child> {
  return defineTable({
    code: "inconnues",
    titre: "Colonnes que Blaise ne reconnaît pas",
    colonnes: [
      {
        code: "entete",
        titre: "Votre colonne",
        tri: false,
        valeur: ({ entete }) => entete,
        rendu: ({ entete, rang }) => (
          <>
            <label for={`champ-${rang}`}>{entete}</label>
            <input type="hidden" name={`entete:${rang}`} value={entete} />
          </>
        ),
      },
      {
        code: "exemples",
        titre: "Trois de ses valeurs",
        tri: false,
        valeur: ({ exemples }) => exemples.join(" · "),
        rendu: ({ exemples }) => (
          <span class="brut">{exemples.length > 0 ? exemples.join(" · ") : "non montrées"}</span>
        ),
      },
      {
        code: "champ",
        titre: "Notre colonne",
        tri: false,
        valeur: ({ rang }) => rang,
        rendu: ({ rang }) => (
          <select id={`champ-${rang}`} name={`champ:${rang}`}>
            <option value="">Laisser de côté</option>
            {mots.colonnes.map(({ nom, requise }) => (
              <option value={nom}>
                {nom}
                {requise ? " (indispensable)" : ""}
              </option>
            ))}
          </select>
        ),
      },
    ],
  });
}
