import type { Child } from "hono/jsx";
import type { AdresseDeduite } from "#donnees/lectures/localisation/ports.ts";
import { LIBELLE_DEDUCTION } from "#droit/regles/patrimoine/deduction.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Relire } from "#socle/pages/design/formulaire.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatNombre } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import { ChampMotif } from "../champ-motif.tsx";
import { COTE, nomAdresse } from "./mots.ts";

type Props = {
  readonly epci: string;
  readonly deduites: readonly AdresseDeduite[];
  /** Input about the place, when it is refused. */
  readonly saisie: { readonly motif: string; readonly aRelire: boolean };
};

/** Deduced sides with their reason; an officer who knows better may set one aside. */
export function Deduites({ epci, deduites, saisie }: Props) {
  if (deduites.length === 0) return null;
  return (
    <>
      <h2>Situées par déduction</h2>
      <p>
        Le côté de ces adresses n’est écrit nulle part : il est certain d’après les périmètres ou le parc publiés avant
        et après le bail. Un côté déclaré ou décidé par une personne passe toujours avant.
      </p>
      <form method="post" action={hrefTerritoire(epci, "donnees/localiser")}>
        <Table table={DEDUITES} lignes={deduites} nom="Adresses situées par déduction" lu coupe="jamais" />
        <ChampMotif
          id="motif-ecarter"
          libelle="Pourquoi l’écarter ?"
          exemple="immeuble acheté en 2017"
          valeur={saisie.motif}
        />
        <Relire affiche={saisie.aRelire} />
        <p class="ligne">
          <button class="bouton second" type="submit" name="situation" value="inconnue">
            Écarter la déduction
          </button>
        </p>
      </form>
    </>
  );
}

const DEDUITES = defineTable<AdresseDeduite, Child>({
  code: "deduites",
  titre: "Adresses situées par déduction, celles qui portent le plus d’attributions d’abord",
  colonnes: [
    { code: "adresse", titre: "Adresse", valeur: nomAdresse },
    {
      code: "ecarter",
      titre: "Écarter",
      valeur: ({ cleAdresse }) => cleAdresse,
      rendu: (ligne) => (
        <input
          type="radio"
          name="adresse"
          value={ligne.cleAdresse}
          required
          aria-label={`Écarter : ${nomAdresse(ligne)}`}
        />
      ),
    },
    { code: "bailleur", titre: "Bailleur", valeur: ({ bailleurNom, bailleur }) => bailleurNom ?? bailleur },
    { code: "cote", titre: "Côté", valeur: ({ situation }) => COTE[situation] },
    { code: "motif", titre: "Parce que", valeur: ({ motif }) => LIBELLE_DEDUCTION[motif] },
    {
      code: "attributions",
      titre: "Attributions",
      genre: "nombre",
      valeur: ({ lignes }) => lignes,
      rendu: ({ lignes, annees }) => `${formatNombre(lignes)} (${annees.join(", ")})`,
    },
  ],
});
