import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  Cote,
  type EtatFormulaire,
  Liste,
  optionsOf,
  Refuse,
  titreRefuse,
} from "#socle/pages/design/formulaire.tsx";
import { MotManque } from "#socle/pages/design/manque.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { capitalize, formatTaux } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { PopulationLue, Reperes } from "../../lectures/repere/reperes.ts";
import { DOCUMENTS_DEMARCHE, LIBELLE_DOCUMENT_DEMARCHE, sayQuand } from "../../regles/repere/demarche.ts";

export const CHEMIN_REPERES = "reperes";

export type ReperesPageProps = EtatFormulaire & {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly reperes: Reperes;
  readonly ecrire: boolean;
  readonly annonce: string | null;
};

export function renderReperesPage(props: ReperesPageProps): string {
  const { cadre, refus, annonce } = props;
  const titre = "Repères du territoire";
  return renderPage({
    cadre,
    titre: titreRefuse(titre, refus),
    children: (
      <>
        <h1>{titre}</h1>
        <p class="chapo">
          Ce qui date et mesure le territoire, comme ses documents l’écrivent : aucune date ni aucun millésime n’est
          complété.
        </p>
        <Refuse refus={refus} />
        <ResultatActe annonce={annonce} />
        <h2>Frise des démarches</h2>
        <Frise {...props} />
        <h2>Populations</h2>
        <Populations {...props} />
        {props.ecrire ? (
          <div class="parties">
            <AjouterDemarche {...props} />
            <AjouterPopulation {...props} />
          </div>
        ) : null}
      </>
    ),
  });
}

function Frise(props: ReperesPageProps) {
  const { epci, reperes, ecrire } = props;
  if (reperes.demarches.length === 0) return <p>Aucune démarche n’est encore écrite.</p>;
  return (
    <ol class="demarches">
      {reperes.demarches.map(({ id, titre, quand, document, source }) => (
        <li class="demarche">
          <span class="aide">{quand === null ? <MotManque manque="inconnu" /> : sayQuand(quand)}</span>
          <div>
            <strong>{titre}</strong>{" "}
            {document === "autre" ? null : <Tag ton="neutre">{LIBELLE_DOCUMENT_DEMARCHE[document]}</Tag>}
            <br />
            <small>{source}</small>
            {ecrire ? <Retirer epci={epci} quoi="demarches" id={id} nom={titre} /> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

type RetirerProps = { epci: string; quoi: "demarches" | "populations"; id: number; nom: string };

function Retirer({ epci, quoi, id, nom }: RetirerProps) {
  return (
    <form method="post" action={hrefTerritoire(epci, `${CHEMIN_REPERES}/${quoi}/${id}/retirer`)}>
      <button class="lien" type="submit">
        Retirer<span class="lu"> « {nom} »</span>
      </button>
    </form>
  );
}

function AjouterDemarche(props: ReperesPageProps) {
  return (
    <form
      class="saisie"
      method="post"
      action={hrefTerritoire(props.epci, `${CHEMIN_REPERES}/demarches`)}
      id="ajouter-demarche"
    >
      <h3>Ajouter une démarche</h3>
      <Champ etat={props} nom="titre" libelle="Démarche" requis />
      <Cote>
        <Champ
          etat={props}
          nom="quand"
          libelle="Date"
          court
          aide="2004, 2004-11 ou 2004-11-30 ; vide si elle n’est pas connue."
        />
        <Liste
          etat={props}
          nom="document"
          libelle="Document"
          options={optionsOf(DOCUMENTS_DEMARCHE, LIBELLE_DOCUMENT_DEMARCHE)}
        />
      </Cote>
      <Champ etat={props} nom="source" libelle="Source" requis aide="Le document et sa page. Aucun nom de personne." />
      <button class="bouton second" type="submit">
        Ajouter cette démarche
      </button>
    </form>
  );
}

function Populations({ epci, reperes, ecrire }: ReperesPageProps) {
  if (reperes.populations.length === 0) return <p>Aucune population n’est encore écrite.</p>;
  return <Table table={tableOf(epci, ecrire)} lignes={reperes.populations} />;
}

function tableOf(epci: string, ecrire: boolean) {
  const retirer: Colonne<PopulationLue, Child> = {
    code: "action",
    titre: "Action",
    valeur: ({ id }) => id,
    rendu: ({ id, nomLieu }) => <Retirer epci={epci} quoi="populations" id={id} nom={nomLieu} />,
  };
  return defineTable<PopulationLue, Child>({
    code: "populations",
    titre: "Habitants, par lieu et par millésime",
    colonnes: [
      { code: "lieu", titre: "Lieu", valeur: ({ nomLieu }) => capitalize(nomLieu) },
      { code: "millesime", titre: "Millésime", valeur: ({ millesime }) => millesime && String(millesime) },
      { code: "habitants", titre: "Habitants", genre: "nombre", valeur: ({ habitants }) => habitants },
      { code: "part", titre: "Part", valeur: ({ partTerritoire }) => partTerritoire, rendu: drawParts },
      { code: "source", titre: "Source", valeur: ({ source }) => source },
      ...(ecrire ? [retirer] : []),
    ],
  });
}

/** Parts are only shown between counts of the same year. */
function drawParts({ lieu, partTerritoire, partCommune }: PopulationLue): Child {
  if (lieu === null || (partTerritoire === null && partCommune === null)) return MotManque({ manque: "sans-objet" });
  return (
    <>
      {partTerritoire === null ? null : <span>{formatTaux(partTerritoire)} du territoire</span>}
      {partTerritoire === null || partCommune === null ? null : <br />}
      {partCommune === null ? null : (
        <span>
          {formatTaux(partCommune.part)} de {partCommune.nom}
        </span>
      )}
    </>
  );
}

function AjouterPopulation(props: ReperesPageProps) {
  const options = props.reperes.lieux.map(({ cle, libelle }) => ({ code: cle, libelle }));
  return (
    <form
      class="saisie"
      method="post"
      action={hrefTerritoire(props.epci, `${CHEMIN_REPERES}/populations`)}
      id="ajouter-population"
    >
      <h3>Ajouter une population</h3>
      <Cote>
        <Liste etat={props} nom="lieu" libelle="Lieu" options={options} />
        <Champ etat={props} nom="habitants" libelle="Habitants" nombre requis />
        <Champ etat={props} nom="millesime" libelle="Millésime" court aide="Vide si la source ne le dit pas." />
      </Cote>
      <Champ etat={props} nom="source_population" libelle="Source" requis aide="Le document ou le fichier." />
      <button class="bouton second" type="submit">
        Ajouter cette population
      </button>
    </form>
  );
}
