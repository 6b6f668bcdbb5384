import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { EtatVide, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { LIBELLE_GENRE_INSTANCE } from "#socle/regles/gouvernance/instance.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { InstanceLue, Instances } from "../lectures/instance-lire.ts";
import { CHEMIN_REUNIONS, cheminInstance, cheminReunion } from "./instance-chemins.ts";
import { renderPageCommission } from "./page-commission.tsx";

export type InstancesPageProps = { readonly cadre: Cadre; readonly lues: Instances };

export function renderInstancesPage({ cadre, lues }: InstancesPageProps): string {
  const { territoire: epci, instances, partenaire, ecrire } = lues;
  return renderPageCommission({
    cadre,
    titre: "Instances",
    children: (
      <>
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
          <Table table={tableInstances(lues)} lignes={instances} />
        )}
        {partenaire ? null : (
          <p class="aide">Les membres et les réunions sont ouverts aux organismes membres de la conférence.</p>
        )}
      </>
    ),
  });
}

function tableInstances({ territoire, partenaire }: Instances) {
  return defineTable<InstanceLue, Child>({
    code: "instances",
    titre: "Instances du territoire",
    colonnes: [
      {
        code: "instance",
        titre: "Instance",
        valeur: ({ instance }) => instance.nom,
        rendu: (lue) => <Nom lue={lue} epci={territoire} lien={partenaire} />,
      },
      { code: "frequence", titre: "Fréquence", valeur: ({ phraseFrequence }) => phraseFrequence },
      { code: "quorum", titre: "Quorum", valeur: ({ phraseQuorum }) => phraseQuorum },
      ...(partenaire ? colonnesPartenaire(territoire) : []),
    ],
  });
}

function colonnesPartenaire(epci: string): readonly Colonne<InstanceLue, Child>[] {
  return [
    { code: "membres", titre: "Membres", valeur: sayMembres },
    {
      code: "derniere",
      titre: "Dernière réunion",
      valeur: ({ rythme: { derniere } }) => (derniere === null ? "aucune connue" : formatJour(derniere)),
    },
    {
      code: "prochaine",
      titre: "Prochaine réunion",
      valeur: ({ rythme }) => rythme.prochaine,
      rendu: (lue) => <Prochaine lue={lue} epci={epci} />,
    },
  ];
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

function sayMembres({ membres }: InstanceLue): string {
  const actuels = membres.filter(({ actuel }) => actuel).length;
  return actuels === 0 ? "aucun membre écrit" : formatCompte(actuels, "membre");
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
