import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Suites, suitesParties } from "#socle/pages/design/gabarit.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Phrases } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import {
  DEPARTEMENTS_FLUX,
  sayDepartements,
  tableContingents,
  tablePrevision,
  tableVentilation,
  totalOf,
} from "../../images/bilan-flux-tables.ts";
import type { AxeFlux, BilanFlux } from "../../lectures/contingent/bilan-flux.ts";
import type { BilanFluxTransmis } from "../../lectures/contingent/ports.ts";
import { TableConventions } from "./contingents-tables.tsx";
import { AConfirmer } from "./libelles.tsx";

/** The cuts and the forecast, each on its view. */
export const PARTIES_FLUX = {
  typologie: "Baux par typologie",
  financement: "Baux par financement",
  situation: "Baux par quartier prioritaire",
  commune: "Baux par commune",
  construction: "Baux par période de construction",
  departement: "Flux du département, et part de ce territoire",
  prevision: "Logements sortis du flux, prévus l’année suivante",
} as const satisfies Readonly<Record<AxeFlux | "departement" | "prevision", string>>;
export type PartieFlux = keyof typeof PARTIES_FLUX;

export type BilanFluxPageProps = {
  readonly cadre: Cadre;
  readonly bilan: BilanFlux;
  /** What is read on a view of its own; null: the page that answers. */
  readonly partie: PartieFlux | null;
  /** Address of the page, and of each of its views. */
  readonly href: (partie: PartieFlux | null) => string;
  /** The frozen version shown; null: computed now. */
  readonly transmis: BilanFluxTransmis | null;
  /** Addresses of the documents; null when this person may not export them. */
  readonly documents: { readonly pdf: string; readonly xlsx: string } | null;
};

export function renderBilanFluxPage(props: BilanFluxPageProps): string {
  const { cadre, bilan, transmis, documents, partie, href } = props;
  const epci = cadre.territoire?.epci ?? "";
  return renderPage({
    cadre,
    titre: bilan.titre,
    children: (
      <>
        <p class="discret">
          <a href={hrefTerritoire(epci, "contingents", { annee: bilan.annee })}>Contingents</a> ›{" "}
          {partie === null ? "bilan annuel des flux" : <a href={href(null)}>bilan annuel des flux</a>}
        </p>
        <h1>{bilan.titre}</h1>
        <p class="chapo">
          {bilan.bailleur ? bilan.bailleur.nom : "Tous les bailleurs que vous lisez"}.{" "}
          {transmis
            ? `Transmission ${transmis.numero} à ${transmis.nomReservataire}, figée le ${formatJour(transmis.transmisLe)}.`
            : `Établi le ${formatJour(bilan.etabliLe)}, non figé.`}
        </p>
        {transmis ? (
          <p class="discret">
            Empreinte : <code>{transmis.empreinte}</code>
          </p>
        ) : null}
        {documents ? (
          <p class="ligne telechargements">
            <a class="bouton second" href={documents.pdf}>
              PDF
            </a>
            <a class="bouton second" href={documents.xlsx}>
              Tableur (XLSX)
            </a>
          </p>
        ) : null}
        {bilan.total === 0 ? <SansBail annee={bilan.annee} /> : <Corps {...props} />}
      </>
    ),
  });
}

function SansBail({ annee }: { annee: number }) {
  return (
    <EtatVide titre={`Aucun bail signé en ${annee} dans ce que vous lisez`}>
      <p>Le bilan se remplit quand l’extraction du SNE de l’année est publiée.</p>
    </EtatVide>
  );
}

function Corps(props: BilanFluxPageProps) {
  const { bilan, partie, href } = props;
  return (
    <>
      {partie === null ? <Reponse {...props} /> : <ContenuPartie bilan={bilan} partie={partie} />}
      <Suites suites={suitesParties(PARTIES_FLUX, [partie], href)} />
    </>
  );
}

function ContenuPartie({ bilan, partie }: { bilan: BilanFlux; partie: PartieFlux }) {
  if (partie === "prevision") return <Prevision bilan={bilan} />;
  if (partie === "departement") return <Departements lignes={bilan.departements ?? []} />;
  const ventilation = bilan.ventilations.find(({ axe }) => axe === partie);
  if (!ventilation) return null;
  return (
    <>
      <Phrases phrases={bilan.phrases} />
      <Table
        table={tableVentilation(bilan, ventilation)}
        lignes={ventilation.lignes}
        totaux={[totalOf(bilan)]}
        cartes={false}
      />
    </>
  );
}

function Reponse({ cadre, bilan }: BilanFluxPageProps) {
  const epci = cadre.territoire?.epci ?? "";
  return (
    <>
      <Phrases phrases={bilan.phrases} />
      <h2>Baux par réservataire</h2>
      <Table table={tableContingents(bilan)} lignes={bilan.contingents} totaux={[totalOf(bilan)]} />
      <h2>Conventions de flux</h2>
      {bilan.compteurs.length === 0 ? (
        <p>Aucune convention de flux ne couvre l’année : il n’y a pas de part à atteindre.</p>
      ) : (
        <TableConventions epci={epci} annee={bilan.annee} conventions={bilan.compteurs} />
      )}
      <h2>
        Ce qui reste à confirmer <AConfirmer />
      </h2>
      <ul>
        {bilan.aConfirmer.map((phrase) => (
          <li>{phrase}</li>
        ))}
      </ul>
    </>
  );
}

function Departements({ lignes }: { lignes: NonNullable<BilanFlux["departements"]> }) {
  return (
    <>
      <h2>{PARTIES_FLUX.departement}</h2>
      {lignes.length === 0 ? (
        <p>Aucune convention de flux de l’année ne porte sur tout un département.</p>
      ) : (
        <>
          <p>{sayDepartements(lignes)}</p>
          <Table table={DEPARTEMENTS_FLUX} lignes={lignes} />
        </>
      )}
    </>
  );
}

function Prevision({ bilan: { prevision } }: { bilan: BilanFlux }) {
  return (
    <>
      <h2>Logements sortis du flux, prévus en {prevision.annee}</h2>
      {prevision.lignes.length === 0 ? (
        <p>Aucune prévision n’est saisie pour {prevision.annee}.</p>
      ) : (
        <Table table={tablePrevision(prevision)} lignes={prevision.lignes} />
      )}
    </>
  );
}

/** A réservataire reads no lease: its bilan is transmitted to it. */
export function renderBilanFluxSansLigne(cadre: Cadre): string {
  const epci = cadre.territoire?.epci ?? "";
  return renderPage({
    cadre,
    titre: "Bilan annuel des flux",
    children: (
      <>
        <h1>Bilan annuel des flux</h1>
        <EtatVide titre="Votre bilan vous est transmis par chaque bailleur">
          <p>
            Les baux des bailleurs ne sont pas ouverts à votre habilitation. Les bilans transmis à votre organisation
            sont dans <a href={hrefTerritoire(epci, "contingents")}>Contingents</a> ; s’il en manque un, demandez-le au
            bailleur, qui le doit chaque année.
          </p>
        </EtatVide>
      </>
    ),
  });
}
