import type { Child } from "hono/jsx";
import { LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres, Choisir } from "#socle/pages/design/filtres.tsx";
import { optionsOf } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { FiltreLiberations, Liberation } from "../../lectures/liberation/ports.ts";
import { FILIERES, joursVide, LIBELLE_FILIERE, referenceLiberation } from "../../regles/liberation/liberation.ts";
import { CHEMIN_CONGES, CHEMIN_LISTE } from "../partenaire/chemins.ts";
import { CHEMIN_LIBERATIONS, CHEMIN_NOUVELLE_LIBERATION, cheminLiberation } from "./chemins.ts";
import { sayLogement, sayVide, TagEtape } from "./mots.tsx";

export type LiberationsPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly filtre: FiltreLiberations;
  readonly liberations: readonly Liberation[];
  readonly enLice: ReadonlyMap<number, number>;
  readonly bailleurs: readonly { readonly organisation: number; readonly nom: string }[];
  /** Requests that the reader's organisation has to answer. */
  readonly attendues: readonly { readonly liberation: number; readonly avant: string; readonly qui: string }[];
  readonly declarer: boolean;
  /** Whether the reader keeps a list of households. */
  readonly lister: boolean;
  readonly aujourdhui: string;
};

/** Dwellings to let: the fast lane first, then the oldest. */
export function renderLiberationsPage(props: LiberationsPageProps): string {
  const { cadre, epci, filtre, declarer } = props;
  return renderPage({
    cadre,
    titre: filtre.etat === "ouvertes" ? "Logements à attribuer" : "Logements attribués ou retirés",
    children: (
      <>
        <h1>{filtre.etat === "ouvertes" ? "Logements à attribuer" : "Logements attribués ou retirés"}</h1>
        {declarer ? (
          <p class="ligne ecran">
            <a class="bouton" href={hrefTerritoire(epci, CHEMIN_NOUVELLE_LIBERATION)}>
              Déclarer un logement à attribuer
            </a>{" "}
            <a class="bouton second" href={hrefTerritoire(epci, CHEMIN_CONGES)}>
              Importer des congés
            </a>
          </p>
        ) : null}
        {props.lister ? (
          <p class="ligne ecran">
            <a class="bouton second" href={hrefTerritoire(epci, CHEMIN_LISTE)}>
              Ma liste de ménages
            </a>
          </p>
        ) : null}
        <Attendues {...props} />
        <Filtres {...props} />
        <Contenu {...props} />
      </>
    ),
  });
}

function Attendues({ epci, attendues, aujourdhui }: LiberationsPageProps) {
  if (attendues.length === 0) return null;
  return (
    <section class="message alerte">
      <h2>Candidats demandés</h2>
      <ul>
        {attendues.map(({ liberation, avant, qui }) => (
          <li>
            <a href={hrefTerritoire(epci, cheminLiberation(liberation))}>{qui}</a> : réponse attendue jusqu’au{" "}
            {formatJour(avant)}
            {avant < aujourdhui ? " (délai passé)" : ""}.
          </li>
        ))}
      </ul>
    </section>
  );
}

const ETATS = [
  { code: "ouvertes", libelle: "À attribuer" },
  { code: "closes", libelle: "Attribués ou retirés" },
] as const;

function Filtres({ epci, filtre, bailleurs }: LiberationsPageProps) {
  return (
    <BarreFiltres action={hrefTerritoire(epci, CHEMIN_LIBERATIONS)} titre="Filtrer">
      <Choisir nom="etat" libelle="État" valeur={filtre.etat} options={ETATS} />
      <Choisir
        nom="filiere"
        libelle="Filière"
        tous="Toutes"
        valeur={filtre.filiere}
        options={optionsOf(FILIERES, LIBELLE_FILIERE)}
      />
      {bailleurs.length > 1 ? (
        <Choisir
          nom="bailleur"
          libelle="Bailleur"
          tous="Tous"
          valeur={filtre.bailleur?.toString()}
          options={bailleurs.map(({ organisation, nom }) => ({ code: String(organisation), nom }))}
        />
      ) : null}
    </BarreFiltres>
  );
}

function Contenu(props: LiberationsPageProps) {
  const { liberations, filtre, declarer } = props;
  if (liberations.length === 0) {
    return (
      <EtatVide titre="Aucun logement ici">
        {filtre.etat === "closes"
          ? "Aucun logement n’a encore été attribué ou retiré avec ces filtres."
          : declarer
            ? "Déclarez un logement dès le préavis reçu : les candidats peuvent être cherchés avant qu’il soit libre."
            : "Aucun bailleur n’a déclaré de logement à attribuer que votre habilitation lit."}
      </EtatVide>
    );
  }
  return <Table table={tableOf(props)} lignes={liberations} />;
}

function tableOf({ epci, liberations, enLice, aujourdhui }: LiberationsPageProps) {
  return defineTable<Liberation, Child>({
    code: "logements",
    titre: formatCompte(liberations.length, "logement"),
    colonnes: [
      {
        code: "logement",
        titre: "Logement",
        valeur: ({ numero }) => referenceLiberation(numero),
        rendu: (liberation) => (
          <>
            <a href={hrefTerritoire(epci, cheminLiberation(liberation.id))}>{referenceLiberation(liberation.numero)}</a>
            , {sayLogement(liberation)}
            {liberation.synthetique ? " (fictif)" : ""}
          </>
        ),
      },
      { code: "bailleur", titre: "Bailleur", valeur: ({ bailleur }) => bailleur.nom },
      {
        code: "etape",
        titre: "Étape",
        valeur: ({ etape }) => etape,
        rendu: (liberation) => (
          <>
            <TagEtape liberation={liberation} />{" "}
            {liberation.filiere === "rapide" ? <Tag ton="alerte">Filière rapide</Tag> : null}
          </>
        ),
      },
      {
        code: "contingent",
        titre: "Contingent",
        valeur: ({ reservataire, contingent }) => reservataire?.nom ?? LIBELLE_CONTINGENT[contingent],
      },
      { code: "candidats", titre: "Candidats", genre: "nombre", valeur: ({ id }) => enLice.get(id) ?? 0 },
      {
        code: "vide",
        titre: "Vide depuis",
        genre: "nombre",
        valeur: (liberation) => joursVide(liberation, aujourdhui),
        rendu: (liberation) => sayVide(joursVide(liberation, aujourdhui)),
      },
    ],
  });
}
