import type { Child } from "hono/jsx";
import type { Localisation } from "#donnees/lectures/localisation/ports.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Table } from "#socle/pages/design/table.tsx";
import { formatJourCourt } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import { COTE } from "./mots.ts";

/** History of the decisions, each of which may be cancelled. */
export function HistoriqueLocalisations({ epci, historique }: { epci: string; historique: readonly Localisation[] }) {
  if (historique.length === 0) return null;
  const table = defineTable<Localisation, Child>({
    code: "localisations",
    titre: "Localisations décidées, les plus récentes d’abord",
    colonnes: [
      { code: "adresse", titre: "Adresse", valeur: ({ residence, cleAdresse }) => residence ?? cleAdresse, tri: true },
      { code: "avant", titre: "Avant", valeur: ({ situationAvant }) => COTE[situationAvant], tri: true },
      { code: "apres", titre: "Après", valeur: ({ situation }) => COTE[situation], tri: true },
      { code: "raison", titre: "Raison", valeur: ({ motif }) => motif },
      {
        code: "decidee_le",
        titre: "Par",
        valeur: ({ decideeLe }) => decideeLe,
        tri: true,
        rendu: ({ decideePar, decideeLe }) => `${decideePar}, ${formatJourCourt(decideeLe)}`,
      },
      {
        code: "action",
        titre: "Action",
        valeur: ({ annuleeLe }) => annuleeLe,
        rendu: (ligne) => <Annulation epci={epci} ligne={ligne} />,
      },
    ],
  });
  return (
    <>
      <h2>Décisions prises</h2>
      <Table table={table} lignes={historique} nom="Décisions prises" lu />
    </>
  );
}

function Annulation({ epci, ligne }: { epci: string; ligne: Localisation }) {
  if (ligne.annuleeLe !== null) {
    return (
      <span class="discret">
        Annulée par {ligne.annuleePar ?? "personne connue"}, {formatJourCourt(ligne.annuleeLe)}
      </span>
    );
  }
  return (
    <form method="post" action={hrefTerritoire(epci, `donnees/localiser/${ligne.id}/annuler`)}>
      <button class="lien" type="submit">
        Annuler<span class="lu"> la localisation de {ligne.residence ?? ligne.cleAdresse}</span>
      </button>
    </form>
  );
}
