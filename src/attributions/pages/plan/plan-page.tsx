import type { Child } from "hono/jsx";
import type { Issue } from "#droit/regles/part.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type EtatFormulaire, Plusieurs, SANS_REFUS } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { SousNavigation } from "#socle/pages/design/sous-navigation.tsx";
import { TableFiches } from "#socle/pages/design/table-fiches.tsx";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import type { LigneVue, ObjectifVu, VuePlan } from "../../lectures/plan/vue.ts";
import { CHEMIN_PLANS, cheminPlan } from "./chemins.ts";

export type PlanPageProps = {
  readonly cadre: Cadre;
  readonly vue: VuePlan;
  /** May name candidates. */
  readonly retenir: boolean;
  readonly annonce: string | null;
  readonly erreur: string | null;
};

/** One frozen proposal: what it would reach, who for each dwelling, what the two orders would do, and who is displaced and why. */
export function renderPlanPage(props: PlanPageProps): string {
  const { cadre, vue, retenir, annonce, erreur } = props;
  const { entete, territoire } = vue;
  return renderPage({
    cadre,
    titre: `Proposition : ${entete.nom}`,
    rubrique: "liberations",
    children: (
      <>
        <SousNavigation cadre={cadre} page={CHEMIN_PLANS} />
        <p class="ecran">
          <a href={hrefTerritoire(territoire.epci, CHEMIN_PLANS)}>Toutes les propositions</a>
        </p>
        <h1>{entete.nom}</h1>
        <p class="chapo">
          Proposition à la commission, jamais une décision. {entete.bailleur.nom}, établie le {formatJour(entete.jour)}.
        </p>
        <ResultatActe annonce={annonce} erreur={erreur} titreErreur="Candidats non désignés" />
        <Message ton="neutre">
          {vue.reponse.map((phrase) => (
            <p>{phrase}</p>
          ))}
        </Message>
        {vue.detail === null ? <Detachee /> : <Detail vue={vue} detail={vue.detail} />}
        {retenir && vue.detail !== null ? <Retenir vue={vue} lignes={vue.detail.lignes} /> : null}
        {vue.detail !== null ? (
          <p class="ligne telechargements">
            <a href={hrefTerritoire(territoire.epci, `${cheminPlan(entete.id)}/plan.pdf`)}>
              Imprimer pour la commission (PDF)
            </a>
          </p>
        ) : null}
        <p class="discret">
          Figée par {entete.figePar}. Empreinte : <span class="brut">{entete.empreinte}</span>
        </p>
      </>
    ),
  });
}

const SANS_SAISIE: EtatFormulaire = { saisie: {}, refus: SANS_REFUS };

/** Naming candidates is a person's act, dwelling by dwelling: nothing is ticked beforehand. */
function Retenir({ vue: { territoire, entete }, lignes }: { vue: VuePlan; lignes: readonly LigneVue[] }) {
  const options = lignes.flatMap(({ cle, logement, menage, reserves }) =>
    menage === null ? [] : [{ code: cle, libelle: `${logement} : ${formatCompte(1 + reserves.length, "candidat")}` }],
  );
  if (options.length === 0) return null;
  return (
    <form
      class="saisie ecran"
      method="post"
      action={hrefTerritoire(territoire.epci, `${cheminPlan(entete.id)}/retenir`)}
    >
      <h2>Retenir des candidats</h2>
      <p>
        Les ménages proposés et les réserves des logements cochés deviennent candidats, comme si vous les aviez désignés
        un à un. La commission décide.
      </p>
      <Plusieurs etat={SANS_SAISIE} nom="retenu" libelle="Logements" requis options={options} />
      <p class="ligne">
        <button class="bouton" type="submit">
          Retenir ces candidats
        </button>
      </p>
    </form>
  );
}

function Detachee() {
  return (
    <Message ton="neutre" titre="Ménages détachés">
      <p>
        Le temps de conservation de cette proposition est passé : qui était proposé, et pour quel logement, est effacé.
        Les nombres restent.
      </p>
    </Message>
  );
}

type DetailProps = { readonly vue: VuePlan; readonly detail: NonNullable<VuePlan["detail"]> };

function Detail({ vue, detail }: DetailProps) {
  return (
    <>
      <h2>Objectifs de l’année, avant et après</h2>
      <TableFiches
        titre="Objectifs avant et après la proposition"
        colonnes={[
          { titre: "Objectif" },
          { titre: "Cible" },
          { titre: "Avant" },
          { titre: "Après" },
          { titre: "Verdict" },
          { titre: "Une attribution comptée de plus coûterait" },
        ]}
        lignes={detail.objectifs.map((objectif) => [
          objectif.libelle,
          objectif.cible,
          objectif.avant,
          objectif.apres,
          <Tag ton={TONS[objectif.issue]}>{objectif.verdict}</Tag>,
          objectif.prix,
        ])}
      />
      <Manques objectifs={detail.objectifs} />
      <h2>Logement par logement</h2>
      <Logements lignes={detail.lignes} />
      <h2>Le même lot, de trois façons</h2>
      <Comparaison detail={detail} />
      <h2>Demandes écartées</h2>
      <Ecartees detail={detail} />
      <h2>De quoi cette proposition dépend</h2>
      <Definitions vue={vue} />
    </>
  );
}

const TONS: Readonly<Record<Issue, "ok" | "alerte" | "neutre">> = {
  atteint: "ok",
  "non-atteint": "alerte",
  indecidable: "neutre",
  "sans-objet": "neutre",
};

function Manques({ objectifs }: { objectifs: readonly ObjectifVu[] }) {
  return (
    <>
      {objectifs
        .filter(({ manque }) => manque.length > 0)
        .map(({ libelle, manque: [first, ...logements] }) => (
          <details>
            <summary>
              {libelle} : {first}
            </summary>
            <ul>
              {logements.map((phrase) => (
                <li>{phrase}</li>
              ))}
            </ul>
          </details>
        ))}
    </>
  );
}

function Logements({ lignes }: { lignes: readonly LigneVue[] }) {
  return (
    <TableFiches
      titre="Ménage proposé et réserves de chaque logement"
      colonnes={[
        { titre: "Logement" },
        { titre: "Ménage proposé" },
        { titre: "Pourquoi" },
        { titre: "Réserves" },
        { titre: "Demandes mieux placées sans logement" },
      ]}
      lignes={lignes.map(({ logement, menage, pourquoi, reserves, passees }) => [
        logement,
        menage ?? "personne",
        pourquoi,
        <Reserves reserves={reserves} />,
        passees,
      ])}
    />
  );
}

function Reserves({ reserves }: { reserves: readonly string[] }): Child {
  if (reserves.length === 0) return <>aucune</>;
  return (
    <ul>
      {reserves.map((reserve) => (
        <li>{reserve}</li>
      ))}
    </ul>
  );
}

function Comparaison({ detail }: { detail: DetailProps["detail"] }) {
  return (
    <TableFiches
      titre="La proposition, l’ordre d’ancienneté et l’ordre de cotation"
      colonnes={[
        { titre: "Façon" },
        { titre: "Objectifs atteints" },
        { titre: "Logements proposés", nombre: true },
        { titre: "Attente moyenne des proposés" },
        { titre: "Points moyens des proposés" },
        { titre: "Logements où la priorité n’est pas suivie", nombre: true },
        { titre: "Demandes écartées", nombre: true },
      ]}
      lignes={detail.comparaison.map((un) => [
        un.nom,
        un.objectifs,
        un.logements,
        un.attente,
        un.points,
        un.prioriteNonSuivie,
        un.ecartees,
      ])}
    />
  );
}

function Ecartees({ detail: { ecartees } }: { detail: DetailProps["detail"] }) {
  if (ecartees.length === 0) return <p>Aucune demande n’est écartée de ce que l’ordre lui aurait donné.</p>;
  return (
    <TableFiches
      titre="Demandes écartées, chacune avec sa raison"
      colonnes={[{ titre: "Demande" }, { titre: "Place" }, { titre: "Raison" }]}
      lignes={ecartees.map(({ menage, place, raison }) => [menage, place, raison])}
    />
  );
}

function Definitions({ vue: { parametres, reserves } }: { vue: VuePlan }) {
  return (
    <>
      <dl>
        {parametres.map(({ terme, valeur }) => (
          <>
            <dt>{terme}</dt>
            <dd>{valeur}</dd>
          </>
        ))}
      </dl>
      {reserves.map((phrase) => (
        <p class="discret">{phrase}</p>
      ))}
    </>
  );
}
