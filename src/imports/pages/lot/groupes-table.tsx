import type { Child } from "hono/jsx";
import type { GroupeRejets, Lot } from "#donnees/lectures/lot/ports.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatNombre } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import { splitMessage } from "./anomalie-table.tsx";

type Props = {
  readonly cadre: Cadre;
  readonly lot: Lot;
  readonly groupes: readonly GroupeRejets[];
  readonly format: string;
};

/** Rejected lines by what is wrong of them, the most first, each with one of them; and the file that gives them back. */
export function GroupesRejets({ cadre, lot, groupes, format }: Props) {
  const ecartees = groupes.reduce((total, groupe) => total + groupe.ecartees, 0);
  return (
    <section aria-labelledby="a-corriger">
      <h2 id="a-corriger">Lignes à corriger</h2>
      <Table table={tableGroupes(lot)} lignes={groupes} lu />
      {ecartees > 0 ? (
        <p>{formatCompte(ecartees, "ligne écartée", "lignes écartées")} avec une raison : elles ne comptent pas.</p>
      ) : null}
      {cadre.droits.exporterLot ? <LienLignes lot={lot} format={format} /> : null}
    </section>
  );
}

export function LienLignes({ lot, format }: { lot: Lot; format: string }) {
  return (
    <p>
      <a href={hrefTerritoire(lot.epci, `donnees/lots/${lot.id}/rejets.${format}`)} download>
        Télécharger les lignes à corriger ({format})
      </a>
      . Corrigez-les, gardez la colonne LIGNE_DU_LOT_{lot.id} et déposez ce fichier : les autres lignes sont reprises
      d’ici.
    </p>
  );
}

function tableGroupes(lot: Lot) {
  return defineTable<GroupeRejets, Child>({
    code: "groupes",
    titre: "Lignes rejetées, par raison",
    colonnes: [
      {
        code: "probleme",
        titre: "Problème",
        valeur: ({ message }) => splitMessage(message).probleme,
        rendu: (groupe) => (
          <a
            href={hrefTerritoire(lot.epci, `donnees/lots/${lot.id}/rejets`, {
              motif: groupe.code,
              colonne: groupe.colonne ?? "",
            })}
          >
            {splitMessage(groupe.message).probleme}
          </a>
        ),
      },
      { code: "lignes", titre: "Lignes", genre: "nombre", valeur: ({ lignes }) => lignes, tri: true },
      {
        code: "exemple",
        titre: "Exemple",
        valeur: ({ valeur }) => valeur,
        rendu: (groupe) => <Exemple lot={lot} groupe={groupe} />,
      },
      {
        code: "conseil",
        titre: "Que faire",
        valeur: ({ message }) => splitMessage(message).conseil ?? "Corriger ces lignes, puis les déposer de nouveau.",
      },
    ],
  });
}

function Exemple({ lot, groupe }: { lot: Lot; groupe: GroupeRejets }) {
  return (
    <>
      Ligne {formatNombre(groupe.premiereLigne)}
      {groupe.colonne === null ? "" : `, ${sayColonne(lot, groupe.colonne)}`}
      {groupe.valeur === "" ? null : (
        <>
          {" : "}«&nbsp;<span class="brut">{groupe.valeur}</span>&nbsp;»
        </>
      )}
    </>
  );
}

/** « colonne C, SIREN »: as a spreadsheet names it, then as the file does. */
export function sayColonne({ colonnes }: Lot, colonne: string | null): string | null {
  if (colonne === null) return null;
  const rang = colonnes.findIndex(({ entete }) => entete === colonne);
  return rang < 0 ? `colonne ${colonne}` : `colonne ${letterOf(rang)}, ${colonne}`;
}

function letterOf(rang: number): string {
  const before = Math.floor(rang / 26);
  return `${before > 0 ? letterOf(before - 1) : ""}${String.fromCharCode(65 + (rang % 26))}`;
}
