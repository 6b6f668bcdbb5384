import type { Issue } from "#droit/regles/part.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type EtatFormulaire, Plusieurs, SANS_REFUS } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { ECARTEES_PLAN, LOGEMENTS_PLAN, OBJECTIFS_PLAN, VARIANTES_PLAN } from "../../images/plan-tables.ts";
import type { LigneVue, ObjectifVu, VuePlan } from "../../lectures/plan/vue.ts";
import { CHEMIN_PLANS, cheminPlan } from "./chemins.ts";

export type PlanPageProps = {
  readonly cadre: Cadre;
  readonly vue: VuePlan;
  /** true: may name candidates. */
  readonly retenir: boolean;
  readonly annonce: string | null;
  readonly erreur: string | null;
};

export function renderPlanPage(props: PlanPageProps): string {
  const { cadre, vue, retenir, annonce, erreur } = props;
  const { entete, territoire } = vue;
  return renderPage({
    cadre,
    titre: `Proposition : ${entete.nom}`,
    children: (
      <>
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

/** Form to name candidates dwelling by dwelling: nothing is ticked beforehand. */
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
      <Table
        table={OBJECTIFS_PLAN}
        lignes={detail.objectifs}
        rendu={{ verdict: ({ issue, verdict }) => <Tag ton={TONS[issue]}>{verdict}</Tag> }}
      />
      <Manques objectifs={detail.objectifs} />
      <h2>Logement par logement</h2>
      <Table
        table={LOGEMENTS_PLAN}
        lignes={detail.lignes}
        rendu={{ reserves: ({ reserves }) => <Reserves reserves={reserves} /> }}
      />
      <h2>Le même lot, de trois façons</h2>
      <Table table={VARIANTES_PLAN} lignes={detail.comparaison} />
      <h2>Demandes écartées</h2>
      {detail.ecartees.length === 0 ? (
        <p>Aucune demande n’est écartée de ce que l’ordre lui aurait donné.</p>
      ) : (
        <Table table={ECARTEES_PLAN} lignes={detail.ecartees} />
      )}
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

function Reserves({ reserves }: { reserves: readonly string[] }) {
  if (reserves.length === 0) return <>aucune</>;
  return (
    <ul>
      {reserves.map((reserve) => (
        <li>{reserve}</li>
      ))}
    </ul>
  );
}

function Definitions({ vue: { parametres, reserves } }: { vue: VuePlan }) {
  return (
    <>
      {reserves.map((phrase) => (
        <p class="discret">{phrase}</p>
      ))}
      <details class="pli">
        <summary>Les réglages du calcul</summary>
        <dl>
          {parametres.map(({ terme, valeur }) => (
            <>
              <dt>{terme}</dt>
              <dd>{valeur}</dd>
            </>
          ))}
        </dl>
      </details>
    </>
  );
}
