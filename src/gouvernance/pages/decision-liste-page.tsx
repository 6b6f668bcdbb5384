import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Choisir } from "#socle/pages/design/filtres.tsx";
import { optionsOf } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message, Tag } from "#socle/pages/design/parts.tsx";
import { SousNavigation } from "#socle/pages/design/sous-navigation.tsx";
import { TableFiches } from "#socle/pages/design/table-fiches.tsx";
import { ETATS_DECISION_INSTANCE, LIBELLE_ETAT_DECISION_INSTANCE } from "#socle/regles/gouvernance/reunion.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { DecisionsLues } from "../lectures/decision-liste.ts";
import { sayEcheance, sayRetard } from "../regles/releve-mots.ts";
import { TagDecision } from "./tenue-mots.tsx";

export const CHEMIN_DECISIONS = "commission/decisions";

export type DecisionsPageProps = { readonly cadre: Cadre; readonly lues: DecisionsLues };

/** Every decision, late ones first, by filters that the address keeps. */
export function renderDecisionsPage({ cadre, lues }: DecisionsPageProps): string {
  return renderPage({
    cadre,
    titre: "Décisions",
    rubrique: "commission",
    children: (
      <>
        <SousNavigation cadre={cadre} page={CHEMIN_DECISIONS} />
        <h1>Décisions</h1>
        <p class="chapo">Ce que les instances ont décidé, qui le porte, pour quand, et ce qui en a été fait.</p>
        {lues.partenaire ? (
          <>
            <Filtres lues={lues} />
            <Contenu lues={lues} />
          </>
        ) : (
          <EtatVide titre="Les décisions sont suivies par les partenaires">
            <p>
              Celles que l’EPCI a choisi de publier sont sur{" "}
              <a href={hrefTerritoire(lues.territoire, "cil")}>la page publique de la conférence</a>.
            </p>
          </EtatVide>
        )}
      </>
    ),
  });
}

function Filtres({ lues: { territoire, filtre, instances, responsables } }: { lues: DecisionsLues }) {
  const options = {
    instances: instances.map(({ id, nom }) => ({ code: String(id), nom })),
    responsables: responsables.map((nom) => ({ code: nom, nom })),
  };
  return (
    <form
      class="ligne"
      method="get"
      action={hrefTerritoire(territoire, CHEMIN_DECISIONS)}
      aria-label="Filtrer les décisions"
    >
      <Choisir
        nom="etat"
        libelle="État"
        tous="Tous"
        options={optionsOf(ETATS_DECISION_INSTANCE, LIBELLE_ETAT_DECISION_INSTANCE)}
        valeur={filtre.etat}
      />
      <Choisir
        nom="instance"
        libelle="Instance"
        tous="Toutes"
        options={options.instances}
        valeur={filtre.instance === null ? null : String(filtre.instance)}
      />
      <Choisir
        nom="responsable"
        libelle="Qui la porte"
        tous="Tous"
        options={options.responsables}
        valeur={filtre.responsable}
      />
      <label class="case">
        <input type="checkbox" name="retard" value="oui" checked={filtre.retard} />
        En retard seulement
      </label>
      <button class="bouton second" type="submit">
        Afficher
      </button>
    </form>
  );
}

function Contenu({ lues }: { lues: DecisionsLues }) {
  const { territoire, lignes, phrases, filtre } = lues;
  const fichier = (type: string) =>
    hrefTerritoire(territoire, `${CHEMIN_DECISIONS}.${type}`, { ...filtre, retard: filtre.retard ? "oui" : null });
  return (
    <>
      <Message ton="neutre">
        {phrases.map((phrase) => (
          <p>{phrase}</p>
        ))}
      </Message>
      {lignes.length === 0 ? null : (
        <TableFiches
          titre="Décisions des instances"
          colonnes={[
            { titre: "Numéro" },
            { titre: "Décision" },
            { titre: "Qui la porte" },
            { titre: "Échéance" },
            { titre: "État" },
            { titre: "Public" },
          ]}
          lignes={lignes.map(
            ({ id, numero, texte, responsable, echeance, retard, etat, publieLe, instanceNom, jour }) => [
              <>
                <a href={hrefTerritoire(territoire, `${CHEMIN_DECISIONS}/${id}`)}>{numero}</a>
                <br />
                {instanceNom}, {formatJour(jour)}
              </>,
              texte,
              responsable,
              <>
                {sayEcheance(echeance)} {retard === null ? null : <Tag ton="alerte">{sayRetard(retard)}</Tag>}
              </>,
              <TagDecision etat={etat} />,
              publieLe === null ? "non" : `depuis le ${formatJour(publieLe)}`,
            ],
          )}
        />
      )}
      {lues.exporter && lignes.length > 0 ? (
        <p class="ligne telechargements">
          Ces décisions :<a href={fichier("xlsx")}>Tableur (XLSX)</a>
          <a href={fichier("csv")}>CSV</a>
        </p>
      ) : null}
    </>
  );
}
