import type { ColonneFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { LIBELLE_MAILLE } from "#socle/regles/observatoire/maille.ts";
import { formatNombre, formatTaux } from "#socle/regles/shared/format.ts";
import { CLASSES_PARC, type RepartitionParc } from "../../regles/parc/classes.ts";
import { colonne, compteParmi, figureOf, INCONNUE, nombre, taux, withoutSur } from "../cellule.ts";
import type { MailleZone } from "../zones.ts";
import { ANNEE_MOYENNE, anneeMoyenne, partClasse, partRecents, RECENTS } from "./indicateurs.ts";
import { jourMillesime, methodeRepartition, methodeStock } from "./methodes.ts";
import { groupParc, lignesOf, type SommeParc, type VueParc } from "./sommes.ts";

const LOGEMENTS = colonne("nombre", "logements", "Logements", "Logements sociaux du parc.");

const COLONNES_STOCK: readonly ColonneFigure[] = [
  LOGEMENTS,
  colonne("taux", "part_parc", "Part du parc", "Part des logements du territoire."),
  colonne("nombre", "qpv", "En quartier prioritaire", "Logements situés en quartier prioritaire."),
  colonne("nombre", "hors_qpv", "Hors quartier prioritaire", "Logements situés hors des quartiers prioritaires."),
  colonne("nombre", "situation_inconnue", "Situation inconnue", "Logements que rien ne situe."),
  colonne(
    "taux",
    "part_qpv",
    "Part en quartier prioritaire",
    "Logements en quartier prioritaire sur logements situés.",
  ),
  colonne("nombre", "recents", "Parc récent", "Logements construits depuis cinq ans au plus."),
  RECENTS,
];

/** Whole stock by unit and situation: « Répartition du parc de logements sociaux » of the signed document, for any unit. */
export function figureStock(vue: VueParc, maille: MailleZone): Figure {
  const total = vue.cellules.reduce((sum, { logements }) => sum + logements, 0);
  const lignes = lignesOf(vue, maille, ({ somme }) => ({
    logements: nombre(somme.logements),
    part_parc: withoutSur(taux(somme.logements, total)),
    qpv: compteParmi(somme.qpv, somme.qpv + somme.horsQpv, somme.situationInconnue),
    hors_qpv: compteParmi(somme.horsQpv, somme.qpv + somme.horsQpv, somme.situationInconnue),
    situation_inconnue: nombre(somme.situationInconnue),
    part_qpv: withoutSur(taux(somme.qpv, somme.qpv + somme.horsQpv, somme.situationInconnue)),
    recents: somme.constructionConnue === 0 ? INCONNUE : nombre(somme.recents),
    part_recents: withoutSur(partRecents(somme)),
  }));
  return {
    code: `parc-par-${maille}`,
    titre: `Parc social par ${nameOf(maille)} au ${jourMillesime(vue.millesime)}`,
    lecture: readStock(vue, maille, total),
    maille,
    colonnes: COLONNES_STOCK,
    lignes,
    methode: methodeStock(vue),
    carte: isPlace(maille) ? { colonne: "logements", genre: "cercles", seuils: null } : null,
    graphique: isPlace(maille)
      ? null
      : { genre: "barres-empilees", colonnes: ["qpv", "hors_qpv", "situation_inconnue"] },
  };
}

export function isPlace(maille: MailleZone): boolean {
  return maille === "commune" || maille === "secteur" || maille === "qpv";
}

export function nameOf(maille: MailleZone): string {
  return LIBELLE_MAILLE[maille].toLowerCase();
}

/** The largest row, its share, and its part in QPV. */
function readStock(vue: VueParc, maille: MailleZone, total: number): string | null {
  const [first] = groupParc(vue, maille).toSorted((a, b) => b.somme.logements - a.somme.logements);
  if (!first || total === 0) return null;
  const { logements, qpv, horsQpv } = first.somme;
  const mixte = maille !== "qpv" && qpv > 0 && horsQpv > 0;
  const dont = mixte ? `, dont ${formatTaux(qpv / (qpv + horsQpv))} en quartier prioritaire` : "";
  return `${first.libelle} : ${formatNombre(logements)} logements sur ${formatNombre(total)}, soit ${formatTaux(logements / total)} du parc${dont}.`;
}

type Presentation = {
  readonly nom: string;
  readonly de: string;
  readonly definition: string;
  readonly reserves: readonly string[];
  /** Rate shown beside the counts: code of its class. */
  readonly part: { readonly classe: string; readonly libelle: string; readonly definition: string } | null;
};

const PRESENTATIONS: Readonly<Record<RepartitionParc, Presentation>> = {
  types: {
    nom: "type",
    de: "type de construction",
    definition: "Type de construction écrit dans RPLS (TYPECONST) : collectif, individuel, logement pour étudiants.",
    reserves: [],
    part: {
      classe: "individuel",
      libelle: "Part de l’individuel",
      definition: "Logements individuels sur logements dont le type est écrit.",
    },
  },
  pieces: {
    nom: "typologie",
    de: "nombre de pièces",
    definition: "Nombre de pièces principales écrit dans RPLS (NBPIECE) ; « 9 » y veut dire neuf et plus.",
    reserves: [],
    part: null,
  },
  superficies: {
    nom: "surface",
    de: "surface habitable",
    definition: "Surface habitable écrite dans RPLS (SURFHAB). Une surface de 0 est tenue pour inconnue.",
    reserves: ["Les classes de surface sont les nôtres."],
    part: null,
  },
  periodes: {
    nom: "periode-de-construction",
    de: "période de construction",
    definition: "Année d’achèvement écrite dans RPLS (CONSTRUCT). L’année moyenne est celle des années écrites.",
    reserves: ["Les périodes sont les nôtres, coupées là où la réglementation du bâtiment a changé."],
    part: null,
  },
  financements: {
    nom: "financement",
    de: "financement d’origine",
    definition:
      "Financement initial écrit dans RPLS (FINAN). PLAI et assimilés : codes 10 et 11 ; PLUS et PLA : 12 et 13 ; PLS : 14 ; PLI : 16 ; autres depuis 1977 : 15, 17 et 49 ; avant 1977 : 50 à 55 et 99.",
    reserves: [
      "Le regroupement des codes est le nôtre. Le financement d’origine ne dit pas le loyer pratiqué aujourd’hui.",
    ],
    part: {
      classe: "pli",
      libelle: "Part de PLI",
      definition: "Logements financés en PLI sur logements dont le financement est écrit.",
    },
  },
  dpe: {
    nom: "etiquette-energie",
    de: "étiquette énergie",
    definition: "Classe de consommation d’énergie du diagnostic de performance écrite dans RPLS (DPEENERGIE).",
    reserves: [
      "Les étiquettes d’avant et d’après la réforme du diagnostic (1er juillet 2021) ne se comparent pas : le fichier ne les distingue pas.",
      "Un diagnostic non réalisé et un diagnostic non écrit ne se distinguent pas non plus.",
    ],
    part: null,
  },
};

/** One distribution of the stock by unit; « RPLS 2015 par secteur et type » of the signed document is one of them. */
export function figureRepartition(vue: VueParc, maille: MailleZone, repartition: RepartitionParc): Figure {
  const { nom, de, definition, reserves, part } = PRESENTATIONS[repartition];
  const classes = CLASSES_PARC[repartition];
  const rang = classes.findIndex(({ code }) => code === part?.classe);
  return figureOf({
    code: `${nom}-par-${maille}`,
    titre: `Parc par ${nameOf(maille)} et ${de} au ${jourMillesime(vue.millesime)}`,
    lecture: readRepartition(vue, repartition),
    maille,
    colonnes: [
      ...classes.map(({ code, libelle }) =>
        colonne("nombre", code.replaceAll("-", "_"), libelle, `Logements : ${libelle}.`),
      ),
      LOGEMENTS,
      ...(part ? [colonne("taux", `part_${part.classe}`, part.libelle, part.definition)] : []),
      ...(repartition === "periodes" ? [ANNEE_MOYENNE] : []),
    ],
    lignes: lignesOf(vue, maille, ({ somme }) => ({
      ...countsOf(somme, repartition),
      logements: nombre(somme.logements),
      ...(part ? { [`part_${part.classe}`]: withoutSur(partClasse(somme.repartitions[repartition], rang)) } : {}),
      ...(repartition === "periodes" ? { annee_moyenne: anneeMoyenne(somme) } : {}),
    })),
    methode: methodeRepartition(vue, definition, reserves),
    graphique: { genre: "barres-empilees", colonnes: classes.map(({ code }) => code.replaceAll("-", "_")) },
  });
}

/** When the file has no value, every class is unknown rather than 0. */
function countsOf(somme: SommeParc, repartition: RepartitionParc): LigneFigure["cellules"] {
  const effectifs = somme.repartitions[repartition];
  const rienDit = somme.logements > 0 && effectifs.at(-1) === somme.logements;
  return Object.fromEntries(
    CLASSES_PARC[repartition].map(({ code }, rang) => [
      code.replaceAll("-", "_"),
      rienDit && code !== "inconnu" ? INCONNUE : nombre(effectifs[rang] ?? 0),
    ]),
  );
}

/** The signed document's sentence on individual housing; for other distributions, the most frequent class. */
function readRepartition(vue: VueParc, repartition: RepartitionParc): string | null {
  const somme = repartitionOf(vue, repartition);
  if (repartition === "types") return readTypes(vue);
  const classes = CLASSES_PARC[repartition].slice(0, -1);
  const connus = classes.reduce((sum, _, rang) => sum + (somme[rang] ?? 0), 0);
  if (connus === 0) return null;
  const [first] = classes
    .map((classe, rang) => ({ classe, count: somme[rang] ?? 0 }))
    .sort((a, b) => b.count - a.count);
  return first
    ? `${first.classe.libelle} : ${formatTaux(first.count / connus)} des ${formatNombre(connus)} logements dont le fichier le dit.`
    : null;
}

function repartitionOf({ cellules }: VueParc, repartition: RepartitionParc): readonly number[] {
  return CLASSES_PARC[repartition].map((_, rang) =>
    cellules.reduce((sum, { repartitions }) => sum + (repartitions[repartition][rang] ?? 0), 0),
  );
}

function readTypes(vue: VueParc): string | null {
  const parts = groupParc(vue, "grand-territoire").flatMap(({ cle, somme }) => {
    const { valeur } = partClasse(somme.repartitions.types, 1);
    return typeof valeur === "number" ? [{ cle, valeur }] : [];
  });
  const of = (cle: string) => parts.find((part) => part.cle === cle)?.valeur;
  const [qpv, autres] = [of("qpv"), of("autres-communes")];
  if (qpv === undefined || autres === undefined) return null;
  return `L’individuel fait ${formatTaux(autres)} du parc des communes sans quartier prioritaire, et ${formatTaux(qpv)} de celui des quartiers prioritaires.`;
}
