import type { Child } from "hono/jsx";
import type { Bilan } from "#bilan/lectures/bilan.ts";
import type { Lot } from "#donnees/lectures/lot/ports.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, ResultatActe } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { LIBELLE_SOURCE } from "#socle/regles/shared/source.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import { EffetBilan } from "./effet-table.tsx";

type PublierProps = {
  readonly cadre: Cadre;
  /** Ready, and not published yet. */
  readonly lots: readonly Lot[];
  readonly effet: { readonly avant: Bilan | null; readonly apres: Bilan | null };
  readonly erreur: string | null;
};

/** What all the files that are ready would change together, then one button. */
export function renderPublierPage({ cadre, lots, effet, erreur }: PublierProps): string {
  const epci = cadre.territoire?.epci ?? "";
  return renderPage({
    cadre,
    titre: erreur ? "Erreur : publier tout" : "Publier tout",
    children: (
      <>
        <h1>Publier tout</h1>
        <ResultatActe erreur={erreur} titreErreur="Rien n’est publié" />
        {lots.length === 0 ? (
          <EtatVide titre="Aucun fichier n’est prêt">
            <p>
              Un fichier déposé et lu attend ici d’être publié.{" "}
              <a href={hrefTerritoire(epci, "donnees/deposer")}>Déposer des fichiers</a>
            </p>
          </EtatVide>
        ) : (
          <>
            <p class="chapo">Tous ces fichiers sont publiés ensemble, ou aucun. Chacun s’annule ensuite à part.</p>
            <Table table={tableLots(epci)} lignes={lots} />
            <h2>Ce qui change</h2>
            <EffetBilan avant={effet.avant} apres={effet.apres} />
            <Formulaire epci={epci} lots={lots} />
          </>
        )}
      </>
    ),
  });
}

function tableLots(epci: string) {
  return defineTable<Lot, Child>({
    code: "prets",
    titre: "Fichiers prêts à publier",
    colonnes: [
      {
        code: "fichier",
        titre: "Fichier",
        valeur: ({ fichier }) => fichier,
        tri: true,
        rendu: ({ id, fichier }) => <a href={hrefTerritoire(epci, `donnees/lots/${id}`)}>{fichier}</a>,
      },
      { code: "source", titre: "Source", valeur: ({ source }) => LIBELLE_SOURCE[source], tri: true },
      { code: "periode", titre: "Période", valeur: ({ periode }) => periode ?? "–", tri: true },
      { code: "lues", titre: "Lignes lues", genre: "nombre", valeur: ({ lignesLues }) => lignesLues, tri: true },
      { code: "acceptees", titre: "Acceptées", genre: "nombre", valeur: ({ acceptees }) => acceptees, tri: true },
      { code: "rejetees", titre: "Rejetées", genre: "nombre", valeur: ({ rejetees }) => rejetees, tri: true },
    ],
  });
}

/** The lots that were shown, and no other: one that became ready meanwhile waits. */
function Formulaire({ epci, lots }: { epci: string; lots: readonly Lot[] }) {
  const doutes = lots.filter(({ aConfirmer }) => aConfirmer !== null);
  return (
    <form method="post" action={hrefTerritoire(epci, "donnees/publier")}>
      {lots.map(({ id }) => (
        <input type="hidden" name="lots" value={String(id)} />
      ))}
      {doutes.length === 0 ? null : (
        <fieldset class="grand">
          <legend>À confirmer</legend>
          <ul>
            {doutes.map(({ fichier, aConfirmer }) => (
              <li>
                {fichier} : {aConfirmer?.message}
              </li>
            ))}
          </ul>
          <label class="case">
            <input type="checkbox" name="confirme" value="oui" required />
            J’ai regardé, et je publie quand même.
          </label>
        </fieldset>
      )}
      <button class="bouton" type="submit">
        Publier tout
      </button>
    </form>
  );
}
