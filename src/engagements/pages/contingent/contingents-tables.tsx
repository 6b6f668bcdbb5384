import type { Child } from "hono/jsx";
import { LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Table } from "#socle/pages/design/table.tsx";
import { formatEntre, formatNombre, formatTauxCourt } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { CompteurConvention, Contingents, DroitLu } from "../../lectures/contingent/contingents.ts";
import { LIBELLE_EXCEPTION, LIBELLE_MODE } from "../../regles/contingent/droit.ts";
import { formatImputees } from "../../regles/contingent/format-compte.ts";
import { Alertes, formatDates } from "./libelles.tsx";

const STATUTS = { "a-venir": "à venir", "en-cours": "en cours", echu: "échu" } as const;

type DroitsProps = { readonly epci: string; readonly droits: readonly DroitLu[]; readonly ecrire: boolean };

export function TableDroits({ epci, droits, ecrire }: DroitsProps) {
  const acte: Colonne<DroitLu, Child> = {
    code: "acte",
    titre: "Acte",
    valeur: ({ id }) => id,
    rendu: ({ id, nomReservataire, nomBailleur }) => (
      <a href={hrefTerritoire(epci, `contingents/${id}`)}>
        Modifier
        <span class="lu">
          {" "}
          le droit de {nomReservataire} chez {nomBailleur}
        </span>
      </a>
    ),
  };
  const colonnes = ecrire ? [...DROITS, acte] : DROITS;
  return <Table table={defineTable({ code: "droits", titre: "Droits de réservation", colonnes })} lignes={droits} />;
}

const DROITS: readonly Colonne<DroitLu, Child>[] = [
  {
    code: "reservataire",
    titre: "Réservataire",
    tri: true,
    valeur: ({ nomReservataire }) => nomReservataire,
    rendu: ({ nomReservataire, contingent }) => (
      <>
        {nomReservataire}
        <br />
        <small>{LIBELLE_CONTINGENT[contingent]}</small>
      </>
    ),
  },
  { code: "bailleur", titre: "Bailleur", tri: true, valeur: ({ nomBailleur }) => nomBailleur },
  {
    code: "mode",
    titre: "Mode",
    valeur: ({ mode, exception }) => `${LIBELLE_MODE[mode]}${exception ? ` (${LIBELLE_EXCEPTION[exception]})` : ""}`,
  },
  {
    code: "droits",
    titre: "Droits",
    genre: "nombre",
    tri: true,
    valeur: ({ nombre }) => nombre,
    rendu: ({ nombre, logements }) =>
      logements.length === 0
        ? formatNombre(nombre)
        : `${formatNombre(nombre)}, dont ${formatNombre(logements.length)} identifiés`,
  },
  { code: "dates", titre: "Dates", valeur: ({ depuis, jusque }) => formatDates(depuis, jusque) },
  { code: "justification", titre: "Justification", valeur: ({ justification }) => justification ?? "non écrite" },
  {
    code: "etat",
    titre: "État",
    valeur: ({ etat }) => STATUTS[etat.statut],
    rendu: ({ etat }) => (
      <>
        {STATUTS[etat.statut]}
        <Alertes alertes={etat.alertes} />
      </>
    ),
  },
];

type ConventionsProps = {
  readonly epci: string;
  readonly annee: number;
  readonly conventions: readonly CompteurConvention[];
};

export function TableConventions({ epci, annee, conventions }: ConventionsProps) {
  const convention: Colonne<CompteurConvention, Child> = {
    code: "convention",
    titre: "Convention",
    tri: true,
    valeur: ({ convention: { nomReservataire, nomBailleur } }) => `${nomReservataire}, ${nomBailleur}`,
    rendu: ({ convention: { id, nomReservataire, nomBailleur, contingent }, perimetre }) => (
      <>
        <a href={hrefTerritoire(epci, `contingents/conventions/${id}`, { annee })}>
          {nomReservataire}, {nomBailleur}
        </a>
        <br />
        <small>
          {LIBELLE_CONTINGENT[contingent]} · {perimetre}
        </small>
      </>
    ),
  };
  const table = defineTable({
    code: "conventions",
    titre: `Compteurs des conventions de flux, ${annee}`,
    colonnes: [convention, ...COMPTEURS],
  });
  return <Table table={table} lignes={conventions} />;
}

const COMPTEURS: readonly Colonne<CompteurConvention, Child>[] = [
  { code: "part", titre: "Part", genre: "taux", valeur: ({ convention }) => formatTauxCourt(convention.part) },
  { code: "assiette", titre: "Assiette", genre: "nombre", tri: true, valeur: ({ assiette }) => assiette.base },
  { code: "objectif", titre: "Objectif", genre: "nombre", tri: true, valeur: ({ compteur }) => compteur.objectif },
  { code: "attendu", titre: "Attendu à cette date", genre: "nombre", valeur: ({ compteur }) => compteur.attendu },
  {
    code: "imputees",
    titre: "Imputées",
    genre: "nombre",
    valeur: ({ compteur: { certaines, possibles } }) => formatImputees(certaines, possibles),
  },
  { code: "reste", titre: "Reste", genre: "nombre", valeur: ({ compteur }) => formatEntre(compteur.reste) },
  {
    code: "atteinte",
    titre: "Part atteinte",
    genre: "taux",
    tri: true,
    valeur: ({ compteur }) => compteur.partAtteinte,
  },
  {
    code: "alertes",
    titre: "Alertes",
    valeur: ({ alertes }) => alertes.length,
    rendu: ({ alertes }) => (alertes.length > 0 ? <Alertes alertes={alertes} /> : "aucune"),
  },
];

type Parc = NonNullable<Contingents["parc"]>;

export function TableEcarts({ parc: { millesime, ecarts } }: { readonly parc: Parc }) {
  const table = defineTable<Parc["ecarts"][number]>({
    code: "ecarts",
    titre: `Droits enregistrés et logements réservés de RPLS ${millesime}`,
    colonnes: [
      { code: "bailleur", titre: "Bailleur", tri: true, valeur: ({ bailleur }) => bailleur },
      { code: "contingent", titre: "Contingent dans RPLS", tri: true, valeur: ({ libelle }) => libelle },
      { code: "stock", titre: "Droits en stock", genre: "nombre", tri: true, valeur: ({ enStock }) => enStock },
      { code: "flux", titre: "Droits en flux", genre: "nombre", tri: true, valeur: ({ enFlux }) => enFlux },
      { code: "rpls", titre: "Logements RPLS", genre: "nombre", tri: true, valeur: ({ rpls }) => rpls },
      { code: "difference", titre: "Différence", genre: "nombre", tri: true, valeur: ({ ecart }) => ecart },
    ],
  });
  return (
    <>
      <Table table={table} lignes={ecarts} cartes={false} />
      <p class="discret">
        Différence : droits enregistrés moins logements réservés. RPLS compte des logements, un droit en flux n’en
        désigne aucun : une différence est à expliquer, elle n’est pas une erreur.
      </p>
    </>
  );
}
