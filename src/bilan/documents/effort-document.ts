import { sayParts } from "#engagements/regles/convention/dire-parts.ts";
import {
  APPRECIATION_COLLECTIVE,
  formatACeJour,
  formatObjectif,
  formatReste,
  PLANCHER_ENSEMBLE,
  SUR_COMPTES,
  splitChances,
} from "#engagements/regles/convention/format-objectif.ts";
import { paragraphe, texte } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type {
  Bloc,
  Cellule,
  Chiffre,
  Colonne,
  Definition,
  DocumentMisEnPage,
  SectionDocument,
  TableauBloc,
} from "#socle/documents/document.ts";
import { tableauTextes } from "#socle/documents/tableau-textes.ts";
import { LARGE } from "#socle/images/axe.ts";
import {
  capitalize,
  formatBornes,
  formatCompte,
  formatDecompte,
  formatJour,
  formatMesure,
  formatNombre,
  formatRealise,
  formatTaux,
  formatTauxCourt,
  INCONNU,
  MOIS,
} from "#socle/regles/shared/format.ts";
import { renderEventail } from "../images/eventail.ts";
import { LEGENDE_EVENTAIL } from "../images/eventail-legende.ts";
import type {
  BlocEffort,
  Effort,
  Lecture,
  LigneEffort,
  PlancherLegal,
  PointEventail,
  Projection,
} from "../lectures/effort/effort.ts";
import { sectionTerritorialises } from "./effort-territorialises.ts";
import { composeMethode } from "./methode.ts";

export function composeEffort(effort: Effort): DocumentMisEnPage {
  const titre = `Objectifs ${effort.annee}`;
  const seul = effort.bailleur === null ? null : (effort.blocs[0]?.lignes[0]?.nom ?? effort.bailleur);
  const arrete = arreteOf(effort);
  return {
    titre,
    territoire: seul === null ? effort.nom : `${effort.nom}, ${seul}`,
    entete: [titre, effort.nom, ...(effort.demonstration ? ["données de démonstration"] : [])].join(" · "),
    pied: arrete,
    bandeau: effort.demonstration ? BANDEAU_DEMONSTRATION : null,
    couverture: [
      { terme: "Territoire", valeur: `${effort.nom} (SIREN ${effort.territoire})` },
      { terme: "Compté", valeur: [`baux signés, ${arrete}`, effort.enCours].filter(Boolean).join(". ") },
      {
        terme: "Convention",
        valeur: effort.version
          ? `${effort.version.titre}, en vigueur depuis le ${formatJour(effort.version.depuis)}`
          : `aucune en vigueur pour ${effort.annee} : seul le plancher légal est montré`,
      },
    ],
    sections: [
      ...(effort.surComptes ? [SECTION_SUR_COMPTES] : []),
      ...effort.blocs.map((bloc) => sectionOf(bloc, effort)),
      ...(effort.territorialises ? [sectionTerritorialises(effort.territorialises)] : []),
      certitudes(effort),
      ...(effort.acheve ? [] : [hypotheses(effort)]),
      { titre: "Méthode et sources", blocs: composeMethode(effort) },
    ],
    date: null,
  };
}

const SECTION_SUR_COMPTES: SectionDocument = {
  titre: "Une année sur comptes",
  blocs: [{ kind: "alerte", titre: "Sur comptes.", texte: SUR_COMPTES }],
};

function arreteOf({ acheve, annee, arreteAu }: Effort): string {
  if (acheve) return `année ${annee}, entière`;
  return arreteAu.startsWith(`${annee}-`) ? `arrêté au ${formatJour(arreteAu)}` : `aucun en ${annee}`;
}

function sectionOf(bloc: BlocEffort, effort: Effort): SectionDocument {
  const seule = bloc.ensemble ?? (bloc.lignes.length === 1 ? (bloc.lignes[0] ?? null) : null);
  const chiffres = chiffresOf(bloc, seule, effort.acheve);
  return {
    titre: bloc.titre,
    blocs: [
      ...bloc.reponse.map(paragraphe),
      ...(bloc.plancher?.alerte
        ? [{ kind: "alerte", titre: "Plancher légal.", texte: bloc.plancher.alerte } as const]
        : []),
      ...(chiffres.length > 0 ? [{ kind: "chiffres", chiffres } as const] : []),
      ...(bloc.lignes.length > 0 ? [tableauPorteurs(bloc, effort)] : []),
      ...(bloc.lignes.some((ligne) => ligne.appreciationCollective === true)
        ? [{ kind: "note", texte: APPRECIATION_COLLECTIVE } as const]
        : []),
      ...(seule && !effort.acheve ? eventail(seule, bloc) : []),
    ],
  };
}

function chiffresOf({ plancher }: BlocEffort, ligne: LigneEffort | null, acheve: boolean): Chiffre[] {
  return [
    ...(ligne ? [chiffreCompte(ligne)] : []),
    ...(ligne?.ecrit ? [chiffreEcrit(ligne, ligne.ecrit, acheve)] : []),
    ...(plancher
      ? [
          {
            valeur: formatTauxCourt(plancher.taux),
            intitule: "plancher légal",
            lignes: [
              ...(ligne ? reste(ligne, ligne.plancher, acheve) : []),
              ...(ligne && !ligne.plancher ? [PLANCHER_ENSEMBLE] : []),
              describePlancher(plancher),
            ],
            verdict: null,
          },
        ]
      : []),
  ];
}

function chiffreEcrit(ligne: LigneEffort, ecrit: NonNullable<LigneEffort["ecrit"]>, acheve: boolean): Chiffre {
  const { nombre, acte, calcul } = ecrit;
  return {
    valeur: nombre === null ? formatObjectif(ecrit) : formatNombre(nombre),
    intitule: "objectif de la convention",
    lignes: [
      ...(nombre === null ? [] : [formatObjectif(ecrit)]),
      ...reste(ligne, ligne.cible, acheve),
      sayParts(ligne.parts) ?? [acte, calcul].filter(Boolean).join(". "),
    ],
    verdict: null,
  };
}

function chiffreCompte({ lecture }: LigneEffort): Chiffre {
  const { bornes, verdict } = lecture;
  return {
    valeur: formatMesure(lecture),
    intitule: `compté à ce jour, ${formatRealise(lecture)}`,
    lignes: [
      ...(bornes && bornes[0] !== bornes[1] ? [`Selon l’inconnu : ${formatBornes(bornes)}.`] : []),
      ...aCeJour(lecture),
    ],
    verdict,
  };
}

/** The short form during the year; `bloc.reponse`, printed above, has the full sentence. */
function reste({ attente }: LigneEffort, projection: Projection | null, acheve: boolean): string[] {
  if (projection === null) return [];
  const { besoin, issue, phrase } = projection;
  return [acheve ? phrase : `${capitalize(formatReste({ besoin, acquis: issue === "acquis" }, attente.total))}.`];
}

function describePlancher({ source, depuis, adaptable, confiance }: PlancherLegal): string {
  return [
    `${source}, depuis le ${formatJour(depuis)}.`,
    ...(adaptable ? ["Un taux local pouvait s’y substituer."] : []),
    ...(confiance === "B" ? ["À confirmer."] : []),
  ].join(" ");
}

function tableauPorteurs({ titre, lignes, ensemble }: BlocEffort, { acheve, annee, arreteAu }: Effort): TableauBloc {
  const row = (ligne: LigneEffort): Cellule[] => [
    texte(ligne.nom),
    texte(compteOf(ligne)),
    texte(ligne.ecrit ? formatObjectif(ligne.ecrit) : "rien"),
    texte(acheve ? ((ligne.cible ?? ligne.plancher)?.phrase ?? "sans objectif") : resteOf(ligne)),
    ...(acheve ? [] : [texte(chancesOf(ligne))]),
    verdictOf(ligne),
  ];
  return {
    kind: "tableau",
    titre: `${titre} : qui, combien`,
    colonnes: [
      colonne("Qui", 2.6),
      { ...colonne("Compté", 1.5), droite: true },
      colonne("Écrit dans la convention", 2.4),
      colonne(acheve ? "Résultat" : "À signer d’ici au 31 décembre", acheve ? 4 : 2.2),
      ...(acheve ? [] : [colonne("Chances d’y arriver", 2.6)]),
      colonne(arreteAu.startsWith(`${annee}-`) ? `Taux au ${formatJour(arreteAu)}` : "Taux à ce jour", 1.9),
    ],
    lignes: lignes.map(row),
    total: ensemble ? row(ensemble) : null,
    note: "Moins de 20 attributions : la part n’est pas écrite.",
  };
}

function chancesOf({ cible, plancher }: LigneEffort): string {
  const projection = cible ?? plancher;
  return projection ? splitChances(projection.phraseProbabilite)[0] : "sans objectif";
}

function compteOf({ lecture }: LigneEffort): string {
  const fraction = formatDecompte(lecture);
  return lecture.taux === null || lecture.petitEffectif ? fraction : `${fraction}, ${formatTaux(lecture.taux)}`;
}

function resteOf({ cible, plancher, attente }: LigneEffort): string {
  const projection = cible ?? plancher;
  if (!projection) return "sans objectif";
  const reste = formatReste({ besoin: projection.besoin, acquis: projection.issue === "acquis" }, attente.total);
  return cible ? reste : `${reste}, pour le plancher légal`;
}

function verdictOf({ lecture }: LigneEffort): Cellule {
  const { verdict, inconnus } = lecture;
  const many = inconnus.total > 0 ? [formatCompte(inconnus.total, "inconnue")] : [];
  return { kind: "verdict", verdict, lignes: [...aCeJour(lecture), ...many] };
}

function aCeJour(lecture: Lecture): string[] {
  const dit = formatACeJour(lecture);
  return dit === null ? [] : [dit];
}

function eventail(ligne: LigneEffort, { titre, plancher }: BlocEffort): Bloc[] {
  const last = ligne.eventail.findLast(({ quantiles }) => quantiles !== null);
  if (!last) return [];
  const intitule = `${titre} : part cumulée depuis janvier, ${ligne.nom}`;
  const svg = renderEventail({
    points: ligne.eventail,
    cible: ligne.parts ? null : (ligne.ecrit?.taux ?? null),
    plancher: ligne.plancher ? (plancher?.taux ?? null) : null,
    titre: intitule,
    largeur: LARGE,
  });
  return [
    {
      kind: "image",
      image: {
        svg,
        titre: intitule,
        alternative: `Part cumulée mois par mois. ${describePoint(last)} Toutes les valeurs sont dans le classeur, feuille « Mois ».`,
        note: LEGENDE_EVENTAIL,
      },
    },
  ];
}

function describePoint({ mois, quantiles }: PointEventail): string {
  if (quantiles === null) return "";
  const [bas, , mediane, , haut] = quantiles;
  return `Fin ${MOIS[mois - 1]} : médiane ${formatTaux(mediane)}, 9 chances sur 10 d’être ${formatBornes([bas, haut])}.`;
}

function certitudes({ blocs, acheve }: Effort): SectionDocument {
  return {
    titre: "Ce qu’on sait, ce qu’on ignore, ce que le hasard peut faire",
    blocs: blocs.flatMap(({ titre, ensemble, lignes }) =>
      [...(ensemble ? [ensemble] : []), ...lignes].flatMap((ligne): Bloc[] => {
        const { phrases } = ligne.lecture;
        return [
          { kind: "sous-titre", texte: `${titre}, ${ligne.nom}` },
          {
            kind: "definitions",
            definitions: [
              { terme: "Compté", valeur: phrases.constat },
              { terme: "Inconnu", valeur: [phrases.inconnues, phrases.trancher].filter(Boolean).join(" ") },
              { terme: "Hasard", valeur: phrases.hasard },
              ...projections(ligne, acheve),
            ],
          },
        ];
      }),
    ),
  };
}

function projections({ cible, plancher }: LigneEffort, acheve: boolean): Definition[] {
  const said = ({ phrase, phraseProbabilite }: Projection) =>
    acheve ? phrase : `${phrase} Chances d’y arriver : ${phraseProbabilite}.`;
  return [
    ...(cible ? [{ terme: "Convention", valeur: said(cible) }] : []),
    ...(plancher ? [{ terme: "Plancher légal", valeur: said(plancher) }] : []),
  ];
}

function hypotheses({ annee, blocs }: Effort): SectionDocument {
  const lignes = blocs.find(({ objet }) => objet === "hors-qpv")?.lignes ?? [];
  return {
    titre: "Ce que la projection suppose",
    blocs: [
      tableauTextes(
        `Baux attendus hors QPV d’ici au 31 décembre ${annee}`,
        [
          ["Qui", 3],
          ["Attendus", 1, true],
          ["D’où", 2],
          ["Mêmes mois des années passées", 4],
        ],
        lignes.map(({ nom, attente }) => [
          nom,
          attente.total === null ? INCONNU : formatNombre(attente.total),
          ORIGINES[attente.origine],
          attente.annees.map((one) => `${formatNombre(one.assiette)} en ${one.annee}`).join(", ") || "aucune",
        ]),
        { note: [...new Set(lignes.map(({ prior }) => `Idée préalable : ${prior.libelle}.`))].join(" ") || null },
      ),
    ],
  };
}

const ORIGINES = {
  "annees-precedentes": "moyenne des années passées",
  saisie: "nombre saisi",
  inconnue: "inconnu",
} as const;

function colonne(titre: string, part: number): Colonne {
  return { titre, part, droite: false };
}
