import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Tag } from "#socle/pages/design/parts.tsx";
import { SousNavigation } from "#socle/pages/design/sous-navigation.tsx";
import { TableFiches } from "#socle/pages/design/table-fiches.tsx";
import { LIBELLE_GENRE_INSTANCE } from "#socle/regles/gouvernance/instance.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import type { InstanceLue, Instances } from "../lectures/instance-lire.ts";
import { CHEMIN_INSTANCES, CHEMIN_REUNIONS, cheminInstance, cheminReunion } from "./instance-chemins.ts";

export type InstancesPageProps = { readonly cadre: Cadre; readonly lues: Instances };

/** Who meets, how often, and which of them is late. */
export function renderInstancesPage({ cadre, lues }: InstancesPageProps): string {
  const { territoire: epci, instances, partenaire, ecrire } = lues;
  return renderPage({
    cadre,
    titre: "Instances",
    rubrique: "commission",
    children: (
      <>
        <SousNavigation cadre={cadre} page={CHEMIN_INSTANCES} />
        <h1>Instances</h1>
        <p class="chapo">
          La conférence intercommunale du logement, sa commission de coordination et les groupes qu’elles créent.
        </p>
        {ecrire ? (
          <p class="ligne">
            <a class="bouton" href={hrefTerritoire(epci, `${CHEMIN_REUNIONS}/nouvelle`)}>
              Préparer une réunion
            </a>
            <a class="bouton second" href={hrefTerritoire(epci, "commission/instances/nouvelle")}>
              Créer une instance
            </a>
          </p>
        ) : null}
        {instances.length === 0 ? (
          <EtatVide titre="Aucune instance">
            <p>Aucune instance n’est encore écrite pour ce territoire.</p>
          </EtatVide>
        ) : (
          <Table {...lues} />
        )}
        {partenaire ? null : (
          <p class="aide">Les membres et les réunions sont ouverts aux organismes membres de la conférence.</p>
        )}
      </>
    ),
  });
}

const COLONNES = [
  { titre: "Instance" },
  { titre: "Fréquence" },
  { titre: "Quorum" },
  { titre: "Membres" },
  { titre: "Dernière réunion" },
  { titre: "Prochaine réunion" },
];
/** Whoever is no partner reads the first three. */
const COLONNES_PUBLIQUES = COLONNES.slice(0, 3);

function Table({ territoire, instances, partenaire }: Instances) {
  return (
    <TableFiches
      titre="Instances du territoire"
      colonnes={partenaire ? COLONNES : COLONNES_PUBLIQUES}
      lignes={instances.map((lue) => [
        <Nom lue={lue} epci={territoire} lien={partenaire} />,
        lue.phraseFrequence,
        lue.phraseQuorum,
        ...(partenaire
          ? [<Membres lue={lue} />, <Derniere lue={lue} />, <Prochaine lue={lue} epci={territoire} />]
          : []),
      ])}
    />
  );
}

type LueProps = { readonly lue: InstanceLue };

function Nom({ lue: { instance }, epci, lien }: LueProps & { epci: string; lien: boolean }) {
  return (
    <>
      {lien ? <a href={hrefTerritoire(epci, cheminInstance(instance.id))}>{instance.nom}</a> : instance.nom}
      {instance.nom === LIBELLE_GENRE_INSTANCE[instance.genre] ? null : (
        <>
          <br />
          <small>{LIBELLE_GENRE_INSTANCE[instance.genre]}</small>
        </>
      )}
      {instance.closeLe ? (
        <>
          {" "}
          <Tag ton="neutre">Close</Tag>
        </>
      ) : null}
    </>
  );
}

function Membres({ lue: { membres } }: LueProps) {
  const actuels = membres.filter(({ actuel }) => actuel).length;
  return <>{actuels === 0 ? "aucun membre écrit" : formatCompte(actuels, "membre")}</>;
}

function Derniere({ lue: { rythme } }: LueProps) {
  return <>{rythme.derniere === null ? "aucune connue" : formatJour(rythme.derniere)}</>;
}

function Prochaine({ lue, epci }: LueProps & { epci: string }) {
  const { rythme, reunions } = lue;
  const prochaine = reunions.findLast(({ jour, etat }) => jour === rythme.prochaine && etat !== "annulee");
  return (
    <>
      {prochaine ? (
        <a href={hrefTerritoire(epci, cheminReunion(prochaine.id))}>{formatJour(prochaine.jour)}</a>
      ) : (
        "aucune prévue"
      )}
      {rythme.etat === "en-retard" ? (
        <>
          {" "}
          <Tag ton="alerte">{formatCompte(rythme.retardJours, "jour")} de retard</Tag>
        </>
      ) : null}
    </>
  );
}
