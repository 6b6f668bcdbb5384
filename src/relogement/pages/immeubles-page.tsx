import type { Child } from "hono/jsx";
import { CHEMIN_MENAGES, cheminImmeuble } from "#attributions/pages/relogement/chemins.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { MotManque } from "#socle/pages/design/manque.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Phrases, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { opensPage } from "#socle/regles/plan/ouvert.ts";
import { formatFraction, formatJourCourt, formatNombre } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { Immeubles, LigneImmeuble } from "../lectures/fiche-immeubles.ts";
import { CHEMIN_EXPORTER, CHEMIN_IMPORTER } from "./rime-chemins.ts";

export type ImmeublesPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly immeubles: Immeubles;
  /** true: may entrust a building to an officer. */
  readonly confier: boolean;
  /** Rights of the reader on the workbook of households. */
  readonly fichier: { readonly importer: boolean; readonly exporter: boolean };
};

/** Buildings to demolish: remaining households, rehoused ones, delays. */
export function renderImmeublesPage(props: ImmeublesPageProps): string {
  const { cadre, immeubles } = props;
  return renderPage({
    cadre,
    titre: "Relogement",
    children: (
      <>
        <h1>Relogement</h1>
        {immeubles.lignes.length === 0 ? <Vide {...props} /> : <Contenu {...props} />}
        <LiensFichier {...props} />
      </>
    ),
  });
}

function LiensFichier({ epci, fichier: { importer, exporter } }: ImmeublesPageProps) {
  if (!importer && !exporter) return null;
  return (
    <ul class="liens">
      {importer ? (
        <li>
          <a href={hrefTerritoire(epci, CHEMIN_IMPORTER)}>Importer des ménages</a>
        </li>
      ) : null}
      {exporter ? (
        <li>
          <a href={hrefTerritoire(epci, CHEMIN_EXPORTER)}>Télécharger les ménages</a>
        </li>
      ) : null}
    </ul>
  );
}

function Vide({ cadre, epci }: ImmeublesPageProps) {
  return (
    <EtatVide titre="Aucune démolition n’est au programme">
      <p>
        Il n’y a personne à reloger tant qu’aucune démolition n’est inscrite au registre des opérations, avec ses
        logements occupés et l’année où le relogement commence.{" "}
        {opensPage(cadre.salles, "programme") ? (
          <a href={hrefTerritoire(epci, "programme")}>Voir le registre des opérations</a>
        ) : null}
      </p>
    </EtatVide>
  );
}

/** Where all of it stands, then each building: those that are late come first. */
function Contenu(props: ImmeublesPageProps) {
  const { immeubles } = props;
  const [first, ...phrases] = immeubles.suivi.phrases;
  return (
    <>
      <p class="dit">{first}</p>
      <Table
        table={tableImmeubles(props)}
        lignes={immeubles.lignes.map(rangeeOf)}
        totaux={[totalOf(immeubles)].filter((total) => total !== null)}
      />
      <section>
        <h2>En tout</h2>
        <div class="parties">
          <Phrases phrases={phrases} />
        </div>
      </section>
      <details>
        <summary>Ce que ces nombres ne disent pas</summary>
        <Phrases phrases={immeubles.suivi.reserves} />
      </details>
    </>
  );
}

/** `immeuble` null: the row of the totals. */
type Rangee = {
  readonly immeuble: LigneImmeuble | null;
  readonly nom: string;
  readonly logements: number | null;
  readonly occupes: number | null;
  /** null: none of its files is read. */
  readonly dossiers: number | null;
  readonly reloges: string;
};

function rangeeOf(immeuble: LigneImmeuble): Rangee {
  const { nom, compteur } = immeuble.suivi;
  const { logements, occupes, menages } = compteur ?? { logements: null, occupes: null, menages: null };
  return { immeuble, nom, logements, occupes, dossiers: menages, reloges: immeuble.reloges };
}

function tableImmeubles({ epci, confier }: ImmeublesPageProps) {
  return defineTable<Rangee, Child>({
    code: "immeubles",
    titre: "Immeubles à démolir",
    colonnes: [
      {
        code: "immeuble",
        titre: "Immeuble",
        tri: true,
        valeur: ({ nom }) => nom,
        rendu: ({ immeuble, nom }) => (immeuble ? <Nom epci={epci} suivi={immeuble.suivi} /> : nom),
      },
      { code: "logements", titre: "Logements", genre: "nombre", tri: true, valeur: ({ logements }) => logements },
      {
        code: "occupes",
        titre: "Occupés",
        genre: "nombre",
        tri: true,
        valeur: ({ occupes }) => occupes,
        rendu: ({ occupes, immeuble }) => <Occupes nombre={occupes} au={immeuble?.suivi.occupesAu ?? null} />,
      },
      {
        code: "dossiers",
        titre: "Dossiers",
        genre: "nombre",
        tri: true,
        valeur: ({ dossiers }) => dossiers ?? "–",
        rendu: ({ immeuble, dossiers }) =>
          immeuble ? <Dossiers epci={epci} ligne={immeuble} /> : formatNombre(dossiers ?? 0),
      },
      { code: "reloges", titre: "Relogés", genre: "nombre", valeur: ({ reloges }) => reloges },
      {
        code: "depuis",
        titre: "Relogement à partir de",
        tri: true,
        valeur: ofImmeuble(({ suivi }) => suivi.depuis && String(suivi.depuis)),
      },
      { code: "demolition", titre: "Démolition", valeur: ofImmeuble(({ demolition }) => demolition) },
      {
        code: "situation",
        titre: "Situation",
        valeur: ofImmeuble(({ retards }) => retards.join(" ")),
        rendu: ({ immeuble }) => (immeuble ? <Situation ligne={immeuble} /> : null),
      },
      {
        code: "agents",
        titre: "Confié à",
        valeur: ofImmeuble(({ agents }) => agents.join(", ")),
        rendu: ({ immeuble }) => (immeuble ? <Agents epci={epci} ligne={immeuble} confier={confier} /> : null),
      },
    ],
  });
}

/** Column left empty in the row of totals. */
function ofImmeuble(valeur: (ligne: LigneImmeuble) => string | number | null): Colonne<Rangee>["valeur"] {
  return ({ immeuble }) => (immeuble ? valeur(immeuble) : "");
}

function Nom({ epci, suivi }: { epci: string; suivi: LigneImmeuble["suivi"] }) {
  return (
    <>
      <a class="cible" href={hrefTerritoire(epci, cheminImmeuble(suivi.operation))}>
        {suivi.nom}
      </a>
      <small class="nom">{suivi.bailleur ?? "Bailleur inconnu"}</small>
    </>
  );
}

function Occupes({ nombre, au }: { nombre: number | null; au: string | null }) {
  if (nombre === null) return <MotManque manque="inconnu" />;
  return (
    <span>
      {formatNombre(nombre)}
      {au ? <small class="nom">au {formatJourCourt(au)}</small> : null}
    </span>
  );
}

function Dossiers({ epci, ligne: { suivi } }: { epci: string; ligne: LigneImmeuble }) {
  if (suivi.compteur === null) return <>–</>;
  const { menages } = suivi.compteur;
  if (menages === 0) return <>0</>;
  return (
    <a class="cible" href={hrefTerritoire(epci, CHEMIN_MENAGES, { operation: suivi.operation })}>
      {formatNombre(menages)}
      <span class="lu"> dossiers, {suivi.nom}</span>
    </a>
  );
}

function Situation({ ligne: { suivi, retards } }: { ligne: LigneImmeuble }) {
  if (suivi.compteur === null) return <>Non ouvert à votre habilitation</>;
  if (retards.length === 0) return <>Rien en retard</>;
  return (
    <span>
      <Tag ton="alerte">En retard</Tag> {retards.join(" ")}
    </span>
  );
}

function Agents({ epci, ligne, confier }: { epci: string; ligne: LigneImmeuble; confier: boolean }) {
  const { suivi, agents } = ligne;
  return (
    <span>
      {agents.length > 0 ? agents.join(", ") : "–"}
      {confier ? (
        <>
          {" "}
          <a class="cible" href={hrefTerritoire(epci, cheminImmeuble(suivi.operation, "confier"))}>
            Confier<span class="lu"> {suivi.nom}</span>
          </a>
        </>
      ) : null}
    </span>
  );
}

/** Total of the buildings whose every file is read; null: none. */
function totalOf({ suivi, lignes }: Immeubles): Rangee | null {
  const { ensemble } = suivi;
  if (ensemble === null || lignes.length < 2) return null;
  const entier = suivi.immeubles.every(({ couverture }) => couverture === "tout");
  const { occupes, logements, menages, reloges } = ensemble;
  return {
    immeuble: null,
    nom: entier ? "Total" : "Total des immeubles lus en entier",
    logements,
    occupes,
    dossiers: menages,
    reloges: occupes === null ? formatNombre(reloges) : formatFraction(reloges, occupes),
  };
}
