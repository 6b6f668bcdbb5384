import { readManque } from "#droit/regles/dire-verdict.ts";
import { texte } from "#socle/documents/blocs.ts";
import type { Cellule, Colonne, TableauBloc } from "#socle/documents/document.ts";
import { tableauOf } from "#socle/documents/table.ts";
import { tableauTextes } from "#socle/documents/tableau-textes.ts";
import { renderBarre } from "#socle/images/barre.ts";
import {
  formatCompte,
  formatDecompte,
  formatJourCourt,
  formatMesure,
  formatNombre,
  formatTaux,
  manqueMesure,
} from "#socle/regles/shared/format.ts";
import { LIBELLE_MANQUE, listManques, sayManque } from "#socle/regles/shared/manque.ts";
import { keepColonnes } from "#socle/regles/table/table.ts";
import { PARC } from "../images/parc-table.ts";
import { SOURCES_CITEES } from "../images/sources-table.ts";
import type { Bilan, Constat, Mesures, SourceCitee } from "../lectures/bilan.ts";
import { phraseCible } from "./phrases.ts";

/** Under 20 attributions, only the fraction is written. */
const PART_TUE = "–";
const NOTE_PART_TUE = "– : moins de 20 attributions, la part n’est pas écrite.";

function colonne(titre: string, part: number, droite = true): Colonne {
  return { titre, part, droite };
}

function partOf(constat: Constat): string {
  return constat.petitEffectif && constat.taux !== null ? PART_TUE : formatMesure(constat);
}

function noteOf(constats: readonly Constat[]): string | null {
  return joinNotes(
    constats.some((c) => c.taux !== null && c.petitEffectif) ? NOTE_PART_TUE : null,
    ...listManques(constats.map(manqueMesure)).map(sayManque),
  );
}

function joinNotes(...notes: readonly (string | null)[]): string | null {
  return notes.filter((note) => note !== null).join(" ") || null;
}

type LigneNommee = Mesures & { readonly libelle: string };

/** Breakdown by any axis: both measures, unlocated leases, and leases without resources. */
export function tableauMesures(
  titre: string,
  premiere: string,
  lignes: readonly LigneNommee[],
  total: Mesures | null,
): TableauBloc {
  const row = (libelle: string, m: Mesures): string[] => [
    libelle,
    formatNombre(m.total),
    formatDecompte(m.horsQpv),
    partOf(m.horsQpv),
    formatDecompte(m.qpv),
    partOf(m.qpv),
    formatNombre(m.nonLocalisees.total),
    m.sansRessources === null ? LIBELLE_MANQUE["pas-dans-le-fichier"] : formatNombre(m.sansRessources),
  ];
  return tableauTextes(
    titre,
    [
      [premiere, 3.6],
      ["Baux signés", 1.2, true],
      ["Hors QPV : 1er quartile ou relogés", 2, true],
      ["Part", 1.3, true],
      ["En QPV : quartiles 2 à 4", 2, true],
      ["Part", 1.3, true],
      ["Non localisées", 1.5, true],
      ["Ressources inconnues", 1.6, true],
    ],
    lignes.map((ligne) => row(ligne.libelle, ligne)),
    {
      total: total && row("Ensemble", total),
      note: noteOf([...lignes, ...(total ? [total] : [])].flatMap((m) => [m.horsQpv, m.qpv])),
    },
  );
}

type Cote = "horsQpv" | "qpv";

const ENTETES: Readonly<Record<Cote, { titre: string; realise: string }>> = {
  horsQpv: { titre: "Hors quartier prioritaire, par bailleur", realise: "1er quartile ou relogés" },
  qpv: { titre: "En quartier prioritaire, par bailleur", realise: "Quartiles 2 à 4" },
};

const LEGENDE_BARRE =
  "Barre pleine : taux certain ; segment clair : ce que l’inconnu laisse ouvert ; trait vertical : plancher légal ; trait pointillé : objectif de la convention.";

/** One row per bailleur against the floor, with its bar and mark. */
export function tableauBailleurs(bilan: Bilan, cote: Cote): TableauBloc {
  const row = (nom: string, m: Mesures): Cellule[] => [
    texte(nom),
    texte(formatDecompte(m[cote])),
    texte(partOf(m[cote])),
    texte(m[cote].assiette === 0 ? formatMesure(m[cote]) : formatNombre(m[cote].attendu)),
    barreOf(nom, m[cote]),
    verdictOf(m, cote),
  ];
  return {
    kind: "tableau",
    titre: ENTETES[cote].titre,
    colonnes: [
      colonne("Bailleur", 3.2, false),
      colonne(ENTETES[cote].realise, 1.9),
      colonne("Part", 1.3),
      colonne("À atteindre", 1.7),
      colonne("Part et objectif", 2.8, false),
      colonne("Situation", 3.4, false),
    ],
    lignes: bilan.bailleurs.map((ligne) => row(ligne.nom, ligne)),
    total: row("Ensemble", bilan),
    note: joinNotes(cote === "horsQpv" ? LEGENDE_BARRE : null, noteOf(bilan.bailleurs.map((m) => m[cote]))),
  };
}

function barreOf(nom: string, constat: Constat): Cellule {
  const { taux, bornes, plancher, cible } = constat;
  const svg = renderBarre({ taux, bornes, plancher, cible: cible?.taux ?? null, titre: nom });
  const part = taux === null ? formatMesure(constat) : formatTaux(taux);
  return { kind: "barre", svg, alternative: `${nom} : ${part}, plancher ${formatTaux(plancher)}` };
}

function verdictOf(mesures: Mesures, cote: Cote): Cellule {
  const constat = mesures[cote];
  const manque = readManque(constat) ?? 0;
  return {
    kind: "verdict",
    verdict: constat.verdict,
    lignes: [
      ...(manque > 0 ? [`Il manque ${formatNombre(manque)}`] : []),
      ...(constat.cible ? [phraseCible(constat.cible)] : []),
      ...(mesures.nonLocalisees.total > 0 ? [formatCompte(mesures.nonLocalisees.total, "non localisée")] : []),
    ],
  };
}

export function tableauParc({ parc }: Bilan): TableauBloc | null {
  if (!parc) return null;
  const table = keepColonnes(PARC, "bailleur", "logements", "qpv", "hors_qpv", "inconnue");
  return tableauOf(table, parc.bailleurs, { total: { ...parc, nom: "Ensemble" } });
}

/** Differences only: a sentence counts the others, and the workbook has them all. null when nothing differs. */
export function tableauEcarts(bilan: Bilan): TableauBloc | null {
  const ecarts = bilan.controles.filter((controle) => controle.accord === false);
  if (ecarts.length === 0) return null;
  return tableauTextes(
    "Chiffres publiés ailleurs qui s’écartent des nôtres",
    [
      ["Grandeur", 3],
      ["Imprimé", 2],
      ["Recalculé", 2.6],
      ["Explication et source", 5],
    ],
    ecarts.map((c) => [c.libelle, c.imprime, c.recalcule, [c.explication, c.source].filter(Boolean).join(" — ")]),
  );
}

const CONFIANCE = {
  R: "lu dans la source",
  M: "recalculé",
  S: "dit par la convention",
  B: "à confirmer",
} as const;

export function libelleConfiance(confiance: keyof typeof CONFIANCE): string {
  return CONFIANCE[confiance];
}

export function tableauParametres(bilan: Pick<Bilan, "methodes">): TableauBloc {
  const seen = new Map(bilan.methodes.flatMap((m) => m.parametres).map((p) => [`${p.nom}|${p.valeur}|${p.depuis}`, p]));
  return tableauTextes(
    "Paramètres datés",
    [
      ["Paramètre", 3],
      ["Valeur", 3.2],
      ["Depuis", 1.5],
      ["Source", 4],
      ["Confiance", 1.9],
    ],
    [...seen.values()].map((p) => [p.nom, p.valeur, ecrireJour(p.depuis), p.source, libelleConfiance(p.confiance)]),
  );
}

export function tableauSources(sources: readonly SourceCitee[]): TableauBloc {
  const lignes = ["lues", "lignes", "rejetees", "ecartees"];
  const table = keepColonnes(
    SOURCES_CITEES,
    "source",
    "periode",
    "fichier",
    "lot",
    ...lignes,
    "publie_le",
    "empreinte",
  );
  const note =
    "Ni comptées, ni rejetées : les lignes répétées. Empreinte : douze premiers caractères du SHA-256 du fichier déposé.";
  return tableauOf({ ...table, titre: "Fichiers employés" }, sources, { note });
}

/** A parameter dated otherwise than by a day (« 2016 ») is shown as written. */
function ecrireJour(iso: string): string {
  return /^\d{4}-\d{2}-\d{2}/.test(iso) ? formatJourCourt(iso) : iso;
}
