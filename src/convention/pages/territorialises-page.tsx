import type { Child } from "hono/jsx";
import { LIBELLE_GENRE_LIEU } from "#donnees/regles/convention/lieu.ts";
import { LIBELLE_OBJET, OBJETS } from "#donnees/regles/convention/objet.ts";
import { tableTerritorialises } from "#engagements/images/territorialises-table.ts";
import type { Convention, VersionLue } from "#engagements/lectures/convention/convention.ts";
import { keyPorteur, labelPorteur, type Porteur } from "#engagements/regles/convention/engagement.ts";
import {
  keyTerritorialise,
  type ObjectifTerritorialise,
} from "#engagements/regles/convention/objectif-territorialise.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  Cote,
  Liste,
  optionsOf,
  Refuse,
  type RefusFormulaire,
  type SaisieFormulaire,
  titreRefuse,
} from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { ResultatActe } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { defineTable, sayCellule } from "#socle/regles/table/table.ts";
import { hrefVersion } from "./version-formulaires.tsx";
import { Controles } from "./version-parts.tsx";

type Nomme = { readonly code: string; readonly nom: string };

export type TerritorialisesPageProps = {
  readonly cadre: Cadre;
  readonly convention: Convention;
  readonly lue: VersionLue;
  readonly porteurs: readonly Porteur[];
  readonly lieux: {
    readonly secteurs: readonly string[];
    readonly communes: readonly Nomme[];
    readonly quartiers: readonly Nomme[];
  };
  readonly saisie: SaisieFormulaire;
  readonly refus: RefusFormulaire;
  readonly annonce: string | null;
};

/** Objectives of a draft by place or by period, with an empty row to add one. */
export function renderTerritorialisesPage(props: TerritorialisesPageProps): string {
  const { cadre, lue, refus } = props;
  const epci = cadre.territoire?.epci ?? "";
  const titre = `Objectifs par lieu ou par période de « ${lue.titre} »`;
  return renderPage({
    cadre,
    titre: titreRefuse(titre, refus),
    children: (
      <>
        <p class="discret">
          <a href={hrefTerritoire(epci, "convention")}>Convention</a> ›{" "}
          <a href={hrefVersion(epci, lue.numero)}>{lue.titre}</a> › par lieu ou par période
        </p>
        <h1>{titre}</h1>
        <p class="chapo">
          Un objectif d’une commune, d’un secteur, d’un quartier, d’un trimestre ou d’une période de plusieurs années.
          Il ne remplace pas celui de l’année : chacun est jugé sur ses propres baux.
        </p>
        <Refuse refus={refus} />
        <ResultatActe annonce={props.annonce} />
        <Ecrits {...props} epci={epci} />
        {lue.territorialises.length > 0 ? (
          <>
            <h2>Contrôles</h2>
            <Controles lue={lue} />
          </>
        ) : null}
        <Ajouter {...props} epci={epci} />
      </>
    ),
  });
}

type Avec = TerritorialisesPageProps & { readonly epci: string };

function Ecrits({ epci, lue, convention }: Avec) {
  if (lue.territorialises.length === 0) return <p>Aucun n’est encore écrit dans ce projet.</p>;
  const ecrits = tableTerritorialises(convention);
  const [ou, qui] = ecrits.colonnes.map((colonne) => (one: ObjectifTerritorialise) => sayCellule(colonne, one));
  const table = defineTable<ObjectifTerritorialise, Child>({
    code: "ecrits",
    titre: "Objectifs écrits",
    colonnes: [
      ...ecrits.colonnes,
      {
        code: "action",
        titre: "Action",
        valeur: keyTerritorialise,
        rendu: (objectif) => (
          <button class="lien" type="submit" name="retirer" value={keyTerritorialise(objectif)}>
            Retirer
            <span class="lu">
              {" "}
              {qui?.(objectif)}, {ou?.(objectif)}
            </span>
          </button>
        ),
      },
    ],
  });
  return (
    <form method="post" action={hrefVersion(epci, lue.numero, "/territorialises/retirer")}>
      <Table table={table} lignes={lue.territorialises} coupe="jamais" />
    </form>
  );
}

const QUAND = [
  { code: "annee", libelle: "Toute l’année" },
  { code: "T1", libelle: "1er trimestre" },
  { code: "T2", libelle: "2e trimestre" },
  { code: "T3", libelle: "3e trimestre" },
  { code: "T4", libelle: "4e trimestre" },
  { code: "mois", libelle: "D’autres mois, écrits à droite" },
];

function Ajouter(props: Avec) {
  const { epci, lue, convention, porteurs, lieux } = props;
  const options = [
    ...lieux.secteurs.map((code) => ({ code: `secteur:${code}`, libelle: `${LIBELLE_GENRE_LIEU.secteur} ${code}` })),
    ...lieux.quartiers.map(({ code, nom }) => ({ code: `qpv:${code}`, libelle: `Quartier ${nom} (${code})` })),
    ...lieux.communes.map(({ code, nom }) => ({ code: `commune:${code}`, libelle: `${nom} (${code})` })),
  ];
  return (
    <form class="saisie" method="post" action={hrefVersion(epci, lue.numero, "/territorialises")} id="ajouter">
      <h2>Ajouter un objectif</h2>
      <Cote>
        <Liste etat={props} nom="objet" libelle="Objectif" options={optionsOf(OBJETS, LIBELLE_OBJET)} />
        <Liste
          etat={props}
          nom="porteur"
          libelle="Porteur"
          options={porteurs.map((porteur) => ({
            code: keyPorteur(porteur),
            libelle: labelPorteur(porteur, convention.noms),
          }))}
        />
        <Liste etat={props} nom="lieu" libelle="Lieu" vide="Tout le territoire" options={options} />
      </Cote>
      <Cote>
        <Liste etat={props} nom="quand" libelle="Période" options={QUAND} />
        <Champ etat={props} nom="annee" libelle="Année" court aide="Sans effet pour d’autres mois." />
        <Champ etat={props} nom="premier_mois" libelle="Premier mois" court aide="Par exemple 2019-07." />
        <Champ etat={props} nom="dernier_mois" libelle="Dernier mois" court aide="Par exemple 2020-12." />
      </Cote>
      <Cote>
        <Champ etat={props} nom="nombre" libelle="Nombre d’attributions" nombre />
        <Champ etat={props} nom="taux" libelle="Taux" nombre unite="%" />
      </Cote>
      <p class="ligne telechargements">
        <button class="bouton" type="submit">
          Ajouter
        </button>
        <a href={hrefVersion(epci, lue.numero)}>Revenir au projet</a>
      </p>
    </form>
  );
}
