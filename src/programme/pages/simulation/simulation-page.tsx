import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { EnteteScenario } from "../../lectures/simulation/ports.ts";
import { COMPARES_MAX, COMPARES_MIN } from "../../lectures/simulation/ports.ts";
import type { VueSimulation } from "../../lectures/simulation/vue.ts";
import { CHEMIN_SIMULATION, cheminScenario } from "./adresses.ts";
import { Corps } from "./corps.tsx";
import { type PartieSimulation, Parties, titreOf } from "./parties.tsx";
import { Reponse } from "./reponse.tsx";
import { TableScenarios } from "./scenarios-table.tsx";

export type SimulationPageProps = {
  readonly cadre: Cadre;
  readonly scenarios: readonly EnteteScenario[];
  /** null: no scenario is kept. */
  readonly vue: VueSimulation | null;
  readonly partie: PartieSimulation;
  /** true: may compute and save. */
  readonly ecrire: boolean;
  readonly annonce: string | null;
  readonly erreur: string | null;
};

const TITRE_VIDE = "Peut-on atteindre le taux hors QPV ?";

/** Answer of one scenario with the others beside it, or one part of what it is made of. */
export function renderSimulationPage(props: SimulationPageProps): string {
  const { cadre, vue, partie, erreur, annonce, ecrire } = props;
  const titre = vue ? titreOf(vue, partie) : TITRE_VIDE;
  return renderPage({
    cadre,
    titre: erreur ? `Erreur : ${titre}` : titre,
    children: (
      <>
        <h1>{vue?.titre ?? TITRE_VIDE}</h1>
        <ResultatActe annonce={annonce} erreur={erreur} titreErreur="Ce n’est pas fait" />
        {vue === null ? (
          <Vide epci={cadre.territoire?.epci ?? ""} ecrire={ecrire} />
        ) : (
          <>
            <Origine vue={vue} />
            <Parties
              vue={vue}
              chemin={vue.scenario ? cheminScenario(vue.scenario.id) : CHEMIN_SIMULATION}
              partie={partie}
            />
            {partie === "reponse" ? <Accueil {...props} vue={vue} /> : <Corps vue={vue} partie={partie} />}
          </>
        )}
      </>
    ),
  });
}

function Accueil({ vue, scenarios, ecrire }: SimulationPageProps & { readonly vue: VueSimulation }) {
  return (
    <>
      <Reponse vue={vue}>
        <Actions vue={vue} ecrire={ecrire} />
      </Reponse>
      <Autres epci={vue.epci} scenarios={scenarios} courant={vue.scenario?.id ?? null} />
      <Archiver vue={vue} ecrire={ecrire} />
    </>
  );
}

function Vide({ epci, ecrire }: { epci: string; ecrire: boolean }) {
  return (
    <EtatVide titre="Aucun scénario n’est enregistré">
      <p>
        Une simulation part des attributions, du parc et du programme publiés pour ce territoire, et dit les chances
        d’atteindre le taux de la convention selon les leviers choisis.
      </p>
      {ecrire ? (
        <p>
          <a class="bouton" href={hrefTerritoire(epci, `${CHEMIN_SIMULATION}/preparer`)}>
            Préparer une simulation
          </a>
        </p>
      ) : (
        <p>L’intercommunalité peut en enregistrer un.</p>
      )}
    </EtatVide>
  );
}

/** Name of the scenario shown, and its author. */
function Origine({ vue: { scenario } }: { vue: VueSimulation }) {
  if (scenario === null) return null;
  const { nom, figeLe, figePar, synthetique, archiveLe } = scenario;
  return (
    <p class="chapo">
      Scénario « {nom} », enregistré le {formatJour(figeLe)} par {figePar}.{" "}
      {synthetique ? <Tag ton="neutre">hypothèses de démonstration</Tag> : null}{" "}
      {archiveLe ? <Tag ton="neutre">archivé le {formatJour(archiveLe)}</Tag> : null}
    </p>
  );
}

function Actions({ vue: { epci, scenario }, ecrire }: { vue: VueSimulation; ecrire: boolean }): Child {
  if (scenario === null) return null;
  const file = (type: "pdf" | "xlsx" | "csv") =>
    hrefTerritoire(epci, cheminScenario(scenario.id, `/simulation.${type}`));
  return (
    <div class="ligne telechargements">
      <a class="bouton" href={file("pdf")}>
        Une page (PDF)
      </a>
      {ecrire ? (
        <a class="bouton second" href={hrefTerritoire(epci, `${CHEMIN_SIMULATION}/preparer`, { depuis: scenario.id })}>
          Changer les leviers
        </a>
      ) : null}
      <a href={file("xlsx")}>Excel</a>
      <a href={file("csv")}>CSV</a>
    </div>
  );
}

type AutresProps = {
  readonly epci: string;
  readonly scenarios: readonly EnteteScenario[];
  readonly courant: number | null;
};

function Autres({ epci, scenarios, courant }: AutresProps) {
  const used = scenarios.filter(({ archiveLe }) => archiveLe === null);
  const archived = scenarios.filter(({ archiveLe }) => archiveLe !== null);
  return (
    <section aria-labelledby="scenarios">
      <h2 id="scenarios">Selon le scénario</h2>
      {used.length > 0 ? (
        <form method="get" action={hrefTerritoire(epci, `${CHEMIN_SIMULATION}/comparaison`)}>
          <TableScenarios epci={epci} scenarios={used} courant={courant} coches={courant === null ? [] : [courant]} />
          {used.length >= COMPARES_MIN ? (
            <p class="ligne">
              <button class="bouton second" type="submit">
                Comparer les scénarios cochés
              </button>
              <span class="aide">
                De {COMPARES_MIN} à {COMPARES_MAX}.
              </span>
            </p>
          ) : null}
        </form>
      ) : (
        <p class="discret">Aucun scénario en cours.</p>
      )}
      {archived.length > 0 ? (
        <details>
          <summary>Scénarios archivés</summary>
          <TableScenarios epci={epci} scenarios={archived} courant={courant} coches={null} />
        </details>
      ) : null}
    </section>
  );
}

function Archiver({ vue: { epci, scenario }, ecrire }: { vue: VueSimulation; ecrire: boolean }) {
  if (!ecrire || scenario === null || scenario.archiveLe !== null) return null;
  return (
    <details class="ecran">
      <summary>Archiver ce scénario</summary>
      <form method="post" action={hrefTerritoire(epci, cheminScenario(scenario.id, "/archive"))}>
        <p>Il quitte la liste et reste lisible à son adresse. Un scénario archivé ne revient pas.</p>
        <button class="bouton second" type="submit">
          Archiver « {scenario.nom} »
        </button>
      </form>
    </details>
  );
}
