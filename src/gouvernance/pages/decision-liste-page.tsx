import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres, Choisir, optionsDe } from "#socle/pages/design/filtres.tsx";
import { optionsOf } from "#socle/pages/design/formulaire.tsx";
import { EtatVide, Message, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { ETATS_DECISION_INSTANCE, LIBELLE_ETAT_DECISION_INSTANCE } from "#socle/regles/gouvernance/reunion.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { DECISIONS } from "../images/decisions-table.ts";
import type { DecisionLue, DecisionsLues } from "../lectures/decision-liste.ts";
import { sayEcheance, sayRetard } from "../regles/releve-mots.ts";
import { renderPageCommission } from "./page-commission.tsx";
import { TagDecision } from "./tenue-mots.tsx";

export const CHEMIN_DECISIONS = "commission/decisions";

export type DecisionsPageProps = { readonly cadre: Cadre; readonly lues: DecisionsLues };

export function renderDecisionsPage({ cadre, lues }: DecisionsPageProps): string {
  return renderPageCommission({
    cadre,
    titre: "Décisions",
    children: (
      <>
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
  return (
    <BarreFiltres action={hrefTerritoire(territoire, CHEMIN_DECISIONS)} titre="Filtrer les décisions">
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
        options={instances.map(({ id, nom }) => ({ code: id, nom }))}
        valeur={filtre.instance}
      />
      <Choisir
        nom="responsable"
        libelle="Qui la porte"
        tous="Tous"
        options={optionsDe(responsables)}
        valeur={filtre.responsable}
      />
      <label class="case">
        <input type="checkbox" name="retard" value="oui" checked={filtre.retard} />
        En retard seulement
      </label>
    </BarreFiltres>
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
      {lignes.length === 0 ? null : <Table table={DECISIONS} lignes={lignes} rendu={cellules(territoire)} />}
      {lues.exporter && lignes.length > 0 ? (
        <p class="ligne telechargements">
          Ces décisions :<a href={fichier("xlsx")}>Tableur (XLSX)</a>
          <a href={fichier("csv")}>CSV</a>
        </p>
      ) : null}
    </>
  );
}

function cellules(epci: string) {
  return {
    Numéro: ({ id, numero, instanceNom, jour }: DecisionLue) => (
      <>
        <a href={hrefTerritoire(epci, `${CHEMIN_DECISIONS}/${id}`)}>{numero}</a>
        <br />
        {instanceNom}, {formatJour(jour)}
      </>
    ),
    Échéance: ({ echeance, retard }: DecisionLue) => (
      <>
        {sayEcheance(echeance)} {retard === null ? null : <Tag ton="alerte">{sayRetard(retard)}</Tag>}
      </>
    ),
    État: ({ etat }: DecisionLue) => <TagDecision etat={etat} />,
    "Publiée le": ({ publieLe }: DecisionLue) => (publieLe === null ? "non publiée" : formatJour(publieLe)),
  };
}
