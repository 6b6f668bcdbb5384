import type { Child } from "hono/jsx";
import { CHEMIN_IMMEUBLES, CHEMIN_MENAGES, cheminImmeuble } from "#attributions/pages/relogement/chemins.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { MotManque } from "#socle/pages/design/manque.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message, Tag } from "#socle/pages/design/parts.tsx";
import { SousNavigation } from "#socle/pages/design/sous-navigation.tsx";
import { TableFiches } from "#socle/pages/design/table-fiches.tsx";
import { formatJourCourt, formatNombre } from "#socle/regles/shared/format.ts";
import type { Immeubles, LigneImmeuble } from "../lectures/fiche-immeubles.ts";
import { CHEMIN_EXPORTER, CHEMIN_IMPORTER } from "./rime-chemins.ts";

export type ImmeublesPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly immeubles: Immeubles;
  /** May entrust a building to an officer. */
  readonly confier: boolean;
  /** What the person may do with the workbook of households. */
  readonly fichier: { readonly importer: boolean; readonly exporter: boolean };
};

/** Buildings to demolish: who is still there, who was rehoused, what is late. */
export function renderImmeublesPage(props: ImmeublesPageProps): string {
  const { cadre, immeubles } = props;
  return renderPage({
    cadre,
    titre: "Relogement",
    rubrique: "relogement",
    children: (
      <>
        <SousNavigation cadre={cadre} page={CHEMIN_IMMEUBLES} />
        <h1>Relogement</h1>
        <p>
          Les immeubles à démolir et leurs ménages. Ceux dont une date est passée viennent d’abord, avec ce qui est en
          retard.
        </p>
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
        {cadre.rubriques.includes("programme") ? (
          <a href={hrefTerritoire(epci, "programme")}>Voir le registre des opérations</a>
        ) : null}
      </p>
    </EtatVide>
  );
}

function Contenu(props: ImmeublesPageProps) {
  const { immeubles } = props;
  const { phrases, reserves } = immeubles.suivi;
  return (
    <>
      <Table {...props} />
      <Message ton="neutre" titre="En tout">
        {phrases.map((phrase) => (
          <p>{phrase}</p>
        ))}
      </Message>
      {reserves.map((phrase) => (
        <p class="discret">{phrase}</p>
      ))}
    </>
  );
}

const COLONNES = [
  { titre: "Immeuble" },
  { titre: "Logements", nombre: true },
  { titre: "Occupés", nombre: true },
  { titre: "Dossiers", nombre: true },
  { titre: "Relogés", nombre: true },
  { titre: "Relogement à partir de" },
  { titre: "Démolition" },
  { titre: "Situation" },
  { titre: "Confié à" },
] as const;

function Table({ epci, immeubles, confier }: ImmeublesPageProps) {
  const total = totalOf(immeubles);
  return (
    <TableFiches
      titre="Immeubles à démolir"
      colonnes={COLONNES}
      lignes={immeubles.lignes.map((ligne) => cellsOf(epci, ligne, confier))}
      {...(total ? { total } : {})}
    />
  );
}

function cellsOf(epci: string, ligne: LigneImmeuble, confier: boolean): readonly Child[] {
  const { suivi } = ligne;
  const { compteur } = suivi;
  return [
    <>
      <a class="cible" href={hrefTerritoire(epci, cheminImmeuble(suivi.operation))}>
        {suivi.nom}
      </a>
      <small class="nom">{suivi.bailleur ?? "Bailleur inconnu"}</small>
    </>,
    <Nombre valeur={compteur?.logements ?? null} />,
    <Nombre
      valeur={compteur?.occupes ?? null}
      au={suivi.occupesAu ? `au ${formatJourCourt(suivi.occupesAu)}` : null}
    />,
    <Dossiers epci={epci} ligne={ligne} />,
    ligne.reloges,
    suivi.depuis ?? <Inconnu />,
    ligne.demolition ?? <Inconnu />,
    <Situation ligne={ligne} />,
    <Agents epci={epci} ligne={ligne} confier={confier} />,
  ];
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

function Nombre({ valeur, au }: { valeur: number | null; au?: string | null }) {
  if (valeur === null) return <Inconnu />;
  return (
    <span>
      {formatNombre(valeur)}
      {au ? <small class="nom">{au}</small> : null}
    </span>
  );
}

function Inconnu() {
  return <MotManque manque="inconnu" />;
}

/** Of the buildings whose every file is read; nothing is totalled otherwise. */
function totalOf({ suivi, lignes }: Immeubles): readonly Child[] | null {
  const { ensemble } = suivi;
  if (ensemble === null || lignes.length < 2) return null;
  const entier = suivi.immeubles.every(({ couverture }) => couverture === "tout");
  const { occupes, logements, menages, reloges } = ensemble;
  return [
    entier ? "Total" : "Total des immeubles lus en entier",
    <Nombre valeur={logements} />,
    <Nombre valeur={occupes} />,
    formatNombre(menages),
    occupes === null ? formatNombre(reloges) : `${formatNombre(reloges)} sur ${formatNombre(occupes)}`,
    "",
    "",
    "",
    "",
  ];
}
