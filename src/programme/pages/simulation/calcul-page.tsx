import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message, ResultatActe } from "#socle/pages/design/parts.tsx";
import { NOM_SCENARIO_MAX } from "../../lectures/simulation/ports.ts";
import type { VueSimulation } from "../../lectures/simulation/vue.ts";
import { CHEMIN_SIMULATION, cheminCalcul } from "./adresses.ts";
import { Corps } from "./corps.tsx";
import { type PartieSimulation, Parties, titreOf } from "./parties.tsx";
import { Reponse } from "./reponse.tsx";

type EnCoursProps = {
  readonly cadre: Cadre;
  readonly id: string;
  /** Share done, 0 to 1. */
  readonly fait: number;
};

/** Page shown while the simulation runs; the person may leave it. */
export function renderEnCoursPage({ cadre, id, fait }: EnCoursProps): string {
  const epci = cadre.territoire?.epci ?? "";
  return renderPage({
    cadre,
    titre: "Simulation en cours",
    islands: ["avancement"],
    rafraichir: 2,
    children: (
      <>
        <h1>Simulation en cours</h1>
        <blaise-avancement data-url={hrefTerritoire(epci, cheminCalcul(id, "/avancement"))}>
          <Message ton="neutre" titre="Les années sont tirées au sort">
            <progress value={fait} max={1} aria-label="Avancement de la simulation"></progress>
            <p>
              Vous pouvez quitter cette page : le calcul continue, et son résultat vous attend à cette adresse.{" "}
              <a href={hrefTerritoire(epci, cheminCalcul(id))}>Actualiser</a>
            </p>
          </Message>
        </blaise-avancement>
      </>
    ),
  });
}

type CalculPageProps = {
  readonly cadre: Cadre;
  readonly id: string;
  readonly vue: VueSimulation;
  readonly partie: PartieSimulation;
  /** Name as typed, when it was refused. */
  readonly nom: string;
  readonly erreur: string | null;
};

/** Result just computed and not saved yet. */
export function renderCalculPage({ cadre, id, vue, partie, nom, erreur }: CalculPageProps): string {
  const titre = titreOf(vue, partie);
  return renderPage({
    cadre,
    titre: erreur ? `Erreur : ${titre}` : titre,
    children: (
      <>
        <h1>{vue.titre}</h1>
        <ResultatActe erreur={erreur} titreErreur="Le scénario n’est pas enregistré" />
        <Parties vue={vue} chemin={cheminCalcul(id)} partie={partie} />
        {partie === "reponse" ? (
          <Reponse vue={vue}>
            <Enregistrer epci={vue.epci} id={id} nom={nom} />
          </Reponse>
        ) : (
          <Corps vue={vue} partie={partie} />
        )}
      </>
    ),
  });
}

function Enregistrer({ epci, id, nom }: { epci: string; id: string; nom: string }) {
  return (
    <Message ton="neutre" titre="Ce résultat n’est pas encore enregistré">
      <form method="post" action={hrefTerritoire(epci, cheminCalcul(id))}>
        <div class="ligne">
          <div>
            <label for="nom">Nom du scénario</label>
            <input id="nom" name="nom" value={nom} required maxlength={NOM_SCENARIO_MAX} size={40} autocomplete="off" />
          </div>
          <button class="bouton" type="submit">
            Enregistrer
          </button>
          <a class="bouton second" href={hrefTerritoire(epci, `${CHEMIN_SIMULATION}/preparer`, { calcul: id })}>
            Changer les leviers
          </a>
        </div>
      </form>
      <p class="aide">Enregistré, il est lu par tous les membres, comparé aux autres, et ne change plus.</p>
    </Message>
  );
}
