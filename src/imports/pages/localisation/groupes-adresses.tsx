import type { Child } from "hono/jsx";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Table } from "#socle/pages/design/table.tsx";
import { defineTable } from "#socle/regles/table/table.ts";
import type { CleGroupeAdresses, GroupeAdresses } from "../../lectures/localisation/grouper.ts";

const GROUPES_PAR_PAGE = 25;

export const parametresOf = ({ commune, bailleur }: CleGroupeAdresses) => ({ commune: commune ?? "", bailleur });

export function nomGroupe({ communeNom, commune, bailleurNom, bailleur }: GroupeAdresses): string {
  return `${communeNom ?? commune ?? "Commune inconnue"}, ${bailleurNom ?? bailleur}`;
}

/** By commune and bailleur, most leases first: one person answers for a whole group. */
export function GroupesAdresses({ epci, groupes }: { epci: string; groupes: readonly GroupeAdresses[] }) {
  const table = defineTable<GroupeAdresses, Child>({
    code: "groupes",
    titre: "Adresses à localiser, par commune et bailleur",
    colonnes: [
      {
        code: "groupe",
        titre: "Commune et bailleur",
        valeur: nomGroupe,
        tri: true,
        rendu: (groupe) => (
          <a href={hrefTerritoire(epci, "donnees/localiser/groupe", parametresOf(groupe))}>{nomGroupe(groupe)}</a>
        ),
      },
      { code: "adresses", titre: "Adresses", genre: "nombre", valeur: ({ adresses }) => adresses.length, tri: true },
      {
        code: "sans_adresse",
        titre: "Sans adresse",
        genre: "nombre",
        valeur: ({ sansAdresse }) => sansAdresse,
        tri: true,
      },
      { code: "attributions", titre: "Attributions", genre: "nombre", valeur: ({ lignes }) => lignes, tri: true },
      {
        code: "quartile",
        titre: "1er quartile",
        genre: "nombre",
        valeur: ({ premierQuartile }) => premierQuartile,
        tri: true,
      },
      {
        code: "demandees",
        titre: "Déjà demandées",
        genre: "nombre",
        valeur: ({ interrogees }) => interrogees,
        tri: true,
      },
    ],
  });
  return (
    <>
      <h2>Par commune et bailleur</h2>
      <p>
        Une réponse peut valoir pour tout un groupe ; sinon, envoyez ses questions au bailleur, puis{" "}
        <a href={hrefTerritoire(epci, "donnees/localiser/reponses")}>déposez ses réponses</a>.
      </p>
      <Table table={table} lignes={groupes} max={GROUPES_PAR_PAGE} lu />
    </>
  );
}
