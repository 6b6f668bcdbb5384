import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { hrefPublic } from "#socle/pages/design/page-publique.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { LIBELLE_COLLEGE, LIBELLE_FONCTION_MEMBRE } from "#socle/regles/gouvernance/instance.ts";
import { formatCompte, formatJour, formatJourCourt, formatNombre, joinFrench } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { ActionPublique, Cil, EtapePublique, InstancePublique } from "../../lectures/cil/cil.ts";
import { LIBELLE_ETAT_ACTION } from "../../regles/action/etat-action.ts";
import { LIBELLE_STATUT_JALON } from "../../regles/action/lecture-action.ts";
import { LIBELLE_GENRE_EVALUATION, labelAnnees } from "../../regles/evaluation/evaluation.ts";

type Props = { readonly cadre: Cadre; readonly cil: Cil };

export function renderCilPage({ cadre, cil }: Props): string {
  return renderPage({
    cadre,
    titre: "Conférence intercommunale du logement",
    children: (
      <>
        <h1>La conférence intercommunale du logement</h1>
        <p class="chapo">
          Elle réunit, sur le territoire {cil.nom}, les collectivités, l’État, les bailleurs sociaux, ceux qui leur
          réservent des logements, les associations et les représentants des locataires. Ensemble, ils fixent à qui les
          logements sociaux sont attribués en priorité et où, puis ils vérifient que c’est fait.
        </p>
        <p>
          Elle ne décide d’aucune attribution : un logement est attribué par la commission d’attribution de son
          bailleur, sur la demande d’un ménage. La loi la prévoit (code de la construction et de l’habitation, articles
          L. 441-1-5 et L. 441-1-6).
        </p>
        <Decisions cil={cil} />
        <Actions cil={cil} />
        <Calendrier cil={cil} />
        <div class="parties">
          <Evaluations cil={cil} />
          <Textes cil={cil} />
        </div>
        <Instances instances={cil.instances} />
      </>
    ),
  });
}

function Decisions({ cil: { reunions } }: { cil: Cil }) {
  return (
    <section aria-labelledby="decisions">
      <h2 id="decisions">Ce qu’elle a décidé</h2>
      {reunions.length === 0 ? (
        <EtatVide titre="Aucune décision n’est publiée">
          <p>Une décision paraît ici quand l’intercommunalité la publie, après la réunion qui l’a prise.</p>
        </EtatVide>
      ) : (
        reunions.map(({ jour, instanceNom, decisions }) => (
          <>
            <h3>
              {instanceNom}, {formatJour(jour)}
            </h3>
            <ul class="texte">
              {decisions.map(({ numero, texte }) => (
                <li>
                  {texte} <span class="discret">(décision {numero})</span>
                </li>
              ))}
            </ul>
          </>
        ))
      )}
    </section>
  );
}

/** The day of every state that has one; null: they have several. */
function jourCommun(actions: readonly ActionPublique[]): string | null {
  const [jour, ...autres] = new Set(actions.map(({ etatLe }) => etatLe).filter((le) => le !== null));
  return autres.length === 0 ? (jour ?? null) : null;
}

function Actions({ cil: { epci, actions } }: { cil: Cil }) {
  if (actions.length === 0) {
    return (
      <section aria-labelledby="actions">
        <h2 id="actions">Ses actions</h2>
        <EtatVide titre="Aucune action n’est publiée">
          <p>Le programme d’actions paraît ici avec la convention qui le fixe.</p>
        </EtatVide>
      </section>
    );
  }
  const jour = jourCommun(actions);
  return (
    <section aria-labelledby="actions">
      <h2 id="actions">Ses actions</h2>
      <p>
        Ce à quoi les signataires de la convention se sont engagés, et où ils en sont
        {jour === null ? "" : ` au ${formatJour(jour)}`}.{" "}
        <a href={hrefTerritoire(epci, "actions")}>Le programme d’actions en détail</a>
      </p>
      <Table table={tableActions(epci, jour)} lignes={actions} nom="Actions et leur avancement" />
    </section>
  );
}

function tableActions(epci: string, jour: string | null) {
  return defineTable<ActionPublique, Child>({
    code: "actions",
    titre: "Actions de la convention, avancement publié",
    colonnes: [
      {
        code: "action",
        titre: "Action",
        valeur: ({ titre }) => titre,
        tri: true,
        rendu: ({ numero, titre }) => <a href={hrefTerritoire(epci, `actions/${numero}`)}>{titre}</a>,
      },
      { code: "numero", titre: "N°", genre: "entier", valeur: ({ numero }) => numero, tri: true },
      { code: "etat", titre: "Avancement", valeur: (action) => sayEtat(action, jour), tri: true },
      { code: "jalons", titre: "Étapes datées", valeur: sayJalons },
    ],
  });
}

function sayJalons({ jalons: { total, atteints } }: ActionPublique): string {
  return total === 0 ? "Aucune" : `${atteints}\u00A0sur\u00A0${total}\u00A0${total > 1 ? "atteintes" : "atteinte"}`;
}

function sayEtat({ etat, etatLe }: ActionPublique, jour: string | null): string {
  if (etat === null) return "Non publié";
  return `${LIBELLE_ETAT_ACTION[etat]}${etatLe === null || etatLe === jour ? "" : ` (au ${formatJourCourt(etatLe)})`}`;
}

/** « Calendrier prévisionnel des travaux liés à la CIL »: how often each instance meets, and what is due. */
function Calendrier({ cil: { epci, calendrier, instances } }: { cil: Cil }) {
  const rythmes = instances.filter(({ frequenceMois }) => frequenceMois !== null);
  if (calendrier.length === 0 && rythmes.length === 0) return null;
  const rythme =
    rythmes.length === 0 ? null : (
      <p>
        Une réunion au plus tard tous les{" "}
        {joinFrench(rythmes.map(({ nom, frequenceMois }) => `${formatNombre(frequenceMois ?? 0)} mois (${nom})`))}.
      </p>
    );
  return (
    <section aria-labelledby="calendrier">
      <h2 id="calendrier">Son calendrier</h2>
      {calendrier.length === 0 ? (
        <>
          {rythme}
          <p>Aucune étape n’est publiée.</p>
        </>
      ) : (
        <details class="pli">
          <summary>{formatCompte(calendrier.length, "étape publiée", "étapes publiées")} de ses actions</summary>
          {rythme}
          <Table
            table={tableCalendrier(epci)}
            lignes={calendrier.slice(0, ETAPES_MAX)}
            nom="Étapes des actions, par date"
          />
          {calendrier.length > ETAPES_MAX ? (
            <p>
              <a href={hrefTerritoire(epci, "actions?partie=frise")}>Toutes les étapes</a>
            </p>
          ) : null}
        </details>
      )}
    </section>
  );
}

const ETAPES_MAX = 10;

function tableCalendrier(epci: string) {
  return defineTable<EtapePublique, Child>({
    code: "calendrier",
    titre: "Étapes publiées des actions",
    colonnes: [
      { code: "quoi", titre: "Étape", valeur: ({ quoi }) => quoi },
      { code: "jour", titre: "Pour le", genre: "jour", valeur: ({ jour }) => jour ?? "sans date" },
      {
        code: "statut",
        titre: "Où elle en est",
        valeur: ({ statut, atteintLe }) =>
          atteintLe === null ? LIBELLE_STATUT_JALON[statut] : `Atteinte le ${formatJour(atteintLe)}`,
      },
      {
        code: "action",
        titre: "Action",
        valeur: ({ action }) => `Action ${action}`,
        rendu: ({ action }) => <a href={hrefTerritoire(epci, `actions/${action}`)}>Action {action}</a>,
      },
    ],
  });
}

function Evaluations({ cil: { epci, evaluations } }: { cil: Cil }) {
  return (
    <section aria-labelledby="evaluations">
      <h2 id="evaluations">Ses évaluations</h2>
      {evaluations.length === 0 ? (
        <EtatVide titre="Aucune évaluation n’est publiée">
          <p>Chaque année, les résultats sont présentés à la conférence, puis publiés ici.</p>
        </EtatVide>
      ) : (
        <ul class="texte">
          {evaluations.map(({ numero, genre, anneeDebut, anneeFin, publieLe }) => {
            const nom = `${LIBELLE_GENRE_EVALUATION[genre]} ${labelAnnees(anneeDebut, anneeFin)}`;
            const page = `commission/evaluations/${numero}`;
            return (
              <li>
                <a href={hrefTerritoire(epci, page)}>{nom}</a>{" "}
                <span class="discret">(publiée le {formatJour(publieLe)})</span>,{" "}
                <a href={hrefTerritoire(epci, `${page}/public.pdf`)}>
                  la même en PDF<span class="lu"> : {nom}</span>
                </a>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

function Textes({ cil: { epci, convention, chiffresLe } }: { cil: Cil }) {
  return (
    <section aria-labelledby="textes">
      <h2 id="textes">La convention et les chiffres</h2>
      <ul class="texte">
        <li>
          {convention === null ? (
            "Aucune convention n’est en vigueur : les objectifs sont ceux de la loi."
          ) : (
            <>
              <a href={hrefTerritoire(epci, "convention")}>{convention.titre}</a>, en vigueur depuis le{" "}
              {formatJour(convention.depuis)}
            </>
          )}
        </li>
        <li>
          {chiffresLe === null ? (
            "Les chiffres du logement social de ce territoire ne sont pas encore publiés."
          ) : (
            <>
              <a href={`/observatoire/${epci}`}>Les chiffres du logement social, en données ouvertes</a>, publiés le{" "}
              {formatJour(chiffresLe)}
            </>
          )}
        </li>
        <li>
          <a href={hrefPublic(epci, "reserves")}>Logements réservés aux salariés des entreprises</a>
        </li>
      </ul>
    </section>
  );
}

function Instances({ instances }: { instances: readonly InstancePublique[] }) {
  return (
    <section aria-labelledby="membres">
      <h2 id="membres">Qui y siège</h2>
      {instances.length === 0 ? (
        <EtatVide titre="La composition n’est pas encore publiée">
          <p>Les organisations qui siègent paraîtront ici.</p>
        </EtatVide>
      ) : (
        <p>Des organisations, chacune dans son collège. Les personnes qui les représentent ne sont pas publiées.</p>
      )}
      <div class="en-colonnes">
        {instances.map((instance) => (
          <UneInstance {...instance} />
        ))}
      </div>
    </section>
  );
}

function UneInstance({ nom, objet, frequenceMois, colleges }: InstancePublique) {
  return (
    <div>
      <h3>{nom}</h3>
      {objet === null ? null : <p>{objet}</p>}
      {frequenceMois === null ? null : (
        <p>{frequenceMois === 1 ? "Elle se réunit chaque mois." : `Elle se réunit tous les ${frequenceMois} mois.`}</p>
      )}
      {colleges.length === 0 ? (
        <p class="discret">Sa composition n’est pas encore écrite.</p>
      ) : (
        <dl>
          {colleges.map(({ college, membres }) => (
            <>
              <dt>{LIBELLE_COLLEGE[college]}</dt>
              <dd>
                {membres
                  .map(({ nom: membre, fonction }) =>
                    fonction === "membre" ? membre : `${membre} (${LIBELLE_FONCTION_MEMBRE[fonction].toLowerCase()})`,
                  )
                  .join(", ")}
              </dd>
            </>
          ))}
        </dl>
      )}
    </div>
  );
}
