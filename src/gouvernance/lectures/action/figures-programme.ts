import { colonne, INCONNUE, nombre, SANS_OBJET } from "#observatoire/lectures/cellule.ts";
import type { CelluleFigure, Figure, LigneFigure, MethodeFigure } from "#socle/lectures/observatoire/figure.ts";
import { formatJourCourt } from "#socle/regles/shared/format.ts";
import { sayEtat } from "../../regles/action/format-action.ts";
import { LIBELLE_STATUT_JALON } from "../../regles/action/lecture-action.ts";
import { CHAMPS_REALISATION } from "../../regles/action/realisation.ts";
import type { Realisation } from "./ports.ts";
import type { LigneProgramme } from "./programme.ts";

const METHODE: MethodeFigure = {
  definition: [
    "Une action est en retard quand l’un de ses jalons datés est passé, qu’il n’est ni atteint ni retiré, et que l’action n’est ni réalisée ni abandonnée. Le retard est celui du jalon le plus ancien.",
    "L’état est celui du dernier suivi de l’action entière\u00A0; ce qu’un partenaire écrit de sa part ne le change pas.",
  ],
  source: "Programme d’actions de la convention et suivis écrits par ses signataires",
  reserves: [
    "Une action dont aucun jalon n’est daté ne peut pas être vue en retard\u00A0: cela ne dit pas qu’elle avance.",
    "Une action sans suivi est d’avancement inconnu.",
  ],
};

/** Tables of the programme and of its milestones, for the workbook, the two CSV and the open data. */
export function figuresProgramme(
  lignes: readonly LigneProgramme[],
  realisations: readonly Realisation[],
): readonly Figure[] {
  if (lignes.length === 0) return [];
  const faits = lignes.flatMap((ligne) =>
    realisations.flatMap((un) => (un.action === ligne.id ? [{ ...un, numero: ligne.numero }] : [])),
  );
  return [figureActions(lignes), figureJalons(lignes), ...(faits.length === 0 ? [] : [figureRealisations(faits)])];
}

type FaitNumerote = Realisation & { readonly numero: number };

function figureRealisations(faits: readonly FaitNumerote[]): Figure {
  return {
    code: "faits-suivis",
    titre: "Faits suivis par les actions",
    lecture: null,
    maille: "epci",
    lignesDe: "Fait",
    colonnes: [
      colonne("nombre", "action", "Action", "Numéro de l’action qui le suit."),
      colonne("annee", "annee", "Année", "Année du fait."),
      colonne("texte", "partenaire", "Organisme", "Organisme concerné."),
      colonne("texte", "commune", "Commune", "Code de la commune."),
      colonne("texte", "objet", "Objet", "Ce dont il s’agit."),
      colonne("texte", "etat", "État", "État, étape ou produit."),
      colonne("decimal", "prevu", "Prévu", "Nombre prévu, ou taux visé entre 0 et 1."),
      colonne("decimal", "realise", "Réalisé", "Nombre réalisé."),
      colonne("euros", "montant", "Montant", "Montant en euros."),
      colonne("texte", "le", "Jour", "Jour du fait."),
      colonne("texte", "source", "Source", "Texte ou organisme d’où il vient."),
      colonne("texte", "par", "Écrit par", "Organisme qui l’a écrit."),
    ],
    lignes: faits.map(ligneRealisation),
    methode: {
      definition: [
        "Un fait est écrit par un organisme, pour une année, avec sa source. Corrigé, l’ancien est retiré et gardé.",
        "Un nombre non écrit est inconnu, jamais 0\u00A0; les sommes par année ne comptent que les nombres écrits.",
      ],
      source: "Faits écrits par les signataires au programme d’actions",
      reserves: ["Rien n’oblige un partenaire à écrire\u00A0: une année sans fait n’est pas une année sans activité."],
    },
    carte: null,
    graphique: null,
  };
}

function ligneRealisation(fait: FaitNumerote): LigneFigure {
  const { genre, etat } = fait;
  const definition = CHAMPS_REALISATION[genre];
  const mot = etat === null ? null : (definition.etat?.mots[etat] ?? etat);
  return {
    cle: String(fait.id),
    libelle: definition.libelle,
    chemin: `actions/${fait.numero}`,
    cellules: {
      action: nombre(fait.numero),
      annee: { valeur: fait.annee },
      partenaire: ouSansObjet(fait.partenaire, definition.partenaire),
      commune: ouSansObjet(fait.commune, definition.commune),
      objet: ouSansObjet(fait.objet, definition.objet),
      etat: ouSansObjet(mot, definition.etat),
      prevu: ouSansObjet(fait.prevu, definition.prevu),
      realise: ouSansObjet(fait.realise, definition.realise),
      montant: ouSansObjet(fait.montant, definition.montant),
      le: definition.le === undefined ? SANS_OBJET : jour(fait.le),
      source: { valeur: fait.source },
      par: { valeur: fait.par },
    },
  };
}

/** A field that the kind does not ask has no value; one that it asks may be unknown. */
function ouSansObjet(valeur: number | string | null, asked: unknown): CelluleFigure {
  if (asked === undefined) return SANS_OBJET;
  return valeur === null ? INCONNUE : { valeur };
}

function figureActions(lignes: readonly LigneProgramme[]): Figure {
  return {
    code: "actions",
    titre: "Programme d’actions",
    lecture: null,
    maille: "epci",
    lignesDe: "Action",
    colonnes: [
      colonne("nombre", "numero", "Numéro", "Numéro de l’action dans la convention."),
      colonne("texte", "orientation", "Orientation", "Orientation de la convention."),
      colonne("texte", "etat", "État", "État au dernier suivi de l’action entière."),
      colonne("texte", "etat_le", "Suivi du", "Jour de ce suivi."),
      colonne(
        "nombre",
        "retard",
        "Retard (jours)",
        "Jours depuis l’échéance du jalon le plus en retard\u00A0; 0\u00A0: aucun.",
      ),
      colonne("texte", "echeance", "Prochaine échéance", "Jour du prochain jalon daté."),
      colonne("texte", "jalon", "Prochain jalon", "Ce qui est dû ce jour-là."),
      colonne("texte", "pilote", "Pilote", "Pilote désigné."),
      colonne("texte", "acteurs", "Acteurs", "Acteurs, comme le texte les écrit."),
      colonne("texte", "jalons", "Jalons écrits", "Jalons, comme le texte les écrit."),
      colonne("texte", "resume", "En bref", "Texte de l’action en bref."),
    ],
    lignes: lignes.map(ligneAction),
    methode: METHODE,
    carte: null,
    graphique: null,
  };
}

function ligneAction(ligne: LigneProgramme): LigneFigure {
  const reste = ligne.jalonsLus.length === 0 || ligne.jalonsLus.some(({ atteintLe }) => atteintLe === null);
  return {
    cle: String(ligne.numero),
    libelle: `${ligne.numero}. ${ligne.titre}`,
    chemin: `actions/${ligne.numero}`,
    cellules: {
      numero: nombre(ligne.numero),
      orientation: { valeur: ligne.orientation },
      etat: { valeur: sayEtat(ligne) },
      etat_le: jour(ligne.etatLe),
      // Without a dated milestone, no delay can be known: the cell is empty, not 0.
      retard: ligne.jalonsLus.some(({ echeance }) => echeance !== null) ? nombre(ligne.retardJours ?? 0) : INCONNUE,
      echeance: reste ? jour(ligne.prochaineEcheance) : SANS_OBJET,
      jalon: reste ? texte(ligne.prochainJalon) : SANS_OBJET,
      pilote: texte(ligne.pilote),
      acteurs: texte(ligne.acteurs),
      jalons: texte(ligne.jalons),
      resume: texte(ligne.resume),
    },
  };
}

function figureJalons(lignes: readonly LigneProgramme[]): Figure {
  return {
    code: "jalons",
    titre: "Jalons du programme d’actions",
    lecture: null,
    maille: "epci",
    lignesDe: "Jalon",
    colonnes: [
      colonne("nombre", "action", "Action", "Numéro de l’action."),
      colonne("texte", "statut", "Statut", "En retard, à venir, sans date ou atteint."),
      colonne("texte", "echeance", "Échéance", "Jour prévu."),
      colonne("texte", "atteint_le", "Atteint le", "Jour où le jalon est atteint."),
      colonne("nombre", "retard", "Retard (jours)", "Jours depuis l’échéance, tant que le jalon n’est pas atteint."),
      colonne("texte", "livrable", "Livrable", "Ce qui le prouve."),
      colonne("texte", "source", "Source", "Texte d’où vient le jalon."),
    ],
    lignes: lignes.flatMap(({ numero, jalonsLus }) =>
      jalonsLus.map(
        (jalon): LigneFigure => ({
          cle: String(jalon.id),
          libelle: jalon.libelle,
          chemin: `actions/${numero}`,
          cellules: {
            action: nombre(numero),
            statut: { valeur: LIBELLE_STATUT_JALON[jalon.statut] },
            echeance: jour(jalon.echeance),
            atteint_le: jalon.atteintLe === null ? SANS_OBJET : jour(jalon.atteintLe),
            retard: jalon.echeance === null ? INCONNUE : nombre(jalon.retardJours ?? 0),
            livrable: texte(jalon.livrable),
            source: texte(jalon.source),
          },
        }),
      ),
    ),
    methode: METHODE,
    carte: null,
    graphique: null,
  };
}

function jour(iso: string | null): CelluleFigure {
  return iso === null ? INCONNUE : { valeur: formatJourCourt(iso) };
}

function texte(valeur: string | null): CelluleFigure {
  return valeur === null ? INCONNUE : { valeur };
}
