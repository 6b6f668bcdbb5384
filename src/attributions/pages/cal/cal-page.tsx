import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  Choix,
  Cote,
  type EtatFormulaire,
  Liste,
  optionsOf,
  renderPageFormulaire,
} from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, ResultatActe } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { defineTable } from "#socle/regles/table/table.ts";
import type { SeanceCal } from "../../actes/cal/ports.ts";
import { LIBELLE_MODE_SEANCE, MODES_SEANCE } from "../../regles/cal/reglement.ts";
import { referenceSeance } from "../../regles/cal/seance.ts";
import { CHEMIN_CAL, CHEMIN_COMPOSITION, CHEMIN_PREPARER, cheminSeance } from "./chemins.ts";
import { TagSeance } from "./mots.tsx";

export type CalPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly seances: readonly SeanceCal[];
  /** The person holds a commission here. */
  readonly preparer: boolean;
  readonly composer: boolean;
  readonly annonce: string | null;
};

/** Lists the sessions of the person's commission, and those to which they are convened. */
export function renderCalPage({ cadre, epci, seances, preparer, composer, annonce }: CalPageProps): string {
  const titre = "Commission d’attribution";
  return renderPage({
    cadre,
    titre,
    children: (
      <>
        <h1>{titre}</h1>
        <ResultatActe annonce={annonce} />
        <p class="ligne ecran">
          {preparer ? (
            <a class="bouton" href={hrefTerritoire(epci, CHEMIN_PREPARER)}>
              Préparer une séance
            </a>
          ) : null}
          {composer ? (
            <a class="bouton second" href={hrefTerritoire(epci, CHEMIN_COMPOSITION)}>
              Membres et règlement intérieur
            </a>
          ) : null}
        </p>
        {seances.length === 0 ? (
          <EtatVide titre="Aucune séance">
            <p>
              {preparer
                ? "Préparez une séance, puis inscrivez les logements à attribuer."
                : "Les séances auxquelles vous serez convoqué apparaîtront ici, de la convocation à soixante jours après."}
            </p>
          </EtatVide>
        ) : (
          <Table table={seancesOf(epci)} lignes={seances} />
        )}
      </>
    ),
  });
}

function seancesOf(epci: string) {
  return defineTable<SeanceCal, Child>({
    code: "seances",
    titre: "Séances",
    colonnes: [
      {
        code: "seance",
        titre: "Séance",
        valeur: ({ annee, numero }) => referenceSeance(annee, numero),
        rendu: ({ id, annee, numero }) => (
          <a href={hrefTerritoire(epci, cheminSeance(id))}>{referenceSeance(annee, numero)}</a>
        ),
      },
      { code: "bailleur", titre: "Bailleur", valeur: ({ nomBailleur }) => nomBailleur },
      { code: "jour", titre: "Jour", genre: "jour", valeur: ({ tenueLe }) => tenueLe },
      { code: "mode", titre: "Mode", valeur: ({ mode }) => LIBELLE_MODE_SEANCE[mode] },
      { code: "etat", titre: "État", valeur: ({ etat }) => etat, rendu: ({ etat }) => <TagSeance etat={etat} /> },
    ],
  });
}

export type PreparerPageProps = EtatFormulaire & {
  readonly cadre: Cadre;
  readonly epci: string;
  /** Commissions that the person holds. */
  readonly bailleurs: readonly { readonly organisation: number; readonly nom: string }[];
};

export function renderPreparerPage(props: PreparerPageProps): string {
  const { bailleurs, saisie, refus } = props;
  const etat = { saisie, refus };
  return renderPageFormulaire({
    ...props,
    titre: "Préparer une séance",
    sous: <p>Les logements s’inscrivent ensuite, puis vous convoquez les membres qui siègent ce jour-là.</p>,
    chemin: CHEMIN_PREPARER,
    retour: { chemin: CHEMIN_CAL, libelle: "Toutes les séances" },
    bouton: "Préparer",
    children: (
      <>
        <Liste
          etat={etat}
          nom="bailleur"
          libelle="Commission de"
          requis
          options={bailleurs.map(({ organisation, nom }) => ({ code: String(organisation), libelle: nom }))}
        />
        <Choix
          etat={etat}
          nom="mode"
          libelle="La séance se tient"
          requis
          options={optionsOf(MODES_SEANCE, LIBELLE_MODE_SEANCE)}
        />
        <Cote>
          <Champ etat={etat} nom="jour" libelle="Jour" type="date" requis aide="Par écrit : premier jour du vote." />
          <Champ etat={etat} nom="heure" libelle="Heure" type="time" requis />
          <Champ etat={etat} nom="duree" libelle="Durée" nombre unite="minutes" requis />
        </Cote>
        <Champ
          etat={etat}
          nom="fenetre"
          libelle="Durée du vote par écrit"
          nombre
          unite="heures"
          aide="Vide : celle du règlement intérieur."
        />
        <Champ etat={etat} nom="lieu" libelle="Lieu" />
        <Champ etat={etat} nom="visio" libelle="Lien de la séance à distance" type="url" />
      </>
    ),
  });
}
