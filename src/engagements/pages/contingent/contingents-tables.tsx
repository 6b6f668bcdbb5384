import { LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { TableFiches } from "#socle/pages/design/table-fiches.tsx";
import { formatEntre, formatNombre, formatTaux, formatTauxCourt, INCONNU } from "#socle/regles/shared/format.ts";
import type { CompteurConvention, Contingents, DroitLu } from "../../lectures/contingent/contingents.ts";
import { LIBELLE_EXCEPTION, LIBELLE_MODE } from "../../regles/contingent/droit.ts";
import { formatConnu, formatImputees } from "../../regles/contingent/format-compte.ts";
import { Alertes, formatDates } from "./libelles.tsx";

const STATUTS = { "a-venir": "à venir", "en-cours": "en cours", echu: "échu" } as const;

export function TableDroits({ epci, droits, ecrire }: { epci: string; droits: readonly DroitLu[]; ecrire: boolean }) {
  const colonnes = [
    { titre: "Réservataire" },
    { titre: "Bailleur" },
    { titre: "Mode" },
    { titre: "Droits", nombre: true },
    { titre: "Dates" },
    { titre: "Justification" },
    { titre: "État" },
    ...(ecrire ? [{ titre: "Acte" }] : []),
  ];
  return (
    <TableFiches
      titre="Droits de réservation"
      colonnes={colonnes}
      lignes={droits.map((droit) => [
        <>
          {droit.nomReservataire}
          <br />
          <small>{LIBELLE_CONTINGENT[droit.contingent]}</small>
        </>,
        droit.nomBailleur,
        `${LIBELLE_MODE[droit.mode]}${droit.exception ? ` (${LIBELLE_EXCEPTION[droit.exception]})` : ""}`,
        droit.logements.length === 0
          ? formatNombre(droit.nombre)
          : `${formatNombre(droit.nombre)}, dont ${formatNombre(droit.logements.length)} identifiés`,
        formatDates(droit.depuis, droit.jusque),
        droit.justification ?? "non écrite",
        <>
          {STATUTS[droit.etat.statut]}
          <Alertes alertes={droit.etat.alertes} />
        </>,
        ...(ecrire
          ? [
              <a href={hrefTerritoire(epci, `contingents/${droit.id}`)}>
                Modifier
                <span class="lu">
                  {" "}
                  le droit de {droit.nomReservataire} chez {droit.nomBailleur}
                </span>
              </a>,
            ]
          : []),
      ])}
    />
  );
}

const COLONNES_CONVENTION = [
  { titre: "Convention" },
  { titre: "Part", nombre: true },
  { titre: "Assiette", nombre: true },
  { titre: "Objectif", nombre: true },
  { titre: "Attendu à cette date", nombre: true },
  { titre: "Imputées", nombre: true },
  { titre: "Reste", nombre: true },
  { titre: "Part atteinte", nombre: true },
  { titre: "Alertes" },
];

export function TableConventions({
  epci,
  annee,
  conventions,
}: {
  epci: string;
  annee: number;
  conventions: readonly CompteurConvention[];
}) {
  return (
    <TableFiches
      titre={`Compteurs des conventions de flux, ${annee}`}
      colonnes={COLONNES_CONVENTION}
      lignes={conventions.map((one) => [
        <>
          <a href={hrefTerritoire(epci, `contingents/conventions/${one.convention.id}`, { annee })}>
            {one.convention.nomReservataire}, {one.convention.nomBailleur}
          </a>
          <br />
          <small>
            {LIBELLE_CONTINGENT[one.convention.contingent]} · {one.perimetre}
          </small>
        </>,
        formatTauxCourt(one.convention.part),
        formatConnu(one.assiette.base),
        ...counterCells(one),
        one.alertes.length > 0 ? <Alertes alertes={one.alertes} /> : "aucune",
      ])}
    />
  );
}

function counterCells({ compteur }: CompteurConvention): readonly string[] {
  return [
    formatConnu(compteur.objectif),
    formatConnu(compteur.attendu),
    formatImputees(compteur.certaines, compteur.possibles),
    formatEntre(compteur.reste),
    compteur.partAtteinte === null ? INCONNU : formatTaux(compteur.partAtteinte),
  ];
}

export function TableEcarts({ parc }: { parc: NonNullable<Contingents["parc"]> }) {
  return (
    <>
      <TableFiches
        titre={`Droits enregistrés et logements réservés de RPLS ${parc.millesime}`}
        cartes={false}
        colonnes={[
          { titre: "Bailleur" },
          { titre: "Contingent dans RPLS" },
          { titre: "Droits en stock", nombre: true },
          { titre: "Droits en flux", nombre: true },
          { titre: "Logements RPLS", nombre: true },
          { titre: "Différence", nombre: true },
        ]}
        lignes={parc.ecarts.map(({ bailleur, libelle, enStock, enFlux, rpls, ecart }) => [
          bailleur,
          libelle,
          formatConnu(enStock),
          formatConnu(enFlux),
          formatNombre(rpls),
          formatConnu(ecart),
        ])}
      />
      <p class="discret">
        Différence : droits enregistrés moins logements réservés. RPLS compte des logements, un droit en flux n’en
        désigne aucun : une différence est à expliquer, elle n’est pas une erreur.
      </p>
    </>
  );
}
