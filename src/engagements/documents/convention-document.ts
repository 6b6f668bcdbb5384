import { keyLieu, labelLieu } from "#donnees/regles/convention/lieu.ts";
import { LIBELLE_OBJET } from "#donnees/regles/convention/objet.ts";
import { type APropos, PARTENAIRES } from "#socle/documents/a-propos.ts";
import { paragraphe } from "#socle/documents/blocs.ts";
import type { Bloc, Definition, DocumentMisEnPage, SectionDocument } from "#socle/documents/document.ts";
import { type Feuille, textes } from "#socle/documents/feuille.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { feuilleOf, tableauOf } from "#socle/documents/table.ts";
import { tableauTextes } from "#socle/documents/tableau-textes.ts";
import { formatCompte, formatFraction, formatJour } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import { tablesActions } from "../images/actions-table.ts";
import { type LigneObjectif, tableDesObjectifs } from "../images/objectifs-table.ts";
import { tableTerritorialises } from "../images/territorialises-table.ts";
import type { Convention, VersionLue } from "../lectures/convention/convention.ts";
import type { CelluleObjectif, LigneObjectifs, TableObjectifs } from "../lectures/convention/table-objectifs.ts";
import { LIBELLE_APPLICATION } from "../regles/convention/application-avenant.ts";
import { keyPorteur, labelPorteur } from "../regles/convention/engagement.ts";
import {
  awaitsConfirmation,
  ETAPES,
  ETAPES_A_CONFIRMER,
  type Etape,
  LIBELLE_ETAPE,
} from "../regles/convention/etape.ts";
import {
  formatDateEtape,
  LIBELLE_ETAT,
  LIBELLE_GRAVITE,
  LIBELLE_REVISION,
  TITRE_DEROGATION,
} from "../regles/convention/libelles.ts";

/** The version shown, and its objectives as tables: the objects of the page. */
export type DemandeConvention = {
  readonly convention: Convention;
  readonly lue: VersionLue;
  readonly tables: readonly TableObjectifs[];
};

const TITRE = "Convention intercommunale d’attribution";

export function composeConvention({ convention, lue, tables }: DemandeConvention): DocumentMisEnPage {
  const lu = `lue au ${formatJour(convention.jour)}`;
  return {
    titre: TITRE,
    territoire: convention.nom,
    entete: [TITRE, convention.nom, ...(convention.demonstration ? ["données de démonstration"] : [])].join(" · "),
    pied: `${lue.titre}, ${lu}`,
    bandeau: convention.demonstration
      ? "Données de démonstration : ce territoire a été préparé pour essayer Blaise."
      : null,
    couverture: coverOf(convention, lue),
    sections: [
      { titre: "Objectifs", blocs: [...composeObjectifs(lue, tables), ...tableauTerritorialises(convention, lue)] },
      { titre: "Contrôles", blocs: composeControles(lue) },
      { titre: "Étapes", blocs: [tableauEtapes(lue)] },
      { titre: "Signataires", blocs: [tableauSignataires(lue)] },
      ...composeActions(convention),
    ],
    date: null,
  };
}

const AUCUN_OBJECTIF: Bloc = { kind: "note", texte: "Cette version n’écrit aucun objectif." };

function coverOf({ jour, epci, nom }: Convention, lue: VersionLue): Definition[] {
  const { signatures, revision } = lue;
  return [
    { terme: "Territoire", valeur: `${nom} (SIREN ${epci})` },
    { terme: "Version", valeur: lue.titre },
    { terme: "État", valeur: `${LIBELLE_ETAT[lue.etat]} le ${formatJour(jour)}` },
    { terme: "Depuis", valeur: lue.depuis === null ? "pas encore en vigueur" : formatJour(lue.depuis) },
    ...(lue.application ? [{ terme: "S’applique", valeur: LIBELLE_APPLICATION[lue.application] }] : []),
    { terme: "Signatures", valeur: formatFraction(signatures.faites, signatures.attendues) },
    {
      terme: "Révision",
      valeur: revision
        ? `avant le ${formatJour(revision.echeance)} (${LIBELLE_REVISION[revision.etat].toLowerCase()})`
        : `tous les ${formatCompte(lue.dureeAns, "an")}`,
    },
    { terme: "Objet", valeur: lue.objet },
  ];
}

function composeObjectifs({ derogation }: VersionLue, tables: readonly TableObjectifs[]): Bloc[] {
  return [
    ...(derogation === null ? [] : [{ kind: "alerte", titre: `${TITRE_DEROGATION}.`, texte: derogation } as const]),
    ...(tables.length === 0 ? [AUCUN_OBJECTIF] : tables.map(tableauObjectifs)),
  ];
}

/** Without the notice, already shown beside the objectives. */
function composeControles(lue: VersionLue): Bloc[] {
  const controles = lue.controles.filter(({ phrase }) => phrase !== lue.derogation);
  if (controles.length === 0) return [paragraphe("Aucun écart relevé dans cette version.")];
  return [
    tableauTextes(
      "",
      [
        ["Gravité", 1],
        ["Constat", 6],
      ],
      controles.map(({ gravite, phrase }) => [LIBELLE_GRAVITE[gravite], phrase]),
    ),
  ];
}

function tableauObjectifs(table: TableObjectifs): Bloc {
  const lignes = [...table.lignes, ...(table.somme ? [table.somme] : [])];
  return tableauOf<LigneObjectif>(tableDesObjectifs(table), lignes, { total: table.ensemble });
}

/** Objectives of parts of the territory or of the year. Absent from documents frozen before they existed. */
function tableauTerritorialises(
  convention: Partial<Convention>,
  { territorialises = [] }: Partial<VersionLue>,
): Bloc[] {
  if (territorialises.length === 0) return [];
  const { noms = {}, lieux = {} } = convention;
  return [tableauOf(tableTerritorialises({ noms, lieux }), territorialises)];
}

function tableauEtapes({ etapes }: VersionLue): Bloc {
  const rows = [
    ...ETAPES.map((nature) => ({ nature, etape: etapes.find((one) => one.nature === nature) ?? null })),
    ...etapes.flatMap((etape) =>
      etape.nature === "bilan-annuel" || etape.nature === "accord-confirme" ? [{ nature: etape.nature, etape }] : [],
    ),
  ];
  return tableauTextes(
    "",
    [
      ["Étape", 2],
      ["Date", 1.5],
      ["Acte", 3],
    ],
    rows.map(({ nature, etape }) => [
      LIBELLE_ETAPE[nature] + (ETAPES_A_CONFIRMER.includes(nature) ? " (à confirmer)" : ""),
      formatDateEtape(etape),
      [etape?.acte ?? "", ...sayFichier(etape, etapes)].join(". "),
    ]),
  );
}

/** Who recorded the agreement, when it is not its author. */
function sayFichier(etape: Etape | null, etapes: readonly Etape[]): readonly string[] {
  if (!etape?.fichier) return [];
  const suite = awaitsConfirmation(etapes) ? ", non confirmé par l’État" : "";
  return [`Enregistré par l’EPCI d’après l’acte signé (empreinte ${etape.fichier.empreinte.slice(0, 12)})${suite}`];
}

function tableauSignataires({ signataires }: VersionLue): Bloc {
  if (signataires.length === 0) return { kind: "note", texte: "Aucun signataire inscrit." };
  return tableauTextes(
    "",
    [
      ["Organisation", 2.5],
      ["Qualité", 2.5],
      ["Signature", 1.5],
    ],
    signataires.map(({ nom, qualite, signeLe }) => [
      nom,
      qualite,
      signeLe === null ? "non signée" : formatJour(signeLe),
    ]),
  );
}

function composeActions({ actions }: Convention): SectionDocument[] {
  if (actions.length === 0) return [];
  return [{ titre: "Actions", blocs: tablesActions(actions).map((one) => tableauOf(one.table, one.actions)) }];
}

/** The version as a workbook: one line per objective, numbers as numbers, empty when not written. */
export function renderConventionXlsx(demande: DemandeConvention): Promise<Uint8Array> {
  const { convention, lue, tables } = demande;
  const aPropos: APropos = {
    titre: TITRE,
    territoire: convention,
    jour: convention.jour,
    pour: PARTENAIRES,
    sources: ["La version de la convention tenue dans Blaise."],
    autres: coverOf(convention, lue)
      .filter(({ terme }) => terme !== "Territoire")
      .map(({ terme, valeur }) => [terme, valeur]),
  };
  return renderClasseur(aPropos, [
    ["Version", feuilleVersion(convention, lue)],
    ["Objectifs", feuilleOf(OBJECTIFS, objectifsOf(tables))],
    ...(lue.territorialises.length > 0 ? [["Territorialisés", feuilleTerritorialises(convention, lue)] as const] : []),
    ["Contrôles", feuilleOf(CONTROLES, lue.controles)],
    ["Étapes", feuilleOf(ETAPES_FAITES, lue.etapes)],
    ["Signataires", feuilleOf(SIGNATAIRES, lue.signataires)],
    ["Actions", feuilleOf(ACTIONS, convention.actions)],
  ]);
}

function feuilleVersion(convention: Convention, lue: VersionLue): Feuille {
  const notice: Definition[] = lue.derogation === null ? [] : [{ terme: TITRE_DEROGATION, valeur: lue.derogation }];
  const demo: Definition[] = convention.demonstration
    ? [{ terme: "Avertissement", valeur: "Données de démonstration" }]
    : [];
  return {
    colonnes: textes(["Grandeur", 30], ["Valeur", 90]),
    lignes: [...coverOf(convention, lue), ...notice, ...demo].map(({ terme, valeur }) => [terme, valeur]),
  };
}

type ObjectifEcrit = {
  readonly titre: string;
  readonly ligne: LigneObjectifs;
  readonly cellule: CelluleObjectif;
};

function objectifsOf(tables: readonly TableObjectifs[]): readonly ObjectifEcrit[] {
  return tables.flatMap(({ titre, lignes, ensemble }) =>
    [...lignes, ...(ensemble ? [ensemble] : [])].flatMap((ligne) =>
      ligne.cellules.flatMap((cellule) => (cellule === null ? [] : [{ titre, ligne, cellule }])),
    ),
  );
}

const OBJECTIFS = defineTable<ObjectifEcrit>({
  code: "objectifs",
  titre: "Objectifs",
  colonnes: [
    {
      code: "objectif",
      titre: "Objectif",
      definition: "Ce que l’objectif demande.",
      largeur: 34,
      valeur: ({ titre }) => titre,
    },
    { code: "annee", titre: "Année", largeur: 8, valeur: ({ cellule }) => String(cellule.annee) },
    { code: "porteur", titre: "Porteur", largeur: 28, valeur: ({ ligne }) => ligne.nom },
    {
      code: "siren",
      titre: "SIREN",
      largeur: 12,
      valeur: ({ ligne: { porteur } }) => (porteur.type === "bailleur" ? porteur.siren : null),
    },
    { code: "nombre", titre: "Nombre écrit", genre: "nombre", valeur: ({ cellule }) => cellule.nombre },
    { code: "taux", titre: "Taux écrit", genre: "taux", valeur: ({ cellule }) => cellule.taux },
    {
      code: "taux_du_nombre",
      titre: "Taux du nombre",
      definition: "Nombre écrit, rapporté aux attributions de référence.",
      genre: "taux",
      valeur: ({ cellule }) => cellule.tauxDuNombre,
    },
    {
      code: "reference_annee",
      titre: "Année de référence",
      largeur: 18,
      valeur: ({ cellule }) => cellule.reference?.annee.toString() ?? null,
    },
    {
      code: "reference_assiette",
      titre: "Attributions de référence",
      genre: "nombre",
      valeur: ({ cellule }) => cellule.reference?.assiette ?? null,
    },
  ],
});

function feuilleTerritorialises({ noms, lieux }: Convention, { territorialises }: VersionLue): Feuille {
  const named = new Map(Object.entries(lieux));
  const table = defineTable<VersionLue["territorialises"][number]>({
    code: "territorialises",
    titre: "Objectifs territorialisés",
    colonnes: [
      {
        code: "objectif",
        titre: "Objectif",
        definition: "Ce que l’objectif demande.",
        largeur: 34,
        valeur: ({ objet }) => LIBELLE_OBJET[objet],
      },
      { code: "porteur", titre: "Porteur", largeur: 28, valeur: ({ porteur }) => labelPorteur(porteur, noms) },
      { code: "porteur_code", titre: "Code du porteur", largeur: 24, valeur: ({ porteur }) => keyPorteur(porteur) },
      { code: "lieu", titre: "Lieu", largeur: 30, valeur: ({ lieu }) => labelLieu(lieu, named) },
      { code: "lieu_code", titre: "Code du lieu", largeur: 20, valeur: ({ lieu }) => keyLieu(lieu) },
      { code: "du", titre: "Du", largeur: 12, valeur: ({ du }) => du },
      { code: "au", titre: "Au", largeur: 12, valeur: ({ au }) => au },
      { code: "nombre", titre: "Nombre écrit", genre: "nombre", valeur: ({ nombre }) => nombre },
      { code: "taux", titre: "Taux écrit", genre: "taux", valeur: ({ taux }) => taux },
    ],
  });
  return feuilleOf(table, territorialises);
}

const CONTROLES = defineTable<VersionLue["controles"][number]>({
  code: "controles",
  titre: "Contrôles",
  colonnes: [
    {
      code: "gravite",
      titre: "Gravité",
      definition: "Alerte, qui demande un acte, ou information.",
      largeur: 14,
      valeur: ({ gravite }) => LIBELLE_GRAVITE[gravite],
    },
    { code: "annee", titre: "Année", largeur: 8, valeur: ({ annee }) => annee?.toString() ?? null },
    {
      code: "constat",
      titre: "Constat",
      definition: "Ce que le contrôle a trouvé.",
      largeur: 100,
      valeur: ({ phrase }) => phrase,
    },
    { code: "code", titre: "Code", largeur: 26, valeur: ({ code }) => code },
  ],
});

const ETAPES_FAITES = defineTable<Etape>({
  code: "etapes",
  titre: "Étapes",
  colonnes: [
    {
      code: "etape",
      titre: "Étape",
      definition: "Étape de la vie du document.",
      largeur: 44,
      valeur: ({ nature }) => LIBELLE_ETAPE[nature],
    },
    {
      code: "date",
      titre: "Date",
      definition: "Jour, mois ou année de l’étape, tel qu’il est connu.",
      largeur: 44,
      valeur: formatDateEtape,
    },
    { code: "acte", titre: "Acte", definition: "Acte qui porte l’étape.", largeur: 70, valeur: ({ acte }) => acte },
  ],
});

const SIGNATAIRES = defineTable<VersionLue["signataires"][number]>({
  code: "signataires",
  titre: "Signataires",
  colonnes: [
    {
      code: "organisation",
      titre: "Organisation",
      definition: "Organisme signataire.",
      largeur: 40,
      valeur: ({ nom }) => nom,
    },
    { code: "siren", titre: "SIREN", largeur: 12, valeur: ({ siren }) => siren },
    {
      code: "qualite",
      titre: "Qualité",
      definition: "En quelle qualité l’organisme signe.",
      largeur: 40,
      valeur: ({ qualite }) => qualite,
    },
    {
      code: "signee_le",
      titre: "Signée le",
      definition: "Jour de la signature ; inconnu s’il n’est pas renseigné.",
      genre: "jour",
      largeur: 16,
      valeur: ({ signeLe }) => signeLe,
    },
  ],
});

const ACTIONS = defineTable<Convention["actions"][number]>({
  code: "actions",
  titre: "Actions",
  colonnes: [
    { code: "numero", titre: "Numéro", genre: "nombre", valeur: ({ numero }) => numero },
    {
      code: "orientation",
      titre: "Orientation",
      definition: "Orientation de la convention dont l’action relève.",
      largeur: 60,
      valeur: ({ orientation }) => orientation,
    },
    { code: "action", titre: "Action", largeur: 60, valeur: ({ titre }) => titre },
    {
      code: "jalons",
      titre: "Jalons",
      definition: "Étapes datées de l’action.",
      largeur: 50,
      valeur: ({ jalons }) => jalons,
    },
    {
      code: "acteurs",
      titre: "Acteurs",
      definition: "Organismes qui prennent part à l’action.",
      largeur: 50,
      valeur: ({ acteurs }) => acteurs,
    },
  ],
});
