import {
  LIBELLE_CADRE_OPERATION,
  LIBELLE_ETAT_OPERATION,
  LIBELLE_GENRE_OPERATION,
  LIBELLE_PHASE_OPERATION,
  PHASES_OPERATION,
} from "#donnees/regles/programme/operation.ts";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import { type APropos, PARTENAIRES, SAISI } from "#socle/documents/a-propos.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { csvOf, feuilleOf } from "#socle/documents/table.ts";
import type { ProfilCsv } from "#socle/documents/table-csv.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import { TOTAUX_PAR_GENRE } from "../images/totaux-table.ts";
import type { LigneRegistre, Registre } from "../lectures/registre.ts";

const BOUTS = {
  debutPrevu: ["debut_prevu", "début prévu", "Jour prévu pour le début de l’étape."],
  finPrevue: ["fin_prevue", "fin prévue", "Jour prévu pour la fin de l’étape."],
  debutReel: ["debut_reel", "début réel", "Jour où l’étape a commencé."],
  finReelle: ["fin_reelle", "fin réelle", "Jour où l’étape s’est terminée."],
} as const;

const SITUATION = { qpv: "oui", "hors-qpv": "non", inconnue: null } as const;

/** The columns of every file, in their order; what is unknown is an empty cell. */
const OPERATIONS = defineTable<LigneRegistre>({
  code: "operations",
  titre: "Registre des opérations",
  colonnes: [
    { code: "id", titre: "Numéro", genre: "entier", valeur: ({ operation }) => operation.id },
    {
      code: "nom",
      titre: "Opération",
      definition: "Nom de l’opération de construction, de démolition ou de travaux.",
      valeur: ({ operation }) => operation.nom,
    },
    {
      code: "genre",
      titre: "Genre",
      definition: "Construction, démolition, réhabilitation ou résidentialisation.",
      valeur: ({ operation }) => LIBELLE_GENRE_OPERATION[operation.genre],
    },
    {
      code: "cadre",
      titre: "Cadre",
      definition: "Programme dont relève l’opération.",
      valeur: ({ operation }) => LIBELLE_CADRE_OPERATION[operation.cadre],
    },
    {
      code: "etat",
      titre: "État",
      definition: "Où en est l’opération, du dépôt à la livraison ou à l’abandon.",
      valeur: ({ operation }) => LIBELLE_ETAT_OPERATION[operation.etat],
    },
    { code: "bailleur", titre: "Bailleur", valeur: ({ operation }) => operation.bailleur?.nom ?? null },
    { code: "siren", titre: "SIREN", valeur: ({ operation }) => operation.bailleur?.siren ?? null },
    {
      code: "commune",
      titre: "Code commune",
      definition: "Code INSEE de la commune, à cinq caractères.",
      valeur: ({ operation }) => operation.commune,
    },
    { code: "commune_nom", titre: "Commune", valeur: ({ commune }) => commune },
    {
      code: "secteur",
      titre: "Secteur",
      definition: "Regroupement de communes défini par le territoire.",
      valeur: ({ operation }) => operation.secteur,
    },
    {
      code: "qpv",
      titre: "En QPV",
      definition: "Si l’opération est dans un quartier prioritaire.",
      valeur: ({ operation }) => SITUATION[operation.situation],
    },
    { code: "logements", titre: "Logements", genre: "nombre", valeur: ({ operation }) => operation.logements },
    {
      code: "collectifs",
      titre: "Collectifs",
      definition: "Logements en immeuble collectif.",
      genre: "nombre",
      valeur: ({ operation }) => operation.collectifs,
    },
    {
      code: "individuels",
      titre: "Individuels",
      definition: "Logements individuels.",
      genre: "nombre",
      valeur: ({ operation }) => operation.individuels,
    },
    ...(["plai", "plus", "pls", "autre"] as const).map(
      (cle): Colonne<LigneRegistre> => ({
        code: cle,
        titre: cle === "autre" ? "Autre" : cle.toUpperCase(),
        genre: "nombre",
        valeur: ({ operation }) => operation.financements[cle],
      }),
    ),
    ...TYPOLOGIES.map(
      (type): Colonne<LigneRegistre> => ({
        code: type.toLowerCase().replace("+", "_plus"),
        titre: type,
        definition: "Logements prévus de cette typologie.",
        genre: "nombre",
        // All absent is not known; one absent among others is none.
        valeur: ({ operation: { typologies } }) =>
          Object.keys(typologies).length === 0 ? null : (typologies[type] ?? 0),
      }),
    ),
    {
      code: "loyer_m2",
      titre: "Loyer au m²",
      definition: "Loyer mensuel hors charges prévu, par mètre carré habitable.",
      genre: "decimal",
      valeur: ({ operation }) => operation.loyerM2,
    },
    {
      code: "occupes",
      titre: "Occupés",
      definition: "Logements occupés au jour indiqué.",
      genre: "nombre",
      valeur: ({ operation }) => operation.aReloger?.occupes ?? null,
    },
    {
      code: "occupes_au",
      titre: "Occupés au",
      definition: "Jour où l’occupation a été comptée.",
      genre: "jour",
      valeur: ({ operation }) => operation.aReloger?.occupesAu ?? null,
    },
    {
      code: "relogement_depuis",
      titre: "Relogement depuis",
      definition: "Année où commence le relogement des ménages.",
      genre: "entier",
      valeur: ({ operation }) => operation.aReloger?.depuis ?? null,
    },
    ...PHASES_OPERATION.flatMap((phase) =>
      (["debutPrevu", "finPrevue", "debutReel", "finReelle"] as const).map(
        (bout): Colonne<LigneRegistre> => ({
          code: `${phase}_${BOUTS[bout][0]}`.replaceAll("-", "_"),
          titre: `${LIBELLE_PHASE_OPERATION[phase]}, ${BOUTS[bout][1]}`,
          definition: BOUTS[bout][2],
          genre: "jour",
          valeur: ({ operation }) => operation.etapes.find((etape) => etape.phase === phase)?.[bout] ?? null,
        }),
      ),
    ),
    {
      code: "retard_jours",
      titre: "Retard en jours",
      definition: "Jours de retard sur la date prévue ; inconnu si l’une des dates manque.",
      genre: "nombre",
      valeur: ({ retard }) => retard?.jours ?? null,
    },
    {
      code: "publiee_le",
      titre: "Publique depuis",
      definition: "Jour depuis lequel l’opération est montrée au public.",
      genre: "jour",
      valeur: ({ operation }) => operation.publieLe,
    },
    {
      code: "demonstration",
      titre: "Donnée de démonstration",
      valeur: ({ operation }) => (operation.synthetique ? "oui" : "non"),
    },
  ],
});

export function renderRegistreCsv({ lignes }: Registre, profil: ProfilCsv): string {
  return csvOf(OPERATIONS, lignes, profil);
}

/** Two sheets: the operations, then the totals by kind. */
export function renderRegistreXlsx(registre: Registre): Promise<Uint8Array> {
  const aPropos: APropos = {
    titre: "Registre des opérations",
    territoire: registre,
    jour: registre.aujourdhui,
    pour: PARTENAIRES,
    sources: SAISI,
    methode: registre.phrases,
  };
  return renderClasseur(aPropos, [
    ["Opérations", feuilleOf(OPERATIONS, registre.lignes)],
    ["Totaux par genre", feuilleOf(TOTAUX_PAR_GENRE, registre.totaux)],
  ]);
}
