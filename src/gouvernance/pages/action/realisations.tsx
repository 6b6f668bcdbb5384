import type { Child } from "hono/jsx";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import { tableRealisations } from "../../images/actions-table.ts";
import type { RealisationsLues } from "../../lectures/action/lire-realisations.ts";
import type { Realisation } from "../../lectures/action/ports.ts";
import type { ActionLue } from "../../lectures/action/read-action.ts";
import { CHEMIN_ACTIONS, cheminAction, cheminFait } from "./action-mots.tsx";

type Lue = { readonly lue: ActionLue };

/** What the action follows year by year, kind by kind; nothing for an action that follows none. */
export function FaitsSuivis({ lue }: Lue) {
  const { realisations, territoire } = lue;
  if (realisations.length === 0) return null;
  return (
    <section aria-labelledby="faits">
      <h2 id="faits">Faits suivis</h2>
      {realisations.map((lues) => (
        <Genre lue={lue} lues={lues} />
      ))}
      {realisations.some(({ faits }) => faits.length > 0) ? (
        <p class="ecran">
          <a href={hrefTerritoire(territoire, `${CHEMIN_ACTIONS}/figures/faits-suivis.xlsx`)}>Classeur</a>{" "}
          <a href={hrefTerritoire(territoire, `${CHEMIN_ACTIONS}/figures/faits-suivis.csv`)}>CSV</a>
        </p>
      ) : null}
    </section>
  );
}

/** Rows shown of one kind; the files have them all. */
const MONTRES = 8;

function Genre({ lue, lues: { genre, definition, faits, phrase } }: Lue & { readonly lues: RealisationsLues }) {
  const { droits, ligne, territoire, communes } = lue;
  const ecrire = droits.suivre !== null && ligne.closeLe === null;
  const table = tableRealisations(genre, communes);
  return (
    <>
      <h3>{definition.libelle}</h3>
      <p>{phrase ?? `Inconnu : aucun fait n’est écrit. ${definition.attendu}`}</p>
      {faits.length === 0 ? null : (
        <Table table={ecrire ? withActes(lue, genre, table) : table} lignes={faits.slice(0, MONTRES)} />
      )}
      {faits.length > MONTRES ? (
        <p class="discret">{formatCompte(faits.length - MONTRES, "autre fait", "autres faits")} dans les fichiers.</p>
      ) : null}
      {ecrire ? (
        <p class="ecran">
          <a
            href={hrefTerritoire(territoire, cheminFait(ligne.numero, genre, null))}
            aria-label={`Écrire un fait : ${definition.libelle}`}
          >
            Écrire un fait
          </a>
        </p>
      ) : null}
    </>
  );
}

function withActes(lue: ActionLue, genre: RealisationsLues["genre"], table: ReturnType<typeof tableRealisations>) {
  return defineTable<Realisation, Child>({
    ...table,
    colonnes: [
      ...table.colonnes,
      {
        code: "ecrire",
        titre: "Écrire",
        valeur: ({ id }) => id,
        rendu: (fait) => <ActesFait lue={lue} genre={genre} fait={fait} />,
      },
    ],
  });
}

function ActesFait({ lue, genre, fait }: Lue & { genre: RealisationsLues["genre"]; fait: Realisation }) {
  const { territoire, ligne, droits } = lue;
  // A partner corrects its own part alone.
  if (droits.suivre === "propre" && fait.organisation === null) return <>de l’EPCI</>;
  const nom = `${fait.annee}, ${fait.objet ?? fait.partenaire ?? fait.source}`;
  return (
    <div class="actes-jalon ecran">
      <a
        class="cible"
        href={hrefTerritoire(territoire, cheminFait(ligne.numero, genre, fait.id))}
        aria-label={`Changer : ${nom}`}
      >
        Changer
      </a>
      <form method="post" action={hrefTerritoire(territoire, cheminAction(ligne.numero, `/faits/${fait.id}/retirer`))}>
        <button class="bouton second" type="submit" aria-label={`Retirer : ${nom}`}>
          Retirer
        </button>
      </form>
    </div>
  );
}
