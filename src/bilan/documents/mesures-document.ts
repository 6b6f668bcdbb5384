import { readManque } from "#droit/regles/dire-verdict.ts";
import { type APropos, PARTENAIRES } from "#socle/documents/a-propos.ts";
import { paragraphe, texte } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Bloc, Cellule, DocumentMisEnPage, SectionDocument } from "#socle/documents/document.ts";
import { type Cellule as CelluleFeuille, type Feuille, nombres, textes } from "#socle/documents/feuille.ts";
import { renderClasseur, renderDocumentPdf } from "#socle/documents/rendre.ts";
import { feuilleOf, tableauOf } from "#socle/documents/table.ts";
import {
  formatBornes,
  formatDecompte,
  formatFraction,
  formatJour,
  formatNombre,
  formatTauxCourt,
  INCONNU,
  LIBELLE_VERDICT,
} from "#socle/regles/shared/format.ts";
import { LIBELLE_MANQUE } from "#socle/regles/shared/manque.ts";
import { ETAPES, FAITS } from "../images/nationaux-table.ts";
import type { ComparaisonCote, ComparaisonNationale } from "../lectures/comparaison-nationale/comparaison.ts";
import type { ConstatCarence, LigneObjectif, MesuresAnnee, ObjectifLu } from "../lectures/mesure-corrective/mesures.ts";
import { listEtapes } from "../regles/comparaison-nationale/decomposition.ts";
import { FAITS_NATIONAUX } from "../regles/comparaison-nationale/faits.ts";
import { formatMilliemes } from "../regles/comparaison-nationale/format-ecart.ts";
import { sourceBarreau } from "../regles/mesure-corrective/echelle.ts";
import { LIBELLE_ETAT_BARREAU } from "../regles/mesure-corrective/etat-barreau.ts";
import { formatManqueCourt } from "../regles/mesure-corrective/manque.ts";
import { libelleConfiance } from "./tableaux.ts";

export type VueMesures = {
  readonly mesures: MesuresAnnee;
  readonly nationaux: readonly ComparaisonNationale[];
};

const TITRE = "Mesures et résultats nationaux";

export function renderMesuresPdf(vue: VueMesures): Promise<Uint8Array> {
  return renderDocumentPdf(composeMesures(vue));
}

export function renderConstatPdf(constat: ConstatCarence): Promise<Uint8Array> {
  return renderDocumentPdf(composeConstat(constat));
}

export function composeMesures({ mesures, nationaux }: VueMesures): DocumentMisEnPage {
  const { annee, reponse } = mesures;
  return {
    ...frameOf(mesures, `${TITRE}, ${annee}`),
    pied: "édition de travail",
    couverture: [
      { terme: "Territoire", valeur: `${mesures.nom} (SIREN ${mesures.territoire})` },
      { terme: "Année", valeur: String(annee) },
      { terme: "Réponse", valeur: reponse.titre },
    ],
    sections: [
      { titre: "La réponse", blocs: [...reponse.phrases.map(paragraphe), ...chiffresOf(mesures)] },
      { titre: "L’échelle des mesures", blocs: echelleOf(mesures) },
      { titre: "Constat de carence", blocs: [paragraphe(mesures.carence?.raison ?? NON_OUVERT)] },
      ...nationaux.map(
        (national): SectionDocument => ({
          titre: `Résultat national de ${national.annee}`,
          blocs: nationalOf(national),
        }),
      ),
      { titre: "Repères nationaux", blocs: [reperes()] },
    ],
  };
}

const NON_OUVERT = "Les chiffres ne sont pas ouverts à votre habilitation.";

export function composeConstat(constat: ConstatCarence): DocumentMisEnPage {
  return {
    ...frameOf(constat, constat.titre),
    pied: "projet de travail, sans valeur de décision",
    couverture: [
      { terme: "Territoire", valeur: `${constat.nom} (SIREN ${constat.territoire})` },
      { terme: "Année", valeur: String(constat.annee) },
      { terme: "Établi le", valeur: formatJour(constat.etabliLe) },
      { terme: "Nature", valeur: constat.mention },
    ],
    sections: [
      { titre: "Fondements", blocs: constat.fondements.map(paragraphe) },
      { titre: "Résultat de l’EPCI", blocs: constat.constat.map(paragraphe) },
      {
        titre: "Par bailleur",
        blocs: [tableauObjectifs("", [...constat.bailleurs, constat.ensemble]), paragraphe(constat.interbailleur)],
      },
      { titre: "Ce qui est inconnu", blocs: constat.inconnus.map(paragraphe) },
      { titre: "Sources", blocs: constat.sources.map(paragraphe) },
    ],
  };
}

function frameOf(of: { readonly nom: string; readonly demonstration: boolean }, titre: string) {
  return {
    titre,
    territoire: of.nom,
    entete: [titre, of.nom, ...(of.demonstration ? ["données de démonstration"] : [])].join(" · "),
    bandeau: of.demonstration ? BANDEAU_DEMONSTRATION : null,
    date: null,
  };
}

function chiffresOf({ chiffres }: MesuresAnnee): Bloc[] {
  if (chiffres === null) return [];
  const cotes = chiffres.cotes.map(({ ligne, libelle }) => ({ ...ligne, nom: libelle }));
  return [
    tableauObjectifs("L’EPCI", cotes),
    tableauObjectifs("Hors quartier prioritaire, par bailleur", chiffres.bailleurs),
  ];
}

function tableauObjectifs(titre: string, lignes: readonly LigneObjectif[]): Bloc {
  return {
    kind: "tableau",
    titre,
    colonnes: [
      { titre: "Porteur", part: 2.4, droite: false },
      { titre: "Réalisé", part: 1.5, droite: true },
      { titre: "Taux possible", part: 1.8, droite: true },
      { titre: "Plancher légal", part: 2.6, droite: false },
      { titre: "Objectif de la convention", part: 2.6, droite: false },
    ],
    lignes: lignes.map((ligne) => [
      texte(ligne.nom),
      texte(formatDecompte(ligne)),
      texte(ligne.bornes ? formatBornes(ligne.bornes) : LIBELLE_MANQUE["sans-objet"]),
      objectifOf(ligne.plancher, "aucun alors en vigueur"),
      objectifOf(ligne.cible, "aucun"),
    ]),
    total: null,
    note: lignes.some(isManque)
      ? "« manque 24 (21 à 29) » : 24 sur ce qui est connu ; de 21 à 29, quel que soit ce qu’on ignore."
      : null,
  };
}

function isManque({ plancher, cible }: LigneObjectif): boolean {
  return [plancher, cible].some((objectif) => objectif?.verdict === "non-atteint");
}

function objectifOf(objectif: ObjectifLu | null, absent: string): Cellule {
  if (objectif === null) return texte(absent);
  const { taux, attendu, manque, verdict } = objectif;
  const vise = taux === null ? "" : `${formatTauxCourt(taux)}, `;
  const said = formatManqueCourt(verdict, manque, objectif);
  const lignes = [`${vise}${formatNombre(attendu)} attendues`, ...(said === null ? [] : [said])];
  return { kind: "verdict", verdict, lignes };
}

function echelleOf({ barreaux, autres }: MesuresAnnee): Bloc[] {
  const blocs = barreaux.flatMap(({ barreau, etat, histoire }): Bloc[] => [
    {
      kind: "sous-titre",
      texte: `${barreau.temps === 1 ? "Premier temps" : "Second temps"} : ${barreau.titre} – ${LIBELLE_ETAT_BARREAU[etat]}`,
    },
    paragraphe(barreau.texte),
    {
      kind: "definitions",
      definitions: [
        { terme: "Article", valeur: barreau.article },
        { terme: "Source", valeur: `${sourceBarreau(barreau)} (${libelleConfiance(barreau.confiance)})` },
      ],
    },
    ...histoire.map(paragraphe),
  ]);
  if (autres.length === 0) return blocs;
  const past = autres.map(({ annee, titre, histoire }) => paragraphe(`${annee}, ${titre}. ${histoire.join(" ")}`));
  return [...blocs, { kind: "sous-titre", texte: "Autres années" }, ...past];
}

function nationalOf({ source, publieLe, cotes, imprime, sansLocal, explications }: ComparaisonNationale): Bloc[] {
  const origine = `Source : ${source}, ${publieLe ? `publié le ${formatJour(publieLe)}` : "sans date de publication"}.`;
  if (cotes === null) {
    const said = imprime.map(
      ({ libelle, part, total, taux }) =>
        `${libelle} : ${part === null || total === null ? "nombres inconnus" : formatFraction(part, total)}, taux imprimé ${taux === null ? INCONNU : formatMilliemes(taux * 1000)}.`,
    );
    return [...said.map(paragraphe), paragraphe(sansLocal ?? NON_OUVERT), { kind: "note", texte: origine }];
  }
  return [...cotes.flatMap(coteOf), ...explications.map(paragraphe), { kind: "note", texte: origine }];
}

function coteOf({ libelle, decomposition, explications, conclusion }: ComparaisonCote): Bloc[] {
  return [
    tableauOf({ ...ETAPES, titre: libelle }, listEtapes(decomposition), { note: conclusion }),
    ...explications.map(paragraphe),
  ];
}

function reperes(): Bloc {
  return tableauOf({ ...FAITS, titre: "" }, FAITS_NATIONAUX, {
    note: "Ces faits situent le territoire ; ils n’obligent à rien.",
  });
}

/** One sheet per subject, figures as numbers. */
export function renderMesuresXlsx({ mesures, nationaux }: VueMesures): Promise<Uint8Array> {
  const { chiffres } = mesures;
  const objectifs = chiffres
    ? [
        ...chiffres.cotes.map(({ ligne, libelle }) => ({ ...ligne, nom: libelle })),
        ...chiffres.bailleurs.map((ligne) => ({ ...ligne, nom: `${ligne.nom}, hors quartier prioritaire` })),
      ]
    : [];
  const aPropos: APropos = {
    titre: `${TITRE}, ${mesures.annee}`,
    territoire: mesures,
    jour: null,
    periode: String(mesures.annee),
    pour: PARTENAIRES,
    sources: [...new Set(nationaux.map(({ source }) => source))],
    methode: mesures.reponse.phrases,
  };
  return renderClasseur(aPropos, [
    ["Réponse", reponseFeuille(mesures)],
    ["Objectifs", objectifsFeuille(objectifs)],
    ["Échelle", echelleFeuille(mesures)],
    ["Résultats nationaux", nationauxFeuille(nationaux)],
    ["Repères", feuilleOf(FAITS, FAITS_NATIONAUX)],
  ]);
}

function reponseFeuille({ nom, territoire, annee, reponse, carence, demonstration }: MesuresAnnee): Feuille {
  const lignes: CelluleFeuille[][] = [
    ["Territoire", `${nom} (SIREN ${territoire})`],
    ["Année", { valeur: annee, format: "entier" }],
    ["Réponse", reponse.titre],
    ...reponse.phrases.map((phrase) => ["", phrase]),
    ["Constat de carence", carence?.raison ?? NON_OUVERT],
    ...(demonstration ? [["Avertissement", BANDEAU_DEMONSTRATION]] : []),
  ];
  return { colonnes: textes(["Sujet", 22], ["Texte", 100]), lignes };
}

function objectifsFeuille(lignes: readonly LigneObjectif[]): Feuille {
  const objectif = (nom: string): Feuille["colonnes"][number][] => [
    { titre: `${nom} : taux`, format: "taux" },
    ...nombres(`${nom} : attendues`, `${nom} : manque`, `${nom} : manque au moins`, `${nom} : manque au plus`),
    ...textes([`${nom} : verdict`, 14]),
  ];
  // An undecided year has no certain lack; an incomplete year, or counts that no lease can decide, have no figure at all.
  const manqueOf = ({ verdict, manque, doute }: ObjectifLu): CelluleFeuille[] => {
    const bornes = verdict === "en-cours" || doute !== null ? [null, null] : [manque.auMoins, manque.auPlus];
    return [readManque({ verdict, manque: manque.compte }), ...bornes];
  };
  const values = (lu: ObjectifLu | null): CelluleFeuille[] =>
    lu === null
      ? [null, null, null, null, null, null]
      : [lu.taux, lu.attendu, ...manqueOf(lu), LIBELLE_VERDICT[lu.verdict]];
  return {
    colonnes: [
      ...textes(["Porteur", 44], ["SIREN", 12]),
      ...nombres("Réalisées", "Attributions"),
      ...(["Part", "Borne basse", "Borne haute"] as const).map((titre) => ({ titre, format: "taux" as const })),
      ...objectif("Plancher"),
      ...objectif("Convention"),
    ],
    lignes: lignes.map((ligne) => [
      ligne.nom,
      ligne.siren,
      ligne.realise,
      ligne.assiette,
      ligne.taux,
      ligne.bornes?.[0] ?? null,
      ligne.bornes?.[1] ?? null,
      ...values(ligne.plancher),
      ...values(ligne.cible),
    ]),
  };
}

function echelleFeuille({ barreaux }: MesuresAnnee): Feuille {
  return {
    colonnes: [
      ...nombres("Temps"),
      ...textes(["Mesure", 50], ["Article", 40], ["État", 20], ["Suivi", 90], ["Source", 60], ["Confiance", 22]),
    ],
    lignes: barreaux.map(({ barreau, etat, histoire }) => [
      barreau.temps,
      barreau.titre,
      barreau.article,
      LIBELLE_ETAT_BARREAU[etat],
      histoire.join(" "),
      sourceBarreau(barreau),
      libelleConfiance(barreau.confiance),
    ]),
  };
}

function nationauxFeuille(nationaux: readonly ComparaisonNationale[]): Feuille {
  const lignes = nationaux.flatMap(({ annee, cotes, imprime, source, sansLocal }): CelluleFeuille[][] =>
    cotes === null
      ? imprime.map(({ libelle, part, total, taux }) => [
          annee,
          libelle,
          "Résultat national imprimé",
          part,
          total,
          taux,
          sansLocal,
          source,
        ])
      : cotes.flatMap(({ libelle, decomposition, conclusion }) =>
          listEtapes(decomposition).map(({ nom, etape }) => [
            annee,
            libelle,
            nom,
            etape.part,
            etape.total,
            etape.milliemes === null ? null : etape.milliemes / 1000,
            conclusion,
            source,
          ]),
        ),
  );
  return {
    colonnes: [
      { titre: "Année", format: "entier" },
      ...textes(["Objectif", 44], ["Étape", 28]),
      ...nombres("Numérateur", "Base"),
      { titre: "Part ou écart", format: "taux" },
      ...textes(["Lecture", 90], ["Source", 60]),
    ],
    lignes,
  };
}
