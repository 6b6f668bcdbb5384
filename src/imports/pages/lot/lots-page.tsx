import type { Child } from "hono/jsx";
import type { Lot, LotQueries } from "#donnees/lectures/lot/ports.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatJourCourt, formatNombre } from "#socle/regles/shared/format.ts";
import { LIBELLE_SOURCE } from "#socle/regles/shared/source.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import { LIBELLE_STATUT, TON_STATUT } from "./libelles.ts";
import { SuitesPublication } from "./suites-publication.tsx";

export type Acte = Awaited<ReturnType<LotQueries["actes"]>>[number];

type LotsProps = {
  readonly cadre: Cadre;
  readonly lots: readonly Lot[];
  readonly actes: readonly Acte[];
  readonly aLocaliser: number;
  /** Count of the communes outside the perimeter with published leases. */
  readonly dehors: number;
  readonly annonce?: string | null;
  /** All was just published. */
  readonly publie?: boolean;
};

export function renderLotsPage(props: LotsProps): string {
  const { cadre, lots, actes, aLocaliser, dehors, annonce = null, publie = false } = props;
  const epci = cadre.territoire?.epci ?? "";
  const prets = lots.filter(({ statut }) => statut === "pret").length;
  return renderPage({
    cadre,
    titre: "Données",
    children: (
      <>
        <h1>Données</h1>
        <p class="chapo">
          Chaque fichier déposé est un lot. Un lot n’entre dans les bilans qu’une fois publié, et sa publication
          s’annule.
        </p>
        <ResultatActe annonce={annonce} />
        {publie && annonce !== null ? <SuitesPublication cadre={cadre} /> : null}
        <div class="ligne">
          {cadre.droits.deposer ? (
            <a class="bouton" href={hrefTerritoire(epci, "donnees/deposer")}>
              Déposer des fichiers
            </a>
          ) : null}
          {cadre.droits.publier && prets > 0 ? (
            <a class="bouton" href={hrefTerritoire(epci, "donnees/publier")}>
              Publier tout ({formatNombre(prets)})
            </a>
          ) : null}
          {cadre.droits.localiser
            ? liensOf(aLocaliser).map(([chemin, libelle]) => (
                <a class="bouton second" href={hrefTerritoire(epci, `donnees/${chemin}`)}>
                  {libelle}
                </a>
              ))
            : null}
          {dehors > 0 ? (
            <a class="bouton second" href={hrefTerritoire(epci, "donnees/hors-territoire")}>
              Communes hors du territoire ({formatNombre(dehors)})
            </a>
          ) : null}
        </div>
        {lots.length === 0 ? <SansLot /> : <TableLots cadre={cadre} epci={epci} lots={lots} />}
        {actes.length > 0 ? <TableActes epci={epci} actes={actes} /> : null}
      </>
    ),
  });
}

function liensOf(aLocaliser: number): readonly (readonly [chemin: string, libelle: string])[] {
  return [
    ["localiser", `Localiser (${formatNombre(aLocaliser)})`],
    ["perimetre", "Périmètre"],
    ["bailleurs", "Bailleurs"],
    ["zones", "Zones locales"],
  ];
}

function SansLot() {
  return (
    <EtatVide titre="Aucun fichier pour l’instant">
      <p>
        Commencez par le RPLS (le parc), puis les attributions du SNE, les périmètres des quartiers prioritaires et les
        seuils de ressources. L’ordre n’a pas d’importance : Blaise recalcule à chaque publication.
      </p>
    </EtatVide>
  );
}

function TableLots({ cadre, epci, lots }: { cadre: Cadre; epci: string; lots: readonly Lot[] }) {
  const action: Colonne<Lot, Child> = {
    code: "action",
    titre: "Action",
    tri: false,
    valeur: ({ statut }) => statut,
    rendu: (lot) => <ActionLot epci={epci} lot={lot} />,
  };
  const table = defineTable<Lot, Child>({
    code: "lots",
    titre: "Fichiers déposés",
    colonnes: [
      {
        code: "fichier",
        titre: "Fichier",
        valeur: ({ fichier }) => fichier,
        tri: true,
        rendu: ({ id, fichier }) => <a href={hrefTerritoire(epci, `donnees/lots/${id}`)}>{fichier}</a>,
      },
      ...COLONNES_LOT,
      ...(cadre.droits.publier ? [action] : []),
    ],
  });
  return <Table table={table} lignes={lots} />;
}

const COLONNES_LOT: readonly Colonne<Lot, Child>[] = [
  { code: "source", titre: "Source", valeur: ({ source }) => LIBELLE_SOURCE[source], tri: true },
  { code: "periode", titre: "Période", valeur: ({ periode }) => periode ?? "–", tri: true },
  {
    code: "statut",
    titre: "Statut",
    valeur: ({ statut }) => LIBELLE_STATUT[statut],
    tri: true,
    rendu: ({ statut }) => <Tag ton={TON_STATUT[statut]}>{LIBELLE_STATUT[statut]}</Tag>,
  },
  compte("lues", "Lignes lues", ({ lignesLues }) => lignesLues),
  compte("acceptees", "Acceptées", ({ acceptees }) => acceptees),
  compte("rejetees", "Rejetées", ({ rejetees }) => rejetees),
  compte("doublons", "Doublons", ({ doublons }) => doublons),
  {
    code: "depose_le",
    titre: "Déposé",
    genre: "jour",
    valeur: ({ deposeLe }) => deposeLe,
    tri: true,
    rendu: ({ deposeLe, deposePar }) => (
      <span>
        {formatJourCourt(deposeLe)}
        <br />
        <small class="discret">{deposePar}</small>
      </span>
    ),
  },
];

/** States of the lots of which nothing was kept: their counts are absent, not 0. */
const NON_LUS: ReadonlySet<Lot["statut"]> = new Set(["lecture", "refuse", "interrompu"]);

function compte(code: string, titre: string, read: (lot: Lot) => number): Colonne<Lot> {
  return { code, titre, genre: "nombre", valeur: (lot) => (NON_LUS.has(lot.statut) ? "–" : read(lot)), tri: true };
}

function ActionLot({ epci, lot }: { epci: string; lot: Lot }) {
  if (lot.statut === "pret") return <a href={hrefTerritoire(epci, `donnees/lots/${lot.id}`)}>Vérifier et publier</a>;
  if (lot.statut !== "publie") return null;
  return (
    <form method="post" action={hrefTerritoire(epci, `donnees/lots/${lot.id}/annuler`)}>
      <button class="lien" type="submit">
        Annuler<span class="lu"> la publication de {lot.fichier}</span>
      </button>
    </form>
  );
}

function TableActes({ epci, actes }: { epci: string; actes: readonly Acte[] }) {
  const lien = (lot: number | null) =>
    lot === null ? "rien" : <a href={hrefTerritoire(epci, `donnees/lots/${lot}`)}>lot {lot}</a>;
  const table = defineTable<Acte, Child>({
    code: "actes",
    titre: "Publications et annulations, les plus récentes d’abord",
    colonnes: [
      { code: "date", titre: "Date", genre: "jour", valeur: ({ faitLe }) => faitLe, tri: true },
      { code: "acte", titre: "Acte", valeur: ({ acte }) => (acte === "publication" ? "Publication" : "Annulation") },
      { code: "source", titre: "Source", valeur: ({ source }) => LIBELLE_SOURCE[source], tri: true },
      { code: "periode", titre: "Période", valeur: ({ periode }) => periode, tri: true },
      { code: "avant", titre: "Avant", valeur: ({ lotAvant }) => lotAvant, rendu: ({ lotAvant }) => lien(lotAvant) },
      { code: "apres", titre: "Après", valeur: ({ lotApres }) => lotApres, rendu: ({ lotApres }) => lien(lotApres) },
      { code: "par", titre: "Par", valeur: ({ faitPar }) => faitPar, tri: true },
    ],
  });
  return (
    <>
      <h2>Publications et annulations</h2>
      <Table table={table} lignes={actes} nom="Publications et annulations" lu />
    </>
  );
}
