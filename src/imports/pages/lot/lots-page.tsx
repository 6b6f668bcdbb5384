import type { Lot, LotQueries } from "#donnees/lectures/lot/ports.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Defile, EtatVide, Tag } from "#socle/pages/design/parts.tsx";
import { formatJourCourt, formatNombre } from "#socle/regles/shared/format.ts";
import { LIBELLE_SOURCE } from "#socle/regles/shared/source.ts";
import { LIBELLE_STATUT, TON_STATUT } from "./libelles.ts";

export type Acte = Awaited<ReturnType<LotQueries["actes"]>>[number];

type LotsProps = {
  readonly cadre: Cadre;
  readonly lots: readonly Lot[];
  readonly actes: readonly Acte[];
  readonly aLocaliser: number;
  /** Communes outside the perimeter of which leases are published. */
  readonly dehors: number;
};

export function renderLotsPage({ cadre, lots, actes, aLocaliser, dehors }: LotsProps): string {
  const epci = cadre.territoire?.epci ?? "";
  return renderPage({
    cadre,
    titre: "Données",
    rubrique: "donnees",
    children: (
      <>
        <h1>Données</h1>
        <p class="chapo">
          Chaque fichier déposé est un lot. Un lot n’entre dans les bilans qu’une fois publié, et sa publication
          s’annule.
        </p>
        <div class="ligne">
          {cadre.droits.deposer ? (
            <a class="bouton" href={hrefTerritoire(epci, "donnees/deposer")}>
              Déposer des fichiers
            </a>
          ) : null}
          {cadre.droits.localiser ? (
            <a class="bouton second" href={hrefTerritoire(epci, "donnees/localiser")}>
              Localiser ({formatNombre(aLocaliser)})
            </a>
          ) : null}
          {cadre.droits.localiser ? (
            <a class="bouton second" href={hrefTerritoire(epci, "donnees/perimetre")}>
              Périmètre
            </a>
          ) : null}
          {cadre.droits.localiser ? (
            <a class="bouton second" href={hrefTerritoire(epci, "donnees/bailleurs")}>
              Bailleurs
            </a>
          ) : null}
          {cadre.droits.localiser ? (
            <a class="bouton second" href={hrefTerritoire(epci, "donnees/zones")}>
              Zones locales
            </a>
          ) : null}
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
  return (
    <Defile nom="Fichiers déposés" fiches>
      {/* biome-ignore-start lint/a11y/noRedundantRoles: on a phone rows are displayed as blocks, which drops the native roles */}
      <table role="table">
        <caption>Fichiers déposés</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col">Fichier</th>
            <th scope="col">Source</th>
            <th scope="col">Période</th>
            <th scope="col">Statut</th>
            <th scope="col" class="n">
              Lignes lues
            </th>
            <th scope="col" class="n">
              Acceptées
            </th>
            <th scope="col" class="n">
              Rejetées
            </th>
            <th scope="col" class="n">
              Doublons
            </th>
            <th scope="col">Déposé</th>
            {cadre.droits.publier ? <th scope="col">Action</th> : null}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {lots.map((lot) => (
            <LigneLot cadre={cadre} epci={epci} lot={lot} />
          ))}
        </tbody>
      </table>
      {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
    </Defile>
  );
}

/** Nothing was kept of these: their counts are not 0, there is none. */
const NON_LUS: ReadonlySet<Lot["statut"]> = new Set(["lecture", "refuse", "interrompu"]);

function LigneLot({ cadre, epci, lot }: { cadre: Cadre; epci: string; lot: Lot }) {
  const compte = (nombre: number) => (NON_LUS.has(lot.statut) ? "–" : formatNombre(nombre));
  // biome-ignore-start lint/a11y/noRedundantRoles: the card display of a phone drops the native roles
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <a href={hrefTerritoire(epci, `donnees/lots/${lot.id}`)}>{lot.fichier}</a>
      </th>
      <td role="cell" data-nom="Source">
        {LIBELLE_SOURCE[lot.source]}
      </td>
      <td role="cell" data-nom="Période">
        {lot.periode ?? "–"}
      </td>
      <td role="cell" data-nom="Statut">
        <Tag ton={TON_STATUT[lot.statut]}>{LIBELLE_STATUT[lot.statut]}</Tag>
      </td>
      <td role="cell" class="n" data-nom="Lignes lues">
        {compte(lot.lignesLues)}
      </td>
      <td role="cell" class="n" data-nom="Acceptées">
        {compte(lot.acceptees)}
      </td>
      <td role="cell" class="n" data-nom="Rejetées">
        {compte(lot.rejetees)}
      </td>
      <td role="cell" class="n" data-nom="Doublons">
        {compte(lot.doublons)}
      </td>
      <td role="cell" data-nom="Déposé">
        <span>
          {formatJourCourt(lot.deposeLe)}
          <br />
          <small class="discret">{lot.deposePar}</small>
        </span>
      </td>
      {cadre.droits.publier ? (
        <td role="cell" data-nom="Action">
          <ActionLot epci={epci} lot={lot} />
        </td>
      ) : null}
    </tr>
  );
  // biome-ignore-end lint/a11y/noRedundantRoles: see above
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
  return (
    <>
      <h2>Publications et annulations</h2>
      <Defile nom="Publications et annulations">
        <table>
          <caption class="lu">Publications et annulations, les plus récentes d’abord</caption>
          <thead>
            <tr>
              <th scope="col">Date</th>
              <th scope="col">Acte</th>
              <th scope="col">Source</th>
              <th scope="col">Période</th>
              <th scope="col">Avant</th>
              <th scope="col">Après</th>
              <th scope="col">Par</th>
            </tr>
          </thead>
          <tbody>
            {actes.map((acte) => (
              <tr>
                <td>{formatJourCourt(acte.faitLe)}</td>
                <td>{acte.acte === "publication" ? "Publication" : "Annulation"}</td>
                <td>{LIBELLE_SOURCE[acte.source]}</td>
                <td>{acte.periode}</td>
                <td>{lien(acte.lotAvant)}</td>
                <td>{lien(acte.lotApres)}</td>
                <td>{acte.faitPar}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Defile>
    </>
  );
}
