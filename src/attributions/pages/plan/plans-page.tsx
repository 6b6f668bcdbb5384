import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  Choix,
  type EtatFormulaire,
  optionsOf,
  Plusieurs,
  Refuse,
  titreRefuse,
} from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatFraction, formatNombre } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { Liberation } from "../../lectures/liberation/ports.ts";
import type { EntetePlan } from "../../lectures/plan/ports.ts";
import { referenceLiberation } from "../../regles/liberation/liberation.ts";
import { CRITERES_PLAN, LIBELLE_CRITERE_PLAN, PARAMETRES_PLAN } from "../../regles/plan/parametres-plan.ts";
import { CHEMIN_PLANS, cheminPlan } from "./chemins.ts";

export type PlansPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly plans: readonly EntetePlan[];
  /** Dwellings that may be chosen; null: the reader makes no proposal. */
  readonly liberations: readonly Liberation[] | null;
  readonly etat: EtatFormulaire;
};

export function renderPlansPage(props: PlansPageProps): string {
  const { cadre, etat } = props;
  const titre = "Propositions optimisées";
  return renderPage({
    cadre,
    titre: titreRefuse(titre, etat.refus),
    children: (
      <>
        <h1>{titre}</h1>
        <p>
          Pour une commission ou un mois, qui proposer dans chaque logement pour que l’année atteigne ses objectifs, au
          moindre coût en attente, avec la raison de chaque demande écartée. La commission décide : une proposition
          n’attribue rien.
        </p>
        <Refuse refus={etat.refus} titre="Proposition non établie" />
        {props.liberations === null ? (
          <p>
            Une proposition est établie par un agent du bailleur des logements : les demandes à comparer ne sont lues ni
            du secrétariat avant sa séance, ni d’un réservataire hors de son contingent.
          </p>
        ) : (
          <Etablir {...props} liberations={props.liberations} />
        )}
        <Faites {...props} />
      </>
    ),
  });
}

function Faites({ epci, plans }: PlansPageProps) {
  if (plans.length === 0) {
    return (
      <EtatVide titre="Aucune proposition">
        <p>Aucune proposition n’a été établie, ou aucune n’est ouverte à votre habilitation.</p>
      </EtatVide>
    );
  }
  return <Table table={plansOf(epci)} lignes={plans} />;
}

function plansOf(epci: string) {
  return defineTable<EntetePlan, Child>({
    code: "plans",
    titre: "Propositions établies",
    colonnes: [
      {
        code: "nom",
        titre: "Proposition",
        valeur: ({ nom }) => nom,
        rendu: ({ id, nom }) => <a href={hrefTerritoire(epci, cheminPlan(id))}>{nom}</a>,
      },
      { code: "bailleur", titre: "Bailleur", valeur: ({ bailleur }) => bailleur.nom },
      { code: "jour", titre: "Établie le", genre: "jour", valeur: ({ jour }) => jour },
      {
        code: "logements",
        titre: "Logements proposés",
        genre: "nombre",
        valeur: ({ resume }) => formatFraction(resume.proposes, resume.logements),
      },
      {
        code: "objectifs",
        titre: "Objectifs atteints",
        genre: "nombre",
        valeur: ({ resume }) => formatFraction(resume.atteints, resume.objectifs),
      },
      { code: "ecartees", titre: "Demandes écartées", genre: "nombre", valeur: ({ resume }) => resume.ecartees },
    ],
  });
}

function Etablir({ epci, etat, liberations }: PlansPageProps & { readonly liberations: readonly Liberation[] }) {
  if (liberations.length === 0) {
    return (
      <EtatVide titre="Aucun logement à proposer">
        <p>Ouvrez d’abord un logement à attribuer : il apparaîtra ici jusqu’à la signature de son bail.</p>
      </EtatVide>
    );
  }
  return (
    <form class="saisie" method="post" action={hrefTerritoire(epci, CHEMIN_PLANS)}>
      <h2>Établir une proposition</h2>
      <Champ
        etat={etat}
        nom="nom"
        libelle="Nom"
        aide="Par exemple la commission ou le mois : CALEOL du 10 décembre."
        requis
      />
      <Plusieurs etat={etat} nom="liberation" libelle="Logements" requis options={liberations.map(optionOf)} />
      <Choix
        etat={etat}
        nom="critere"
        libelle="À effet égal sur les objectifs, qui passe d’abord"
        requis
        options={optionsOf(CRITERES_PLAN, LIBELLE_CRITERE_PLAN)}
      />
      <Champ
        etat={etat}
        nom="rang_max"
        libelle="Rang le plus lointain"
        aide="Ne proposer que les premières demandes éligibles de chaque logement. Trop court, il laisse des logements sans proposition. Vide : sans limite."
        nombre
      />
      <p class="aide">
        Un logement proposé vaut {formatNombre(PARAMETRES_PLAN.poidsAttribution)} mois ou points, une attribution qui
        manque à un objectif en coûte {formatNombre(PARAMETRES_PLAN.penaliteManque)}. Ces poids sont écrits dans chaque
        proposition.
      </p>
      <p class="ligne">
        <button class="bouton" type="submit">
          Établir la proposition
        </button>
      </p>
    </form>
  );
}

function optionOf({ id, numero, logement, bailleur }: Liberation) {
  const { typologie, adresse, nomCommune, commune } = logement;
  const lieu = [typologie ?? "typologie inconnue", adresse, nomCommune ?? commune, bailleur.nom].join(" · ");
  return { code: String(id), libelle: `${referenceLiberation(numero)} · ${lieu}` };
}
