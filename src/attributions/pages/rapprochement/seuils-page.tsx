import type { Child } from "hono/jsx";
import type { Typologie } from "#droit/regles/typologie.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Champ, Choix, type EtatFormulaire, Relire, renderPageFormulaire } from "#socle/pages/design/formulaire.tsx";
import { Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatEuros, formatJour, formatNombre } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { PorteurSeuils } from "../../actes/rapprochement/ecrire-seuils.ts";
import type { SeuilsRapprochement } from "../../regles/rapprochement/faits.ts";
import { CHEMIN_REPERES, CHEMIN_SEUILS } from "./chemins.ts";
import { Seuils } from "./mots.tsx";

export type SeuilsPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly porteur: PorteurSeuils;
  readonly aujourdhui: string;
  /** In force today: the bailleur's own, else the territory's. */
  readonly seuils: SeuilsRapprochement | null;
  /** Versions of the same bearer, latest first. */
  readonly versions: readonly SeuilsRapprochement[];
  readonly etat: EtatFormulaire;
};

/** One field for each kind of dwelling. */
export const CHAMPS_FORFAIT = [
  ["forfait_t1", "T1"],
  ["forfait_t2", "T2"],
  ["forfait_t3", "T3"],
  ["forfait_t4", "T4"],
  ["forfait_t5", "T5"],
  ["forfait_t6", "T6+"],
] as const satisfies readonly (readonly [champ: string, typologie: Typologie])[];

const OPTIONS_CONFIANCE = [
  { code: "S", libelle: "Un texte signé ou délibéré" },
  { code: "B", libelle: "Un usage, à confirmer" },
];

const DE = {
  bailleur: {
    chemin: CHEMIN_SEUILS,
    titre: "Repères de budget des candidats",
    dit: "Aucun texte ne fixe de taux d’effort ni de reste à vivre minimal : ces repères sont ceux de votre organisation.",
  },
  territoire: {
    chemin: `${CHEMIN_REPERES}/nouvelle`,
    titre: "Nouvelle version des repères du territoire",
    dit: "Aucun texte ne fixe de taux d’effort ni de reste à vivre minimal : ces repères valent pour les logements des bailleurs qui n’ont pas les leurs.",
  },
} as const;

/** The law imposes no threshold: without one, nobody is excluded. */
export function renderSeuilsPage(props: SeuilsPageProps): string {
  const { cadre, epci, porteur, seuils, versions, etat } = props;
  const { chemin, titre, dit } = DE[porteur];
  return renderPageFormulaire({
    cadre,
    epci,
    ...etat,
    chemin,
    titre,
    retour: { chemin: CHEMIN_REPERES, libelle: "Repères de budget" },
    sous: (
      <>
        <Seuils seuils={seuils} />
        <p>{dit} Un repère vide n’écarte personne. Ceux d’avant restent lus pour les examens passés.</p>
      </>
    ),
    bouton: "Enregistrer ces repères",
    children: <Champs etat={etat} />,
    apres: <VersionsSeuils versions={versions} aujourdhui={props.aujourdhui} />,
  });
}

function Champs({ etat }: { etat: EtatFormulaire }) {
  return (
    <>
      <Champ etat={etat} nom="depuis" libelle="À partir du" type="date" requis />
      <Champ etat={etat} nom="effort_max" libelle="Taux d’effort, au plus" nombre unite="%" />
      <Champ
        etat={etat}
        nom="reste_a_vivre"
        libelle="Reste à vivre, par jour et par unité de consommation"
        aide="Il est montré, il n’écarte personne."
        nombre
        unite="€"
      />
      <fieldset>
        <legend>Forfait d’eau et de chauffage individuels, par mois</legend>
        {CHAMPS_FORFAIT.map(([champ, typologie]) => (
          <Champ etat={etat} nom={champ} libelle={typologie} nombre unite="€" />
        ))}
      </fieldset>
      <Choix etat={etat} nom="confiance" libelle="Ce qui les fonde" options={OPTIONS_CONFIANCE} requis />
      <Champ
        etat={etat}
        nom="reference"
        libelle="D’où ils viennent, ou pourquoi ils changent"
        aide="Par exemple : règlement intérieur de la commission, 12 mars 2018."
        requis
      />
      <Relire affiche={etat.refus.erreurs.some(({ champ }) => champ === "reference")} />
    </>
  );
}

type VersionsProps = Pick<SeuilsPageProps, "versions" | "aujourdhui">;

/** Former versions are kept: a past check used one of them. */
export function VersionsSeuils({ versions, aujourdhui }: VersionsProps) {
  if (versions.length === 0) return null;
  return <Table table={versionsOf(versions, aujourdhui)} lignes={versions} />;
}

function versionsOf(versions: readonly SeuilsRapprochement[], aujourdhui: string) {
  const courante = versions.find(({ depuis }) => depuis <= aujourdhui);
  return defineTable<SeuilsRapprochement, Child>({
    code: "versions",
    titre: "Versions, la dernière d’abord",
    colonnes: [
      { code: "depuis", titre: "À partir du", valeur: ({ depuis }) => formatJour(depuis) },
      {
        code: "etat",
        titre: "État",
        valeur: (version) =>
          version === courante ? "en vigueur" : version.depuis > aujourdhui ? "à venir" : "remplacée",
      },
      {
        code: "effort",
        titre: "Taux d’effort, au plus",
        genre: "nombre",
        valeur: ({ effortMax }) => (effortMax === null ? "aucun" : `${formatNombre(effortMax / 10)}\u00A0%`),
      },
      {
        code: "reste",
        titre: "Reste à vivre, par jour",
        genre: "nombre",
        valeur: ({ resteAVivre }) => (resteAVivre === null ? "aucun" : `${formatNombre(resteAVivre)}\u00A0€`),
      },
      { code: "forfaits", titre: "Forfaits, par mois", valeur: sayForfaits },
      {
        code: "source",
        titre: "Source",
        valeur: ({ reference }) => reference,
        rendu: ({ reference, confiance }) => (
          <>
            {reference} {confiance === "B" ? <Tag ton="alerte">à confirmer</Tag> : null}
          </>
        ),
      },
    ],
  });
}

function sayForfaits({ forfaits }: SeuilsRapprochement): string {
  const dits = CHAMPS_FORFAIT.flatMap(([, typologie]) => {
    const euros = forfaits[typologie];
    return euros === undefined ? [] : [`${typologie} ${formatEuros(euros)}`];
  });
  return dits.length === 0 ? "aucun" : dits.join(", ");
}

export function LienSeuils({ epci, porteur }: { epci: string; porteur: PorteurSeuils }) {
  return (
    <p>
      <a href={hrefTerritoire(epci, DE[porteur].chemin)}>
        {porteur === "bailleur" ? "Écrire les repères de votre organisation" : "Écrire une nouvelle version"}
      </a>
    </p>
  );
}
