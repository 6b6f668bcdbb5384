import type { Source } from "#socle/regles/shared/source.ts";
import type { CopyColumns, CopyValue } from "#socle/sql/copy.ts";
import type { RowBySource } from "../../formats/lecture.ts";
import type { RowADeposer } from "../../lectures/lot/ports.ts";

/** Where the rows of a source are staged, and which field goes to which column. */
type LotTable<S extends Source> = { readonly table: string; readonly columns: CopyColumns<RowADeposer<S>> };

/**
 * Every field of a row of a source, none left out: its column, with how it is written when it is not as it is; null for what the lot itself
 * says. A field that is read and forgotten here does not compile.
 */
type Ecriture<Row> = {
  readonly [K in keyof Row]-?: string | readonly [column: string, write: (value: Row[K]) => CopyValue] | null;
};

function write<S extends Source>(
  ecriture: Ecriture<RowBySource[S]>,
  autres: CopyColumns<RowADeposer<S>> = [],
): CopyColumns<RowADeposer<S>> {
  const own = Object.entries(ecriture) as [keyof RowBySource[S], Ecriture<RowBySource[S]>[keyof RowBySource[S]]][];
  return [
    ...own.flatMap(([field, to]): CopyColumns<RowADeposer<S>> => {
      if (to === null) return [];
      if (typeof to === "string") return [[to, ({ row }) => row[field] as CopyValue]];
      return [[to[0], ({ row }) => to[1](row[field])]];
    }),
    ...autres,
  ];
}

/** Both lists of priority publics are rows of one table, each with the name of its list. The department told whose list it is, and is not kept. */
function prioritaires<S extends "syplo" | "prioritaires-bailleur">(liste: "syplo" | "bailleur"): LotTable<S> {
  return {
    table: "prioritaire_liste",
    columns: write<"syplo" | "prioritaires-bailleur">(
      {
        cle: "cle",
        empreinte: "empreinte",
        bailleur: "bailleur",
        labelliseLe: "labellise_le",
        sortiLe: "sorti_le",
        statut: "statut",
        dalo: "dalo",
        departement: null,
      },
      [["liste", () => liste]],
    ),
  };
}

export const LOT_TABLES: { readonly [S in Source]: LotTable<S> } = {
  rpls: {
    table: "logement",
    columns: write(
      {
        cle: "cle",
        empreinte: "empreinte",
        identRep: "ident_rep",
        identInt: "ident_int",
        bailleur: "bailleur",
        bailleurNom: "bailleur_nom",
        commune: "commune",
        communeNom: "commune_nom",
        codePostal: "code_postal",
        adresse: "adresse",
        residence: "residence",
        situationDeclaree: "situation_declaree",
        qpvDeclare: "qpv_declare",
        typeConstruction: "type_construction",
        pieces: "pieces",
        surface: "surface",
        construction: "construction",
        miseEnLocation: "mise_en_location",
        entreePatrimoine: "entree_patrimoine",
        financement: "financement",
        conventionne: "conventionne",
        conventionLe: "convention_le",
        mode: "mode",
        bailDepuis: "bail_depuis",
        disponibleDepuis: "disponible_depuis",
        dureeVacance: "duree_vacance",
        loyer: "loyer",
        dpeEnergie: "dpe_energie",
        dpeSerre: "dpe_serre",
        contingent: "contingent",
        sortie: "sortie",
        longitude: "longitude",
        latitude: "latitude",
      },
      [
        ["qpv_2015", ({ row }) => row.qpv2015 ?? null],
        ["qpv_2024", ({ row }) => row.qpv2024 ?? null],
        ["zus", ({ row }) => row.zus ?? null],
      ],
    ),
  },
  "sne-attributions": {
    table: "attribution",
    columns: write(
      {
        cle: "cle",
        empreinte: "empreinte",
        bailleur: "bailleur",
        bailSigneLe: "bail_signe_le",
        commune: "commune",
        adresse: "adresse",
        residence: "residence",
        numeroRpls: "numero_rpls",
        typologie: "typologie",
        surface: "surface",
        loyer: "loyer",
        situationDeclaree: "situation_declaree",
        quartileDeclare: "quartile_declare",
        revenuMensuel: "revenu_mensuel",
        uniteConso: "unite_conso",
        tailleMenage: "taille_menage",
        age: "age",
        contingent: "contingent",
        origine: "origine",
        relogement: "relogement",
        prioritaire: "prioritaire",
        dalo: "dalo",
        travailleurEssentiel: "travailleur_essentiel",
        motifDemande: "motif_demande",
        delaiJours: "delai_jours",
        salarie: "salarie",
      },
      [["commune_ecrite", ({ row }) => row.communeEcrite ?? null]],
    ),
  },
  "sne-demandes": {
    table: "demande",
    columns: write({
      cle: "cle",
      empreinte: "empreinte",
      creeLe: "cree_le",
      renouveleLe: "renouvele_le",
      commune: "commune",
      typologie: "typologie",
      origine: "origine",
      quartileDeclare: "quartile_declare",
      revenuMensuel: "revenu_mensuel",
      uniteConso: "unite_conso",
      tailleMenage: "taille_menage",
      age: "age",
      prioritaire: "prioritaire",
      dalo: "dalo",
      motifDemande: "motif_demande",
      positionPlafond: "position_plafond",
      propositions: "propositions",
      derniereProposition: "derniere_proposition",
      refusPar: "refus_par",
      refusMotif: "refus_motif",
      dernierEvenement: "dernier_evenement",
      salarie: "salarie",
      qpvActuel: "qpv_actuel",
    }),
  },
  qpv: {
    table: "qpv",
    columns: write({
      code: "code",
      nom: "nom",
      generation: "generation",
      communes: "communes",
      contour: ["contour", JSON.stringify],
      fictif: "fictif",
    }),
  },
  communes: {
    table: "commune",
    columns: write({
      code: "code",
      nom: "nom",
      population: "population",
      secteur: "secteur",
      contour: ["contour", JSON.stringify],
      schematique: "schematique",
    }),
  },
  seuils: {
    table: "seuil",
    columns: write({
      epci: null,
      libelle: "libelle",
      annee: "annee",
      seuilAnnuelUc: "seuil_annuel_uc",
      arrete: "arrete",
      dateEffet: "date_effet",
    }),
  },
  objectifs: {
    table: "objectif",
    columns: write(
      {
        epci: null,
        annee: "annee",
        bailleur: "bailleur",
        contingent: "contingent",
        objet: "objet",
        lieu: ["lieu", (lieu) => lieu?.code ?? null],
        du: "du",
        au: "au",
        taux: "taux",
        nombre: "nombre",
        acte: "acte",
        depuis: "depuis",
      },
      [["lieu_genre", ({ row }) => row.lieu?.genre ?? null]],
    ),
  },
  resultats: {
    table: "resultat",
    columns: write({
      epci: null,
      annee: "annee",
      bailleur: "bailleur",
      grandeur: "grandeur",
      imprime: "imprime",
      valeur: "valeur",
      source: "source",
      explication: "explication",
    }),
  },
  "resultats-nationaux": {
    table: "resultat_national",
    columns: write({
      epci: null,
      nom: "nom",
      annee: "annee",
      attributionsHorsQpv: "attributions_hors_qpv",
      premierQuartileHorsQpv: "premier_quartile_hors_qpv",
      tauxHorsQpv: "taux_hors_qpv",
      attributionsQpv: "attributions_qpv",
      autresQuartilesQpv: "autres_quartiles_qpv",
      tauxQpv: "taux_qpv",
      source: "source",
      publieLe: "publie_le",
    }),
  },
  syplo: prioritaires("syplo"),
  "prioritaires-bailleur": prioritaires("bailleur"),
  ops: {
    // `cle` and `empreinte` are computed by the table itself.
    table: "occupation",
    columns: write({
      bailleur: "bailleur",
      commune: "commune",
      residence: "residence",
      enquete: "enquete",
      population: "population",
      indicateur: "indicateur",
      effectif: "effectif",
      repondants: "repondants",
    }),
  },
};
