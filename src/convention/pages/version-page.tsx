import { tableTerritorialises } from "#engagements/images/territorialises-table.ts";
import type { Convention, VersionLue } from "#engagements/lectures/convention/convention.ts";
import type { ChangementObjectif, TableObjectifs } from "#engagements/lectures/convention/table-objectifs.ts";
import { LIBELLE_APPLICATION } from "#engagements/regles/convention/application-avenant.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { Suites, suitesParties } from "#socle/pages/design/gabarit.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { ResultatActe } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import type { Rejeu } from "../lectures/rejouer-avenant.ts";
import { FormulaireApplication } from "./application-choix.tsx";
import { TableChangements, TablesObjectifs } from "./objectifs-table.tsx";
import { TableRejeu } from "./rejeu-table.tsx";
import {
  type DroitsVersion,
  FormulaireAbandon,
  FormulaireAccord,
  FormulaireConfirmation,
  FormulaireEtape,
  FormulaireReprise,
  FormulaireSignataire,
  hrefVersion,
  TableSignataires,
} from "./version-formulaires.tsx";
import {
  ChiffresVersion,
  Controles,
  ControlesEnBref,
  Derogation,
  TableEtapes,
  TablesActions,
} from "./version-parts.tsx";

/** What a version that was in force tells on a view of its own; a draft, where one works, shows its checks and its steps itself. */
export const PARTIES_VERSION = {
  controles: "Contrôles du texte",
  etapes: "Étapes et signatures, avec leurs actes",
  actions: "Actions que la convention écrit, leurs jalons et leurs acteurs",
} as const;
export type PartieVersion = keyof typeof PARTIES_VERSION;

export type VersionPageProps = {
  readonly cadre: Cadre;
  /** null: the page that answers. */
  readonly partie?: PartieVersion | null;
  readonly convention: Convention;
  readonly lue: VersionLue;
  readonly tables: readonly TableObjectifs[];
  /** null: the version is the first convention, which amends nothing. */
  readonly changements: readonly ChangementObjectif[] | null;
  /** null: the version is no draft, or the reader may not read the figures of the territory. */
  readonly rejeu: Rejeu | null;
  readonly droits: DroitsVersion;
  readonly organisations: readonly { readonly id: number; readonly nom: string }[];
  readonly saisie: SaisieFormulaire;
  readonly aujourdhui: string;
  readonly annonce: string | null;
  readonly erreur: string | null;
};

export function renderVersionPage(props: VersionPageProps): string {
  const { cadre, lue, erreur, annonce, partie = null } = props;
  const epci = cadre.territoire?.epci ?? "";
  const titre = partie === null ? lue.titre : PARTIES_VERSION[partie];
  return renderPage({
    cadre,
    titre: erreur ? `Erreur : ${titre}` : titre,
    children: (
      <>
        <p class="discret">
          <a href={hrefTerritoire(epci, "convention")}>Convention</a> ›{" "}
          {partie === null ? (
            lue.parent === null ? (
              "version"
            ) : (
              "avenant"
            )
          ) : (
            <a href={hrefVersion(epci, lue.numero)}>{lue.titre}</a>
          )}
        </p>
        <h1>{titre}</h1>
        <ResultatActe annonce={annonce} erreur={erreur} />
        {partie === null ? <CorpsVersion {...props} /> : <CorpsPartie {...props} partie={partie} />}
      </>
    ),
  });
}

function CorpsPartie(props: VersionPageProps & { readonly partie: PartieVersion }) {
  const { convention, lue, partie } = props;
  return (
    <>
      {partie === "controles" ? <Controles lue={lue} /> : null}
      {partie === "etapes" ? <EtapesEtSignatures {...props} /> : null}
      {partie === "actions" ? <TablesActions actions={convention.actions} /> : null}
      <SuitesVersion convention={convention} lue={lue} ici={partie} />
    </>
  );
}

/** The views of a version, `ici` left out. */
function SuitesVersion({
  convention,
  lue,
  ici,
}: Pick<VersionPageProps, "convention" | "lue"> & { readonly ici: PartieVersion | null }) {
  const inline: readonly PartieVersion[] = lue.depuis === null ? ["controles", "etapes"] : [];
  const sans = [ici, ...inline, convention.actions.length === 0 ? "actions" : null] as const;
  const suites = suitesParties<PartieVersion>(PARTIES_VERSION, sans, (partie) =>
    hrefVersion(convention.epci, lue.numero, "", partie),
  );
  return <Suites suites={suites} />;
}

/** Body of a version, the same on its own page and on the page of the convention in force. */
export function CorpsVersion(props: VersionPageProps) {
  const { convention, lue, tables, droits } = props;
  const epci = props.cadre.territoire?.epci ?? "";
  return (
    <>
      <p class="chapo">
        {lue.objet}
        {lue.reprise ? " Reprise d’un document déjà signé." : ""}
      </p>
      <ChiffresVersion epci={epci} lue={lue} />
      <Derogation texte={lue.derogation} />
      <h2>Objectifs</h2>
      <TablesObjectifs tables={tables} />
      {lue.territorialises.length > 0 ? (
        <Table table={tableTerritorialises(convention)} lignes={lue.territorialises} />
      ) : null}
      {droits.ecrire && lue.depuis === null ? (
        <p class="ligne telechargements">
          <a class="bouton" href={hrefVersion(epci, lue.numero, "/objectifs")}>
            Modifier les objectifs
          </a>
          <a class="bouton second" href={hrefVersion(epci, lue.numero, "/territorialises")}>
            Objectifs par lieu ou par période
          </a>
        </p>
      ) : null}
      <Application epci={epci} lue={lue} ecrire={droits.ecrire} />
      <h2>Contrôles</h2>
      {lue.depuis === null ? <Controles lue={lue} /> : <ControlesEnBref epci={epci} lue={lue} />}
      <Changements {...props} />
      {lue.depuis === null ? <EtapesEtSignatures {...props} /> : null}
      {droits.ecrire && lue.depuis === null ? (
        <>
          <h2>Ce projet</h2>
          <FormulaireReprise epci={epci} lue={lue} />
          <FormulaireAbandon epci={epci} lue={lue} />
        </>
      ) : null}
      <SuitesVersion convention={convention} lue={lue} ici={null} />
    </>
  );
}

function EtapesEtSignatures(props: VersionPageProps) {
  const { lue, droits } = props;
  const epci = props.cadre.territoire?.epci ?? "";
  const common = { epci, lue, saisie: props.saisie, aujourdhui: props.aujourdhui };
  return (
    <>
      <h2 id="etapes">Étapes</h2>
      <TableEtapes epci={epci} lue={lue} />
      {droits.etape ? <FormulaireEtape {...common} /> : <EtapeDunAutre {...common} ecrire={droits.ecrire} />}
      {droits.confirmer ? <FormulaireConfirmation {...common} /> : null}
      <h2 id="signataires">Signataires</h2>
      <TableSignataires {...common} droits={droits} />
      {droits.ecrire && lue.depuis === null ? (
        <FormulaireSignataire {...common} organisations={props.organisations} />
      ) : null}
    </>
  );
}

/** Says how an avenant applies to a year already begun. */
function Application({ epci, lue, ecrire }: { epci: string; lue: VersionLue; ecrire: boolean }) {
  if (lue.parent === null) return null;
  return (
    <>
      <h2>Application à l’année en cours</h2>
      {ecrire && lue.depuis === null ? (
        <FormulaireApplication epci={epci} lue={lue} />
      ) : (
        <p>
          Cet avenant s’applique{" "}
          {lue.application === null ? "d’une façon qui n’est pas encore dite" : LIBELLE_APPLICATION[lue.application]}.
        </p>
      )}
    </>
  );
}

/** The State records its own agreement; the EPCI may record it from the signed act, which is then kept and shown. */
function EtapeDunAutre({ ecrire, ...common }: Parameters<typeof FormulaireAccord>[0] & { readonly ecrire: boolean }) {
  if (!ecrire || common.lue.etapeSuivante !== "accord-prefet") return null;
  return (
    <>
      <p>
        L’étape suivante, l’accord du préfet, est enregistrée ici par les services de l’État, ou par vous avec l’acte
        signé.
      </p>
      <FormulaireAccord {...common} />
    </>
  );
}

function Changements({ convention, lue, changements, rejeu }: VersionPageProps) {
  const parent = convention.versions.find(({ numero }) => numero === lue.parentNumero);
  return (
    <>
      {changements && parent ? (
        <>
          <h2>Ce qui change</h2>
          <TableChangements changements={changements} titre={lue.titre} parent={parent.titre} />
        </>
      ) : null}
      {rejeu ? (
        <>
          <h2>Si ces objectifs avaient été en vigueur</h2>
          <TableRejeu rejeu={rejeu} />
        </>
      ) : null}
    </>
  );
}
