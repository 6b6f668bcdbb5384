import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message, ResultatActe } from "#socle/pages/design/parts.tsx";
import type { SensRangement } from "../../actes/cotation/editer-grille.ts";
import type { ControleGrille } from "../../actes/cotation/publier-grille.ts";
import { AIDE_A_LA_DECISION } from "../../regles/cotation/aide.ts";
import type { Critere, Rubrique } from "../../regles/cotation/grille.ts";
import type { VersionGrille } from "../../regles/cotation/version-grille.ts";
import { labelVersion } from "../../regles/cotation/version-grille.ts";
import { CHEMIN_COTATION, cheminGrille } from "./chemins.ts";
import { EtatVersion, sayDeliberation } from "./cotation-page.tsx";
import { GrilleEnMots } from "./grille-en-mots.tsx";

export type GrillePageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly version: VersionGrille;
  readonly enVigueur: boolean;
  /** Checks of a draft, for whoever may write it; null: read only. */
  readonly controle: ControleGrille | null;
  readonly simuler: boolean;
  readonly annonce: string | null;
  readonly erreur: string | null;
};

export function renderGrillePage(props: GrillePageProps): string {
  const { cadre, epci, version, enVigueur, controle, simuler, annonce, erreur } = props;
  return renderPage({
    cadre,
    titre: erreur ? `Erreur : ${version.nom}` : version.nom,
    children: (
      <>
        <p class="ecran">
          <a href={hrefTerritoire(epci, CHEMIN_COTATION)}>Toutes les grilles</a>
        </p>
        <h1>{version.nom}</h1>
        <ResultatActe annonce={annonce} erreur={erreur} />
        <dl>
          <dt>Version</dt>
          <dd>
            {labelVersion(version)} <EtatVersion version={version} enVigueur={enVigueur} />
          </dd>
          <dt>Délibération</dt>
          <dd>{sayDeliberation(version)}</dd>
          <dt>À égalité de points</dt>
          <dd>La demande la plus ancienne passe devant, puis l’ordre des identifiants.</dd>
        </dl>
        <p>{AIDE_A_LA_DECISION}</p>
        <p class="ligne">
          {simuler ? (
            <a class="bouton second" href={hrefTerritoire(epci, cheminGrille(version.id, "/simulation"))}>
              Simuler sur les demandes en attente
            </a>
          ) : null}
          {controle ? (
            <a class="bouton" href={hrefTerritoire(epci, cheminGrille(version.id, "/publier"))}>
              Publier
            </a>
          ) : null}
        </p>
        {controle ? <Controle controle={controle} /> : null}
        {version.contenu.rubriques.length === 0 ? (
          <EtatVide titre="Cette grille n’a pas de rubrique">
            <p>Une rubrique rassemble des critères : l’ancienneté, les publics prioritaires, le logement actuel.</p>
          </EtatVide>
        ) : null}
        <GrilleEnMots
          contenu={version.contenu}
          {...(controle
            ? {
                apresRubrique: (rubrique: Rubrique) => (
                  <ActesRubrique epci={epci} version={version} rubrique={rubrique} />
                ),
                actesCritere: (rubrique: Rubrique, critere: Critere) => (
                  <ActesCritere epci={epci} version={version} rubrique={rubrique} critere={critere} />
                ),
              }
            : {})}
        />
        {controle ? <ActesGrille epci={epci} version={version} /> : null}
      </>
    ),
  });
}

/** What the publication would refuse, shown while the draft is written. */
function Controle({ controle: { ecarts, manquantes } }: { readonly controle: ControleGrille }) {
  if (ecarts.length === 0 && manquantes.length === 0) {
    return (
      <Message ton="ok" titre="Prête à être publiée">
        <p>La grille se tient, et chaque priorité de l’article L. 441-1 a son critère.</p>
      </Message>
    );
  }
  return (
    <Message ton="alerte" titre="À faire avant de publier">
      <ul>
        {ecarts.map(({ phrase }) => (
          <li>{phrase}</li>
        ))}
        {manquantes.length > 0 ? (
          <li>
            Aucun critère ne met en œuvre ces priorités de l’article L. 441-1 (liste à confirmer) :
            <ul>
              {manquantes.map(({ code, libelle }) => (
                <li>
                  {code} : {libelle}
                </li>
              ))}
            </ul>
          </li>
        ) : null}
      </ul>
    </Message>
  );
}

type Actes = { readonly epci: string; readonly version: VersionGrille };
type Range = Actes & { readonly rubrique: Rubrique; readonly critere?: Critere };

const MOTS_SENS: Readonly<Record<SensRangement, string>> = {
  monter: "Monter",
  descendre: "Descendre",
  retirer: "Retirer",
};

function Ranger({ epci, version, rubrique, critere }: Range) {
  const nom = critere?.libelle ?? rubrique.libelle;
  return (
    <form class="ligne" method="post" action={hrefTerritoire(epci, cheminGrille(version.id, "/ranger"))}>
      <input type="hidden" name="revision" value={String(version.revision)} />
      <input type="hidden" name="rubrique" value={rubrique.id} />
      {critere ? <input type="hidden" name="critere" value={critere.id} /> : null}
      {(["monter", "descendre", "retirer"] as const).map((sens) => (
        <button class="lien" type="submit" name="sens" value={sens}>
          {MOTS_SENS[sens]}
          <span class="lu"> « {nom} »</span>
        </button>
      ))}
    </form>
  );
}

function ActesRubrique({ epci, version, rubrique }: Required<Omit<Range, "critere">>) {
  const href = (suite: string, question = {}) => hrefTerritoire(epci, cheminGrille(version.id, suite), question);
  return (
    <>
      <p class="ligne">
        <a class="bouton second" href={href("/criteres/nouveau", { rubrique: rubrique.id })}>
          Ajouter un critère<span class="lu"> à « {rubrique.libelle} »</span>
        </a>
        <a class="cible" href={href(`/rubriques/${rubrique.id}`)}>
          Modifier la rubrique<span class="lu"> « {rubrique.libelle} »</span>
        </a>
      </p>
      <Ranger epci={epci} version={version} rubrique={rubrique} />
    </>
  );
}

function ActesCritere(props: Required<Range>) {
  const { epci, version, rubrique, critere } = props;
  return (
    <div>
      <a href={hrefTerritoire(epci, cheminGrille(version.id, `/criteres/${critere.id}`), { rubrique: rubrique.id })}>
        Modifier<span class="lu"> « {critere.libelle} »</span>
      </a>
      <Ranger {...props} />
    </div>
  );
}

function ActesGrille({ epci, version }: Actes) {
  const action = (suite: string) => hrefTerritoire(epci, cheminGrille(version.id, suite));
  return (
    <>
      <p>
        <a class="bouton second" href={action("/rubriques/nouvelle")}>
          Ajouter une rubrique
        </a>
      </p>
      <details>
        <summary>Renommer cette grille</summary>
        <form class="saisie" method="post" action={action("/nom")}>
          <input type="hidden" name="revision" value={String(version.revision)} />
          <div class="champ">
            <label for="nom">Nom de la grille</label>
            <input id="nom" name="nom" value={version.nom} required maxlength={120} autocomplete="off" />
          </div>
          <button class="bouton second" type="submit">
            Renommer
          </button>
        </form>
      </details>
      <details>
        <summary>Abandonner ce projet</summary>
        <form class="saisie" method="post" action={action("/abandonner")}>
          <input type="hidden" name="revision" value={String(version.revision)} />
          <p>Le projet n’apparaîtra plus. Les versions publiées ne changent pas.</p>
          <button class="bouton second" type="submit">
            Abandonner
          </button>
        </form>
      </details>
    </>
  );
}
